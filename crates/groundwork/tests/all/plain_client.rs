//! The plainest of browsers for tests under load: one request a connection, no scripts, one cookie.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use terms::ids::StaffId;

/// A visitor at an address.
pub struct Client {
    address: String,
    cookie: String,
}

/// What came back, whole.
pub struct Page {
    pub status: u16,
    pub location: String,
    pub text: String,
    cookie: String,
}

impl Client {
    /// Someone who is not signed in. The address is `http://127.0.0.1:41234`.
    pub fn at(address: &str) -> Self {
        Self { address: address.trim_start_matches("http://").to_owned(), cookie: String::new() }
    }

    /// The same, signed in as someone of the practice.
    pub fn signed_in(mut self, staff: StaffId) -> Option<Self> {
        self.cookie = self.post(&format!("/staff/{staff}"), &[])?.cookie;
        Some(self)
    }

    /// Sends a form. `None` when the connection broke before the whole answer had come.
    pub fn post(&self, path: &str, form: &[(&str, &str)]) -> Option<Page> {
        let body = form_body(form);
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: {0}\r\norigin: http://{0}\r\ncookie: {1}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {2}\r\nconnection: close\r\n\r\n",
            self.address,
            self.cookie,
            body.len()
        );
        let mut stream = TcpStream::connect(&self.address).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
        stream.write_all((request + &body).as_bytes()).ok()?;
        let mut heard = Vec::new();
        stream.read_to_end(&mut heard).ok()?;
        read(&String::from_utf8_lossy(&heard))
    }
}

impl Page {
    /// What a hidden field of this name holds.
    pub fn value_of(&self, name: &str) -> Option<String> {
        let rest = self.text.split_once(&format!("name=\"{name}\" value=\""))?.1;
        rest.split('"').next().map(str::to_owned)
    }
}

/// A form as it is sent, with every byte escaped.
pub fn form_body(form: &[(&str, &str)]) -> String {
    let escaped = |text: &str| text.bytes().map(|byte| format!("%{byte:02x}")).collect::<Vec<_>>().concat();
    let fields: Vec<String> =
        form.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value))).collect();
    fields.join("&")
}

fn read(heard: &str) -> Option<Page> {
    let (top, text) = heard.split_once("\r\n\r\n")?;
    let status = top.split(' ').nth(1)?.parse().ok()?;
    let header = |name: &str| {
        let line = top.lines().find(|line| line.to_lowercase().starts_with(&format!("{name}: ")));
        line.and_then(|line| line.split_once(": ")).map(|(_, value)| value.to_owned()).unwrap_or_default()
    };
    let length: Option<usize> = header("content-length").parse().ok();
    if length.is_some_and(|length| text.len() < length) {
        return None;
    }
    let cookie = header("set-cookie").split(';').next().unwrap_or_default().to_owned();
    Some(Page { status, location: header("location"), text: text.to_owned(), cookie })
}
