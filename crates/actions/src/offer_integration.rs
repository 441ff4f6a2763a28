//! An integration visit after a dosing day: proposed with real free times, taken in one tap, or left for now.

use care::integration_offer::{LeftOffer, Proposal, Targets, next_proposal};
use care::workbook::Workbook;
use care::workbook_entry::WorkbookEntry;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use record::batch::Clash;
use record::own::VisitsOf;
use record::scope::{Write, folder};
use schedule::appointment::{Appointment, BookRefusal, book};
use schedule::span::Span;
use terms::actor::Context;
use terms::ids::AppointmentId;
use terms::place::Place;
use terms::trouble::{Never, Trouble};
use terms::visit_kind::VisitKind;

use crate::author::client;
use crate::book_visit::BookVisit;
use crate::free_times::{Kept, Wanted, free_times};
use crate::house::House;
use crate::new_visit::new_visit;
use crate::open_mine::{Mine, open_mine};

/// How long an integration visit is where none was before, in minutes.
const LENGTH_MIN: u16 = 50;

/// How many times are shown at once.
const SHOWN: usize = 6;

/// How many days past the proposed ones are looked at when nothing is free in them.
const LATER_DAYS: i16 = 7;

/// A proposal with the times that are free.
pub struct Offer {
    /// Which visit, and between which days.
    pub proposal: Proposal,
    /// Free times in those days, the earliest first, spread over them; those next after where none is free.
    pub free: Vec<Span>,
    /// In person or online, as the last visit was.
    pub place: Place,
}

/// Why a proposed time is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferRefusal {
    /// Nothing is proposed any more.
    NothingProposed,
    /// The time is not among those that are free.
    NotFree,
    /// The disclosure statement and the privacy notice have not reached them.
    NotDelivered,
    /// The calendar says no.
    Book(BookRefusal),
}

/// What is proposed to a client now, without a look for times.
pub fn proposal(house: &House, mine: &Mine, now: Timestamp) -> Option<Proposal> {
    let practice = house.practice();
    let targets = Targets {
        first: (practice.integration_from_days, practice.integration_until_days),
        second: (practice.days_after.second_from_days, practice.days_after.second_until_days),
    };
    let own = mine.visits.iter().filter(|visit| visit.kind == VisitKind::Integration);
    let visits: Vec<Date> = own.map(|visit| house.today(visit.span.from)).collect();
    next_proposal(&mine.card, &visits, mine.workbook.offers_left(), (house.today(now), &targets))
}

/// The proposal with its free times, if there is one.
pub fn see_integration_offer(house: &House, by: &Context) -> Result<Option<Offer>, Trouble<Never>> {
    let mine = open_mine(house, by)?;
    let Some(proposal) = proposal(house, &mine, by.now) else { return Ok(None) };
    let (place, length_min) = as_before(&mine);
    let wanted = wanted(house, &mine, (proposal, place, length_min), by.now);
    let free = house.record().read(by, |work| free_times(house, work, &wanted))?;
    let spans: Vec<Span> = free.into_iter().map(|(span, _)| span).collect();
    let within = |span: &&Span| house.today(span.from) <= proposal.until;
    let inside: Vec<Span> = spans.iter().filter(within).copied().collect();
    let free = spread(house, if inside.is_empty() { &spans } else { &inside });
    Ok(Some(Offer { proposal, free, place }))
}

