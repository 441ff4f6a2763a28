//! Prepares a claim to a client's second insurer, with what the first made of the visits.

use money::coverage::Coverage;
use money::ledger::TherapyLedger;
use money::payer::Setting;
use money::second_claim::prepare_second_claim;
use record::scope::{Read, Write, folder};
use terms::actor::Context;
use terms::ids::ClaimId;
use terms::trouble::Trouble;

use crate::house::House;
use crate::prepare_claims::{ClaimDetails, PrepareRefusal, ask, between, claim_refused};

/// The claim after the first one. Sending the same form again prepares it once.
pub fn prepare_second(
    house: &House,
    by: &Context,
    (first, once): (ClaimId, &str),
    (details, setting): (&ClaimDetails, Setting),
) -> Result<ClaimId, Trouble<PrepareRefusal>> {
    house.record().change_once(by, (once, |_| None), |change| {
        let ledger = change.permit::<_, Write>(folder::<TherapyLedger>(details.subject))?;
        let coverage = change.permit::<_, Read>(folder::<Coverage>(details.subject))?;
        let between = between(change, details)?;
        let ask = ask(house, by, (details, &between), (setting, Vec::new()))?;
        let id = ask.id;
        let allowed = change.open(&coverage)?.second_claim_allowed();
        let allowed = allowed.map_err(|why| Trouble::Refused(PrepareRefusal::NotAllowed(why)))?;
        let known = change.open(&ledger)?;
        let entry = prepare_second_claim(&known, &allowed, ask, first).map_err(claim_refused)?;
        change.add(&ledger, entry)?;
        Ok(id)
    })
}
