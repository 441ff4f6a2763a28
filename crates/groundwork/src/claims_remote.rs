//! A clearinghouse's folder over SSH: opened only when the server shows the key that was told, and with a limit of time
//! on everything.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use russh::client::{self, Handle};
use russh::keys::{HashAlg, PrivateKeyWithHashAlg, PublicKeyOrCertificate, load_secret_key};
use russh_sftp::client::SftpSession;
use russh_sftp::client::error::Error as SftpError;
use russh_sftp::protocol::{OpenFlags, StatusCode};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;

use crate::claims_config::SftpFolder;

/// How long the server may take to let us in.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// How long one question may take. A file is carried in many.
const QUESTION_SECS: u64 = 20;

/// How long one whole file may take.
const WHOLE_FILE: Duration = Duration::from_mins(10);

/// Why the folder is not reached. It names no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Away {
    /// Our own key cannot be read.
    OwnKey(String),
    /// The server shows another key than was told; this is its fingerprint.
    WrongKey(String),
    /// The server does not let us in.
    NotLetIn,
    /// It does not answer, or ends in the middle.
    Silent(String),
    /// It refuses what was asked of the folder.
    Folder(String),
}

impl fmt::Display for Away {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OwnKey(why) => write!(f, "our key could not be read: {why}. Look at claims.sftp.key_file"),
            Self::WrongKey(shown) => write!(
                f,
                "the server shows the key {shown}, which is not the one in claims.sftp.host_key. Nothing was sent. Ask the clearinghouse by phone whether its key changed"
            ),
            Self::NotLetIn => write!(
                f,
                "the server does not let us in. Look at claims.sftp.user, and whether the clearinghouse has our public key"
            ),
            Self::Silent(why) => write!(f, "the server does not answer: {why}"),
            Self::Folder(why) => write!(f, "the server refuses: {why}. Look at the folders under [claims.sftp]"),
        }
    }
}

impl From<russh::Error> for Away {
    fn from(error: russh::Error) -> Self {
        Self::Silent(error.to_string())
    }
}

impl From<SftpError> for Away {
    fn from(error: SftpError) -> Self {
        match error {
            SftpError::Status(status) => Self::Folder(status.status_code.to_string()),
            other => Self::Silent(other.to_string()),
        }
    }
}

impl From<std::io::Error> for Away {
    fn from(error: std::io::Error) -> Self {
        Self::Silent(error.to_string())
    }
}

/// An open folder. It is left when this is dropped.
pub struct Remote {
    sftp: SftpSession,
    _session: Handle<Pinned>,
}

/// A file that lies there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lying {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// When it was last written, by the server's clock.
    pub written: Option<u32>,
}

/// Lets nobody in but the server with this key.
struct Pinned {
    host_key: String,
}

impl client::Handler for Pinned {
    type Error = Away;

    async fn check_server_key(&mut self, shown: &PublicKeyOrCertificate) -> Result<bool, Away> {
        let print = match shown {
            PublicKeyOrCertificate::PublicKey { key, .. } => key.fingerprint(HashAlg::Sha256).to_string(),
            PublicKeyOrCertificate::Certificate(_) => "of a certificate".to_owned(),
        };
        if print == self.host_key { Ok(true) } else { Err(Away::WrongKey(print)) }
    }
}

impl Remote {
    /// Opens the folder, within [`PATIENCE`].
    pub async fn open(folder: &SftpFolder) -> Result<Self, Away> {
        let late = || Away::Silent(format!("nothing came within {} seconds", PATIENCE.as_secs()));
        timeout(PATIENCE, Self::let_in(folder)).await.unwrap_or_else(|_| Err(late()))
    }

