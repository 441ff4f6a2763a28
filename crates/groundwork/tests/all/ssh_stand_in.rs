//! A clearinghouse's server as a stand-in: folders in memory behind SSH, which can end in the middle of a file.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};

use russh::keys::ssh_key::private::Ed25519Keypair;
use russh::keys::{HashAlg, PrivateKey};
use russh::server::{Auth, ChannelOpenHandle, Msg, Session, VerifiedPublicKey};
use russh::{Channel, ChannelId};
use russh_sftp::protocol::{Attrs, Data, File, FileAttributes, Handle, Name, OpenFlags, Status, StatusCode, Version};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// A key that is always the same, and no secret.
pub fn key(letter: u8) -> PrivateKey {
    Ed25519Keypair::from_seed(&[letter; 32]).into()
}

/// Its fingerprint.
pub fn print_of(key: &PrivateKey) -> String {
    key.public_key().fingerprint(HashAlg::Sha256).to_string()
}

/// What lies there, and what is to go wrong.
#[derive(Default)]
pub struct Lies {
    /// Files by path.
    pub files: BTreeMap<String, Vec<u8>>,
    /// After how many more bytes written or read the server ends, once.
    pub ends_after: Option<usize>,
    /// Whether it ends right after the next file was given another name, before it says so.
    pub ends_after_rename: bool,
    /// How many files were ever given their name in `/out`.
    pub sent: usize,
}

/// The server.
pub struct StandIn {
    /// Where it listens.
    pub port: u16,
    /// What lies there.
    pub lies: Arc<Mutex<Lies>>,
    task: JoinHandle<()>,
}

impl StandIn {
    /// Begins to listen; at this port, or at any.
    pub async fn listen(port: u16, lies: Arc<Mutex<Lies>>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let config = Arc::new(russh::server::Config { keys: vec![key(b'h')], ..russh::server::Config::default() });
        let known = Arc::clone(&lies);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(connection(Arc::clone(&config), stream, Arc::clone(&known)));
            }
        });
        Self { port, lies, task }
    }

    /// Goes away; what lies there stays.
    pub fn leave(self) -> (u16, Arc<Mutex<Lies>>) {
        self.task.abort();
        (self.port, self.lies)
    }
}

async fn connection(config: Arc<russh::server::Config>, stream: tokio::net::TcpStream, lies: Arc<Mutex<Lies>>) {
    let (end, mut ended) = watch::channel(false);
    let login = Login { channels: HashMap::new(), lies, end };
    let running = russh::server::run_stream(config, stream, login);
    let Ok(mut running) = running.await else { return };
    let handle = running.handle();
    tokio::select! {
        _ = &mut running => {}
        _ = ended.changed() => {
            let _ = handle.disconnect(russh::Disconnect::ByApplication, String::new(), String::new()).await;
        }
    }
}

struct Login {
    channels: HashMap<ChannelId, Channel<Msg>>,
    lies: Arc<Mutex<Lies>>,
    end: watch::Sender<bool>,
}

impl russh::server::Handler for Login {
    type Error = russh::Error;

    async fn auth_publickey(&mut self, user: &str, _: VerifiedPublicKey<'_>) -> Result<Auth, russh::Error> {
        Ok(if user == "practice" { Auth::Accept } else { Auth::reject() })
    }

    async fn channel_open_session(
        &mut self,
        channel: Channel<Msg>,
        reply: ChannelOpenHandle,
        _: &mut Session,
    ) -> Result<(), russh::Error> {
        self.channels.insert(channel.id(), channel);
        reply.accept().await;
        Ok(())
    }

    async fn subsystem_request(&mut self, id: ChannelId, _: &str, session: &mut Session) -> Result<(), russh::Error> {
        let Some(channel) = self.channels.remove(&id) else { return Ok(()) };
        session.channel_success(id)?;
        let folder = Folder { lies: Arc::clone(&self.lies), end: self.end.clone(), listed: false };
        russh_sftp::server::run(channel.into_stream(), folder).await;
        Ok(())
    }
}

struct Folder {
    lies: Arc<Mutex<Lies>>,
    end: watch::Sender<bool>,
    listed: bool,
}

impl Folder {
    /// Ends the connection once so many bytes went over it.
    fn counts(&self, bytes: usize) -> Result<(), StatusCode> {
        let mut lies = self.lies.lock().unwrap();
        let left = lies.ends_after.map(|left| left.saturating_sub(bytes));
        lies.ends_after = left.filter(|left| *left > 0);
        if left == Some(0) { self.ends() } else { Ok(()) }
    }

    fn ends(&self) -> Result<(), StatusCode> {
        let _ = self.end.send(true);
        Err(StatusCode::ConnectionLost)
    }

