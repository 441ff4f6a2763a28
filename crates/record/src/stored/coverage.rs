//! The stored forms of `Coverage`.

use money::coverage::{Coverage, CoverageEntry};
use terms::trouble::Fault;

use crate::stored::{Stored, newest};

impl Stored for Coverage {
    fn read(version: u32, json: &str) -> Option<Result<CoverageEntry, Fault>> {
        match version {
            1 => Some(newest(json)),
            _ => None,
        }
    }
}
