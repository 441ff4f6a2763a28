//! Opens a client's journal for the client, with what they are still writing. Nobody else has a way to it.

use care::journal::Journal;
use record::scope::{Read, folder};
use terms::actor::Context;
use terms::ids::PageId;
use terms::trouble::{Never, Trouble};

use crate::author::client;
use crate::house::House;
use crate::save_page_draft::PageDraft;

/// A journal and what is being written in it.
pub struct OpenJournal {
    /// The pages.
    pub journal: Journal,
    /// What is being written, the first begun first.
    pub drafts: Vec<SavedDraft>,
    /// An id for a page that is begun next.
    pub fresh: PageId,
}

/// A draft as it was saved last.
pub struct SavedDraft {
    /// The version that the next save goes over.
    pub version: u64,
    /// What was saved.
    pub draft: PageDraft,
}

impl OpenJournal {
    /// What is being written on a page.
    pub fn draft(&self, id: PageId) -> Option<&SavedDraft> {
        self.drafts.iter().find(|saved| saved.draft.id == id)
    }

    /// Drafts of pages that were never written yet, the first begun first.
    pub fn begun(&self) -> Vec<&SavedDraft> {
        self.drafts.iter().filter(|saved| self.journal.page(saved.draft.id).is_none()).collect()
    }
}

/// Opens it.
pub fn open_journal(house: &House, by: &Context) -> Result<OpenJournal, Trouble<Never>> {
    let me = client(by)?.subject;
    house.record().read(by, |work| {
        let permit = work.permit::<_, Read>(folder::<Journal>(me))?;
        let journal = Journal::clone(&*work.open(&permit)?);
        let drafts = work.own_drafts::<PageDraft>()?.into_iter();
        let drafts = drafts.map(|draft| SavedDraft { version: draft.version, draft: draft.value }).collect();
        Ok(OpenJournal { journal, drafts, fresh: PageId(house.record().new_id()) })
    })
}
