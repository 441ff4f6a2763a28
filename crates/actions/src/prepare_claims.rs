//! Prepares claims of one client, a claim for each visit, and claims that follow earlier ones.

use money::benefits::Authorization;
use money::coverage::Coverage;
use money::insurer_mail::NoClaim;
use money::ledger::TherapyLedger;
use money::payer::{Payer, Setting};
use money::prepare_claim::{ClaimAsk, ClaimRefusal, follow_claim, prepare_claim};
use money::x12::professional::{Frequency, Person, Relation, Rendering};
use record::change::Change;
use record::list::list;
use record::scope::{Read, Write, folder};
use schedule::people::{Client, Staff};
use terms::actor::Context;
use terms::ids::{ChargeId, ClaimId, PayerId, SubjectId};
use terms::text::Line;
use terms::trouble::{Denied, Trouble};

use crate::house::House;
use crate::own_draft::staff;

/// Under which insurance, and as whom, as the biller typed it from the card.
#[derive(Clone, Debug)]
pub struct ClaimDetails {
    /// Whose visits.
    pub subject: SubjectId,
    /// To whom.
    pub payer: PayerId,
    /// Whoever holds the insurance.
    pub holder: Person,
    /// Who the client is to them.
    pub relation: Relation,
    /// The client, when it is somebody else's.
    pub dependent: Option<Person>,
    /// Under which number the visits were allowed before.
    pub authorization: Option<String>,
    /// The visits, each with how it was held.
    pub visits: Vec<(ChargeId, Setting)>,
}

/// Why no claim is prepared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrepareRefusal {
    /// The client has not said that claims may be sent, or the plan is not used for them.
    NotAllowed(NoClaim),
    /// Nobody is chosen for the claim, or whoever treats has no number with insurers.
    NoNumberOfTherapist,
    /// There is no such payer here.
    NoSuchPayer,
    /// A couple has no claim of its own; each partner's plan is theirs.
    Couple,
    /// The plan wants visits authorized first, and nothing authorizes one of these.
    NotAuthorized,
    /// The rule of claims.
    Claim(ClaimRefusal),
}

/// First claims, one for each visit. Sending the same form again prepares them once. Hands back how many.
pub fn prepare_claims(
    house: &House,
    by: &Context,
    details: &ClaimDetails,
    once: &str,
) -> Result<usize, Trouble<PrepareRefusal>> {
    house.record().change_once(by, (once, |_| None), |change| {
        let ledger = change.permit::<_, Write>(folder::<TherapyLedger>(details.subject))?;
        let between = between(change, details)?;
        let coverage = change.permit::<_, Read>(folder::<Coverage>(details.subject))?;
        let coverage = change.open(&coverage)?;
        let allowed = coverage.claim_allowed().map_err(|why| Trouble::Refused(PrepareRefusal::NotAllowed(why)))?;
        for (charge, setting) in &details.visits {
            let known = change.open(&ledger)?;
            let ask = ask(house, by, (details, &between), (*setting, vec![*charge]))?;
            let ask = ClaimAsk { authorization: authorization(&coverage, &known, (details, *charge))?, ..ask };
            let entry = prepare_claim(&known, &allowed, ask).map_err(claim_refused)?;
            change.add(&ledger, entry)?;
        }
        Ok(details.visits.len())
    })
}

/// A claim in place of an earlier one, or one that takes it back.
pub fn follow_up_claim(
    house: &House,
    by: &Context,
    (claim, frequency): (ClaimId, Frequency),
    (details, setting): (&ClaimDetails, Setting),
    once: &str,
) -> Result<ClaimId, Trouble<PrepareRefusal>> {
    house.record().change_once(by, (once, |_| None), |change| {
        let ledger = change.permit::<_, Write>(folder::<TherapyLedger>(details.subject))?;
        let between = between(change, details)?;
        let ask = ask(house, by, (details, &between), (setting, Vec::new()))?;
        let id = ask.id;
        let coverage = change.permit::<_, Read>(folder::<Coverage>(details.subject))?;
        let (coverage, known) = (change.open(&coverage)?, change.open(&ledger)?);
        let of_second = known.claims().claim(claim).is_some_and(|it| it.prepared.first_payer().is_some());
        let allowed = if of_second { coverage.second_claim_allowed() } else { coverage.claim_allowed() };
        let allowed = allowed.map_err(|why| Trouble::Refused(PrepareRefusal::NotAllowed(why)))?;
        let entry = follow_claim(&known, &allowed, ask, (claim, frequency)).map_err(claim_refused)?;
        change.add(&ledger, entry)?;
        Ok(id)
    })
}

