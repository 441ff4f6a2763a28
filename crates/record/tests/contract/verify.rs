//! Verify: every way of changing the file behind the record's back is found, each tried on a copy of its own.

use care::chart::{Chart, Path};
use record::record::Storage;
use record::scope::{Write, folder};
use record::verify::verify;
use rusqlite::Connection;

use crate::ground::{Ground, done, moved, open};

/// A record with two charts of four entries, closed, and its file.
fn closed() -> (Ground, std::path::PathBuf) {
    let ground = Ground::sqlite();
    for _ in 0..2 {
        let subject = ground.subject();
        let therapist = ground.treated(subject);
        for path in [Path::NoDosing, Path::WithAttendedDosing, Path::Undecided] {
            done(ground.record.change(&therapist, |change| {
                let chart = change.permit::<_, Write>(folder::<Chart>(subject))?;
                Ok(change.add(&chart, moved(path))?)
            }));
        }
    }
    let file = ground.file().unwrap();
    Connection::open(&file).unwrap().execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    (ground, file)
}

const NO_TRIGGERS: &str =
    "DROP TRIGGER entries_no_delete; DROP TRIGGER entries_no_update; DROP TRIGGER audit_no_delete;
    DROP TRIGGER audit_no_update; DROP TRIGGER folders_no_delete; DROP TRIGGER folders_no_relabel;";

const FIRST: &str = "(SELECT MIN(folder) FROM folders)";
const LAST: &str = "(SELECT MAX(folder) FROM folders)";

#[test]
fn an_untouched_record_holds_and_says_how_much() {
    let (_ground, file) = closed();
    let report = verify(&Storage::File(file)).unwrap();
    assert_eq!((report.folders, report.entries, report.problems.len()), (2, 8, 0));
    assert!(report.to_string().starts_with("8 entries in 2 folders hold"));
}

#[test]
fn every_way_of_changing_the_file_is_found() {
    let (_ground, file) = closed();
    let ways = [
        ("changed", format!("UPDATE entries SET sealed = zeroblob(80) WHERE folder = {FIRST} AND number = 2")),
        (
            "moved to another folder",
            format!(
                "DELETE FROM entries WHERE folder = {LAST} AND number = 4; UPDATE entries SET folder = {LAST} WHERE folder = {FIRST} AND number = 4"
            ),
        ),
        ("relabelled", format!("UPDATE folders SET kind = 'journal' WHERE folder = {FIRST}")),
        ("relabelled by subject", format!("UPDATE folders SET subject = 'abcdefghjk' WHERE folder = {FIRST}")),
        (
            "reordered",
            format!(
                "UPDATE entries SET number = 99 WHERE folder = {FIRST} AND number = 2; UPDATE entries SET number = 2 WHERE folder = {FIRST} AND number = 3; UPDATE entries SET number = 3 WHERE folder = {FIRST} AND number = 99"
            ),
        ),
        ("dropped from the middle", format!("DELETE FROM entries WHERE folder = {FIRST} AND number = 2")),
        ("cut off", format!("DELETE FROM entries WHERE folder = {FIRST} AND number = 4")),
        (
            "a whole folder gone",
            format!("DELETE FROM entries WHERE folder = {FIRST}; DELETE FROM folders WHERE folder = {FIRST}"),
        ),
        ("a folder's key gone", format!("DELETE FROM folders WHERE folder = {FIRST}")),
        ("an audit row changed", "UPDATE audit SET actor = 'nobody' WHERE number = 2".to_owned()),
        ("an audit row dropped", "DELETE FROM audit WHERE number = 2".to_owned()),
        ("the audit cut off", "DELETE FROM audit WHERE number = (SELECT MAX(number) FROM audit)".to_owned()),
        (
            "entry and audit cut off together",
            format!(
                "DELETE FROM entries WHERE folder = {LAST} AND number = 4; DELETE FROM audit WHERE number = (SELECT MAX(number) FROM audit)"
            ),
        ),
    ];
    for (way, sql) in ways {
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("copy.db");
        std::fs::copy(&file, &copy).unwrap();
        Connection::open(&copy).unwrap().execute_batch(&format!("{NO_TRIGGERS} {sql}")).unwrap();
        let report = verify(&Storage::File(copy)).unwrap();
        assert!(!report.problems.is_empty(), "{way} was not found");
    }
}

#[test]
fn a_card_that_its_entries_do_not_make_is_found() {
    let (ground, file) = closed();
    let others = format!("UPDATE dues SET kind = kind; DELETE FROM cards WHERE folder = {FIRST}");
    Connection::open(&file).unwrap().execute_batch(&others).unwrap();
    assert_eq!(ground.record.verify_derived().unwrap().problems.len(), 1);
}

#[test]
fn chains_of_earlier_servers_are_tied_to_the_next() {
    let (ground, file) = closed();
    drop(open(&ground.storage));
    drop(ground.record.clone());
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.db");
    Connection::open(&file).unwrap().execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    std::fs::copy(&file, &copy).unwrap();
    assert_eq!(verify(&Storage::File(copy.clone())).unwrap().problems, Vec::<String>::new());
    let first = "(SELECT chain FROM audit GROUP BY chain ORDER BY COUNT(*) DESC LIMIT 1)";
    let gone =
        format!("{NO_TRIGGERS} DELETE FROM chains WHERE chain = {first}; DELETE FROM audit WHERE chain = {first};");
    Connection::open(&copy).unwrap().execute_batch(&gone).unwrap();
    assert!(verify(&Storage::File(copy)).unwrap().problems.iter().any(|problem| problem.contains("gone or changed")));
}

#[test]
fn a_checkpoint_names_the_end_of_every_chain() {
    let (ground, file) = closed();
    let later = open(&ground.storage);
    later.checkpoint(crate::ground::now()).unwrap();
    let ends: i64 = Connection::open(&file)
        .unwrap()
        .query_row(
            "SELECT MAX(LENGTH(heads) - LENGTH(REPLACE(heads, 'chain:', ''))) / 6 FROM audit WHERE what = 'checkpoint'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(ends, 2);
    assert_eq!(verify(&Storage::File(file)).unwrap().problems, Vec::<String>::new());
}
