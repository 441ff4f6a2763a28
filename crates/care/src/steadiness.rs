//! Steadiness: three words for how it is today. "Not OK" is looked at.

use jiff::Timestamp;
use terms::ids::AlertId;
use terms::words;

use crate::not_ok::NotOkAbout;
use crate::workbook::{Author, Workbook};
use crate::workbook_entry::WorkbookEntry;

words! {
    /// How it is today, in one word.
    Steadiness {
        Steady = "steady", "Steady";
        Shaky = "shaky", "Shaky";
        NotOk = "not-ok", "Not OK";
    }
}

/// How someone said it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToldSteadiness {
    /// Its id; an alert's too, when it is "not OK".
    pub id: AlertId,
    /// When.
    pub at: Timestamp,
    /// Who wrote it down.
    pub by: Author,
    /// What was said.
    pub steadiness: Steadiness,
    /// What “not OK” is about, when they said.
    pub about: Option<NotOkAbout>,
}

impl Workbook {
    /// How it was, oldest first.
    pub fn steadiness(&self) -> &[ToldSteadiness] {
        &self.steadiness
    }
}

/// Writes down how it is.
pub fn tell_steadiness(
    id: AlertId,
    (steadiness, about): (Steadiness, Option<NotOkAbout>),
    by: Author,
    at: Timestamp,
) -> WorkbookEntry {
    let about = about.filter(|_| steadiness == Steadiness::NotOk);
    WorkbookEntry::SteadinessTold { id, at, by, steadiness, about }
}
