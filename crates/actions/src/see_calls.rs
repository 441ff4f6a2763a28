//! Shows the phone log: what is still to do after a call, and the calls of the last weeks.

use jiff::{SignedDuration, Timestamp};
use record::list::list;
use record::lists::calls::ALL_CALLS;
use record::rows::Find;
use record::scope::Read;
use schedule::call::Call;
use schedule::people::{Client, Staff};
use terms::actor::Context;
use terms::trouble::{Never, Trouble};

use crate::house::House;

/// How far back calls are shown, in days.
pub const BACK_DAYS: i64 = 30;

/// The phone log.
pub struct PhoneLog {
    /// After which something is still to do, the oldest first.
    pub open: Vec<LoggedCall>,
    /// The others of the last weeks, the latest first.
    pub recent: Vec<LoggedCall>,
    /// Everybody who works here.
    pub staff: Vec<Staff>,
}

/// A call with whom it was about.
pub struct LoggedCall {
    /// The call.
    pub call: Call,
    /// Which client, if about one.
    pub client: Option<Client>,
}

/// Opens the log.
pub fn see_calls(house: &House, by: &Context) -> Result<PhoneLog, Trouble<Never>> {
    house.record().read(by, |work| {
        let log = work.permit::<_, Read>(list::<Call>())?;
        let clients = work.permit::<_, Read>(list::<Client>())?;
        let people = work.permit::<_, Read>(list::<Staff>())?;
        let since = by.now - SignedDuration::from_hours(24 * BACK_DAYS);
        let open: Vec<Call> = work.find(&log, Find::State("open"))?;
        let mut recent: Vec<Call> = work.find(&log, Find::Key2(ALL_CALLS, since, Timestamp::MAX))?;
        recent.retain(|call| !call.is_open());
        recent.reverse();
        let mut with_client = |calls: Vec<Call>| -> Result<Vec<LoggedCall>, Trouble<Never>> {
            let mut logged = Vec::new();
            for call in calls {
                let client = match call.about {
                    Some(subject) => work.get(&clients, subject.0)?,
                    None => None,
                };
                logged.push(LoggedCall { call, client });
            }
            Ok(logged)
        };
        let (open, recent) = (with_client(open)?, with_client(recent)?);
        let staff = work.find(&people, Find::All)?;
        Ok(PhoneLog { open, recent, staff })
    })
}
