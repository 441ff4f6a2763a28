//! Lists: found by state and keys, written only over what was read, and gone when erased.

use std::cell::Cell;

use care::chart::Chart;
use jiff::{SignedDuration, Timestamp};
use record::list::list;
use record::papers::hash_of_paper;
use record::rows::Find;
use record::scope::{Add, Read, Write, cards, folder};
use schedule::appointment::{Appointment, AppointmentState};
use schedule::paper_list::BatchPaper;
use schedule::paper_path::PaperPath;
use schedule::people::{Letter, LetterTo, Room};
use schedule::span::Span;
use terms::actor::Role;
use terms::ids::{AppointmentId, BatchId, Id, LetterId, RoomId, StaffId, SubjectId};
use terms::place::Place;
use terms::text::{Line, Prose};
use terms::trouble::{Never, Trouble};
use terms::visit_kind::VisitKind;

use crate::ground::{Ground, STAFF, done, moved, now, on_each_database, staff};

fn later(hours: i64) -> Timestamp {
    now() + SignedDuration::from_hours(hours)
}

fn room(ground: &Ground, name: &str) -> Room {
    Room { id: RoomId(ground.record.new_id()), name: Line::parse(name).unwrap() }
}

fn put_room(ground: &Ground, room: &Room) -> Result<(), Trouble<Never>> {
    ground.record.change(&staff(Role::Owner), |change| {
        let rooms = change.permit::<_, Write>(list::<Room>())?;
        change.put(&rooms, room)
    })
}

fn name_of(ground: &Ground, room: RoomId) -> Option<String> {
    let found = done(ground.record.read(&staff(Role::Owner), |work| {
        let rooms = work.permit::<_, Read>(list::<Room>())?;
        work.get(&rooms, room.0)
    }));
    found.map(|room| room.name.as_str().to_owned())
}

#[test]
fn a_row_that_was_not_read_is_not_overwritten() {
    on_each_database(|ground| {
        let first = room(ground, "Room 1");
        done(put_room(ground, &first));
        let unread = Room { name: Line::parse("Room 2").unwrap(), ..first.clone() };
        assert!(matches!(put_room(ground, &unread), Err(Trouble::Fault(_))));
        assert_eq!(name_of(ground, first.id).as_deref(), Some("Room 1"));
    });
}

#[test]
fn a_row_that_moved_on_meanwhile_is_read_and_written_again() {
    on_each_database(|ground| {
        let first = room(ground, "Room 1");
        done(put_room(ground, &first));
        let runs = Cell::new(0);
        done(ground.record.change(&staff(Role::Owner), |change| {
            runs.set(runs.get() + 1);
            let rooms = change.permit::<_, Write>(list::<Room>())?;
            let mut read: Room = change.get(&rooms, first.id.0)?.unwrap();
            if runs.get() == 1 {
                append_to_name(ground, first.id, ", north");
            }
            read.name = Line::parse(&format!("{}, quiet", read.name.as_str())).unwrap();
            change.put(&rooms, &read)
        }));
        assert_eq!((runs.get(), name_of(ground, first.id).as_deref()), (2, Some("Room 1, north, quiet")));
    });
}

fn append_to_name(ground: &Ground, room: RoomId, words: &str) {
    done(ground.record.change(&staff(Role::Owner), |change| {
        let rooms = change.permit::<_, Write>(list::<Room>())?;
        let mut read: Room = change.get(&rooms, room.0)?.unwrap();
        read.name = Line::parse(&format!("{}{words}", read.name.as_str())).unwrap();
        change.put(&rooms, &read)
    }));
}

