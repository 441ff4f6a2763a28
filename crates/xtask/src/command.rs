//! Runs other programs from the workspace's folder.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::failure::Failure;

/// A program with its words, separated by spaces, to be run in `root`.
pub fn command(root: &Path, line: &str) -> Command {
    let mut words = line.split_whitespace();
    let program = words.next().unwrap_or_default();
    // Cargo names itself here, so that a pinned toolchain stays the same one.
    let program =
        if program == "cargo" { std::env::var("CARGO").unwrap_or_else(|_| program.into()) } else { program.into() };
    let mut command = Command::new(program);
    command.args(words).current_dir(root);
    command
}

/// Runs to the end with the output passed through.
pub fn run(command: &mut Command) -> Result<(), Failure> {
    let status = command.status().map_err(Failure::during(format!("start {}", spell(command))))?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("{} ended with {status}", spell(command)))) }
}

/// Runs to the end and hands back what was written to standard output.
pub fn output(command: &mut Command) -> Result<String, Failure> {
    let starting = Failure::during(format!("start {}", spell(command)));
    let output = command.stderr(Stdio::inherit()).output().map_err(starting)?;
    if !output.status.success() {
        return Err(Failure::new(format!("{} ended with {}", spell(command), output.status)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a program of that name stands on the path.
pub fn is_installed(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// The command as one would type it.
pub fn spell(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
