//! Saves a draft over the version that its author has seen, and over no other.

use care::chart::Chart;
use care::note::DraftNote;
use record::scope::folder;
use terms::actor::Context;
use terms::ids::NoteId;
use terms::trouble::{Denied, Trouble};

use crate::house::House;
use crate::own_draft::own_draft;

/// Why a draft is not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveRefusal {
    /// It was saved in another place meanwhile. Neither text is overwritten.
    NewerVersion {
        /// The version that is there.
        version: u64,
        /// What it says.
        theirs: Box<DraftNote>,
    },
    /// It was signed or thrown away meanwhile.
    Gone,
}

/// Saves what was written, and gives the version that the next save goes over.
///
/// Whose note it is, of which visit and of what kind is taken from what was saved before.
pub fn save_draft(
    house: &House,
    by: &Context,
    (note, version): (NoteId, u64),
    written: &DraftNote,
) -> Result<u64, Trouble<SaveRefusal>> {
    house.record().change(by, |change| {
        let saved = own_draft(change, note)?.ok_or(Trouble::Refused(SaveRefusal::Gone))?;
        let permit = change.permit_to_save(folder::<Chart>(saved.value.subject))?;
        if saved.version != version {
            let theirs = Box::new(saved.value);
            return Err(Trouble::Refused(SaveRefusal::NewerVersion { version: saved.version, theirs }));
        }
        let draft = saved.value.rewritten(written).ok_or(Denied::NotTheirs)?;
        Ok(change.save_draft(&permit, (note.0, version), &draft)?)
    })
}
