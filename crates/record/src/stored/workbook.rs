//! The stored forms of `Workbook`.

use care::workbook::Workbook;
use care::workbook_entry::WorkbookEntry;
use terms::trouble::Fault;

use crate::stored::{Stored, newest};

impl Stored for Workbook {
    fn read(version: u32, json: &str) -> Option<Result<WorkbookEntry, Fault>> {
        match version {
            1 => Some(newest(json)),
            _ => None,
        }
    }
}
