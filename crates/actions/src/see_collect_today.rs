//! Shows billing who comes today, what each has open, and what the visit is expected to cost them.

use money::benefits::BenefitsCheck;
use money::coverage::Coverage;
use money::coverage_card::{CoverageCard, Paying};
use money::expected_share::{BookedTime, ExpectedShare, Pocket, expected_share};
use money::ledger::{DosingLedger, TherapyLedger};
use money::ledger_card::LedgerCard;
use record::list::list;
use record::rows::Find;
use record::scope::{Read, cards, folder};
use record::work::Work;
use schedule::appointment::{Appointment, AppointmentState};
use schedule::people::{Client, Staff};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::money::{Cents, Minutes};
use terms::trouble::{Never, Trouble};

use crate::desk_calendar::days;
use crate::house::House;

/// A visit of today, as money sees it.
pub struct ToCollect {
    /// The visit.
    pub visit: Appointment,
    /// Whose it is.
    pub client: Client,
    /// What is open for psychotherapy.
    pub therapy_open: Cents,
    /// What is open for attended dosing days; `None` where there never was one.
    pub dosing_open: Option<Cents>,
    /// What the visit is expected to cost them; `None` once its note is signed, since then its charge is open above.
    pub expected: Option<ExpectedShare>,
}

/// Everybody who comes today, in order of time. A folder is opened only where claims go to a plan, for its copay.
pub fn see_collect_today(house: &House, by: &Context) -> Result<Vec<ToCollect>, Trouble<Never>> {
    house.record().read(by, |work| {
        let calendar = work.permit::<_, Read>(list::<Appointment>())?;
        let people = work.permit::<_, Read>(list::<Staff>())?;
        let clients = work.permit::<_, Read>(list::<Client>())?;
        let therapy = work.permit::<_, Read>(cards::<TherapyLedger>())?;
        let dosing = work.permit::<_, Read>(cards::<DosingLedger>())?;
        let coverage = work.permit::<_, Read>(cards::<Coverage>())?;
        let (therapy, dosing, coverage) = (work.cards(&therapy)?, work.cards(&dosing)?, work.cards(&coverage)?);
        let today = days(house, house.today(by.now), 1)?;
        let mut visits: Vec<Appointment> = Vec::new();
        for person in work.find::<Staff, _>(&people, Find::All)? {
            visits.extend(
                work.find::<Appointment, _>(&calendar, Find::Key1(person.id.0.as_str(), today.from, today.until))?,
            );
        }
        visits.retain(|visit| visit.state.stands());
        visits.sort_by_key(|visit| (visit.span.from, visit.clinician));
        let mut all = Vec::new();
        for visit in visits {
            let Some(client) = work.get::<Client, _, _, Never>(&clients, visit.subject.0)? else { continue };
            let card = of(&coverage, visit.subject).cloned().unwrap_or_default();
            let open = |cards: &[(SubjectId, LedgerCard)]| of(cards, visit.subject).map(|card| card.open_cents);
            all.push(ToCollect {
                client,
                therapy_open: open(&therapy).unwrap_or_default(),
                dosing_open: open(&dosing),
                expected: expected(house, work, (&visit, &card))?,
                visit,
            });
        }
        Ok(all)
    })
}

fn of<C>(cards: &[(SubjectId, C)], subject: SubjectId) -> Option<&C> {
    cards.iter().find(|(whose, _)| *whose == subject).map(|(_, card)| card)
}

fn expected(
    house: &House,
    work: &mut Work<'_>,
    (visit, card): (&Appointment, &CoverageCard),
) -> Result<Option<ExpectedShare>, Trouble<Never>> {
    if visit.state == AppointmentState::Kept {
        return Ok(None);
    }
    let booked = BookedTime {
        kind: visit.kind,
        length_min: Minutes(u16::try_from(visit.span.minutes()).unwrap_or(u16::MAX)),
        on: house.today(visit.span.from),
    };
    let fees = house.practice().fees;
    if card.paying != Paying::Claims {
        return Ok(Some(expected_share(booked, &fees, Pocket::Own(card.scale.as_ref()))));
    }
    // What a plan said stands on no card.
    let permit = work.permit::<_, Read>(folder::<Coverage>(visit.subject))?;
    let coverage = work.open(&permit)?;
    let check: Option<&BenefitsCheck> = coverage.check();
    Ok(Some(expected_share(booked, &fees, Pocket::Plan(check))))
}
