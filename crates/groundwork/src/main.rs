//! `groundwork`: one binary for everything.

use std::process::ExitCode;

fn main() -> ExitCode {
    groundwork::cli::run()
}
