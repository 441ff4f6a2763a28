//! Backups: the same on both databases, opened with the key alone, whole or refused.

use care::chart::{Chart, Path};
use record::backup::{Manifest, prove, read_backup};
use record::keys::MasterKey;
use record::list::list;
use record::record::Storage;
use record::scope::{Add, Write, folder};
use schedule::paper_list::BatchPaper;
use schedule::people::Room;
use terms::actor::Role;
use terms::ids::RoomId;
use terms::text::Line;

use crate::ground::{Ground, done, moved, now, on_each_database, random, staff};

/// A practice with two charts, two rooms, a paper in each chart, more than fits one piece, and one that waits beside a list, and its backup.
fn backed_up(ground: &Ground) -> (Manifest, Vec<u8>) {
    for name in ["Room 1", "Room 2"] {
        done(ground.record.change(&staff(Role::Owner), |change| {
            let rooms = change.permit::<_, Add>(list::<Room>())?;
            change.put(&rooms, &Room { id: RoomId(ground.record.new_id()), name: Line::parse(name).unwrap() })
        }));
    }
    for _ in 0..2 {
        let subject = ground.subject();
        let therapist = ground.treated(subject);
        done(ground.record.change(&therapist, |change| {
            let chart = change.permit::<_, Write>(folder::<Chart>(subject))?;
            change.put_paper(&chart, &vec![7; 3_000_000])?;
            Ok(change.add(&chart, moved(Path::NoDosing))?)
        }));
    }
    done(ground.record.change(&staff(Role::Owner), |change| {
        let papers = change.permit::<_, Add>(list::<BatchPaper>())?;
        Ok(change.keep(&papers, ground.record.new_id(), b"%PDF-")?)
    }));
    let mut file = Vec::new();
    let manifest = ground.record.back_up(&ground.storage, now(), &mut file).unwrap();
    (manifest, file)
}

fn scratch() -> (tempfile::TempDir, Storage) {
    let folder = tempfile::tempdir().unwrap();
    let storage = Storage::File(folder.path().join("record.db"));
    (folder, storage)
}

#[test]
fn a_backup_opens_elsewhere_and_everything_in_it_holds() {
    on_each_database(|ground| {
        let (manifest, file) = backed_up(ground);
        assert_eq!((manifest.count("entries"), manifest.count("folders"), manifest.count("papers")), (4, 2, 25));
        let key = ground.record.own_key();
        let (_folder, storage) = scratch();
        let restored = read_backup(&mut file.as_slice(), &key, &storage).unwrap();
        assert_eq!(restored, manifest);
        let proof = prove(&storage, (key, random()), &restored, now()).unwrap();
        assert_eq!(proof.problems, Vec::<String>::new());
        assert!(proof.entries == 4 && proof.rows >= 4 && proof.left_closed == 0, "{proof:?}");
    });
}

#[test]
fn what_is_changed_cut_or_anothers_is_refused_and_nothing_is_left() {
    let ground = Ground::sqlite();
    let (_, file) = backed_up(&ground);
    let key = ground.record.own_key();
    let mut flipped = file.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    let cut = file[..file.len() - 10].to_vec();
    let ended = file[..file.len() / 3].to_vec();
    for (name, bytes, key) in [
        ("a flipped bit", flipped, key.clone()),
        ("a cut end", cut, key.clone()),
        ("half of it", ended, key.clone()),
        ("no backup", b"hello".to_vec(), key.clone()),
        ("another key", file.clone(), MasterKey::from_bytes(&mut [9; 32])),
    ] {
        let (folder, storage) = scratch();
        assert!(read_backup(&mut bytes.as_slice(), &key, &storage).is_err(), "{name}");
        let left = rusqlite::Connection::open(folder.path().join("record.db")).unwrap();
        // What is no backup at all is refused before there are tables.
        let rows: i64 = left.query_row("SELECT count(*) FROM rows", [], |row| row.get(0)).unwrap_or_default();
        assert_eq!(rows, 0, "{name}");
    }
    let refused = read_backup(&mut file.as_slice(), &key, &ground.storage).unwrap_err().to_string();
    assert!(refused.contains("not empty"), "{refused}");
}

#[test]
fn a_backup_that_was_damaged_before_it_was_made_is_found() {
    let ground = Ground::sqlite();
    backed_up(&ground);
    ground.tamper("DROP TRIGGER entries_no_update; UPDATE entries SET sealed = zeroblob(80) WHERE number = 2").unwrap();
    ground.tamper("UPDATE rows SET sealed = zeroblob(80) WHERE list = 'room'").unwrap();
    ground.tamper("UPDATE papers SET sealed = zeroblob(80) WHERE chunk = 1").unwrap();
    let mut file = Vec::new();
    let manifest = ground.record.back_up(&ground.storage, now(), &mut file).unwrap();
    let (_folder, storage) = scratch();
    let key = ground.record.own_key();
    read_backup(&mut file.as_slice(), &key, &storage).unwrap();
    match prove(&storage, (key, random()), &manifest, now()) {
        Ok(proof) => assert!(proof.problems.len() >= 4, "{:?}", proof.problems),
        // An entry that does not open ends the proof: that is a no as well.
        Err(fault) => assert!(fault.to_string().contains("sealed value"), "{fault}"),
    }
}

#[test]
fn nothing_of_a_backup_can_be_read_without_the_key() {
    let ground = Ground::sqlite();
    let (_, file) = backed_up(&ground);
    for word in ["Room 1", "NoDosing", "room", "entries"] {
        assert!(!file.windows(word.len()).any(|bytes| bytes == word.as_bytes()), "{word}");
    }
}
