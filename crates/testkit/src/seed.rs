//! The whole cast into an empty record: a living practice.

use jiff::civil::time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use record::list::list;
use record::record::Record;
use record::relation::{Relation, Tie};
use record::rows::Find;
use record::scope::{Read, Write};
use schedule::people::{Client, DeliveredHow, Delivery, Room, Staff};
use terms::actor::Role;
use terms::ids::{Id, SubjectId};
use terms::practice::Practice;
use terms::reach::{Phone, Reach};
use terms::visit_kind::VisitKind;

use crate::cast::{
    ALEXIS, CHRIS, DANA, INES, LEE, MARION, MAYA, OMAR, PARKS, PRIYA, ROOM_2, ROWAN, THEO, line, rooms, staff,
};
use crate::charts;
use crate::desk;
use crate::own_pages;
use crate::requests;
use crate::story::{Planned, Story, Told};

/// Tells every story into the record, unless they were told before. Says whether it did.
pub fn seed(record: &Record, practice: &Practice, now: Timestamp) -> Told<bool> {
    let zone = TimeZone::get(&practice.time_zone).unwrap_or(TimeZone::UTC);
    let today = now.to_zoned_datetime(zone.clone()).date();
    let story = Story { record, practice, zone, now, today };
    if is_told(&story)? {
        return Ok(false);
    }
    people(&story)?;
    charts::tell(&story)?;
    todays_visits(&story)?;
    requests::tell(&story)?;
    own_pages::tell(&story)?;
    desk::tell(&story)?;
    Ok(true)
}

fn is_told(story: &Story<'_>) -> Told<bool> {
    story.record.read(&Story::acting(MARION, Role::Owner, story.now), |work| {
        let people = work.permit::<_, Read>(list::<Staff>())?;
        Ok(!work.find(&people, Find::All)?.is_empty())
    })
}

fn people(story: &Story<'_>) -> Told<()> {
    story.record.change(&Story::acting(MARION, Role::Owner, story.now), |change| {
        let people = change.permit::<_, Write>(list::<Staff>())?;
        let all_rooms = change.permit::<_, Write>(list::<Room>())?;
        let clients = change.permit::<_, Write>(list::<Client>())?;
        let relations = change.permit::<_, Write>(list::<Relation>())?;
        for person in staff() {
            change.put(&people, &person)?;
        }
        for room in rooms() {
            change.put(&all_rooms, &room)?;
        }
        for client in clients_of(story) {
            change.put(&clients, &client)?;
            change.put(&relations, &tie(story, client.clinician.0, client.subject, Tie::Treats))?;
        }
        // Omar stands in for Dana with one client, so that two therapists meet in one chart.
        change.put(&relations, &tie(story, OMAR.0, MAYA, Tie::Covers))?;
        [CHRIS, LEE]
            .into_iter()
            .try_for_each(|partner| change.put(&relations, &tie(story, partner.0, PARKS, Tie::Member)))
    })
}

fn tie(story: &Story<'_>, who: Id, subject: SubjectId, tie: Tie) -> Relation {
    let from = story.now - SignedDuration::from_hours(24 * 365);
    Relation { id: story.record.new_id(), who, subject, tie, from, until: None, reason: None }
}

fn clients_of(story: &Story<'_>) -> Vec<Client> {
    let client = |subject, chart_number, name, pronouns: Option<&str>, last: u8| Client {
        subject,
        chart_number,
        name: line(name),
        pronouns: pronouns.map(line),
        reach: Reach {
            phone: Phone::parse(&format!("(303) 555-01{last:02}")).ok(),
            may_text: true,
            may_call: true,
            ..Reach::default()
        },
        members: Vec::new(),
        clinician: DANA,
        delivered: Some(Delivery {
            at: story.now - SignedDuration::from_hours(24 * 80),
            how: DeliveredHow::Handed,
            by: Some(PRIYA),
        }),
        since: story.day(-80),
        legal_name: None,
        birth_date: None,
        address: None,
        emergency_contact: None,
        parted: None,
        moved_in: None,
    };
    vec![
        client(ALEXIS, 2044, "Alexis Moreno", Some("she/her"), 44),
        client(ROWAN, 2017, "Rowan Keller", Some("they/them"), 17),
        client(MAYA, 2039, "Maya Okafor", Some("she/her"), 39),
        Client { members: vec![CHRIS, LEE], ..client(PARKS, 1987, "Chris and Lee Park", None, 87) },
        client(CHRIS, 1988, "Chris Park", Some("he/him"), 88),
        client(LEE, 1989, "Lee Park", Some("they/them"), 89),
        client(INES, 2048, "Ines Duarte", Some("she/her"), 48),
        client(THEO, 2051, "Theo Brandt", Some("he/him"), 51),
    ]
}

fn todays_visits(story: &Story<'_>) -> Told<()> {
    let visits = [
        (ALEXIS, vec![ALEXIS], Some(ROOM_2), VisitKind::Preparation, 0, time(9, 0, 0, 0), 50),
        (PARKS, vec![CHRIS, LEE], Some(ROOM_2), VisitKind::Integration, 0, time(10, 0, 0, 0), 50),
        (ROWAN, vec![ROWAN], Some(ROOM_2), VisitKind::Integration, 0, time(11, 0, 0, 0), 50),
        (THEO, vec![THEO], None, VisitKind::FirstConversation, 0, time(13, 0, 0, 0), 20),
        (MAYA, vec![MAYA], None, VisitKind::Preparation, 0, time(14, 0, 0, 0), 50),
        (ROWAN, vec![ROWAN], Some(ROOM_2), VisitKind::Integration, 7, time(11, 0, 0, 0), 50),
        (MAYA, vec![MAYA], None, VisitKind::Integration, 10, time(14, 0, 0, 0), 50),
    ];
    for (subject, people, room, kind, day, from, length_min) in visits {
        story.plan(&Planned { subject, people, room, kind, day, from, length_min })?;
    }
    Ok(())
}
