//! A letter to a mail server (RFC 5321), encrypted, within a time limit.
//!
//! What is told of a failure holds no address and no word of the letter: a code, and what we were doing.

use std::fmt;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};

use lettre::transport::smtp::Error;
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, Message};
use tokio::time::timeout;

use crate::html::page;

/// How long handing over one letter may take, from the first byte to the last. A claim on a letter lasts longer.
pub const LIMIT: Duration = Duration::from_mins(1);

/// How the way to the mail server is kept private.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tls {
    /// From the first byte on (port 465).
    Implicit,
    /// After STARTTLS, and not without it (port 587).
    Required,
    /// Not at all: only to this very machine.
    None,
}

/// Which mail server, and as whom.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpSettings {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way there is kept private.
    pub tls: Tls,
    /// As whom, if it asks.
    pub user: Option<String>,
    /// With which password.
    pub password: Option<String>,
    /// What stands as the sender: "The office".
    pub from_name: String,
    /// From which address.
    pub from_address: String,
}

/// Why a mail server is not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmtpRefusal {
    /// The address that letters come from is none.
    FromAddress,
    /// Letters would go over a network in the clear.
    OpenNetwork,
    /// The server has no name, or none that a certificate could be for.
    Host,
}

/// A letter, ready to go.
#[derive(Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Where it goes.
    pub to: String,
    /// The line that shows before it is opened.
    pub subject_line: String,
    /// What it says, in plain words.
    pub words: String,
    /// What mail servers tell it by, without the angle brackets; the same at each try.
    pub message_id: String,
}

/// Why a letter was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSent {
    /// The server refuses it for now, or could not be reached.
    ForNow(String),
    /// The server refuses it, and would again.
    ForGood(String),
    /// The whole letter was handed over, and no answer came: it may have gone out.
    NoAnswer(String),
}

/// A mail server that letters are handed to.
pub struct Smtp {
    settings: SmtpSettings,
    from: Mailbox,
    tls: Option<TlsParameters>,
    limit: Duration,
}

impl Smtp {
    /// Looks the settings over; nothing is sent yet.
    pub fn new(settings: SmtpSettings) -> Result<Self, SmtpRefusal> {
        let address: Address = settings.from_address.parse().map_err(|_| SmtpRefusal::FromAddress)?;
        let from = Mailbox::new(Some(settings.from_name.clone()).filter(|name| !name.is_empty()), address);
        if settings.host.is_empty() || settings.host.contains(char::is_whitespace) {
            return Err(SmtpRefusal::Host);
        }
        let tls = match settings.tls {
            Tls::None if is_this_machine(&settings.host) => None,
            Tls::None => return Err(SmtpRefusal::OpenNetwork),
            Tls::Implicit | Tls::Required => {
                Some(TlsParameters::new_rustls(settings.host.clone()).map_err(|_| SmtpRefusal::Host)?)
            }
        };
        Ok(Self { settings, from, tls, limit: LIMIT })
    }

    /// The same with another time limit.
    #[must_use]
    pub fn within(self, limit: Duration) -> Self {
        Self { limit, ..self }
    }

    /// Hands a letter over, and says how that ended. When time is up the connection is dropped, wherever it stood.
    pub async fn send(&self, letter: &Outgoing) -> Result<(), NotSent> {
        let (to, message) = self.message(letter)?;
        let is_handed_over = AtomicBool::new(false);
        let ended = timeout(self.limit, self.hand_over(to, &message, &is_handed_over)).await;
        let is_handed_over = is_handed_over.load(Ordering::Relaxed);
        match ended {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(told(&error, is_handed_over)),
            Err(_) if is_handed_over => Err(NotSent::NoAnswer("no answer in time".to_owned())),
            Err(_) => Err(NotSent::ForNow("the server was too slow".to_owned())),
        }
    }

