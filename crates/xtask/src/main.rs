//! The project's own commands: `cargo xtask check`, `tidy`, `manual` and `dev`.

mod check;
mod command;
mod dev;
mod failure;
mod manual;
mod steps;
mod tidy;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::failure::Failure;

const HOW: &str = "cargo xtask check [--long] [--only STEP]...   everything that must hold
cargo xtask tidy                              the rules of the house alone
cargo xtask manual                            write docs/manual/README.md from the screens
cargo xtask dev                               the demo at http://127.0.0.1:8080";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match run(&root(), &words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(root: &Path, words: &[String]) -> Result<(), Failure> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["check", options @ ..] => check::check(root, &check::Options::parse(options)?),
        ["tidy"] => tidy::tidy(root),
        ["manual"] => manual::write(root),
        ["dev"] => dev::dev(root),
        _ => Err(Failure::new(HOW)),
    }
}

/// The workspace's folder: two above this crate.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}
