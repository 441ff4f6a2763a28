//! Shows the front desk one visit: who comes and how they may be reached, what came of it, and whom its time would suit.

use care::document::DocumentKind;
use care::workbook::Workbook;
use jiff::Timestamp;
use record::list::list;
use record::own::card;
use record::rows::Find;
use record::scope::Read;
use schedule::appointment::{Appointment, Resource};
use schedule::people::{Client, Room, Staff};
use schedule::wish::{FreeTime, Wish, matches};
use terms::actor::{Actor, Context};
use terms::ids::AppointmentId;
use terms::place::Place;
use terms::text::Line;
use terms::trouble::{Denied, Never, Trouble};

use crate::house::House;

/// A visit with everything around it.
pub struct SeenVisit {
    /// The appointment.
    pub visit: Appointment,
    /// Whose it is.
    pub client: Client,
    /// Everybody who works here.
    pub staff: Vec<Staff>,
    /// Every room.
    pub rooms: Vec<Room>,
    /// Its time, if it was let go, lies ahead, and is still free.
    pub free: Option<FreeTime>,
    /// Of a visit by video: who has not agreed to video in writing yet. That it is open, and no more, is logistics.
    pub video_open: Vec<Line>,
    /// Whose wishes that time fits, the oldest first.
    pub suits: Vec<(Wish, Client)>,
}

/// Opens the visit.
pub fn see_visit(house: &House, by: &Context, id: AppointmentId) -> Result<SeenVisit, Trouble<Never>> {
    let seen = look(house, by, id)?;
    let video_open = video_open(house, &seen.visit, by.now)?;
    Ok(SeenVisit { video_open, ..seen })
}

fn look(house: &House, by: &Context, id: AppointmentId) -> Result<SeenVisit, Trouble<Never>> {
    house.record().read(by, |work| {
        let calendar = work.permit::<_, Read>(list::<Appointment>())?;
        let clients = work.permit::<_, Read>(list::<Client>())?;
        let people = work.permit::<_, Read>(list::<Staff>())?;
        let all_rooms = work.permit::<_, Read>(list::<Room>())?;
        let waits = work.permit::<_, Read>(list::<Wish>())?;
        let visit: Appointment = work.get(&calendar, id.0)?.ok_or(Denied::NotTheirs)?;
        let client: Client = work.get(&clients, visit.subject.0)?.ok_or(Denied::NotTheirs)?;
        let is_let_go = !visit.state.stands() && visit.span.from > by.now;
        let is_free = is_let_go && work.busy(&calendar, Resource::Clinician(visit.clinician), visit.span)?.is_empty();
        let room = match visit.room {
            Some(room) if is_free && work.busy(&calendar, Resource::Room(room), visit.span)?.is_empty() => Some(room),
            Some(_) | None => None,
        };
        let free = is_free.then_some(FreeTime { clinician: visit.clinician, room, span: visit.span });
        let mut suits = Vec::new();
        if let Some(free) = &free {
            // Whoever gave the time up does not want it back.
            let mut wishes: Vec<Wish> = work.find(&waits, Find::State("open"))?;
            wishes.retain(|wish| wish.subject != visit.subject);
            for wish in matches(free, &wishes, &house.zone()) {
                let who = work.get::<Client, _, _, Never>(&clients, wish.subject.0)?;
                suits.extend(who.map(|who| (wish.clone(), who)));
            }
        }
        let (staff, rooms) = (work.find(&people, Find::All)?, work.find(&all_rooms, Find::All)?);
        Ok(SeenVisit { visit, client, staff, rooms, free, video_open: Vec::new(), suits })
    })
}

/// Who has not signed the consent to video. The program looks; the front desk learns only whose it is that waits.
fn video_open(house: &House, visit: &Appointment, now: Timestamp) -> Result<Vec<Line>, Trouble<Never>> {
    if visit.place != Place::Online || !visit.state.stands() {
        return Ok(Vec::new());
    }
    let clock = Context { actor: Actor::Timer, now };
    house.record().read(&clock, |work| {
        let clients = work.permit::<_, Read>(list::<Client>())?;
        let mut open = Vec::new();
        for person in &visit.people {
            let own = work.permit::<_, Read>(card::<Workbook>(*person))?;
            let has_signed = work.card(&own)?.documents_signed.contains(&DocumentKind::TelehealthConsent);
            let client = work.get::<Client, _, _, Never>(&clients, person.0)?;
            open.extend(client.filter(|_| !has_signed).map(|client| client.name));
        }
        Ok(open)
    })
}
