//! Saves a page of the journal while it is written. The draft is sealed, and only its writer has it.

use care::journal::{Journal, Prompt};
use jiff::Timestamp;
use record::scope::{Write, folder};
use serde::{Deserialize, Serialize};
use terms::actor::Context;
use terms::ids::PageId;
use terms::text::Prose;
use terms::trouble::Trouble;

use crate::author::client;
use crate::house::House;

/// A page as it is while it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageDraft {
    /// The page's id.
    pub id: PageId,
    /// When the draft was begun.
    pub begun_at: Timestamp,
    /// What it is written to.
    pub prompt: Option<Prompt>,
    /// What it says so far; `None` while it is empty.
    pub text: Option<Prose>,
}

/// Why a draft is not saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageDraftRefusal {
    /// It was saved in another place meanwhile. Nothing is overwritten.
    Newer,
    /// The page was written or deleted meanwhile.
    Gone,
}

/// Saves the draft over the version that its writer has seen (0 when there is none), and gives the next version.
pub fn save_page_draft(
    house: &House,
    by: &Context,
    version: u64,
    draft: &PageDraft,
) -> Result<u64, Trouble<PageDraftRefusal>> {
    let me = client(by)?.subject;
    house.record().change(by, |change| match change.own_draft::<PageDraft>(draft.id.0)? {
        Some(saved) if saved.version != version => Err(Trouble::Refused(PageDraftRefusal::Newer)),
        Some(saved) => {
            let permit = change.permit_to_save(folder::<Journal>(me))?;
            let draft = PageDraft { begun_at: saved.value.begun_at, ..draft.clone() };
            Ok(change.save_draft(&permit, (draft.id.0, version), &draft)?)
        }
        None if version > 0 => Err(Trouble::Refused(PageDraftRefusal::Gone)),
        None => {
            let permit = change.permit::<_, Write>(folder::<Journal>(me))?;
            if change.open(&permit)?.was_deleted(draft.id) {
                return Err(Trouble::Refused(PageDraftRefusal::Gone));
            }
            Ok(change.save_draft(&permit, (draft.id.0, 0), draft)?)
        }
    })
}
