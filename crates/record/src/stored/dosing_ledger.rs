//! The stored forms of `DosingLedger`.

use money::ledger::{DosingEntry, DosingLedger};
use terms::trouble::Fault;

use crate::stored::{Stored, newest};

impl Stored for DosingLedger {
    fn read(version: u32, json: &str) -> Option<Result<DosingEntry, Fault>> {
        match version {
            1 => Some(newest(json)),
            _ => None,
        }
    }
}
