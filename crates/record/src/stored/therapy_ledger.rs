//! The stored forms of `TherapyLedger`.

use money::ledger::{TherapyEntry, TherapyLedger};
use terms::trouble::Fault;

use crate::stored::{Stored, newest};

impl Stored for TherapyLedger {
    fn read(version: u32, json: &str) -> Option<Result<TherapyEntry, Fault>> {
        match version {
            1 => Some(newest(json)),
            _ => None,
        }
    }
}