fn visit(ground: &Ground, clinician: StaffId, subject: SubjectId, from: Timestamp) -> AppointmentId {
    let visit = Appointment {
        id: AppointmentId(ground.record.new_id()),
        subject,
        people: vec![subject],
        clinician,
        room: None,
        place: Place::Online,
        kind: VisitKind::Integration,
        span: Span::new(from, from + SignedDuration::from_mins(50)).unwrap(),
        state: AppointmentState::Planned,
        note: None,
        made_layer: None,
        history: Vec::new(),
        series: None,
        booked_at: None,
        reminded: Vec::new(),
        said: None,
    };
    done(ground.record.change(&staff(Role::Desk), |change| {
        let calendar = change.permit::<_, Write>(list::<Appointment>())?;
        change.put(&calendar, &visit)
    }));
    visit.id
}

#[test]
fn rows_are_found_by_their_keys_within_a_time_in_its_order() {
    on_each_database(|ground| {
        let (one, other, colleague) = (ground.subject(), ground.subject(), StaffId(ground.record.new_id()));
        let third = visit(ground, STAFF, one, later(3));
        let first = visit(ground, STAFF, one, later(1));
        let second = visit(ground, STAFF, other, later(2));
        let away = visit(ground, colleague, one, later(2));
        let (dana, one, nobody) = (STAFF.0.to_string(), one.0.to_string(), ground.subject().to_string());
        let always = (Timestamp::MIN, Timestamp::MAX);
        for (find, expected) in [
            (Find::Key1(&dana, always.0, always.1), vec![first, second, third]),
            (Find::Key1(&dana, later(1), later(3)), vec![first, second]),
            (Find::Key1(&dana, later(1) + SignedDuration::from_secs(1), later(4)), vec![second, third]),
            (Find::Key2(&one, always.0, always.1), vec![first, away, third]),
            (Find::Key2(&one, later(3), later(4)), vec![third]),
            (Find::Key2(&dana, always.0, always.1), vec![]),
            (Find::Key1(&nobody, always.0, always.1), vec![]),
        ] {
            let found = done(ground.record.read(&staff(Role::Desk), |work| {
                let calendar = work.permit::<_, Read>(list::<Appointment>())?;
                Ok(work.find(&calendar, find)?)
            }));
            assert_eq!(found.iter().map(|visit| visit.id).collect::<Vec<_>>(), expected, "{find:?}");
        }
    });
}

fn cancel(ground: &Ground, visit: AppointmentId) {
    done(ground.record.change(&staff(Role::Desk), |change| {
        let calendar = change.permit::<_, Write>(list::<Appointment>())?;
        let read: Appointment = change.get(&calendar, visit.0)?.unwrap();
        change.put(&calendar, &Appointment { state: AppointmentState::Cancelled, ..read })
    }));
}

#[test]
fn a_row_is_found_in_the_state_that_it_is_in_now() {
    on_each_database(|ground| {
        let subject = ground.subject();
        let second = visit(ground, STAFF, subject, later(2));
        let first = visit(ground, STAFF, subject, later(1));
        let cancelled = visit(ground, STAFF, subject, later(3));
        cancel(ground, cancelled);
        for (state, expected) in
            [("planned", vec![first, second]), ("cancelled", vec![cancelled]), ("kept", vec![]), ("no state", vec![])]
        {
            let found = done(ground.record.read(&staff(Role::Desk), |work| {
                let calendar = work.permit::<_, Read>(list::<Appointment>())?;
                Ok(work.find(&calendar, Find::State(state))?)
            }));
            assert_eq!(found.iter().map(|visit| visit.id).collect::<Vec<_>>(), expected, "{state}");
        }
    });
}

fn letter(ground: &Ground) -> Letter {
    let words = (Line::parse("Your time").unwrap(), Prose::parse("It stands.").unwrap());
    Letter::written(LetterId(ground.record.new_id()), LetterTo::ReadOut, words, now())
}

fn letters(ground: &Ground) -> Vec<Id> {
    let found = done(ground.record.read(&staff(Role::Desk), |work| {
        let letters = work.permit::<_, Read>(list::<Letter>())?;
        Ok(work.find::<Letter, _>(&letters, Find::All)?)
    }));
    found.iter().map(|letter| letter.id.0).collect()
}

