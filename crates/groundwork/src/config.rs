//! What the operator decides: a file, and the environment over it. Each mistake is named with its place.

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use post::smtp::{Smtp, SmtpRefusal, SmtpSettings};
use serde::Deserialize;
use terms::trouble::Fault;

use crate::card_config::Cards;
use crate::claims_config::{Claims, SftpFolder};

/// The file's name inside the data folder, unless another one is named.
pub const FILE: &str = "groundwork.toml";

/// Where the server listens when nobody says otherwise.
const LISTEN: &str = "127.0.0.1:8080";

/// Everything that can be decided.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The address that people type: `https://go.example.org`.
    pub address: Option<String>,
    /// Where the server listens: `127.0.0.1:8080`.
    pub listen: Option<String>,
    /// The database: `sqlite:PATH` or `postgres://...`.
    pub database: Option<String>,
    /// The file with the master key. It lies outside the data folder.
    pub key_file: Option<PathBuf>,
    /// The proxies that may connect when the server listens beyond this computer.
    #[serde(default)]
    pub trusted_proxies: Vec<IpAddr>,
    /// A certificate of our own, where no proxy has one.
    pub tls: Option<Tls>,
    /// How mail goes out. Without it, letters wait on their page.
    pub mail: Option<Mail>,
    /// How clients pay by card. Without it, they call the office.
    pub cards: Option<Cards>,
    /// How files of claims go out. Without it, they are laid into the data folder.
    pub claims: Option<Claims>,
    /// Where backups go, and how often.
    pub backup: Option<Backup>,
}

/// A certificate and its key, as PEM files.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    /// The certificate, with those above it.
    pub certificate: PathBuf,
    /// Its key.
    pub key: PathBuf,
}

/// A mail server.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// Its name.
    pub host: String,
    /// Its port: 587 for STARTTLS, 465 for TLS from the start.
    pub port: u16,
    /// `required` (STARTTLS), `implicit`, or `none`, which only this computer may have.
    #[serde(default = "required")]
    pub tls: String,
    /// Who signs in there.
    pub user: Option<String>,
    /// The file with the password.
    pub password_file: Option<PathBuf>,
    /// The sender's name. It tells nothing: "The office".
    pub from_name: String,
    /// The sender's address.
    pub from_address: String,
}

/// A plan for backups.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Backup {
    /// The folder that they go to; best on another disk.
    pub folder: PathBuf,
    /// How often, in hours.
    #[serde(default = "a_day")]
    pub every_hours: u32,
    /// How long they are kept, in days. The newest is always kept.
    #[serde(default = "a_month")]
    pub keep_days: u32,
}

/// What the environment says, by name; a source of its own, so that tests need none.
pub type Environment<'a> = &'a dyn Fn(&str) -> Option<String>;

impl Config {
    /// Reads the file, if it is there, and the environment over it, and looks at every value.
    pub fn read(file: &Path, environment: Environment<'_>) -> Result<Self, Fault> {
        let mut config = if file.is_file() {
            let text =
                std::fs::read_to_string(file).map_err(|error| Fault::new(format!("read {}", file.display()), error))?;
            parse(&file.display().to_string(), &text)?
        } else {
            Self::default()
        };
        let text = |name: &str| environment(name).filter(|value| !value.is_empty());
        config.address = text("GROUNDWORK_ADDRESS").or(config.address);
        config.listen = text("GROUNDWORK_LISTEN").or(config.listen);
        config.database = text("GROUNDWORK_DATABASE").or(config.database);
        config.key_file = text("GROUNDWORK_KEY_FILE").map(PathBuf::from).or(config.key_file);
        if let Some(proxies) = text("GROUNDWORK_TRUSTED_PROXIES") {
            let read: Result<_, _> = proxies.split(',').map(|proxy| proxy.trim().parse()).collect();
            config.trusted_proxies = read.map_err(|_| {
                Fault::new(
                    "read the configuration",
                    "GROUNDWORK_TRUSTED_PROXIES: write addresses with commas between them",
                )
            })?;
        }
        config.look(&|field| {
            let variable = format!("GROUNDWORK_{}", field.to_uppercase());
            if text(&variable).is_some() { variable } else { format!("{}: {field}", file.display()) }
        })?;
        Ok(config)
    }

    /// Where the server listens.
    pub fn listen(&self) -> Result<SocketAddr, Fault> {
        let listen = self.listen.as_deref().unwrap_or(LISTEN);
        listen.parse().map_err(|_| Fault::new("read where to listen", format!("{listen} is no address with a port")))
    }

    /// The address that people type, without a slash at its end.
    pub fn address(&self) -> Result<String, Fault> {
        match &self.address {
            Some(address) => Ok(address.trim_end_matches('/').to_owned()),
            None => Ok(format!("{}://{}", if self.tls.is_some() { "https" } else { "http" }, self.listen()?)),
        }
    }

    /// Whether people come by HTTPS.
    pub fn is_https(&self) -> Result<bool, Fault> {
        Ok(self.address()?.starts_with("https://"))
    }

    /// The host in that address.
    pub fn host(&self) -> Result<String, Fault> {
        let address = self.address()?;
        let after = address.split_once("://").map_or("", |(_, after)| after);
        let host = after.split('/').next().unwrap_or_default();
        Ok(host.rsplit_once(':').map_or(host, |(name, _)| name).to_owned())
    }

    /// The clearinghouse's folder, where files of claims go over SSH.
    pub fn sftp(&self) -> Option<&SftpFolder> {
        self.claims.as_ref()?.sftp.as_ref()
    }