pub(crate) fn claim_refused(refusal: ClaimRefusal) -> Trouble<PrepareRefusal> {
    Trouble::Refused(PrepareRefusal::Claim(refusal))
}

/// The number that was typed, or that of the authorization towards which the visit counts, or the one that the plan told.
fn authorization(
    coverage: &Coverage,
    ledger: &TherapyLedger,
    (details, charge): (&ClaimDetails, ChargeId),
) -> Result<Option<String>, Trouble<PrepareRefusal>> {
    let text = |number: &Line| number.as_str().to_owned();
    let counted = || coverage.authorization_of(ledger, charge).map(|authorized| text(&authorized.number));
    let told = || match coverage.check().map(|check| &check.authorization) {
        Some(Authorization::Needed(Some(number))) if coverage.authorized().is_empty() => Some(text(number)),
        Some(Authorization::Needed(_) | Authorization::NotNeeded | Authorization::NotSaid) | None => None,
    };
    let number = details.authorization.clone().or_else(counted).or_else(told);
    if number.is_none() && coverage.wants_authorization() {
        return Err(Trouble::Refused(PrepareRefusal::NotAuthorized));
    }
    Ok(number)
}

/// Between whom all claims of a form pass.
pub(crate) struct Between {
    payer: Payer,
    rendering: Rendering,
}

pub(crate) fn between(change: &mut Change<'_>, details: &ClaimDetails) -> Result<Between, Trouble<PrepareRefusal>> {
    let clients = change.permit::<_, Read>(list::<Client>())?;
    let people = change.permit::<_, Read>(list::<Staff>())?;
    let payers = change.permit::<_, Read>(list::<Payer>())?;
    let client: Client = change.get(&clients, details.subject.0)?.ok_or(Denied::NotTheirs)?;
    if !client.members.is_empty() {
        return Err(Trouble::Refused(PrepareRefusal::Couple));
    }
    let clinician: Option<Staff> = change.get(&people, client.clinician.0)?;
    let payer: Option<Payer> = change.get(&payers, details.payer.0)?;
    Ok(Between {
        payer: payer.ok_or(Trouble::Refused(PrepareRefusal::NoSuchPayer))?,
        rendering: rendering(clinician).ok_or(Trouble::Refused(PrepareRefusal::NoNumberOfTherapist))?,
    })
}

/// The claim to ask for, of these visits.
pub(crate) fn ask(
    house: &House,
    by: &Context,
    (details, between): (&ClaimDetails, &Between),
    (setting, charges): (Setting, Vec<ChargeId>),
) -> Result<ClaimAsk, Denied> {
    Ok(ClaimAsk {
        id: ClaimId(house.record().new_id()),
        at: by.now,
        by: staff(by)?,
        payer: between.payer.clone(),
        holder: details.holder.clone(),
        relation: details.relation,
        dependent: details.dependent.clone(),
        setting,
        authorization: details.authorization.clone(),
        rendering: between.rendering.clone(),
        charges,
    })
}

/// Whoever treats, as insurers know them.
fn rendering(clinician: Option<Staff>) -> Option<Rendering> {
    let Some(Staff { name, npi: Some(npi), taxonomy: Some(taxonomy), .. }) = clinician else { return None };
    let name = name.as_str();
    let (first, last) = name.rsplit_once(' ').unwrap_or(("", name));
    Some(Rendering { last: last.to_owned(), first: first.to_owned(), npi, taxonomy })
}
