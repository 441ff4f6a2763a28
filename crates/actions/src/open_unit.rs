//! Opens a record for people who come together: a couple, or another unit, beside each one's own.

use record::list::list;
use record::rows::Find;
use record::scope::Read;
use schedule::people::{Client, Staff};
use schedule::unit::{UnitRefusal, members_of};
use terms::actor::Context;
use terms::ids::{StaffId, SubjectId};
use terms::reach::Reach;
use terms::text::Line;
use terms::trouble::{Denied, Trouble};

use crate::house::House;
use crate::take_in::{Newcomer, take_in};

/// A unit as it was typed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenUnit {
    /// One of them.
    pub first: SubjectId,
    /// The others, by the numbers on their charts.
    pub others: Vec<u32>,
    /// What to call them together.
    pub name: Line,
    /// Who treats them together.
    pub clinician: StaffId,
}

/// Opens it with an empty chart. Nobody's own record changes, and whoever treats one of them alone is not let into it.
/// Sending the same form again finds the first one.
pub fn open_unit(house: &House, by: &Context, unit: &OpenUnit, once: &str) -> Result<SubjectId, Trouble<UnitRefusal>> {
    house.record().change_once(by, (once, |_| None), |change| {
        let clients = change.permit::<_, Read>(list::<Client>())?;
        let people = change.permit::<_, Read>(list::<Staff>())?;
        let clinician: Staff = change.get(&people, unit.clinician.0)?.ok_or(Denied::NotTheirs)?;
        if !clinician.treats() {
            return Err(Denied::NotTheirs.into());
        }
        let all: Vec<Client> = change.find(&clients, Find::All)?;
        let first = all.iter().find(|client| client.subject == unit.first).ok_or(Denied::NotTheirs)?;
        let members = members_of(&all, first, &unit.others).map_err(Trouble::Refused)?;
        let subject = SubjectId(house.record().new_id());
        // A couple is reached through its partners, each in their own way.
        let reach = Reach::default();
        take_in(house, change, Newcomer { subject, name: unit.name.clone(), reach, members, clinician: clinician.id })?;
        Ok(subject)
    })
}
