//! Writes a page of the journal. What it said before is erased with it, and its draft goes.

use care::journal::{Journal, Page, Prompt};
use care::page_step::{JournalRefusal, NewPage, write_page as write};
use jiff::Timestamp;
use record::scope::{Write, folder};
use terms::actor::Context;
use terms::ids::PageId;
use terms::text::Prose;
use terms::trouble::Trouble;

use crate::author::client;
use crate::house::House;
use crate::put_instead::put_instead;
use crate::save_page_draft::PageDraft;

/// A page as it is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenPage {
    /// Its id.
    pub id: PageId,
    /// What it is written to.
    pub prompt: Option<Prompt>,
    /// What it says.
    pub text: Prose,
    /// What its writer had before their eyes.
    pub seen: Seen,
}

/// What was on the screen when someone began to write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The version of the draft; 0 when there was none.
    pub version: u64,
    /// When the page was written; `None` when it was not.
    pub at: Option<Timestamp>,
}

/// Why a page is not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriteRefusal {
    /// It was written in another place meanwhile. Neither text is overwritten.
    Newer {
        /// What is there now; a page written after seeing this goes over it.
        now: Seen,
        /// What it says.
        theirs: Option<Prose>,
    },
    /// It was deleted meanwhile.
    Deleted,
}

/// Writes the page. The same words again change nothing.
pub fn write_page(house: &House, by: &Context, page: &WrittenPage) -> Result<(), Trouble<WriteRefusal>> {
    let me = client(by)?.subject;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Journal>(me))?;
        let draft = change.own_draft::<PageDraft>(page.id.0)?;
        let journal = change.open(&permit)?;
        let stands = journal.page(page.id);
        if !stands.is_some_and(|stands| says(stands, page)) {
            let now =
                Seen { version: draft.as_ref().map_or(0, |draft| draft.version), at: stands.map(|stands| stands.at) };
            let other = draft.as_ref().filter(|draft| draft.version != page.seen.version);
            let other = other.map(|draft| draft.value.text.clone()).filter(|text| text.as_ref() != Some(&page.text));
            if other.is_some() || now.at != page.seen.at {
                let theirs = other.unwrap_or_else(|| stands.map(|stands| stands.text.clone()));
                return Err(Trouble::Refused(WriteRefusal::Newer { now, theirs }));
            }
            let WrittenPage { id, prompt, text, .. } = page.clone();
            let new = NewPage { id, number: journal.head() + 1, prompt, text };
            let step = write(&journal, new, by.now).map_err(deleted)?;
            put_instead(change, &permit, &step.erase_in_journal, step.journal)?;
        }
        if draft.is_some() {
            change.drop_draft(&permit, page.id.0);
        }
        Ok(())
    })
}

fn says(stands: &Page, page: &WrittenPage) -> bool {
    (&stands.text, stands.prompt) == (&page.text, page.prompt)
}

fn deleted(refusal: JournalRefusal) -> Trouble<WriteRefusal> {
    match refusal {
        JournalRefusal::Deleted | JournalRefusal::NoSuchPage | JournalRefusal::NotShared => {
            Trouble::Refused(WriteRefusal::Deleted)
        }
    }
}
