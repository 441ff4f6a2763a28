//! Settles when reminders go out.

use record::list::list;
use record::scope::Write;
use schedule::reminder::{ReminderTimes, TimesRefusal, settle};
use terms::actor::Context;
use terms::trouble::Trouble;

use crate::house::House;
use crate::own_draft::staff;

/// Puts the times in place. What was sent already is not sent again.
pub fn change_reminder_times(house: &House, by: &Context, times: ReminderTimes) -> Result<(), Trouble<TimesRefusal>> {
    staff(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(list::<ReminderTimes>())?;
        let _: Option<ReminderTimes> = change.get(&permit, ReminderTimes::row())?;
        change.put(&permit, &settle(times).map_err(Trouble::Refused)?)
    })
}