    async fn let_in(folder: &SftpFolder) -> Result<Self, Away> {
        let key = load_secret_key(&folder.key_file, None).map_err(|error| Away::OwnKey(error.to_string()))?;
        let config = client::Config {
            inactivity_timeout: Some(PATIENCE * 3),
            keepalive_interval: Some(PATIENCE),
            ..client::Config::default()
        };
        let pinned = Pinned { host_key: folder.host_key.clone() };
        let mut session = client::connect(Arc::new(config), (folder.host.as_str(), folder.port), pinned).await?;
        let key = PrivateKeyWithHashAlg::new(Arc::new(key), None);
        if !session.authenticate_publickey(&folder.user, key).await?.success() {
            return Err(Away::NotLetIn);
        }
        let channel = session.channel_open_session().await?;
        channel.request_subsystem(true, "sftp").await?;
        let sftp = SftpSession::new(channel.into_stream()).await?;
        sftp.set_timeout(QUESTION_SECS);
        Ok(Self { sftp, _session: session })
    }

    /// Writes a whole file, in place of what may be left of an earlier try.
    pub async fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Away> {
        let flags = OpenFlags::CREATE | OpenFlags::TRUNCATE | OpenFlags::WRITE;
        within(async {
            let mut file = self.sftp.open_with_flags(path, flags).await?;
            file.write_all(bytes).await?;
            file.flush().await?;
            Ok(file.close().await?)
        })
        .await?;
        match self.size(path).await? {
            Some(size) if size == bytes.len() as u64 => Ok(()),
            _ => Err(Away::Silent("the file did not arrive whole".to_owned())),
        }
    }

    /// The size of a file; nothing where there is none.
    pub async fn size(&self, path: &str) -> Result<Option<u64>, Away> {
        match self.sftp.metadata(path).await {
            Ok(about) => Ok(Some(about.size.unwrap_or_default())),
            Err(SftpError::Status(status)) if status.status_code == StatusCode::NoSuchFile => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Gives a file another name.
    pub async fn rename(&self, from: &str, to: &str) -> Result<(), Away> {
        Ok(self.sftp.rename(from, to).await?)
    }

    /// Removes a file.
    pub async fn remove(&self, path: &str) -> Result<(), Away> {
        Ok(self.sftp.remove_file(path).await?)
    }

    /// The files in a folder by name; what is somebody's half, or hidden, is passed over.
    pub async fn list(&self, folder: &str) -> Result<Vec<Lying>, Away> {
        let found = self.sftp.read_dir(folder).await?;
        let files = found.filter(|entry| !entry.file_type().is_dir() && !entry.file_type().is_symlink()).map(|entry| {
            let about = entry.metadata();
            Lying { name: entry.file_name(), bytes: about.size.unwrap_or_default(), written: about.mtime }
        });
        let mut files: Vec<Lying> = files.filter(|file| is_whole(&file.name)).collect();
        files.sort();
        Ok(files)
    }

    /// The bytes of a file, which must be as many as were told.
    pub async fn get(&self, path: &str, bytes: u64) -> Result<Vec<u8>, Away> {
        let read = within(async {
            let file = self.sftp.open(path).await?;
            let mut read = Vec::new();
            // One more than was told shows that it grew meanwhile.
            file.take(bytes + 1).read_to_end(&mut read).await?;
            Ok(read)
        })
        .await?;
        if read.len() as u64 == bytes { Ok(read) } else { Err(Away::Silent("the file changed on its way".to_owned())) }
    }
}

/// A path in a folder there.
pub fn within_folder(folder: &str, name: &str) -> String {
    format!("{}/{name}", folder.trim_end_matches('/'))
}

/// A name that leads nowhere else, and is nobody's half.
fn is_whole(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    !name.starts_with('.') && !name.contains('/') && !matches!(ending.as_str(), "part" | "filepart")
}

async fn within<T>(work: impl Future<Output = Result<T, Away>>) -> Result<T, Away> {
    let late = || Away::Silent(format!("a file took over {} minutes", WHOLE_FILE.as_secs() / 60));
    timeout(WHOLE_FILE, work).await.unwrap_or_else(|_| Err(late()))
}