    fn about(&self, path: &str) -> Result<FileAttributes, StatusCode> {
        let lies = self.lies.lock().unwrap();
        let bytes = lies.files.get(path).ok_or(StatusCode::NoSuchFile)?;
        Ok(attributes(bytes.len()))
    }
}

fn attributes(size: usize) -> FileAttributes {
    let mut about = FileAttributes { size: Some(size as u64), mtime: Some(7), ..FileAttributes::empty() };
    about.permissions = Some(0o100_600);
    about
}

fn done(id: u32) -> Status {
    Status { id, status_code: StatusCode::Ok, error_message: "Ok".to_owned(), language_tag: "en".to_owned() }
}

impl russh_sftp::server::Handler for Folder {
    type Error = StatusCode;

    fn unimplemented(&self) -> StatusCode {
        StatusCode::OpUnsupported
    }

    async fn init(&mut self, _: u32, _: HashMap<String, String>) -> Result<Version, StatusCode> {
        Ok(Version::new())
    }

    async fn open(&mut self, id: u32, path: String, flags: OpenFlags, _: FileAttributes) -> Result<Handle, StatusCode> {
        let mut lies = self.lies.lock().unwrap();
        if flags.contains(OpenFlags::CREATE) {
            lies.files.insert(path.clone(), Vec::new());
        }
        if lies.files.contains_key(&path) { Ok(Handle { id, handle: path }) } else { Err(StatusCode::NoSuchFile) }
    }

    async fn close(&mut self, id: u32, _: String) -> Result<Status, StatusCode> {
        Ok(done(id))
    }

    async fn read(&mut self, id: u32, path: String, offset: u64, len: u32) -> Result<Data, StatusCode> {
        let data = {
            let lies = self.lies.lock().unwrap();
            let bytes = lies.files.get(&path).ok_or(StatusCode::NoSuchFile)?;
            let from = usize::try_from(offset).unwrap().min(bytes.len());
            let until = (from + len as usize).min(bytes.len());
            bytes[from..until].to_vec()
        };
        self.counts(data.len())?;
        if data.is_empty() { Err(StatusCode::Eof) } else { Ok(Data { id, data }) }
    }

    async fn write(&mut self, id: u32, path: String, offset: u64, data: Vec<u8>) -> Result<Status, StatusCode> {
        {
            let mut lies = self.lies.lock().unwrap();
            let bytes = lies.files.get_mut(&path).ok_or(StatusCode::NoSuchFile)?;
            let from = usize::try_from(offset).unwrap();
            bytes.resize(bytes.len().max(from + data.len()), 0);
            bytes[from..from + data.len()].copy_from_slice(&data);
        }
        self.counts(data.len())?;
        Ok(done(id))
    }

    async fn stat(&mut self, id: u32, path: String) -> Result<Attrs, StatusCode> {
        Ok(Attrs { id, attrs: self.about(&path)? })
    }

    async fn fstat(&mut self, id: u32, path: String) -> Result<Attrs, StatusCode> {
        Ok(Attrs { id, attrs: self.about(&path)? })
    }

    async fn opendir(&mut self, id: u32, path: String) -> Result<Handle, StatusCode> {
        self.listed = false;
        Ok(Handle { id, handle: path })
    }

    async fn readdir(&mut self, id: u32, folder: String) -> Result<Name, StatusCode> {
        if std::mem::replace(&mut self.listed, true) {
            return Err(StatusCode::Eof);
        }
        let lies = self.lies.lock().unwrap();
        let inside = lies.files.iter().filter_map(|(path, bytes)| {
            let name = path.strip_prefix(&folder)?.strip_prefix('/')?;
            Some(File::new(name, attributes(bytes.len())))
        });
        Ok(Name { id, files: inside.collect() })
    }

    async fn remove(&mut self, id: u32, path: String) -> Result<Status, StatusCode> {
        let gone = self.lies.lock().unwrap().files.remove(&path);
        gone.map(|_| done(id)).ok_or(StatusCode::NoSuchFile)
    }

    async fn rename(&mut self, id: u32, from: String, to: String) -> Result<Status, StatusCode> {
        let ends = {
            let mut lies = self.lies.lock().unwrap();
            if lies.files.contains_key(&to) {
                return Err(StatusCode::Failure);
            }
            let bytes = lies.files.remove(&from).ok_or(StatusCode::NoSuchFile)?;
            lies.sent += usize::from(to.starts_with("/out/"));
            lies.files.insert(to, bytes);
            std::mem::take(&mut lies.ends_after_rename)
        };
        if ends {
            self.ends()?;
        }
        Ok(done(id))
    }
}