/// Takes one of the free times. Sending the form twice books once.
pub fn take_integration_offer(
    house: &House,
    by: &Context,
    from: Timestamp,
) -> Result<AppointmentId, Trouble<OfferRefusal>> {
    let me = client(by)?.subject;
    let mine = open_mine(house, by).map_err(Trouble::unrefused)?;
    if let Some(visit) = mine.visits.iter().find(|visit| visit.subject == me && visit.span.from == from) {
        return Ok(visit.id);
    }
    let proposal = proposal(house, &mine, by.now).ok_or(Trouble::Refused(OfferRefusal::NothingProposed))?;
    if mine.person.delivered.is_none() {
        return Err(Trouble::Refused(OfferRefusal::NotDelivered));
    }
    let (place, length_min) = as_before(&mine);
    let taken = |clash| match clash {
        Clash::HoldTaken => Some(OfferRefusal::Book(BookRefusal::Taken)),
        Clash::Moved | Clash::OnceUsed => None,
    };
    house.record().change_or(by, taken, |change| {
        let calendar = change.permit::<_, Write>(VisitsOf(me))?;
        let wanted = wanted(house, &mine, (proposal, place, length_min), by.now);
        let free = free_times(house, change, &wanted).map_err(Trouble::unrefused)?;
        let found = free.into_iter().find(|(span, _)| span.from == from);
        let (span, room) = found.ok_or(Trouble::Refused(OfferRefusal::NotFree))?;
        let (kind, overriding) = (VisitKind::Integration, None);
        let booking = BookVisit { subject: me, kind, place, room, from, length_min, overriding };
        let visit: Appointment =
            new_visit(house.record().new_id(), &booking, (&mine.person, mine.person.clinician), (span, None));
        let visit = book(visit, by.now).map_err(|no| Trouble::Refused(OfferRefusal::Book(no)))?;
        change.hold(&calendar, (visit.id, &visit.holds()), None)?;
        change.put(&calendar, &visit)?;
        Ok(visit.id)
    })
}

/// Leaves the proposal for now. It is not made again for this day.
pub fn leave_integration_offer(house: &House, by: &Context) -> Result<(), Trouble<Never>> {
    let me = client(by)?.subject;
    let mine = open_mine(house, by)?;
    let Some(Proposal { after, which, .. }) = proposal(house, &mine, by.now) else { return Ok(()) };
    let offer = LeftOffer { after, which };
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Workbook>(me))?;
        if change.open(&permit)?.offers_left().contains(&offer) {
            return Ok(());
        }
        Ok(change.add(&permit, WorkbookEntry::VisitOfferLeft { offer, at: by.now })?)
    })
}

/// In which way and for how long their last visit alone was.
fn as_before(mine: &Mine) -> (Place, u16) {
    let own = mine.visits.iter().filter(|visit| visit.subject == mine.person.subject);
    let last = own.max_by_key(|visit| visit.span.from);
    let length = last.and_then(|visit| u16::try_from(visit.span.minutes()).ok()).filter(|length| *length >= LENGTH_MIN);
    (last.map_or(Place::Online, |visit| visit.place), length.unwrap_or(LENGTH_MIN))
}

fn wanted<'mine>(
    house: &House,
    mine: &'mine Mine,
    (proposal, place, length_min): (Proposal, Place, u16),
    now: Timestamp,
) -> Wanted<'mine> {
    let begins = house.zone().to_timestamp(proposal.from.at(0, 0, 0, 0)).unwrap_or(now);
    let days = (proposal.until - proposal.from).get_days();
    let days = i16::try_from(days).unwrap_or(0) + 1 + LATER_DAYS;
    Wanted {
        subject: mine.person.subject,
        people: std::slice::from_ref(&mine.person.subject),
        clinician: mine.person.clinician,
        place,
        room: None,
        length_min,
        from: begins.max(now + 2.hours()),
        days: u16::try_from(days).unwrap_or(1),
        kept: Kept::Open,
    }
}

/// A few of each day, so that there is a choice of days and not of one morning.
fn spread(house: &House, spans: &[Span]) -> Vec<Span> {
    let mut shown: Vec<Span> = Vec::new();
    for most in 1..=SHOWN {
        for span in spans {
            let day = house.today(span.from);
            let of_day = shown.iter().filter(|other| house.today(other.from) == day).count();
            let apart = shown.iter().all(|other| !other.overlaps(span));
            if shown.len() < SHOWN && of_day < most && apart {
                shown.push(*span);
            }
        }
    }
    shown.sort_by_key(|span| span.from);
    shown
}