    fn look(&self, place: &dyn Fn(&str) -> String) -> Result<(), Fault> {
        let mistake =
            |field: &str, words: &str| Err(Fault::new("read the configuration", format!("{}: {words}", place(field))));
        if let Some(address) = &self.address
            && !(address.starts_with("https://")
                || address.starts_with("http://127.0.0.1")
                || address.starts_with("http://localhost"))
        {
            return mistake(
                "address",
                "write https:// and the name that people type; plain http is for this computer alone",
            );
        }
        let Ok(listen) = self.listen.as_deref().unwrap_or(LISTEN).parse::<SocketAddr>() else {
            return mistake("listen", "write an address and a port, such as 127.0.0.1:8080");
        };
        if !listen.ip().is_loopback() && self.tls.is_none() && self.trusted_proxies.is_empty() {
            return mistake(
                "listen",
                "others could reach this address, unencrypted. Give a certificate under [tls], or name your proxy in trusted_proxies",
            );
        }
        if let Some(database) = &self.database
            && crate::data_folder::storage_of(database).is_err()
        {
            return mistake("database", "it begins with sqlite: or with postgres://");
        }
        if let Some(mail) = &self.mail {
            if !["required", "implicit", "none"].contains(&mail.tls.as_str()) {
                return mistake("mail.tls", "write required, implicit or none");
            }
            if terms::reach::Email::parse(&mail.from_address).is_err() {
                return mistake("mail.from_address", "write an email address with an @");
            }
        }
        if let Some((field, words)) = self.sftp().and_then(SftpFolder::mistake) {
            return mistake(field, words);
        }
        if let Some(backup) = &self.backup
            && (backup.every_hours == 0 || backup.keep_days == 0)
        {
            return mistake("backup", "every_hours and keep_days are at least 1");
        }
        Ok(())
    }
}

impl Mail {
    /// The mail server, with every mistake in these settings named.
    pub fn smtp(&self) -> Result<Arc<Smtp>, Fault> {
        let password = match &self.password_file {
            Some(file) => {
                let text = std::fs::read_to_string(file);
                Some(text.map_err(|error| Fault::new(format!("read {}", file.display()), error))?.trim().to_owned())
            }
            None => None,
        };
        let tls = match self.tls.as_str() {
            "implicit" => post::smtp::Tls::Implicit,
            "none" => post::smtp::Tls::None,
            _ => post::smtp::Tls::Required,
        };
        let settings = SmtpSettings {
            host: self.host.clone(),
            port: self.port,
            tls,
            user: self.user.clone(),
            password,
            from_name: self.from_name.clone(),
            from_address: self.from_address.clone(),
        };
        Smtp::new(settings).map(Arc::new).map_err(|refusal| {
            let words = match refusal {
                SmtpRefusal::FromAddress => "mail.from_address: write an email address with an @",
                SmtpRefusal::OpenNetwork => {
                    "mail.tls: none is for this computer alone. Write required or implicit, so that letters travel encrypted"
                }
                SmtpRefusal::Host => "mail.host: write the mail server's name",
            };
            Fault::new("read the configuration", words)
        })
    }
}

impl Backup {
    /// How long from one backup to the next.
    pub fn every(&self) -> Duration {
        Duration::from_secs(u64::from(self.every_hours) * 3_600)
    }
}

fn parse(name: &str, text: &str) -> Result<Config, Fault> {
    toml::from_str(text).map_err(|error| {
        let line =
            error.span().map_or(1, |span| 1 + text.get(..span.start).map_or(0, |before| before.matches('\n').count()));
        Fault::new("read the configuration", format!("{name}:{line}: {}", error.message()))
    })
}

fn required() -> String {
    "required".to_owned()
}

fn a_day() -> u32 {
    24
}

fn a_month() -> u32 {
    30
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, variables: &[(&str, &str)]) -> Result<Config, String> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(FILE);
        std::fs::write(&file, text).unwrap();
        let environment =
            |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        Config::read(&file, &environment).map_err(|fault| fault.to_string())
    }

    #[test]
    fn the_environment_stands_over_the_file() {
        let config = read("listen = \"127.0.0.1:1\"", &[("GROUNDWORK_LISTEN", "127.0.0.1:2")]).unwrap();
        assert_eq!(config.address().unwrap(), "http://127.0.0.1:2");
        let config = read("address = \"https://go.example.org/\"", &[]).unwrap();
        assert_eq!(
            (config.address().unwrap().as_str(), config.host().unwrap().as_str()),
            ("https://go.example.org", "go.example.org")
        );
    }

    #[test]
    fn each_mistake_is_named_with_its_place() {
        for (text, variables, says) in [
            ("\nlisten = 8080", &[][..], "groundwork.toml:2:"),
            ("listne = \"x\"", &[], "groundwork.toml:1: unknown field"),
            ("listen = \"x\"", &[], "groundwork.toml: listen: write an address and a port"),
            ("", &[("GROUNDWORK_LISTEN", "x")], "GROUNDWORK_LISTEN: write an address"),
            ("listen = \"0.0.0.0:80\"", &[], "listen: others could reach"),
            ("address = \"http://go.example.org\"", &[], "address: write https://"),
            ("database = \"mysql:x\"", &[], "database: it begins with"),
            (
                "[claims.sftp]\nhost = \"x\"\nuser = \"x\"\nkey_file = \"x\"\nhost_key = \"MD5:1\"\nout = \"a\"\nin = \"b\"",
                &[],
                "claims.sftp.host_key: write the fingerprint",
            ),
            ("[backup]\nfolder = \"x\"\nevery_hours = 0", &[], "backup: every_hours"),
            (
                "[mail]\nhost = \"x\"\nport = 1\ntls = \"maybe\"\nfrom_name = \"x\"\nfrom_address = \"a@example.org\"",
                &[],
                "mail.tls: write required",
            ),
        ] {
            let told = read(text, variables).unwrap_err();
            assert!(told.contains(says), "{text}: {told}");
        }
    }
}
