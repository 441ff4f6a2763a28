//! Shows billing how everybody pays: what was asked, whose plan must be checked, and which estimates are due.

use jiff::Timestamp;
use jiff::civil::Date;
use money::coverage::Coverage;
use money::coverage_card::CoverageCard;
use money::coverage_work::{CoverageWork, coverage_work};
use money::dosing_estimate::dosing_estimate_due;
use money::estimate_due::{BookedVisit, EstimateDue, estimate_due};
use money::therapy_service::Service;
use record::list::list;
use record::rows::Find;
use record::scope::{Read, cards};
use schedule::appointment::Appointment;
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::money::Cents;
use terms::practice::Fees;
use terms::trouble::{Never, Trouble};
use terms::visit_kind::VisitKind;

use crate::house::House;

/// How one client pays.
pub struct CoverageLine {
    /// Who.
    pub client: Client,
    /// What is known.
    pub card: CoverageCard,
    /// The next visit that costs something.
    pub next_visit: Option<Date>,
    /// The estimate that they wait for.
    pub due: Option<EstimateDue>,
    /// The last day for the estimate of dosing days that they wait for.
    pub dosing_due: Option<Date>,
    /// What waits for billing.
    pub work: Vec<CoverageWork>,
}

/// Everybody who has a visit to come or of whose coverage something is known, by name.
pub fn see_coverage_list(house: &House, by: &Context) -> Result<Vec<CoverageLine>, Trouble<Never>> {
    house.record().read(by, |work| {
        let clients = work.permit::<_, Read>(list::<Client>())?;
        let cards = work.permit::<_, Read>(cards::<Coverage>())?;
        let calendar = work.permit::<_, Read>(list::<Appointment>())?;
        let (cards, planned) = (work.cards(&cards)?, work.find(&calendar, Find::State("planned"))?);
        Ok(coverage_lines(house, by.now, (work.find(&clients, Find::All)?, &cards), planned))
    })
}

/// How everybody pays, from whatever was read.
pub(crate) fn coverage_lines(
    house: &House,
    now: Timestamp,
    (mut all, cards): (Vec<Client>, &[(SubjectId, CoverageCard)]),
    mut planned: Vec<Appointment>,
) -> Vec<CoverageLine> {
    planned.retain(|visit| visit.span.from >= now);
    all.sort_by(|one, other| one.name.as_str().cmp(other.name.as_str()));
    let line = |client: Client| {
        let card = cards.iter().find(|(whose, _)| *whose == client.subject).map(|(_, card)| card.clone());
        let visits: Vec<&Appointment> = planned.iter().filter(|visit| visit.subject == client.subject).collect();
        (card.is_some() || !visits.is_empty()).then(|| told(house, now, (client, card.unwrap_or_default()), &visits))
    };
    all.into_iter().filter_map(line).collect()
}

fn told(
    house: &House,
    now: Timestamp,
    (client, card): (Client, CoverageCard),
    visits: &[&Appointment],
) -> CoverageLine {
    let fees = house.practice().fees;
    let booked: Vec<BookedVisit> = visits.iter().filter_map(|visit| booked(house, visit, &fees)).collect();
    let asked_on = card.estimate_asked_at.map(|at| house.today(at));
    let due = estimate_due(&card, asked_on, &booked, &fees);
    let dosing: Vec<BookedVisit> = visits.iter().filter_map(|visit| dosing_day(house, visit)).collect();
    let dosing_due = dosing_estimate_due(&card, &dosing, &fees);
    let work = coverage_work(&card, (due, dosing_due), house.today(now));
    let next_visit = booked.iter().map(|visit| visit.on).min();
    CoverageLine { client, card, next_visit, due, dosing_due, work }
}

/// The visit as an estimate counts it, unless it is free or a dosing day, which has no part in psychotherapy's estimate.
fn booked(house: &House, visit: &Appointment, fees: &Fees) -> Option<BookedVisit> {
    let cost = match visit.kind {
        VisitKind::AttendedDosing => Cents::ZERO,
        VisitKind::FirstConversation => Service::FirstConversation.fee_cents(fees),
        VisitKind::Intake
        | VisitKind::Therapy
        | VisitKind::Couple
        | VisitKind::Preparation
        | VisitKind::Integration
        | VisitKind::Closing => Service::Session.fee_cents(fees),
    };
    (cost > Cents::ZERO).then(|| on_its_day(house, visit))
}

/// A dosing day that a therapist attends; it has an estimate of its own.
fn dosing_day(house: &House, visit: &Appointment) -> Option<BookedVisit> {
    (visit.kind == VisitKind::AttendedDosing).then(|| on_its_day(house, visit))
}

/// One of before it was written down when visits are booked counts as booked on the day itself.
fn on_its_day(house: &House, visit: &Appointment) -> BookedVisit {
    let on = house.today(visit.span.from);
    BookedVisit { booked_on: visit.booked_at.map_or(on, |at| house.today(at)), on }
}
