//! What was told outside without an authorization: written down by who treats, and read by the client.

use care::chart::Chart;
use care::disclosure::{Disclosure, DisclosureRefusal, disclose as rule, show_disclosure as show_rule};
use care::workbook::Workbook;
use record::list::list;
use record::own::PersonOf;
use record::rows::Find;
use record::scope::{Add, Read, Write, folder};
use record::work::Work;
use schedule::people::{Client, Staff};
use terms::actor::Context;
use terms::ids::{DisclosureId, Id, StaffId, SubjectId};
use terms::trouble::{Denied, Never, Trouble};

use crate::author::client;
use crate::house::House;

/// The accounting of one record, as its team sees it.
pub struct Accounting {
    /// Whose.
    pub client: Client,
    /// What was told, the latest first, and whether it stands on the client's own pages.
    pub disclosures: Vec<(Disclosure, bool)>,
    /// An id for the next, so that a form sent twice adds one.
    pub fresh: Id,
    staff: Vec<Staff>,
}

impl Accounting {
    /// Who wrote it down.
    pub fn name_of(&self, id: StaffId) -> &str {
        self.staff
            .iter()
            .find(|person| person.id == id)
            .map_or("Someone who worked here", |person| person.name.as_str())
    }
}

/// What a client reads of it: of their own record, or of a couple's under its name.
pub struct ToldOutside {
    /// Of which couple, if of one.
    pub unit: Option<String>,
    /// What was told.
    pub disclosure: Disclosure,
}

/// Shows the accounting to the team.
pub fn see_accounting(house: &House, by: &Context, subject: SubjectId) -> Result<Accounting, Trouble<Never>> {
    let fresh = house.record().new_id();
    house.record().read(by, |work| {
        let chart = work.permit::<_, Read>(folder::<Chart>(subject))?;
        let workbook = work.permit::<_, Read>(folder::<Workbook>(subject))?;
        let people = work.permit::<_, Read>(list::<Client>())?;
        let colleagues = work.permit::<_, Read>(list::<Staff>())?;
        let client = work.get(&people, subject.0)?.ok_or(Denied::NotTheirs)?;
        let (chart, workbook) = (work.open(&chart)?, work.open(&workbook)?);
        let is_shown = |id: DisclosureId| workbook.disclosures().any(|shown| shown.id == id);
        let disclosures = chart.disclosures().map(|told| (told.clone(), is_shown(told.id))).collect();
        Ok(Accounting { client, disclosures, fresh, staff: work.find(&colleagues, Find::All)? })
    })
}

/// Writes one down.
pub fn disclose(
    house: &House,
    by: &Context,
    subject: SubjectId,
    disclosure: &Disclosure,
) -> Result<(), Trouble<DisclosureRefusal>> {
    let today = house.today(by.now);
    house.record().change(by, |change| {
        let chart = change.permit::<_, Write>(folder::<Chart>(subject))?;
        let workbook = change.permit::<_, Add>(folder::<Workbook>(subject))?;
        let entries = rule(&*change.open(&chart)?, disclosure.clone(), today).map_err(Trouble::Refused)?;
        if let Some((entry, for_client)) = entries {
            change.add(&chart, entry)?;
            if let Some(entry) = for_client {
                change.add(&workbook, entry)?;
            }
        }
        Ok(())
    })
}

/// Puts one on the client's own pages, once nothing suspends that any more.
pub fn show_disclosure(
    house: &House,
    by: &Context,
    subject: SubjectId,
    id: DisclosureId,
) -> Result<(), Trouble<DisclosureRefusal>> {
    let today = house.today(by.now);
    house.record().change(by, |change| {
        let chart = change.permit::<_, Read>(folder::<Chart>(subject))?;
        let permit = change.permit::<_, Write>(folder::<Workbook>(subject))?;
        let (chart, workbook) = (change.open(&chart)?, change.open(&permit)?);
        let entry = show_rule((&chart, &workbook), id, today).map_err(Trouble::Refused)?;
        drop((chart, workbook));
        match entry {
            Some(entry) => Ok(change.add(&permit, entry)?),
            None => Ok(()),
        }
    })
}

/// What a client may know of it: of their own record, and of each couple's that they belong to.
pub fn see_told_outside(house: &House, by: &Context) -> Result<Vec<ToldOutside>, Trouble<Never>> {
    let me = client(by)?.subject;
    house.record().read(by, |work| {
        let mut told = told_of(work, me, None)?;
        for unit in work.my_units()? {
            let person = work.permit::<_, Read>(PersonOf(unit))?;
            let couple: Client = work.get(&person, unit.0)?.ok_or(Denied::NotTheirs)?;
            told.extend(told_of(work, unit, Some(couple.name.as_str()))?);
        }
        Ok(told)
    })
}

fn told_of(work: &mut Work<'_>, subject: SubjectId, unit: Option<&str>) -> Result<Vec<ToldOutside>, Trouble<Never>> {
    let permit = work.permit::<_, Read>(folder::<Workbook>(subject))?;
    let workbook = work.open(&permit)?;
    let told = workbook.disclosures();
    Ok(told.map(|told| ToldOutside { unit: unit.map(str::to_owned), disclosure: told.clone() }).collect())
}
