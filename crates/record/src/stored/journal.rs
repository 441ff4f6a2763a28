//! The stored forms of `Journal`.

use care::journal::{Journal, JournalEntry};
use terms::trouble::Fault;

use crate::stored::{Stored, newest};

impl Stored for Journal {
    fn read(version: u32, json: &str) -> Option<Result<JournalEntry, Fault>> {
        match version {
            1 => Some(newest(json)),
            _ => None,
        }
    }
}
