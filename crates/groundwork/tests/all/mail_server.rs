//! A mail server on this machine that can be slow, rude, or drop dead in the middle.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// How it behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Takes every letter.
    Kind,
    /// Refuses for now, when it hears the recipient.
    Busy,
    /// Refuses for good, when it hears the recipient.
    Rude,
    /// Says nothing at all.
    Mute,
    /// Sends a byte now and then, and never a whole line.
    Dripping,
    /// Drops the connection when it hears the recipient.
    DiesEarly,
    /// Takes the whole letter, and drops the connection instead of saying yes.
    DiesLate,
    /// Wants to know who we are, and does not believe it.
    Locked,
}

/// The server, and the letters that it took in whole.
#[derive(Clone)]
pub struct MailServer {
    pub port: u16,
    manner: Arc<Mutex<Manner>>,
    taken: Arc<Mutex<Vec<String>>>,
}

impl MailServer {
    pub fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = Self { port, manner: Arc::new(Mutex::new(manner)), taken: Arc::default() };
        let kept = server.clone();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (server, manner) = (kept.clone(), *kept.manner.lock().unwrap());
                thread::spawn(move || server.talk(&stream.unwrap(), manner));
            }
        });
        server
    }

    /// Lets it behave in another way from the next connection on.
    pub fn is_now(&self, manner: Manner) {
        *self.manner.lock().unwrap() = manner;
    }

    /// The letters that it has.
    pub fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }

    /// Ends when the other side or this one has had enough.
    fn talk(&self, stream: &TcpStream, manner: Manner) -> Option<()> {
        let mut out = stream;
        let mut say = |line: &str| out.write_all(format!("{line}\r\n").as_bytes()).ok();
        match manner {
            Manner::Mute => loop {
                thread::sleep(Duration::from_secs(1));
            },
            Manner::Dripping => loop {
                stream.try_clone().ok()?.write_all(b"2").ok()?;
                thread::sleep(Duration::from_millis(50));
            },
            _ => say("220 mail.example.org")?,
        }
        let mut lines = BufReader::new(stream).lines();
        loop {
            let line = lines.next()?.ok()?.to_uppercase();
            if line.starts_with("EHLO") {
                say("250-mail.example.org")?;
                say("250 AUTH PLAIN")?;
            } else if line.starts_with("AUTH") {
                say(if manner == Manner::Locked { "535 who are you" } else { "235 welcome" })?;
            } else if line.starts_with("RCPT") {
                match manner {
                    Manner::Busy => say("450 come back later")?,
                    Manner::Rude => say("550 no such person as jamie@example.org")?,
                    Manner::DiesEarly => return None,
                    _ => say("250 yes")?,
                }
            } else if line == "DATA" {
                say("354 go on")?;
                let mut letter = String::new();
                loop {
                    let line = lines.next()?.ok()?;
                    if line == "." {
                        break;
                    }
                    letter.push_str(&line);
                    letter.push('\n');
                }
                self.taken.lock().unwrap().push(letter);
                if manner == Manner::DiesLate {
                    return None;
                }
                say("250 taken")?;
            } else if line == "QUIT" {
                say("221 goodbye")?;
                return Some(());
            } else {
                say("250 yes")?;
            }
        }
    }
}
