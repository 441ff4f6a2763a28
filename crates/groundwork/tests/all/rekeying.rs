//! The practice's keys from the command line: turned, changed and recovered, also when it was killed half-way.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use groundwork::data_folder::{key_beside, read_practice_key, storage_in};
use groundwork::system::random;
use jiff::Timestamp;
use record::list::list;
use record::record::Record;
use record::rekey::opens;
use record::rows::Find;
use record::scope::{Add, Read};
use schedule::people::Room;
use terms::actor::{Actor, Context, Role, SignedIn};
use terms::ids::RoomId;
use terms::text::Line;
use terms::trouble::{Never, Trouble};
use testkit::cast::MARION;

/// More than a few portions.
const ROOMS: usize = 2_000;

fn owner() -> Context {
    let now = Timestamp::now();
    Context { actor: Actor::Staff(SignedIn { staff: MARION, role: Role::Owner, signed_in_at: now }), now }
}

fn keys(data: &Path, word: &str) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_groundwork"));
    program.args(["keys", word, "--data"]).arg(data).stdout(Stdio::piped()).stderr(Stdio::piped());
    program
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// A practice with many rooms, made by the key that `keys make` wrote.
fn practice(data: &Path) {
    let made = keys(data, "make").output().unwrap();
    assert!(made.status.success(), "{}", said(&made));
    assert!(!keys(data, "make").output().unwrap().status.success(), "a key that is there stays");
    std::fs::create_dir_all(data).unwrap();
    let key = read_practice_key(&key_beside(data)).unwrap();
    let record = Record::open(&storage_in(data), key, random(), Timestamp::now()).unwrap();
    let written: Result<(), Trouble<Never>> = record.change(&owner(), |change| {
        let rooms = change.permit::<_, Add>(list::<Room>())?;
        for number in 0..ROOMS {
            let name = Line::parse(&format!("Room {number}")).unwrap();
            change.put(&rooms, &Room { id: RoomId(record.new_id()), name })?;
        }
        Ok(())
    });
    written.unwrap();
}

/// Every room is there, by whichever of the two key files opens the record.
fn whole(data: &Path) {
    let file = key_beside(data);
    let new = file.with_extension("key.new");
    let mut found = [file, new].into_iter().filter(|path| path.is_file()).map(|path| read_practice_key(&path).unwrap());
    let key = found.find(|key| opens(&storage_in(data), key).unwrap()).expect("a key that opens the record");
    let record = Record::open(&storage_in(data), key, random(), Timestamp::now()).unwrap();
    let rooms: Result<usize, Trouble<Never>> = record.read(&owner(), |work| {
        let rooms = work.permit::<_, Read>(list::<Room>())?;
        Ok(work.find::<Room, _>(&rooms, Find::All)?.len())
    });
    assert_eq!(rooms.unwrap(), ROOMS);
}

#[test]
fn keys_are_turned_and_changed_and_nothing_is_lost_when_it_is_killed_half_way() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("practice");
    practice(&data);
    for word in ["rotate", "change-master"] {
        for kill in 0..8 {
            let mut running = keys(&data, word).spawn().unwrap();
            std::thread::sleep(Duration::from_millis(5 + kill * 15));
            let _ = running.kill();
            running.wait().unwrap();
            whole(&data);
        }
        let done = keys(&data, word).output().unwrap();
        assert!(done.status.success(), "{word}: {}", said(&done));
        whole(&data);
    }
    assert!(!key_beside(&data).with_extension("key.new").exists());
    let shown = keys(&data, "show").output().unwrap();
    assert!(shown.status.success() && said(&shown).contains("opens this record"), "{}", said(&shown));
}

#[test]
fn a_lost_key_file_comes_back_from_the_sheet_and_from_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("practice");
    practice(&data);
    let file = key_beside(&data);
    let sheet = std::fs::read_to_string(&file).unwrap();
    let recover = |typed: &str| {
        let mut running = keys(&data, "recover").stdin(Stdio::piped()).spawn().unwrap();
        running.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
        running.wait_with_output().unwrap()
    };
    assert!(said(&recover(&sheet)).contains("is there"), "a key that is there stays");
    std::fs::remove_file(&file).unwrap();
    let other = record::keys::MasterKey::from_bytes(&mut [7; 32]).sheet();
    for (typed, words) in [("ABCD\n", "has 4 letters"), (other.as_str(), "not of this record")] {
        let refused = recover(typed);
        assert!(!refused.status.success() && said(&refused).contains(words), "{}", said(&refused));
        assert!(!file.exists());
    }
    let done = recover(&sheet);
    assert!(done.status.success(), "{}", said(&done));
    whole(&data);
    assert!(!said(&done).contains(sheet.trim()), "the key is never printed");
}
