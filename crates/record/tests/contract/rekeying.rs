//! New keys for a record that is there already: whole or not at all, and gone on with when it was cut short.

use care::chart::{Chart, Path};
use record::keys::MasterKey;
use record::list::list;
use record::record::{Record, Storage};
use record::rekey::{Turning, change_master, generations, opens};
use record::rows::Find;
use record::scope::{Add, Read, Write, folder};
use record::seal::KEY_LEN;
use record::verify::verify;
use schedule::paper_list::BatchPaper;
use schedule::people::Room;
use terms::actor::Role;
use terms::ids::{Id, RoomId, SubjectId};
use terms::text::Line;

use crate::ground::{Ground, done, moved, now, on_each_database, random, staff};

const FILE: &[u8] = b"%PDF-";

/// A chart with a paper, a file that waits beside a list, a form that was sent, and more rooms than one portion.
fn practice(ground: &Ground) -> (SubjectId, Id, Id) {
    let subject = ground.subject();
    let therapist = ground.treated(subject);
    let paper = done(ground.record.change(&therapist, |change| {
        let chart = change.permit::<_, Write>(folder::<Chart>(subject))?;
        let paper = change.put_paper(&chart, FILE)?;
        change.add(&chart, moved(Path::NoDosing))?;
        Ok(paper)
    }));
    let waits = ground.record.new_id();
    done(ground.record.change_once(&staff(Role::Owner), ("a form", |_| None), |change| {
        let papers = change.permit::<_, Add>(list::<BatchPaper>())?;
        change.keep(&papers, waits, FILE)?;
        let rooms = change.permit::<_, Add>(list::<Room>())?;
        for number in 0..1_100 {
            let name = Line::parse(&format!("Room {number}")).unwrap();
            change.put(&rooms, &Room { id: RoomId(ground.record.new_id()), name })?;
        }
        Ok(0)
    }));
    (subject, paper.id, waits)
}

/// Everything is there, and opened by this key.
fn whole(storage: &Storage, key: MasterKey, (subject, _, _): (SubjectId, Id, Id)) {
    let record = Record::open(storage, key, random(), now()).unwrap();
    let rooms = done(record.read(&staff(Role::Owner), |work| {
        let rooms = work.permit::<_, Read>(list::<Room>())?;
        Ok(work.find::<Room, _>(&rooms, Find::All)?.len())
    }));
    assert_eq!(rooms, 1_100);
    let chart = done(record.read(&staff(Role::Therapist), |work| {
        let chart = work.permit::<_, Read>(folder::<Chart>(subject))?;
        Ok(Chart::clone(&*work.open(&chart)?))
    }));
    assert_eq!(chart.path(), Path::NoDosing);
    let again = done(record.change_once(&staff(Role::Owner), ("a form", |_| None), |_| Ok(7)));
    assert_eq!(again, 0, "a form that was sent before keeps its first answer");
    assert_eq!(record.verify_derived().unwrap().problems, Vec::<String>::new());
    assert_eq!(verify(storage).unwrap().problems, Vec::<String>::new());
}

fn other_key() -> MasterKey {
    MasterKey::from_bytes(&mut random().bytes::<KEY_LEN>())
}

#[test]
fn another_master_key_opens_everything_and_the_old_one_nothing() {
    on_each_database(|ground| {
        let there = practice(ground);
        let (old, new) = (ground.record.own_key(), other_key());
        let wrong = change_master(&ground.storage, (&other_key(), &new), &random());
        assert!(wrong.is_err() && opens(&ground.storage, &old).unwrap(), "a key that is not its own changes nothing");
        assert_eq!(change_master(&ground.storage, (&old, &new), &random()).unwrap(), 5);
        assert_eq!((opens(&ground.storage, &old).unwrap(), opens(&ground.storage, &new).unwrap()), (false, true));
        assert!(Record::open(&ground.storage, old, random(), now()).is_err());
        whole(&ground.storage, new, there);
    });
}

#[test]
fn the_key_of_rows_is_turned_and_a_run_that_was_cut_short_is_gone_on_with() {
    on_each_database(|ground| {
        let there = practice(ground);
        let key = || ground.record.own_key();
        for cut_after in [0, 1, 3, 5, 100] {
            let before = generations(&ground.storage).unwrap()["rows"];
            let mut turning = Turning::begin(&ground.storage, &key(), random()).unwrap();
            let steps = (0..cut_after).take_while(|_| turning.step().unwrap()).count();
            drop(turning);
            whole(&ground.storage, key(), there);
            let mut turning = Turning::begin(&ground.storage, &key(), random()).unwrap();
            while turning.step().unwrap() {}
            let after = generations(&ground.storage).unwrap()["rows"];
            // A run that came to its end turns the key once more; one that was cut short does not.
            let turns = if steps < cut_after { 2 } else { 1 };
            assert_eq!(after, (1, before.1 + turns), "cut after {cut_after}");
            whole(&ground.storage, key(), there);
        }
    });
}
