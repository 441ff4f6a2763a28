//! The program that drives the browser for us, on a free port, gone with the test.

use std::io::BufRead;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// A running driver. It ends, and its browser with it, when this is dropped.
pub struct Driver {
    child: Child,
    port: u16,
    profile: TempDir,
}

impl Driver {
    /// Starts the driver that the check names.
    pub fn start() -> Self {
        let program = needed("GROUNDWORK_CHROMEDRIVER");
        let mut driver = Command::new(&program);
        driver.args(["--port=0", "--log-level=SEVERE"]).stdin(Stdio::null()).stdout(Stdio::piped());
        // A group of its own, which the browser joins, so that both can be ended even when a story breaks off.
        driver.process_group(0);
        let mut child = driver.spawn().unwrap_or_else(|error| panic!("start {program}: {error}"));
        let lines = std::io::BufReader::new(child.stdout.take().unwrap()).lines();
        let port = lines.map_while(Result::ok).find_map(|line| port_of(&line));
        let profile = TempDir::new().expect("a folder for the browser");
        Self { child, port: port.expect("the driver says its port"), profile }
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What the browser is told to be. Scripts are left out for visitors who leave them out.
    pub fn capabilities(&self, scripts: Scripts) -> serde_json::Map<String, Value> {
        let profile = format!("--user-data-dir={}", self.profile.path().display());
        let args = [
            profile.as_str(),
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            "--lang=en-US",
        ];
        let prefs = match scripts {
            Scripts::On => json!({}),
            Scripts::Off => json!({"profile.managed_default_content_settings.javascript": 2}),
        };
        let told = json!({
            "browserName": "chrome",
            "goog:chromeOptions": {"args": args, "prefs": prefs},
            "goog:loggingPrefs": {"browser": "ALL"},
        });
        told.as_object().unwrap().clone()
    }

    /// Asks something that only this driver understands, such as a color scheme.
    pub async fn ask(&self, session: &str, path: &str, body: &Value) -> Value {
        let body = body.to_string();
        let request = format!(
            "POST /session/{session}/{path} HTTP/1.1\r\nhost: 127.0.0.1:{}\r\ncontent-type: application/json\r\n\
             content-length: {}\r\n\r\n{body}",
            self.port,
            body.len()
        );
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).await.expect("the driver answers");
        stream.write_all(request.as_bytes()).await.expect("the driver listens");
        let (head, said) = hear(stream).await;
        let said: Value = serde_json::from_str(&said).unwrap_or_else(|error| panic!("{path}: {error}: {said}"));
        assert!(head.starts_with("HTTP/1.1 200"), "{path}: {said}");
        said["value"].clone()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let group = format!("kill -KILL -{}", self.child.id());
        let _ = Command::new("sh").args(["-c", &group]).status();
        let _ = self.child.wait();
    }
}

/// Whether the browser runs scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scripts {
    /// As nearly everyone has it.
    On,
    /// No page may need one.
    Off,
}

/// What the check hands to the journeys by name.
pub fn needed(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run the journeys with `cargo xtask check`"))
}

/// The head and the body of one answer. The driver keeps its connections, so the length says where the body ends.
async fn hear(stream: TcpStream) -> (String, String) {
    let mut stream = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        let read = stream.read_line(&mut head).await.expect("the driver answers in lines");
        assert!(read > 0, "the driver hung up: {head}");
    }
    let lower = head.to_lowercase();
    let length = lower.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
    let mut said = vec![0; length.expect("the driver says how long its answer is")];
    stream.read_exact(&mut said).await.expect("the driver answers in full");
    (head, String::from_utf8(said).expect("the driver answers in text"))
}

fn port_of(line: &str) -> Option<u16> {
    let digits = line.split_once("successfully on port ")?.1;
    digits.trim_end_matches('.').parse().ok()
}