#[test]
fn an_erased_row_is_gone_and_the_others_stay() {
    on_each_database(|ground| {
        let (kept, gone) = (letter(ground), letter(ground));
        done(ground.record.change(&staff(Role::Desk), |change| {
            let letters = change.permit::<_, Write>(list::<Letter>())?;
            change.put(&letters, &kept)?;
            change.put(&letters, &gone)
        }));
        assert_eq!(letters(ground).len(), 2);
        done(ground.record.change(&staff(Role::Desk), |change| {
            let letters = change.permit::<_, Write>(list::<Letter>())?;
            change.erase_row(&letters, gone.id.0);
            Ok(())
        }));
        assert_eq!(letters(ground), [kept.id.0]);
    });
}

#[test]
fn lists_do_not_see_each_others_rows() {
    on_each_database(|ground| {
        done(put_room(ground, &room(ground, "Room 1")));
        assert_eq!(letters(ground), Vec::<Id>::new());
    });
}

#[test]
fn nothing_is_due_where_no_folder_says_so() {
    on_each_database(|ground| {
        let subject = ground.subject();
        let therapist = ground.treated(subject);
        let due = || {
            done(ground.record.read(&therapist, |work| {
                let all = work.permit::<_, Read>(cards::<Chart>())?;
                Ok(work.due(&all)?)
            }))
        };
        assert_eq!(due(), []);
        done(ground.record.change(&therapist, |change| {
            let chart = change.permit::<_, Add>(folder::<Chart>(subject))?;
            Ok(change.add(&chart, moved(care::chart::Path::NoDosing))?)
        }));
        assert_eq!(due(), []);
    });
}

fn waiting(ground: &Ground, bytes: &[u8]) -> BatchPaper {
    BatchPaper {
        id: ground.record.new_id(),
        batch: BatchId(ground.record.new_id()),
        at: now(),
        row: 0,
        path: PaperPath::parse("intake.pdf").unwrap(),
        bytes: bytes.len() as u64,
        hash: hash_of_paper(bytes),
        wrong: None,
        filed: None,
    }
}

#[test]
fn a_file_waits_sealed_beside_its_row_until_it_is_erased() {
    on_each_database(|ground| {
        let owner = staff(Role::Owner);
        let bytes: Vec<u8> = (0..600_000_u32).map(|number| number.to_le_bytes()[0]).collect();
        let (kept, gone) = (waiting(ground, &bytes), waiting(ground, b"%PDF-"));
        done(ground.record.change(&owner, |change| {
            let papers = change.permit::<_, Write>(list::<BatchPaper>())?;
            change.put(&papers, &kept)?;
            change.keep(&papers, kept.id, &bytes)?;
            Ok(change.keep(&papers, gone.id, b"%PDF-")?)
        }));
        done(ground.record.change(&owner, |change| {
            let papers = change.permit::<_, Write>(list::<BatchPaper>())?;
            change.erase_kept(&papers, gone.id);
            Ok(())
        }));
        let read = |paper: &BatchPaper| {
            ground.record.read::<_, Never>(&owner, |work| {
                let papers = work.permit::<_, Read>(list::<BatchPaper>())?;
                Ok(work.kept(&papers, paper.id, &paper.hash)?)
            })
        };
        assert_eq!(read(&kept).ok().as_deref(), Some(bytes.as_slice()));
        assert!(matches!(read(&gone), Err(Trouble::Fault(_))));
        let of_batch = done(ground.record.read(&owner, |work| {
            let papers = work.permit::<_, Read>(list::<BatchPaper>())?;
            Ok(work.find(&papers, Find::Key1(kept.batch.0.as_str(), Timestamp::MIN, Timestamp::MAX))?)
        }));
        assert_eq!(of_batch, std::slice::from_ref(&kept));
        ground.tamper("DELETE FROM papers WHERE chunk = 1").unwrap();
        assert!(read(&kept).is_err());
    });
}
