//! Writes a call into the phone log, within what the client allows.

use record::list::list;
use record::rows::Find;
use record::scope::{Add, Read};
use schedule::call::{Call, CallRefusal, Direction, log_call as log};
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::{CallId, StaffId, SubjectId};
use terms::reach::Phone;
use terms::text::Line;
use terms::trouble::{Denied, Trouble};

use crate::house::House;
use crate::own_draft::staff;

/// A call as it was typed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogCall {
    /// Who called whom.
    pub direction: Direction,
    /// Who was on the other end.
    pub who: Line,
    /// Which client it was about, if about one.
    pub about: Option<SubjectId>,
    /// The number, if it was written down.
    pub phone: Option<Phone>,
    /// What was said.
    pub said: Option<Line>,
    /// What is to do next.
    pub next: Option<Line>,
    /// Who does it.
    pub owner: Option<StaffId>,
}

/// Writes it down. Sending the same form again finds the first one.
pub fn log_call(house: &House, by: &Context, call: &LogCall, once: &str) -> Result<CallId, Trouble<CallRefusal>> {
    let me = staff(by)?;
    house.record().change_once(by, (once, |_| None), |change| {
        let clients = change.permit::<_, Read>(list::<Client>())?;
        let calls = change.permit::<_, Add>(list::<Call>())?;
        let LogCall { direction, who, about, phone, said, next, owner } = call.clone();
        let mut concerned: Vec<Client> = Vec::new();
        if let Some(subject) = about {
            concerned.push(change.get(&clients, subject.0)?.ok_or(Denied::NotTheirs)?);
        }
        // A number that is a client's is theirs, whoever was asked for.
        if let (Direction::Out, Some(phone)) = (direction, &phone) {
            let all: Vec<Client> = change.find(&clients, Find::All)?;
            concerned.extend(all.into_iter().filter(|client| client.reach.phone.as_ref() == Some(phone)));
        }
        let id = CallId(house.record().new_id());
        let call = Call { id, at: by.now, by: me, direction, who, about, phone, said, next, owner, done: None };
        let reaches: Vec<_> = concerned.iter().map(|client| &client.reach).collect();
        let call = log(call, &reaches).map_err(Trouble::Refused)?;
        change.put(&calls, &call)?;
        Ok(id)
    })
}
