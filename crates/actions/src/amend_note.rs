//! Adds to a signed note, with a reason. What was signed stays as it is (45 CFR 164.526).

use care::chart::Chart;
use care::note::{Addendum, AmendRefusal, amend};
use record::scope::{Write, folder};
use terms::actor::Context;
use terms::ids::{NoteId, SubjectId};
use terms::text::{Line, Prose};
use terms::trouble::Trouble;

use crate::house::House;
use crate::own_draft::staff;

/// Adds the text. Sending the same text again adds nothing.
pub fn amend_note(
    house: &House,
    by: &Context,
    (subject, note): (SubjectId, NoteId),
    (reason, text): (&Line, &Prose),
) -> Result<(), Trouble<AmendRefusal>> {
    let author = staff(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Chart>(subject))?;
        let chart = change.open(&permit)?;
        let last = chart.note(note).and_then(|signed| signed.addenda().last());
        if last.is_some_and(|last| last.by == author && last.reason == *reason && last.text == *text) {
            return Ok(());
        }
        let addendum = Addendum { at: by.now, by: author, reason: reason.clone(), text: text.clone() };
        Ok(change.add(&permit, amend(&chart, note, addendum).map_err(Trouble::Refused)?)?)
    })
}
