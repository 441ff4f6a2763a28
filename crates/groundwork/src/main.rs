//! `groundwork`: one binary for everything.

use std::process::ExitCode;

fn main() -> ExitCode {
    if let Err(fault) = groundwork::no_core_dump::forbid() {
        eprintln!("{fault}");
        return ExitCode::FAILURE;
    }
    groundwork::cli::run()
}
