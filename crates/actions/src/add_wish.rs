//! Puts a client's wish for a time on the wait list.

use record::list::list;
use record::scope::{Add, Read};
use schedule::answers::TimeWish;
use schedule::people::Client;
use schedule::wish::{Wish, WishState};
use terms::actor::Context;
use terms::ids::{StaffId, SubjectId, WaitId};
use terms::place::Place;
use terms::trouble::{Denied, Never, Trouble};
use terms::visit_kind::VisitKind;

use crate::house::House;

/// A wish as it was typed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddWish {
    /// Whose.
    pub subject: SubjectId,
    /// For what kind of visit.
    pub kind: VisitKind,
    /// With whom; anyone, if nobody is named.
    pub clinician: Option<StaffId>,
    /// At which times of day; any, if none is named.
    pub times: Vec<TimeWish>,
    /// In person or online; either, if not said.
    pub place: Option<Place>,
}

/// Adds it. Sending the same form again finds the first one.
pub fn add_wish(house: &House, by: &Context, wish: &AddWish, once: &str) -> Result<WaitId, Trouble<Never>> {
    house.record().change_once(by, (once, |_| None), |change| {
        let clients = change.permit::<_, Read>(list::<Client>())?;
        let waits = change.permit::<_, Add>(list::<Wish>())?;
        let AddWish { subject, kind, clinician, times, place } = wish.clone();
        let _: Client = change.get(&clients, subject.0)?.ok_or(Denied::NotTheirs)?;
        let id = WaitId(house.record().new_id());
        let state = WishState::Open;
        change.put(&waits, &Wish { id, subject, kind, clinician, times, place, at: by.now, state, moves: None })?;
        Ok(id)
    })
}
