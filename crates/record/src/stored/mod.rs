//! Stored forms: how an entry is written, and how every form that was ever released is read.
//!
//! The entry types of the rules are the newest form. When one changes, its old type moves to
//! `stored/<folder>/vN.rs` with its upgrade, and `record/tests/stored/` keeps a sample that opens for ever.

mod chart;
mod dosing_ledger;
mod therapy_ledger;
mod workbook;

use serde::{Deserialize, Serialize};
use terms::folder::Folder;
use terms::trouble::Fault;

/// A folder whose entries are kept in the record.
pub trait Stored: Folder {
    /// The version that is written today.
    const VERSION: u32 = 1;

    /// Reads an entry of any version that was ever released; `None` for one that this program does not know.
    fn read(version: u32, json: &str) -> Option<Result<Self::Entry, Fault>>;
}

#[derive(Serialize)]
struct Written<'a, E> {
    v: u32,
    e: &'a E,
}

#[derive(Deserialize)]
struct Head<'a> {
    v: u32,
    #[serde(borrow)]
    e: &'a serde_json::value::RawValue,
}

/// The entry as it is sealed: JSON, readable in thirty years.
pub(crate) fn write<F: Stored>(entry: &F::Entry) -> Result<Vec<u8>, Fault> {
    serde_json::to_vec(&Written { v: F::VERSION, e: entry }).map_err(|error| Fault::new("write an entry", told(&error)))
}

/// The entry, or `None` when its version is not known here.
pub(crate) fn read<F: Stored>(bytes: &[u8]) -> Result<Option<F::Entry>, Fault> {
    let head: Head<'_> = serde_json::from_slice(bytes).map_err(|error| Fault::new("read an entry", told(&error)))?;
    F::read(head.v, head.e.get()).transpose()
}

/// Reads the form that is written today.
pub(crate) fn newest<T: serde::de::DeserializeOwned>(json: &str) -> Result<T, Fault> {
    serde_json::from_str(json).map_err(|error| Fault::new("read an entry", told(&error)))
}

/// Where JSON went wrong, without a word of what stands there.
fn told(error: &serde_json::Error) -> String {
    format!("{:?} at column {}", error.classify(), error.column())
}
