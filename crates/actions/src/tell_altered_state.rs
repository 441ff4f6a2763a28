//! Writes down an altered state before now, or takes one off the list.

use care::altered_state::{AlteredState, take_off_altered_state as take_off, tell_altered_state as tell};
use terms::actor::Context;
use terms::ids::{AlteredStateId, SubjectId};
use terms::trouble::{Never, Trouble};

use crate::house::House;
use crate::in_workbook::in_workbook;

/// Tells it, or corrects it under the same id. The same again changes nothing.
pub fn tell_altered_state(
    house: &House,
    by: &Context,
    subject: SubjectId,
    state: &AlteredState,
) -> Result<(), Trouble<Never>> {
    in_workbook(house, by, subject, |workbook, (by, at)| Ok(tell(workbook, state.clone(), by, at)))
}

/// Takes it off.
pub fn take_off_altered_state(
    house: &House,
    by: &Context,
    subject: SubjectId,
    id: AlteredStateId,
) -> Result<(), Trouble<Never>> {
    in_workbook(house, by, subject, |workbook, (by, at)| Ok(take_off(workbook, id, by, at)))
}
