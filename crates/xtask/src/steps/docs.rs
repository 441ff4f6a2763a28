//! The documentation builds without a warning, and the manual lists every screen.

use crate::check::Ground;
use crate::command::{command, run};
use crate::failure::Failure;
use crate::manual;

/// There are no examples. Asked for them, cargo takes the features that it takes for tests, and so what clippy built.
const LINE: &str =
    "cargo doc --workspace --exclude forbidden --no-deps --lib --bins --examples --profile checked --locked";

/// Compares the manual, then builds the documentation on what clippy built of the dependencies.
pub fn docs(ground: &mut Ground) -> Result<(), Failure> {
    manual::compare(&ground.root)?;
    run(command(&ground.root, LINE).env("RUSTDOCFLAGS", "-D warnings"))
}
