//! The words of a paper, as a reader of PDF finds them; and of whatever else it is.

use std::io::Write as _;
use std::process::{Command, Stdio};

/// What is written in it, without the spaces between: a line of a paper may break within a word.
///
/// `cargo xtask check` names the reader in `GROUNDWORK_PDFTOTEXT`; without one a paper's words stay unread.
pub fn words_of(bytes: &[u8]) -> String {
    let as_it_is = String::from_utf8_lossy(bytes).into_owned();
    match std::env::var("GROUNDWORK_PDFTOTEXT") {
        Ok(reader) if is_paper(bytes) => {
            let printed = read(&reader, bytes);
            let whole: String = printed.chars().filter(|letter| !letter.is_whitespace()).collect();
            format!("{as_it_is}\n{printed}\n{whole}")
        }
        _ => as_it_is,
    }
}

/// Whether it is a PDF.
pub fn is_paper(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-")
}

fn read(reader: &str, bytes: &[u8]) -> String {
    let mut reading = Command::new(reader)
        .args(["-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("start {reader}: {error}"));
    let mut sent = reading.stdin.take().unwrap();
    let bytes = bytes.to_vec();
    // It may stop reading what is no whole PDF.
    let sending = std::thread::spawn(move || drop(sent.write_all(&bytes)));
    let output = reading.wait_with_output().unwrap();
    sending.join().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}