    async fn hand_over(&self, to: Address, message: &[u8], is_handed_over: &AtomicBool) -> Result<(), Error> {
        let mut connection = self.connected().await?;
        connection.command(Mail::new(Some(self.from.email.clone()), Vec::new())).await?;
        connection.command(Rcpt::new(to, Vec::new())).await?;
        connection.command(Data).await?;
        // From here on the server may have it, whatever we hear.
        is_handed_over.store(true, Ordering::Relaxed);
        connection.message(message).await?;
        // It has said yes; how it says goodbye changes nothing.
        drop(timeout(Duration::from_secs(2), connection.quit()).await);
        Ok(())
    }

    async fn connected(&self) -> Result<AsyncSmtpConnection, Error> {
        let Settings { host, port, hello } = self.place();
        let implicit = self.tls.clone().filter(|_| self.settings.tls == Tls::Implicit);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1((host, port), Some(self.limit), &hello, implicit, None).await?;
        if let (Tls::Required, Some(tls)) = (self.settings.tls, self.tls.clone()) {
            connection.starttls(tls, &hello).await?;
        }
        if let (Some(user), Some(password)) = (&self.settings.user, &self.settings.password) {
            let credentials = Credentials::new(user.clone(), password.clone());
            connection.auth(DEFAULT_MECHANISMS, &credentials).await?;
        }
        Ok(connection)
    }

    fn place(&self) -> Settings<'_> {
        // We say hello by the name of our own address, and tell nothing of the machine.
        let hello = ClientId::Domain(self.from.email.domain().to_owned());
        Settings { host: &self.settings.host, port: self.settings.port, hello }
    }

    fn message(&self, letter: &Outgoing) -> Result<(Address, Vec<u8>), NotSent> {
        let to: Address =
            letter.to.parse().map_err(|_| NotSent::ForGood("no mail server takes this address".to_owned()))?;
        let both = MultiPart::alternative_plain_html(letter.words.clone(), page(&letter.words));
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to.clone()))
            .subject(letter.subject_line.clone())
            .message_id(Some(format!("<{}>", letter.message_id)))
            .multipart(both)
            .map_err(|_| NotSent::ForGood("the letter could not be put together".to_owned()))?;
        Ok((to, message.formatted()))
    }
}

struct Settings<'s> {
    host: &'s str,
    port: u16,
    hello: ClientId,
}

fn told(error: &Error, is_handed_over: bool) -> NotSent {
    match error.status() {
        // 530 to 538 speak of us and our password, not of the letter (RFC 4954): that is for the operator to mend.
        Some(code) if error.is_permanent() && (530..540).contains(&u16::from(code)) => {
            NotSent::ForNow(format!("the server does not let us in ({code})"))
        }
        Some(code) if error.is_permanent() => NotSent::ForGood(format!("the server refuses it ({code})")),
        Some(code) => NotSent::ForNow(format!("the server refuses it for now ({code})")),
        None if is_handed_over => NotSent::NoAnswer("the connection broke before an answer".to_owned()),
        None if error.is_tls() => NotSent::ForNow("no private connection to the server".to_owned()),
        None => NotSent::ForNow("no connection to the server".to_owned()),
    }
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

impl fmt::Debug for SmtpSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{} {:?}", self.host, self.port, self.tls)
    }
}

impl fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹sealed›")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_in_the_clear_to_this_machine_alone() {
        for (host, tls, from, expected) in [
            ("localhost", Tls::None, "office@example.org", None),
            ("127.0.0.1", Tls::None, "office@example.org", None),
            ("::1", Tls::None, "office@example.org", None),
            ("mail.example.org", Tls::None, "office@example.org", Some(SmtpRefusal::OpenNetwork)),
            ("mail.example.org", Tls::Required, "office@example.org", None),
            ("mail.example.org", Tls::Implicit, "office@example.org", None),
            ("mail.example.org", Tls::Required, "office", Some(SmtpRefusal::FromAddress)),
            ("not a host", Tls::Required, "office@example.org", Some(SmtpRefusal::Host)),
        ] {
            let settings = SmtpSettings {
                host: host.to_owned(),
                port: 587,
                tls,
                user: None,
                password: None,
                from_name: "The office".to_owned(),
                from_address: from.to_owned(),
            };
            assert_eq!(Smtp::new(settings).err(), expected, "{host} {tls:?} {from}");
        }
    }
}
