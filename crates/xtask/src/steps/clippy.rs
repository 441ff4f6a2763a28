//! No warning anywhere, tests and benches included.

use crate::check::Ground;
use crate::command::{command, run};
use crate::failure::Failure;

/// Fails at the first warning. `forbidden` stays out: it is there not to compile.
pub fn clippy(ground: &mut Ground) -> Result<(), Failure> {
    run(&mut command(
        &ground.root,
        "cargo clippy --workspace --exclude forbidden --all-targets --locked -- -D warnings",
    ))
}
