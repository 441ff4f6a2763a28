//! The incident register: written by clinicians and the owner, and looked at again.

use care::incident::{Incident, IncidentRefusal, Look};
use jiff::civil::Date;
use record::list::list;
use record::rows::Find;
use record::scope::{Read, Write};
use schedule::people::Staff;
use terms::actor::Context;
use terms::ids::IncidentId;
use terms::text::{Line, Prose};
use terms::trouble::{Denied, Never, Trouble};

use crate::house::House;
use crate::own_draft::staff;

/// The register.
pub struct Register {
    /// What is to be looked at again first, then the latest first.
    pub incidents: Vec<Incident>,
    /// Everybody who works here, for the names.
    pub staff: Vec<Staff>,
}

/// An incident as it was typed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewIncident {
    /// The day on which it happened.
    pub on: Date,
    /// What happened.
    pub what: Prose,
    /// Whom it concerned.
    pub whom: Line,
    /// What was done.
    pub done: Prose,
    /// When it is looked at again.
    pub look_again: Option<Date>,
}

/// Opens the register.
pub fn see_incidents(house: &House, by: &Context) -> Result<Register, Trouble<Never>> {
    house.record().read(by, |work| {
        let permit = work.permit::<_, Read>(list::<Incident>())?;
        let people = work.permit::<_, Read>(list::<Staff>())?;
        let mut incidents: Vec<Incident> = work.find(&permit, Find::All)?;
        incidents.sort_by_key(|incident| (!incident.is_open(), incident.look_again, std::cmp::Reverse(incident.at)));
        Ok(Register { incidents, staff: work.find(&people, Find::All)? })
    })
}

/// Writes one down. Sending the same form again writes it once.
pub fn add_incident(
    house: &House,
    by: &Context,
    new: &NewIncident,
    once: &str,
) -> Result<(), Trouble<IncidentRefusal>> {
    let author = staff(by)?;
    house.record().change_once(by, (once, |_| None), |change| {
        let permit = change.permit::<_, Write>(list::<Incident>())?;
        let NewIncident { on, what, whom, done, look_again } = new.clone();
        let id = IncidentId(house.record().new_id());
        let looks = Vec::new();
        let incident = Incident { id, at: by.now, by: author, on, what, whom, done, look_again, looks };
        let incident = incident.checked(house.today(by.now)).map_err(Trouble::Refused)?;
        change.put(&permit, &incident)
    })
}

/// Writes down a later look, and whether there is another.
pub fn look_again(
    house: &House,
    by: &Context,
    id: IncidentId,
    (seen, again): (&Prose, Option<Date>),
) -> Result<(), Trouble<IncidentRefusal>> {
    let author = staff(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(list::<Incident>())?;
        let known: Incident = change.get(&permit, id.0)?.ok_or(Denied::NotTheirs)?;
        let look = Look { at: by.now, by: author, seen: seen.clone(), due: None };
        let looked = known.looked(look, again, house.today(by.now)).map_err(Trouble::Refused)?;
        change.put(&permit, &looked)
    })
}
