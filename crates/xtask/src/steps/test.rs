//! Every test of the workspace, on both databases and in a real browser.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use crate::check::Ground;
use crate::command::{command, spell};
use crate::failure::Failure;
use crate::steps::counts::Counts;
use crate::steps::install::axe_path;

/// Where Debian puts the browser's driver.
const CHROMEDRIVER: &str = "/usr/bin/chromedriver";

/// What reads the words of a paper, to search them.
const PDFTOTEXT: &str = "pdftotext";

/// Runs all tests, passes their output through, and keeps the sum of the runner's counts.
pub fn test(ground: &mut Ground) -> Result<(), Failure> {
    let mut test =
        command(&ground.root, "cargo test --workspace --exclude forbidden --profile checked --locked --no-fail-fast");
    test.env("GROUNDWORK_CHROMEDRIVER", CHROMEDRIVER).env("GROUNDWORK_AXE", axe_path(&ground.root));
    test.env("GROUNDWORK_PDFTOTEXT", PDFTOTEXT);
    if let Some(postgres) = &ground.postgres {
        test.env("GROUNDWORK_TEST_POSTGRES", postgres.url());
    }
    if ground.long {
        test.env("GROUNDWORK_LONG", "1");
    }
    let (counts, succeeded) = run_and_count(&mut test)?;
    ground.counts = Some(counts);
    match (succeeded, counts.passed) {
        (false, _) => Err(Failure::new(format!("{} tests failed, or a crate did not build", counts.failed))),
        (true, 0) => Err(Failure::new("no test ran at all")),
        (true, _) => Ok(()),
    }
}

fn run_and_count(test: &mut Command) -> Result<(Counts, bool), Failure> {
    let line = spell(test);
    let mut child = test.stdout(Stdio::piped()).spawn().map_err(Failure::during(format!("start {line}")))?;
    let mut counts = Counts::default();
    if let Some(out) = child.stdout.take() {
        for piece in BufReader::new(out).split(b'\n') {
            let piece = piece.map_err(Failure::during("read the tests' output"))?;
            let shown = String::from_utf8_lossy(&piece);
            println!("{shown}");
            std::io::stdout().flush().map_err(Failure::during("pass the tests' output on"))?;
            if let Some(found) = Counts::of_line(&shown) {
                counts += found;
            }
        }
    }
    let status = child.wait().map_err(Failure::during(format!("wait for {line}")))?;
    Ok((counts, status.success()))
}
