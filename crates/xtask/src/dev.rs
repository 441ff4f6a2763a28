//! Runs the demo where whoever works on it expects it.

use std::path::Path;

use crate::command::{command, run};
use crate::failure::Failure;

/// Builds and runs the demo on port 8080 until it is stopped.
pub fn dev(root: &Path) -> Result<(), Failure> {
    run(&mut command(root, "cargo run -p groundwork -- demo --port 8080"))
}
