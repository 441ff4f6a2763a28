//! Shows a therapist the day: who comes, what to know before, what is to sign, and who had a dosing day lately.

use std::collections::BTreeMap;

use care::before_visit::{BeforeVisit, before_visit};
use care::chart::Chart;
use care::chart_card::ChartCard;
use care::pathway::days_after_on_card;
use care::workbook::Workbook;
use care::workbook_card::WorkbookCard;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use money::ledger::TherapyLedger;
use money::record_ask::{AskState, RecordAsk};
use record::list::{ListOf, list};
use record::own::card;
use record::permit::Permit;
use record::rows::Find;
use record::scope::{Read, cards};
use record::work::Work;
use schedule::appointment::{Appointment, AppointmentState};
use schedule::people::{Client, Room};
use schedule::request::{Request, queue_order};
use terms::actor::Context;
use terms::ids::{NoteId, SubjectId};
use terms::money::Cents;
use terms::text::Line;
use terms::trouble::{Never, Trouble};
use terms::visit_kind::VisitKind;

use crate::house::House;
use crate::own_draft::staff;
use crate::see_alerts::{WaitingAlert, waiting_of};
use crate::see_to_sign::{ToSign, to_sign};

/// How long someone stays in the list after a dosing day, in days.
pub const DAYS_AFTER: i32 = 14;

/// How long it is told that somebody left the joint work, in days.
const LEFT_DAYS: i64 = 7;

/// How far back unsigned visits are counted, in days.
const BACK_DAYS: i64 = 90;

type MayRead<L> = Permit<ListOf<L>, Read>;

/// A therapist's day.
pub struct Today {
    /// Which day.
    pub date: Date,
    /// Who comes, in order of time.
    pub visits: Vec<TodaysVisit>,
    /// One's own drafts, the oldest visit first.
    pub to_sign: Vec<ToSign>,
    /// Who had a dosing day lately, the latest first.
    pub days_after: Vec<DaysAfter>,
    /// Alerts of clients one treats or covers, the oldest first.
    pub alerts: Vec<WaitingAlert>,
    /// Couples of one's own whose joint work somebody left lately.
    pub left: Vec<Client>,
    /// Requests that wait at the front desk, in the order in which they are answered.
    pub requests: Vec<Request>,
    /// Who of today has something open for therapy.
    pub open_payments: Vec<(Client, Cents)>,
    /// Clients whose record a payer asks for, while nothing is decided, with the first day on which it is due.
    pub asked_for: Vec<(Client, Date)>,
}

/// A visit of the day.
pub struct TodaysVisit {
    /// The appointment.
    pub appointment: Appointment,
    /// Who comes.
    pub client: Client,
    /// Which of its kind it is, from 1; a first conversation is not counted.
    pub number: Option<u32>,
    /// How many days after a dosing day; only where there was one.
    pub day: Option<i32>,
    /// The room, by name.
    pub room: Option<Line>,
    /// What to know before going in.
    pub before: Vec<BeforeVisit>,
    /// How far its note is.
    pub note: NoteStatus,
}

/// How far a note is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteStatus {
    /// Not begun.
    None,
    /// A draft of one's own.
    Draft(NoteId),
    /// Signed.
    Signed(NoteId),
}

/// Someone who had a dosing day lately.
pub struct DaysAfter {
    /// Who.
    pub client: Client,
    /// How many days ago.
    pub day: i32,
    /// When they come next, if anything is booked.
    pub booked: Option<Timestamp>,
    /// When they did not come since, if they have not come after that either.
    pub missed: Option<Timestamp>,
}

/// Opens the day.
pub fn see_today(house: &House, by: &Context) -> Result<Today, Trouble<Never>> {
    let me = staff(by)?;
    house.record().read(by, |work| {
        let calendar = work.permit::<_, Read>(list::<Appointment>())?;
        let people = work.permit::<_, Read>(list::<Client>())?;
        let all_rooms = work.permit::<_, Read>(list::<Room>())?;
        let charts = work.permit::<_, Read>(cards::<Chart>())?;
        let workbooks = work.permit::<_, Read>(cards::<Workbook>())?;
        let date = house.today(by.now);
        let near = |days: i64| by.now + SignedDuration::from_hours(24 * days);
        let mut booked: Vec<Appointment> =
            work.find(&calendar, Find::Key1(me.0.as_str(), near(-BACK_DAYS), near(2)))?;
        booked.retain(|visit| visit.state.stands() && house.today(visit.span.from) <= date);
        let rooms: Vec<Room> = work.find(&all_rooms, Find::All)?;
        let charts: BTreeMap<SubjectId, ChartCard> = work.cards(&charts)?.into_iter().collect();
        let workbooks: BTreeMap<SubjectId, WorkbookCard> = work.cards(&workbooks)?.into_iter().collect();
        let to_sign = to_sign(house, work, &people)?;
        let mut visits = Vec::new();
        for visit in booked.iter().filter(|visit| house.today(visit.span.from) == date) {
            let Some(client) = work.get::<Client, _, _, Never>(&people, visit.subject.0)? else { continue };
            let card = charts.get(&visit.subject).cloned().unwrap_or_default();
            let workbook = workbooks.get(&visit.subject).cloned().unwrap_or_default();
            visits.push(TodaysVisit {
                number: number(visit, &card, &booked),
                day: days_after_on_card(&card, date),
                room: rooms.iter().find(|room| Some(room.id) == visit.room).map(|room| room.name.clone()),
                before: before_visit(&card, &workbook, visit.kind.into(), date),
                note: note_status(visit, &to_sign),
                client,
                appointment: visit.clone(),
            });
        }
        let days_after = days_after(work, (&calendar, &people), &charts, date)?;
        let mine: Vec<SubjectId> = charts.keys().copied().collect();
        let alerts = waiting_of(work, &mine)?;
        let requests = waiting_requests(work)?;
        let open_payments = open_payments(work, &visits)?;
        let asked_for = asked_for(work, &people, &mine)?;
        let mut left: Vec<Client> = work.find(&people, Find::Key1(me.0.as_str(), Timestamp::MIN, Timestamp::MAX))?;
        left.retain(|unit| unit.parted.is_some_and(|parted| parted.at > near(-LEFT_DAYS)));
        Ok(Today { date, visits, to_sign, days_after, alerts, left, requests, open_payments, asked_for })
    })
}

