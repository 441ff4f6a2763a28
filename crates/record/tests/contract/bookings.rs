//! Bookings: the database itself lets one of fifty have a slot.

use std::sync::Barrier;

use jiff::{SignedDuration, Timestamp};
use record::batch::Clash;
use record::list::list;
use record::rows::Find;
use record::scope::{Read, Write};
use schedule::appointment::{Appointment, AppointmentState, Override, Resource};
use schedule::span::Span;
use terms::actor::Role;
use terms::ids::{AppointmentId, RoomId, SubjectId};
use terms::place::Place;
use terms::text::Line;
use terms::trouble::Trouble;
use terms::visit_kind::VisitKind;

use crate::ground::{Ground, STAFF, done, now, on_each_database, staff};

fn appointment(ground: &Ground, people: &[SubjectId], room: RoomId) -> Appointment {
    let from = now() + SignedDuration::from_hours(24);
    Appointment {
        id: AppointmentId(ground.record.new_id()),
        subject: people[0],
        people: people.to_vec(),
        clinician: STAFF,
        room: Some(room),
        place: Place::InPerson,
        kind: VisitKind::Preparation,
        span: Span::new(from, from + SignedDuration::from_mins(50)).unwrap(),
        state: AppointmentState::Planned,
        note: None,
        made_layer: None,
        history: Vec::new(),
        series: None,
        booked_at: None,
        reminded: Vec::new(),
        said: None,
    }
}

fn book(ground: &Ground, appointment: &Appointment, until: Option<Timestamp>) -> Result<(), Trouble<&'static str>> {
    let taken = |clash| (clash == Clash::HoldTaken).then_some("taken");
    ground.record.change_or(&staff(Role::Desk), taken, |change| {
        let calendar = change.permit::<_, Write>(list::<Appointment>())?;
        change.hold(&calendar, (appointment.id, &appointment.holds()), until)?;
        change.put(&calendar, appointment)
    })
}

#[test]
fn fifty_who_book_one_slot_at_once_leave_exactly_one() {
    on_each_database(|ground| {
        let room = RoomId(ground.record.new_id());
        let wanted: Vec<Appointment> = (0..50).map(|_| appointment(ground, &[ground.subject()], room)).collect();
        let start = &Barrier::new(wanted.len());
        let booked: Vec<bool> = std::thread::scope(|scope| {
            let threads: Vec<_> = wanted
                .iter()
                .map(|appointment| {
                    scope.spawn(move || {
                        start.wait();
                        match book(ground, appointment, None) {
                            Ok(()) => true,
                            Err(Trouble::Refused("taken")) => false,
                            Err(trouble) => panic!("{trouble:?}"),
                        }
                    })
                })
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert_eq!(booked.iter().filter(|booked| **booked).count(), 1);
        let there = done(ground.record.read(&staff(Role::Desk), |work| {
            let calendar = work.permit::<_, Read>(list::<Appointment>())?;
            Ok(work.find(&calendar, Find::Key1(STAFF.0.as_str(), now(), now() + SignedDuration::from_hours(48)))?.len())
        }));
        assert_eq!(there, 1);
    });
}

#[test]
fn a_couples_visit_holds_both_partners_the_clinician_and_the_room() {
    on_each_database(|ground| {
        let (one, other, room) = (ground.subject(), ground.subject(), RoomId(ground.record.new_id()));
        let visit = appointment(ground, &[one, other], room);
        assert_eq!(visit.holds().len(), 4);
        assert!(book(ground, &visit, None).is_ok());
        let busy = done(ground.record.read(&staff(Role::Desk), |work| {
            let calendar = work.permit::<_, Read>(list::<Appointment>())?;
            let day = Span::new(now(), now() + SignedDuration::from_hours(48)).unwrap();
            let resources =
                [Resource::Person(one), Resource::Person(other), Resource::Room(room), Resource::Clinician(STAFF)];
            resources
                .into_iter()
                .map(|resource| Ok(work.busy(&calendar, resource, day)?.len()))
                .collect::<Result<Vec<_>, Trouble<_>>>()
        }));
        assert_eq!(busy, [1, 1, 1, 1]);
        // The second partner can't be somewhere else, even with another clinician in another room.
        let elsewhere = Appointment {
            clinician: terms::ids::StaffId(ground.record.new_id()),
            room: None,
            ..appointment(ground, &[other], room)
        };
        assert!(matches!(book(ground, &elsewhere, None), Err(Trouble::Refused("taken"))));
    });
}

#[test]
fn an_override_is_a_named_act_in_another_layer() {
    on_each_database(|ground| {
        let room = RoomId(ground.record.new_id());
        assert!(book(ground, &appointment(ground, &[ground.subject()], room), None).is_ok());
        let mut second = appointment(ground, &[ground.subject()], room);
        assert!(matches!(book(ground, &second, None), Err(Trouble::Refused("taken"))));
        second.made_layer =
            Some(Override { by: STAFF, reason: Line::parse("Both asked to share the hour").unwrap(), layer: 1 });
        assert!(book(ground, &second, None).is_ok());
    });
}

#[test]
fn an_offer_that_expired_gives_its_time_back() {
    on_each_database(|ground| {
        let room = RoomId(ground.record.new_id());
        let offered = appointment(ground, &[ground.subject()], room);
        assert!(book(ground, &offered, Some(now() - SignedDuration::from_mins(1))).is_ok());
        assert!(book(ground, &appointment(ground, &[ground.subject()], room), None).is_ok());
    });
}
