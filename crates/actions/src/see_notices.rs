//! Shows the owner the words of every notice, as they stand, and when reminders go out.

use record::list::list;
use record::rows::Find;
use record::scope::Read;
use record::work::Work;
use schedule::notice::{Notice, NoticeKind};
use schedule::reminder::ReminderTimes;
use terms::actor::Context;
use terms::trouble::{Fault, Never, Trouble};

use crate::house::House;

/// What the practice has settled about its letters.
pub struct Notices {
    /// One for each occasion, in the order in which they are read.
    pub notices: Vec<Notice>,
    /// When reminders go out.
    pub times: ReminderTimes,
}

/// Opens all of them.
pub fn see_notices(house: &House, by: &Context) -> Result<Notices, Trouble<Never>> {
    house.record().read(by, |work| {
        let permit = work.permit::<_, Read>(list::<Notice>())?;
        let changed: Vec<Notice> = work.find(&permit, Find::All)?;
        let of = |kind| changed.iter().find(|notice| notice.kind == kind).cloned();
        let notices = NoticeKind::ALL.map(|kind| of(kind).unwrap_or_else(|| Notice::as_it_came(kind)));
        Ok(Notices { notices: notices.into(), times: reminder_times(work)? })
    })
}

/// When reminders go out: as settled, or as usual.
pub(crate) fn reminder_times(work: &mut Work<'_>) -> Result<ReminderTimes, Trouble<Never>> {
    let permit = work.permit::<_, Read>(list::<ReminderTimes>())?;
    let found: Vec<ReminderTimes> = work.find(&permit, Find::All).map_err(|fault: Fault| Trouble::Fault(fault))?;
    Ok(found.into_iter().next().unwrap_or_default())
}
