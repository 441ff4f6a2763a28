//! Starts a draft from the author's last note of its kind: empty parts are filled, each marked until it is edited.

use care::carried::{CarryRefusal, carry};
use care::chart::Chart;
use record::scope::{Write, folder};
use terms::actor::Context;
use terms::ids::NoteId;
use terms::trouble::Trouble;

use crate::house::House;
use crate::own_draft::own_draft;

/// Carries the text over into one's own draft.
pub fn carry_note(house: &House, by: &Context, note: NoteId) -> Result<(), Trouble<CarryRefusal>> {
    house.record().change(by, |change| {
        let draft = own_draft(change, note)?.ok_or(Trouble::Refused(CarryRefusal::Gone))?;
        let permit = change.permit::<_, Write>(folder::<Chart>(draft.value.subject))?;
        let carrying = carry(&*change.open(&permit)?, draft.value).map_err(Trouble::Refused)?;
        change.save_draft(&permit, (note.0, draft.version), &carrying)?;
        Ok(())
    })
}
