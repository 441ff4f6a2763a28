//! The stored forms of `Chart`.

use care::chart::Chart;
use care::chart_entry::ChartEntry;
use terms::trouble::Fault;

use crate::stored::{Stored, newest};

impl Stored for Chart {
    fn read(version: u32, json: &str) -> Option<Result<ChartEntry, Fault>> {
        match version {
            1 => Some(newest(json)),
            _ => None,
        }
    }
}
