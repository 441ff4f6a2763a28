//! Agrees a time without large decisions that can't be undone, or ends it.

use care::pause::{AgreedPause, Pause, PauseRefusal, agree_pause as agree};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::Trouble;

use crate::house::House;
use crate::in_workbook::in_workbook;

/// Writes the pause down; `None` ends it. The same again changes nothing.
pub fn agree_pause(
    house: &House,
    by: &Context,
    subject: SubjectId,
    pause: Option<&Pause>,
) -> Result<(), Trouble<PauseRefusal>> {
    let today = house.today(by.now);
    in_workbook(house, by, subject, |workbook, (by, at)| {
        agree(workbook, AgreedPause { at, by, pause: pause.cloned() }, today)
    })
}
