//! Stored forms: how an entry is written, and how every form that was ever released is read.
//!
//! The entry types of the rules are the newest form. When one changes, its old type moves to
//! `stored/<folder>/vN.rs` with its upgrade, and `record/tests/stored/` keeps a sample that opens for ever.

mod chart;
mod coverage;
mod dosing_ledger;
mod journal;
mod process_notes;
mod therapy_ledger;
mod workbook;

use serde::Serialize;
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

/// The entry as it is sealed: JSON, readable in thirty years.
pub(crate) fn write<F: Stored>(entry: &F::Entry) -> Result<Vec<u8>, Fault> {
    serde_json::to_vec(&Written { v: F::VERSION, e: entry }).map_err(|error| Fault::new("write an entry", told(&error)))
}

/// The entry, or `None` when its version is not known here.
pub(crate) fn read<F: Stored>(bytes: &[u8]) -> Result<Option<F::Entry>, Fault> {
    let (version, json) =
        parts(bytes).ok_or_else(|| Fault::new("read an entry", "it does not begin with its version"))?;
    F::read(version, json).transpose()
}

/// Version and entry of `{"v":1,"e":...}`. The form is ours and fixed for ever, so it is cut rather than parsed twice.
fn parts(bytes: &[u8]) -> Option<(u32, &str)> {
    let rest = std::str::from_utf8(bytes).ok()?.strip_prefix("{\"v\":")?.strip_suffix('}')?;
    let (version, json) = rest.split_once(",\"e\":")?;
    Some((version.parse().ok()?, json))
}

/// Reads the form that is written today.
pub(crate) fn newest<T: serde::de::DeserializeOwned>(json: &str) -> Result<T, Fault> {
    serde_json::from_str(json).map_err(|error| Fault::new("read an entry", told(&error)))
}

/// Where JSON went wrong, without a word of what stands there.
fn told(error: &serde_json::Error) -> String {
    format!("{:?} at column {}", error.classify(), error.column())
}
