//! The real program with the fictional practice, on a fresh folder, a free port and a fixed day.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

/// The day on which every story begins: a Monday.
pub const TODAY: &str = "2026-06-22";

/// A running program. It ends, and its folder goes, when this is dropped.
pub struct Program {
    child: Child,
    address: String,
    /// The first line with an address in it.
    said: String,
    folder: Option<TempDir>,
}

impl Program {
    /// Starts `groundwork demo` in a folder that goes with it.
    pub fn demo() -> Self {
        let folder = TempDir::new().expect("a folder for the demo");
        let mut started = Self::demo_in(folder.path(), &[]);
        started.folder = Some(folder);
        started
    }

    /// Starts `groundwork demo` in a folder that stays, with these words more in its environment.
    pub fn demo_in(folder: &Path, environment: &[(&str, &OsStr)]) -> Self {
        Self::start(Self::demo_of(folder), environment)
    }

    /// The same, with its log in a file.
    pub fn demo_with_log(folder: &Path, log: &Path) -> Self {
        let mut program = Self::demo_of(folder);
        program.stderr(File::create(log).expect("a file for the log"));
        Self::start(program, &[])
    }

    fn demo_of(folder: &Path) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_groundwork"));
        program.args(["demo", "--port", "0", "--today", TODAY, "--data"]).arg(folder);
        program
    }

    /// Starts `groundwork serve` on a practice's folder, which stays, with its log beside it. What it said first has the
    /// address of the set-up, while nobody works there.
    pub fn practice_in(folder: &Path) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_groundwork"));
        program.args(["serve", "--data"]).arg(folder);
        program.stderr(File::create(folder.with_extension("log")).expect("a file for the log"));
        Self::start(program, &[("GROUNDWORK_LISTEN", OsStr::new("127.0.0.1:0"))])
    }

    /// The same under a name, as browsers want it before they ask for a passkey.
    pub fn practice_called_localhost(folder: &Path) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port();
        let mut program = Command::new(env!("CARGO_BIN_EXE_groundwork"));
        program.args(["serve", "--data"]).arg(folder);
        program.stderr(File::create(folder.with_extension("log")).expect("a file for the log"));
        let (listen, address) = (format!("127.0.0.1:{port}"), format!("http://localhost:{port}"));
        Self::start(
            program,
            &[("GROUNDWORK_LISTEN", OsStr::new(&listen)), ("GROUNDWORK_ADDRESS", OsStr::new(&address))],
        )
    }

    fn start(mut program: Command, environment: &[(&str, &OsStr)]) -> Self {
        program.envs(environment.iter().copied());
        let mut child = program.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().expect("the program starts");
        let (said, heard) = mpsc::channel();
        let lines = BufReader::new(child.stdout.take().expect("its output is ours")).lines();
        // Reads on to the end, so that the program never waits for a reader.
        thread::spawn(move || {
            for line in lines.map_while(Result::ok).filter(|line| address_in(line).is_some()) {
                let _ = said.send(line);
            }
        });
        let said = heard.recv_timeout(Duration::from_mins(1));
        let mut started = Self { child, address: String::new(), said: String::new(), folder: None };
        started.said = said.unwrap_or_else(|error| {
            panic!("the program printed no address ({error}); it ended with {:?}", started.child.try_wait())
        });
        started.address = address_in(&started.said).unwrap_or_default();
        started
    }

    /// The path of the one-time address that an empty practice prints.
    pub fn set_up_path(&self) -> &str {
        let start = self.said.find("/set-up/").expect("a new practice prints where to set it up");
        &self.said[start..]
    }

    /// Where its pages are: `http://127.0.0.1:41234`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Where its data is, while that goes with the program.
    pub fn folder(&self) -> &Path {
        self.folder.as_ref().expect("a folder of its own").path()
    }

    /// Ends it at once, as a power cut or `kill -9` would, whatever it is doing.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn address_in(line: &str) -> Option<String> {
    let start = line.find("http://127.0.0.1:").or_else(|| line.find("http://localhost:"))?;
    let address = line[start..].split(|letter: char| letter.is_whitespace() || letter == '/').collect::<Vec<_>>();
    // "http:", "", "127.0.0.1:41234"
    Some(format!("http://{}", address.get(2)?))
}

#[test]
fn the_address_is_found_in_what_the_program_says() {
    for (line, address) in [
        ("Open http://127.0.0.1:41234/ in a browser.", Some("http://127.0.0.1:41234")),
        ("http://127.0.0.1:8080", Some("http://127.0.0.1:8080")),
        ("Set it up at http://localhost:8080/set-up/abc", Some("http://localhost:8080")),
        ("Everyone here is made up.", None),
    ] {
        assert_eq!(address_in(line).as_deref(), address);
    }
}
