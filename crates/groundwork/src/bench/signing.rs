//! Looking at a password: Argon2id is slow on purpose, and this says how slow on this machine.

use std::hint::black_box;

use terms::trouble::Fault;

use crate::bench::ground::Ground;
use crate::bench::timing::{Figure, in_turn};

/// The memory that one look fills, in bytes, as often as it passes over it.
const MEMORY_BYTES: usize = 19 * 1024 * 1024;
const PASSES: u8 = 2;

/// One look at a password that is not right, beside its memory written as often.
pub(crate) fn password(ground: &Ground) -> Result<Figure, Fault> {
    in_turn(
        "look at a password (Argon2id, 19 MiB, 2 passes)",
        1,
        || ground.in_memory.fits(None, "seven quiet herons wading").map(drop),
        || {
            let mut memory = vec![0_u8; MEMORY_BYTES];
            for pass in 1..=PASSES {
                black_box(&mut memory).fill(pass);
            }
            Ok(())
        },
    )
}
