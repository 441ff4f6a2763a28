//! Makes a Good Faith Estimate for dosing days that a therapist attends, and gives it.

use money::coverage::{Coverage, CoverageEntry};
use money::dosing_estimate::{DosingEstimate, DosingEstimateRefusal, ExpectedDays, priced_days};
use money::estimate::GivenHow;
use record::list::list;
use record::scope::{Read, Write, folder};
use schedule::people::{Client, Staff};
use terms::actor::Context;
use terms::ids::{EstimateId, SubjectId};
use terms::trouble::{Denied, Trouble};

use crate::give_estimate::provider;
use crate::house::House;
use crate::own_draft::staff;

/// Gives it, at today's fee. Sending the same form again gives it once.
pub fn give_dosing_estimate(
    house: &House,
    by: &Context,
    subject: SubjectId,
    (expected, given, once): (ExpectedDays, GivenHow, &str),
) -> Result<EstimateId, Trouble<DosingEstimateRefusal>> {
    house.record().change_once(by, (once, |_| None), |change| {
        let clients = change.permit::<_, Read>(list::<Client>())?;
        let people = change.permit::<_, Read>(list::<Staff>())?;
        let permit = change.permit::<_, Write>(folder::<Coverage>(subject))?;
        let client: Client = change.get(&clients, subject.0)?.ok_or(Denied::NotTheirs)?;
        let clinician: Option<Staff> = change.get(&people, client.clinician.0)?;
        let estimate = dosing_estimate_now(house, by, (&client, clinician.as_ref()), (expected, given))?;
        let id = estimate.id;
        change.add(&permit, CoverageEntry::DosingEstimateGiven(Box::new(estimate)))?;
        Ok(id)
    })
}

/// The estimate as it would be given now. Nothing is given by it.
pub fn dosing_estimate_now(
    house: &House,
    by: &Context,
    (client, clinician): (&Client, Option<&Staff>),
    (expected, given): (ExpectedDays, GivenHow),
) -> Result<DosingEstimate, Trouble<DosingEstimateRefusal>> {
    let (id, at, on) = (EstimateId(house.record().new_id()), by.now, house.today(by.now));
    let each_cents = priced_days(&expected, &house.practice().fees).map_err(Trouble::Refused)?;
    let (by, provider) = (staff(by)?, provider(house, clinician, client));
    Ok(DosingEstimate { id, at, on, by, given, expected, each_cents, provider })
}
