//! Everything stands as rustfmt lays it out.

use crate::check::Ground;
use crate::command::{command, run};
use crate::failure::Failure;

/// Fails when a file would be laid out differently.
pub fn format(ground: &mut Ground) -> Result<(), Failure> {
    run(&mut command(&ground.root, "cargo fmt --all --check"))
}
