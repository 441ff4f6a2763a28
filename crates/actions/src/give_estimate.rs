//! Makes a Good Faith Estimate and gives it; and asks for one.

use money::coverage::{CostQuestion, Coverage, CoverageEntry, PayWish};
use money::estimate::{Estimate, EstimateRefusal, Expected, GivenHow, Provider, priced};
use record::list::list;
use record::scope::Read;
use record::scope::{Write, folder};
use schedule::people::{Client, Staff};
use terms::actor::Context;
use terms::ids::{EstimateId, SubjectId};
use terms::text::Line;
use terms::trouble::{Denied, Never, Trouble};

use crate::house::House;
use crate::in_coverage::in_coverage;
use crate::own_draft::staff;

/// Asks what it costs; an estimate is due then (45 CFR 149.610(b)(1)(iii)).
pub fn ask_costs(house: &House, by: &Context, subject: SubjectId, wish: PayWish) -> Result<(), Trouble<Never>> {
    in_coverage(house, by, subject, |_| Ok(CoverageEntry::Asked(CostQuestion { at: by.now, wish })))
}

/// Gives it, at today's fees. Sending the same form again gives it once.
pub fn give_estimate(
    house: &House,
    by: &Context,
    subject: SubjectId,
    (expected, given, once): (&Expected, GivenHow, &str),
) -> Result<EstimateId, Trouble<EstimateRefusal>> {
    house.record().change_once(by, (once, |_| None), |change| {
        let clients = change.permit::<_, Read>(list::<Client>())?;
        let people = change.permit::<_, Read>(list::<Staff>())?;
        let permit = change.permit::<_, Write>(folder::<Coverage>(subject))?;
        let client: Client = change.get(&clients, subject.0)?.ok_or(Denied::NotTheirs)?;
        let clinician: Option<Staff> = change.get(&people, client.clinician.0)?;
        let coverage = change.open(&permit)?;
        let whose = (&client, clinician.as_ref(), &*coverage);
        let estimate = estimate_now(house, by, whose, (expected, given))?;
        let id = estimate.id;
        change.add(&permit, CoverageEntry::EstimateGiven(Box::new(estimate)))?;
        Ok(id)
    })
}

/// The estimate as it would be given now, at today's fees. Nothing is given by it.
pub fn estimate_now(
    house: &House,
    by: &Context,
    (client, clinician, coverage): (&Client, Option<&Staff>, &Coverage),
    (expected, given): (&Expected, GivenHow),
) -> Result<Estimate, Trouble<EstimateRefusal>> {
    let (id, on) = (EstimateId(house.record().new_id()), house.today(by.now));
    let fees = coverage.fees_on(on, &house.practice().fees);
    let lines = priced(expected, &fees).map_err(Trouble::Refused)?;
    let Expected { apart, from, until, first_visit, reason, diagnosis, .. } = expected.clone();
    let provider = provider(house, clinician, client);
    let (at, by) = (by.now, staff(by)?);
    Ok(Estimate { id, at, on, by, given, reason, from, until, first_visit, lines, apart, diagnosis, provider })
}

/// Who provides what is estimated, by what the practice says of itself.
pub(crate) fn provider(house: &House, clinician: Option<&Staff>, client: &Client) -> Provider {
    let practice = house.practice();
    let place = [practice.street.as_str(), practice.place.as_str()];
    let place = place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let clinician: Line = clinician.map_or_else(|| client.name.clone(), |person| person.name.clone());
    Provider { practice: practice.name.clone(), clinician, npi: practice.npi(), tax_id: practice.tax_id(), place }
}
