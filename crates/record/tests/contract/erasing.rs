//! Erasing: the key goes, the chain stays; everything else is refused by the database itself.

use care::chart::{Chart, ErasureRule, Path};
use care::chart_entry::ChartEntry;
use record::scope::{Read, Write, folder};
use record::verify::verify;
use terms::text::Line;

use crate::ground::{Ground, done, moved, now, on_each_database};

fn erased(number: u64) -> ChartEntry {
    let reason = Line::parse("Written in the wrong chart").unwrap();
    ChartEntry::EntryErased { number, rule: ErasureRule::WrongChart, reason, at: now() }
}

#[test]
fn erasing_takes_the_text_and_leaves_the_chain_whole() {
    on_each_database(|ground| {
        let subject = ground.subject();
        let therapist = ground.treated(subject);
        let add_then_erase = |entry: Option<ChartEntry>| {
            done(ground.record.change(&therapist, |change| {
                let chart = change.permit::<_, Write>(folder::<Chart>(subject))?;
                match entry.clone() {
                    Some(entry) => Ok(change.add(&chart, entry)?),
                    None => Ok(change.erase(&chart, &[2], erased(2))?),
                }
            }));
        };
        add_then_erase(Some(moved(Path::WithAttendedDosing)));
        let key = wrapped_key(ground);
        add_then_erase(None);
        let (path, head) = done(ground.record.read(&therapist, |work| {
            let chart = work.permit::<_, Read>(folder::<Chart>(subject))?;
            let chart = work.open(&chart)?;
            Ok((chart.path(), chart.head()))
        }));
        assert_eq!((path, head), (Path::Undecided, 3));
        assert_eq!(verify(&ground.storage).unwrap().problems, Vec::<String>::new());
        assert_eq!(ground.record.verify_derived().unwrap().problems, Vec::<String>::new());
        if let (Some(file), Some(key)) = (ground.file(), key) {
            for name in [file.clone(), file.with_extension("db-wal")] {
                let bytes = std::fs::read(&name).unwrap_or_default();
                assert!(
                    !bytes.windows(key.len()).any(|window| window == key),
                    "the key still lies in {}",
                    name.display()
                );
            }
        }
    });
}

fn wrapped_key(ground: &Ground) -> Option<Vec<u8>> {
    let file = ground.file()?;
    rusqlite::Connection::open(file)
        .unwrap()
        .query_row("SELECT wrapped_key FROM entries WHERE number = 2", [], |row| row.get(0))
        .ok()
}

#[test]
fn the_database_refuses_every_other_change() {
    on_each_database(|ground| {
        let subject = ground.subject();
        ground.treated(subject);
        for sql in [
            "UPDATE entries SET number = 9",
            "UPDATE entries SET sealed = prev",
            "UPDATE entries SET folder = 'x'",
            "UPDATE entries SET wrapped_key = prev",
            "DELETE FROM entries",
            "UPDATE audit SET actor = 'nobody'",
            "DELETE FROM audit",
            "DELETE FROM folders",
            "UPDATE folders SET kind = 'journal'",
        ] {
            assert!(ground.tamper(sql).unwrap_err().contains("stays as it is"), "{sql}");
        }
    });
}

#[test]
fn nothing_that_was_written_can_be_read_in_the_file() {
    let ground = Ground::sqlite();
    let subject = ground.subject();
    let therapist = ground.treated(subject);
    done(ground.record.change(&therapist, |change| {
        let chart = change.permit::<_, Write>(folder::<Chart>(subject))?;
        change.save_draft(&chart, (subject.0, 0), &"xyzzyplugh in a draft")?;
        Ok(change.add(
            &chart,
            ChartEntry::EntryErased {
                number: 1,
                rule: ErasureRule::WrongChart,
                reason: Line::parse("xyzzyplugh in an entry").unwrap(),
                at: now(),
            },
        )?)
    }));
    let file = ground.file().unwrap();
    for name in [file.clone(), file.with_extension("db-wal")] {
        let bytes = std::fs::read(&name).unwrap();
        for secret in [b"xyzzyplugh".as_slice(), b"WrongChart", b"Undecided"] {
            assert!(!bytes.windows(secret.len()).any(|window| window == secret), "{}", name.display());
        }
    }
}
