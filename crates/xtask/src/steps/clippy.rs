//! No warning anywhere, tests and benches included.

use crate::check::Ground;
use crate::command::{command, run};
use crate::failure::Failure;

/// Fails at the first warning. `forbidden` stays out: it is there not to compile.
pub fn clippy(ground: &mut Ground) -> Result<(), Failure> {
    let line = "cargo clippy --workspace --exclude forbidden --all-targets --profile checked --locked -- -D warnings";
    run(&mut command(&ground.root, line))
}