/// The number that the timeline gives: by date, signed or not.
fn number(visit: &Appointment, card: &ChartCard, booked: &[Appointment]) -> Option<u32> {
    if visit.kind == VisitKind::FirstConversation {
        return None;
    }
    let is_same = |other: &&Appointment| other.subject == visit.subject && other.kind == visit.kind;
    let count = |of: &dyn Fn(&Appointment) -> bool| booked.iter().filter(is_same).filter(|other| of(other)).count();
    let begins = visit.span.from;
    let unsigned = count(&|other| other.state.awaits_a_note() && other.span.from <= begins);
    let signed_later = count(&|other| other.state == AppointmentState::Kept && other.span.from > begins);
    let until_now = card.signed(visit.kind.into()).saturating_add(u32::try_from(unsigned).unwrap_or_default());
    Some(until_now.saturating_sub(u32::try_from(signed_later).unwrap_or_default()).max(1))
}

fn note_status(visit: &Appointment, to_sign: &[ToSign]) -> NoteStatus {
    let draft = to_sign.iter().find(|note| note.draft.appointment == Some(visit.id));
    match (draft, visit.state, visit.note) {
        (Some(note), _, _) => NoteStatus::Draft(note.draft.id),
        (None, AppointmentState::Kept, Some(note)) => NoteStatus::Signed(note),
        (None, _, _) => NoteStatus::None,
    }
}

fn waiting_requests(work: &mut Work<'_>) -> Result<Vec<Request>, Trouble<Never>> {
    let requests = work.permit::<_, Read>(list::<Request>())?;
    let mut waiting: Vec<Request> = work.find(&requests, Find::State("waiting"))?;
    waiting.sort_by(queue_order);
    Ok(waiting)
}

/// Of the clients whom they treat or cover, what is due first.
fn asked_for(
    work: &mut Work<'_>,
    people: &MayRead<Client>,
    mine: &[SubjectId],
) -> Result<Vec<(Client, Date)>, Trouble<Never>> {
    let asks = work.permit::<_, Read>(list::<RecordAsk>())?;
    let mut waiting: Vec<RecordAsk> = work.find(&asks, Find::State(AskState::Waiting.code()))?;
    waiting.extend(work.find::<RecordAsk, _>(&asks, Find::State(AskState::AskingClient.code()))?);
    waiting.retain(|ask| mine.contains(&ask.subject));
    waiting.sort_by_key(|ask| ask.due);
    let mut all: Vec<(Client, Date)> = Vec::new();
    for ask in waiting {
        if all.iter().any(|(client, _)| client.subject == ask.subject) {
            continue;
        }
        if let Some(client) = work.get::<Client, _, _, Never>(people, ask.subject.0)? {
            all.push((client, ask.due));
        }
    }
    Ok(all)
}

/// Only of those who come today: what is said in the room, not what is chased.
fn open_payments(work: &mut Work<'_>, visits: &[TodaysVisit]) -> Result<Vec<(Client, Cents)>, Trouble<Never>> {
    let mut open = Vec::new();
    for visit in visits {
        let permit = work.permit::<_, Read>(card::<TherapyLedger>(visit.appointment.subject))?;
        let ledger = work.card(&permit)?;
        if ledger.open_cents > Cents::ZERO {
            open.push((visit.client.clone(), ledger.open_cents));
        }
    }
    Ok(open)
}

fn days_after(
    work: &mut Work<'_>,
    (calendar, people): (&MayRead<Appointment>, &MayRead<Client>),
    charts: &BTreeMap<SubjectId, ChartCard>,
    date: Date,
) -> Result<Vec<DaysAfter>, Trouble<Never>> {
    let now = calendar.by().now;
    let mut lately = Vec::new();
    for (subject, card) in charts {
        let Some(day) = days_after_on_card(card, date).filter(|day| *day <= DAYS_AFTER) else { continue };
        let Some(client) = work.get::<Client, _, _, Never>(people, subject.0)? else { continue };
        let since = now - SignedDuration::from_hours(24 * i64::from(day));
        let known: Vec<Appointment> = work.find(calendar, Find::Key2(subject.0.as_str(), since, Timestamp::MAX))?;
        let (past, next): (Vec<_>, Vec<_>) = known.into_iter().partition(|visit| visit.span.from < now);
        let booked = next.iter().find(|visit| visit.state.awaits_a_note()).map(|visit| visit.span.from);
        lately.push(DaysAfter { client, day, booked, missed: missed(&past) });
    }
    lately.sort_by_key(|row| row.day);
    Ok(lately)
}

/// The last of these visits, in order of time, if nobody came. What was canceled is neither.
fn missed(past: &[Appointment]) -> Option<Timestamp> {
    let was_due = |visit: &&Appointment| visit.state.stands() || visit.state == AppointmentState::NoShow;
    let last = past.iter().rev().find(was_due)?;
    (last.state == AppointmentState::NoShow).then_some(last.span.from)
}
