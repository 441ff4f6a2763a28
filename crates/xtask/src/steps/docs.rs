//! The documentation builds without a warning, and the manual lists every screen.

use crate::check::Ground;
use crate::command::{command, run};
use crate::failure::Failure;
use crate::manual;

/// Compares the manual, then builds the documentation on what clippy built of the dependencies.
pub fn docs(ground: &mut Ground) -> Result<(), Failure> {
    manual::compare(&ground.root)?;
    let mut doc = command(&ground.root, "cargo doc --workspace --exclude forbidden --no-deps --locked");
    run(doc.env("RUSTDOCFLAGS", "-D warnings"))
}
