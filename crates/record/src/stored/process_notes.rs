//! The stored forms of `ProcessNotes`.

use care::process_notes::{ProcessEntry, ProcessNotes};
use terms::trouble::Fault;

use crate::stored::{Stored, newest};

impl Stored for ProcessNotes {
    fn read(version: u32, json: &str) -> Option<Result<ProcessEntry, Fault>> {
        match version {
            1 => Some(newest(json)),
            _ => None,
        }
    }
}
