//! Missed visits that wait for a decision: a fee by the practice's written policy, or none, with a reason.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use money::coverage::Coverage;
use money::ledger::{DosingLedger, TherapyLedger};
use money::ledger_card::LedgerCard;
use money::missed_visit::{
    LetOff, MayAsk, MissedFee, MissedHow, MissedRefusal, ask_dosing_fee, ask_therapy_fee, let_dosing_off,
    let_therapy_off,
};
use money::plan::PlanKind;
use money::side::Side;
use money::waiver::WaiveReason;
use record::change::Change;
use record::list::list;
use record::rows::Find;
use record::scope::{Read, cards, folder};
use schedule::appointment::{Appointment, AppointmentState};
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::{AppointmentId, ChargeId, SubjectId};
use terms::money::Cents;
use terms::text::Line;
use terms::trouble::{Denied, Never, Trouble};
use terms::visit_kind::VisitKind;

use crate::books::books;
use crate::house::House;
use crate::in_ledger::by_rule;
use crate::own_draft::staff;

/// How long after it a missed visit is listed, in days.
const LISTED_DAYS: i64 = 90;

/// A missed visit on which nobody has decided.
pub struct MissedLine {
    /// Which visit.
    pub visit: AppointmentId,
    /// Whose.
    pub client: Client,
    /// Its day.
    pub on: Date,
    /// How it was missed.
    pub how: MissedHow,
    /// In which ledger a fee would stand.
    pub side: Side,
}

/// What was decided.
#[derive(Clone, Debug)]
pub enum Decided {
    /// A fee of so much.
    Ask(Cents),
    /// None, and why.
    LetOff(WaiveReason, Option<Line>),
}

/// The missed visits of the last ninety days on which nobody has decided, the earliest first.
pub fn see_missed_visits(house: &House, by: &Context) -> Result<Vec<MissedLine>, Trouble<Never>> {
    house.record().read(by, |work| {
        let calendar = work.permit::<_, Read>(list::<Appointment>())?;
        let clients = work.permit::<_, Read>(list::<Client>())?;
        let therapy = work.permit::<_, Read>(cards::<TherapyLedger>())?;
        let dosing = work.permit::<_, Read>(cards::<DosingLedger>())?;
        let cards = [work.cards(&therapy)?, work.cards(&dosing)?];
        let clients: Vec<Client> = work.find(&clients, Find::All)?;
        // Whether someone came stands in no clear column; the rows say it.
        let visits: Vec<Appointment> = work.find(&calendar, Find::State("cancelled"))?;
        Ok(missed(house, by.now, (&clients, [&cards[0], &cards[1]]), visits))
    })
}

/// The cards of both kinds of ledgers.
type BothCards<'a> = [&'a [(SubjectId, LedgerCard)]; 2];

/// The missed ones among these visits, from whatever was read.
pub(crate) fn missed(
    house: &House,
    now: Timestamp,
    (clients, cards): (&[Client], BothCards<'_>),
    mut visits: Vec<Appointment>,
) -> Vec<MissedLine> {
    let is_decided = |id| cards.iter().any(|cards| cards.iter().any(|(_, card)| card.decided.contains(&id)));
    let since = now - SignedDuration::from_hours(24 * LISTED_DAYS);
    visits.retain(|visit| (since..=now).contains(&visit.span.from) && !is_decided(visit.id));
    visits.sort_by_key(|visit| visit.span.from);
    let line = |visit: Appointment| {
        let client = clients.iter().find(|client| client.subject == visit.subject)?.clone();
        let (how, side) = (how(&visit)?, side(visit.kind)?);
        Some(MissedLine { visit: visit.id, client, on: house.today(visit.span.from), how, side })
    };
    visits.into_iter().filter_map(line).collect()
}

/// Decides on one. A visit that was not missed, or whose state was taken back meanwhile, is not found.
pub fn decide_missed_visit(
    house: &House,
    by: &Context,
    (visit, once): (AppointmentId, &str),
    decided: &Decided,
) -> Result<(), Trouble<MissedRefusal>> {
    let (id, by_whom) = (ChargeId(house.record().new_id()), staff(by)?);
    house.record().change_once(by, (once, |_| None), |change| {
        let calendar = change.permit::<_, Read>(list::<Appointment>())?;
        let missed: Appointment = change.get(&calendar, visit.0)?.ok_or(Denied::NotTheirs)?;
        let how = how(&missed).ok_or(Denied::NotTheirs)?;
        let (subject, on, at) = (missed.subject, house.today(missed.span.from), by.now);
        // A fee that is asked after the month was closed is booked today.
        let asked_on = books(change)?.booked_on(on, house.today(by.now)).unwrap_or(on);
        let fee = |amount_cents| MissedFee { id, at, by: by_whom, visit, on: asked_on, how, amount_cents };
        let off = |reason, words| LetOff { at, by: by_whom, visit, on, reason, words };
        let side = side(missed.kind).ok_or(Denied::NotTheirs)?;
        match (side, decided.clone()) {
            (Side::Therapy, Decided::Ask(amount)) => {
                let may = may_ask(change, subject)?;
                by_rule(change, subject, |ledger: &TherapyLedger| {
                    Ok((vec![ask_therapy_fee(ledger, may, fee(amount))?], ()))
                })
            }
            (Side::Dosing, Decided::Ask(amount)) => {
                let may = may_ask(change, subject)?;
                by_rule(change, subject, |ledger: &DosingLedger| {
                    Ok((vec![ask_dosing_fee(ledger, may, fee(amount))?], ()))
                })
            }
            (Side::Therapy, Decided::LetOff(reason, words)) => by_rule(change, subject, |ledger: &TherapyLedger| {
                Ok((vec![let_therapy_off(ledger, off(reason, words))?], ()))
            }),
            (Side::Dosing, Decided::LetOff(reason, words)) => by_rule(change, subject, |ledger: &DosingLedger| {
                Ok((vec![let_dosing_off(ledger, off(reason, words))?], ()))
            }),
        }
    })
}

/// Whoever has Medicaid is never asked for a missed visit.
fn may_ask(change: &mut Change<'_>, subject: SubjectId) -> Result<MayAsk, Trouble<MissedRefusal>> {
    let permit = change.permit::<_, Read>(folder::<Coverage>(subject))?;
    let coverage = change.open(&permit)?;
    let has_medicaid = coverage.plan().is_some_and(|plan| plan.kind == PlanKind::Medicaid);
    Ok(if has_medicaid { MayAsk::Medicaid } else { MayAsk::Yes })
}

fn how(visit: &Appointment) -> Option<MissedHow> {
    match visit.state {
        AppointmentState::NoShow => Some(MissedHow::NoShow),
        AppointmentState::LateCancelled => Some(MissedHow::LateCancel),
        AppointmentState::Planned
        | AppointmentState::Arrived
        | AppointmentState::InSession
        | AppointmentState::Done
        | AppointmentState::Kept
        | AppointmentState::Cancelled => None,
    }
}

/// Where a fee would stand. Nobody is asked for missing a first conversation, which decides whether there will be
/// therapy at all, nor for missing an integration visit: they may be raw after a dosing day, and are called.
fn side(kind: VisitKind) -> Option<Side> {
    match kind {
        VisitKind::FirstConversation | VisitKind::Integration => None,
        VisitKind::AttendedDosing => Some(Side::Dosing),
        VisitKind::Intake | VisitKind::Therapy | VisitKind::Couple | VisitKind::Preparation | VisitKind::Closing => {
            Some(Side::Therapy)
        }
    }
}
