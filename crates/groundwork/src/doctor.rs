//! `groundwork doctor`: what is wrong with a practice's surroundings, each with its mend. It changes nothing.

use std::fs;
use std::net::{TcpStream, ToSocketAddrs};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use money::card_processor::CardTrouble;
use record::record::Storage;
use record::verify::verify;
use terms::trouble::Fault;

use crate::backup::{moment_of, newest};
use crate::claims_remote::{Away, Remote};
use crate::config::Config;
use crate::data_folder::read_practice_key;
use crate::open::{Which, config, key_file, storage};

/// How long a mail server may take to say anything.
const PATIENCE: Duration = Duration::from_secs(5);

/// One thing that was looked at.
struct Finding {
    what: &'static str,
    /// What is wrong and what mends it; nothing, when it is well.
    wrong: Option<String>,
}

/// Looks at everything, and ends with how many things are wrong.
pub fn run(which: &Which) -> Result<ExitCode, Fault> {
    let config = match config(which) {
        Ok(config) => config,
        Err(fault) => {
            println!("configuration: {fault}");
            return Ok(ExitCode::FAILURE);
        }
    };
    let storage = storage(which, &config)?;
    let key = key_file(which, &config);
    let findings = [
        look("address", address(&config)),
        look("data folder", data_folder(&which.data)),
        look("key", key_is_readable(&key)),
        look("key and data apart", apart(&which.data, &key)),
        look("record", record_holds(&storage)),
        look("certificate", certificate(&config)),
        look("limits by address", limits(&config)),
        look("mail", mail(&config)),
        look("cards", cards(&config)),
        look("claims", clearinghouse(&config)),
        look("backup", backup(&config, &which.data)),
    ];
    let mut wrong = 0;
    for finding in &findings {
        match &finding.wrong {
            None => println!("{}: well", finding.what),
            Some(words) => {
                wrong += 1;
                println!("{}: {words}", finding.what);
            }
        }
    }
    println!(
        "{}",
        match wrong {
            0 => "Everything is well.".to_owned(),
            1 => "One thing needs a mend.".to_owned(),
            more => format!("{more} things need a mend."),
        }
    );
    Ok(if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn look(what: &'static str, wrong: Option<String>) -> Finding {
    Finding { what, wrong }
}

fn address(config: &Config) -> Option<String> {
    match config.address() {
        Ok(address) if address.starts_with("https://") => None,
        Ok(address) => Some(format!(
            "people would type {address}, which is not encrypted. Set address to https:// and a name, with a proxy or a certificate under [tls]"
        )),
        Err(fault) => Some(fault.to_string()),
    }
}

fn data_folder(path: &Path) -> Option<String> {
    let Ok(about) = fs::metadata(path) else {
        return Some(format!("there is no {}. groundwork serve makes it", path.display()));
    };
    let open_to = about.mode() & 0o077;
    (open_to != 0).then(|| format!("others on this computer can look into it. Run chmod 700 {}", path.display()))
}

fn key_is_readable(key: &Path) -> Option<String> {
    if key.is_file() {
        return read_practice_key(key).err().map(|fault| fault.to_string());
    }
    Some(format!("there is no {}. Type the recovery sheet into it, and run chmod 600 on it", key.display()))
}

fn apart(data: &Path, key: &Path) -> Option<String> {
    let device = |path: &Path| fs::metadata(path).ok().map(|about| about.dev());
    let (data, key) = (device(data)?, device(key)?);
    (data == key).then(|| {
        "both lie on one disk: whoever takes the disk has both, unless it is encrypted. Put the key on another, hand it over as a systemd credential, or encrypt the disk"
            .to_owned()
    })
}

fn record_holds(storage: &Storage) -> Option<String> {
    if let Storage::File(path) = storage
        && !path.is_file()
    {
        return Some(format!("there is no {}. groundwork serve makes it", path.display()));
    }
    match verify(storage) {
        Ok(report) if report.problems.is_empty() => None,
        Ok(report) => Some(format!(
            "{report} Restore the newest backup that was read through and whole, and keep this one for whoever looks into it"
        )),
        Err(fault) => Some(format!("{fault}. Is the database running, and the address in the configuration right?")),
    }
}

fn certificate(config: &Config) -> Option<String> {
    let files = config.tls.as_ref()?;
    crate::server::tls::acceptor(&files.certificate, &files.key).err().map(|fault| fault.to_string())
}

/// Behind a proxy on this computer that nobody named, all come from one address, and nobody is counted.
fn limits(config: &Config) -> Option<String> {
    (config.tls.is_none() && config.trusted_proxies.is_empty()).then(|| {
        "whoever guesses passwords or floods a form is not told from the others. Name your proxy in trusted_proxies, and let it write x-forwarded-for"
            .to_owned()
    })
}

fn mail(config: &Config) -> Option<String> {
    let Some(mail) = &config.mail else {
        return Some("nothing goes out: letters wait on their page. Name a mail server under [mail]".to_owned());
    };
    if let Err(fault) = mail.smtp() {
        return Some(fault.to_string());
    }
    let address = (mail.host.as_str(), mail.port).to_socket_addrs().ok().and_then(|mut found| found.next());
    let reached = address.is_some_and(|address| TcpStream::connect_timeout(&address, PATIENCE).is_ok());
    (!reached).then(|| format!("{} does not answer at port {}. Look at mail.host and mail.port", mail.host, mail.port))
}

/// Whether the clearinghouse shows the key that was told, lets us in, and has the folders.
pub fn clearinghouse(config: &Config) -> Option<String> {
    let folder = config.sftp()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let Ok(runtime) = runtime else { return Some("the runtime does not start".to_owned()) };
    let looked = runtime.block_on(async {
        let remote = Remote::open(folder).await?;
        for name in [&folder.out, &folder.came].into_iter().chain(&folder.done) {
            remote.list(name).await?;
        }
        Ok::<(), Away>(())
    });
    looked.err().map(|away| format!("{} at port {}: {away}", folder.host, folder.port))
}

/// Whether the processor knows our key, and prints the words that clients are shown.
fn cards(config: &Config) -> Option<String> {
    let processor = match config.cards.as_ref()?.processor() {
        Ok(processor) => processor.within(PATIENCE),
        Err(fault) => return Some(fault.to_string()),
    };
    match processor.prefixes() {
        Ok((Some(theirs), ours)) if theirs.eq_ignore_ascii_case(ours) => None,
        Ok((theirs, ours)) => Some(format!(
            "the processor begins a statement with {}, and cards.therapy_words with {ours}. Make them the same, in its settings or here",
            theirs.as_deref().unwrap_or("nothing")
        )),
        Err(CardTrouble::Refused(why) | CardTrouble::NoAnswer(why)) => Some(format!(
            "the processor does not tell about the account ({why}). Look at cards.key_file: a restricted key must be let read the account"
        )),
        Err(CardTrouble::Declined(_)) => Some("the processor speaks of a card where there is none".to_owned()),
    }
}

fn backup(config: &Config, data: &Path) -> Option<String> {
    let Some(plan) = &config.backup else {
        return Some("none is planned. Name a folder under [backup], best on another disk".to_owned());
    };
    let device = |path: &Path| fs::metadata(path).ok().map(|about| about.dev());
    let newest = match newest(&plan.folder) {
        Ok(newest) => newest,
        Err(fault) => return Some(fault.to_string()),
    };
    let Some(made) = newest.as_deref().and_then(moment_of) else {
        return Some(format!("there is none in {} yet. Run groundwork backup", plan.folder.display()));
    };
    let late = SignedDuration::from_hours(2 * i64::from(plan.every_hours));
    if Timestamp::now().duration_since(made) > late {
        return Some(format!("the newest is of {made}. Is groundwork serve running?"));
    }
    (device(&plan.folder) == device(data)).then(|| {
        "they lie on the disk of the data: if it breaks, both are gone. Name a folder on another disk".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_thing_that_is_wrong_is_named_with_its_mend() {
        let folder = tempfile::tempdir().unwrap();
        let nowhere = folder.path().join("nowhere");
        let config = Config::default();
        for (found, says) in [
            (address(&config), "Set address to https://"),
            (data_folder(&nowhere), "groundwork serve makes it"),
            (key_is_readable(&nowhere), "Type the recovery sheet"),
            (record_holds(&Storage::File(nowhere.clone())), "groundwork serve makes it"),
            (limits(&config), "Name your proxy in trusted_proxies"),
            (mail(&config), "under [mail]"),
            (backup(&config, folder.path()), "under [backup]"),
            (apart(folder.path(), folder.path()), "one disk"),
        ] {
            assert!(found.as_deref().is_some_and(|words| words.contains(says)), "{says}: {found:?}");
        }
        assert_eq!((certificate(&config), cards(&config)), (None, None));
        let proxied = Config { trusted_proxies: vec!["127.0.0.1".parse().unwrap()], ..Config::default() };
        assert_eq!(limits(&proxied), None);
    }
}
