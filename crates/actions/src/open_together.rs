//! Opens what belongs to both partners of a couple: for either of them, and for nobody else among clients.

use care::workbook::Workbook;
use jiff::Timestamp;
use record::own::{PersonOf, VisitsOf};
use record::scope::{Read, folder};
use schedule::appointment::Appointment;
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::{Id, SubjectId};
use terms::trouble::{Denied, Never, Trouble};

use crate::house::House;

/// What a couple has in common.
pub struct Together {
    /// The couple as such.
    pub unit: Client,
    /// What both share with their team.
    pub workbook: Workbook,
    /// Sessions for both that are to come, the earliest first.
    pub visits: Vec<Appointment>,
    /// An id for what is added next.
    pub fresh: Id,
}

/// Opens it.
pub fn open_together(house: &House, by: &Context, unit: SubjectId) -> Result<Together, Trouble<Never>> {
    house.record().read(by, |work| {
        let person = work.permit::<_, Read>(PersonOf(unit))?;
        let workbook = work.permit::<_, Read>(folder::<Workbook>(unit))?;
        let calendar = work.permit::<_, Read>(VisitsOf(unit))?;
        let row: Client = work.get(&person, unit.0)?.ok_or(Denied::NotTheirs)?;
        // One's own record is no couple's.
        if row.members.is_empty() {
            return Err(Trouble::Denied(Denied::NotTheirs));
        }
        let workbook = Workbook::clone(&*work.open(&workbook)?);
        let mut visits = work.visits(&calendar, (by.now, Timestamp::MAX))?;
        visits.retain(|visit| visit.state.stands());
        Ok(Together { unit: row, workbook, visits, fresh: house.record().new_id() })
    })
}
