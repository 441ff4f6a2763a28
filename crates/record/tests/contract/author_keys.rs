//! Psychotherapy notes: only their author's passphrase opens them, and the practice's own keys don't.

use jiff::SignedDuration;
use record::author_key::UNLOCKED;
use terms::ids::ProcessNoteId;
use terms::text::{Line, Prose};

use crate::ground::{Ground, STAFF, now};

fn line(text: &str) -> Line {
    Line::parse(text).unwrap()
}

#[test]
fn behaviour_27_a_psychotherapy_note_opens_with_its_authors_passphrase_and_with_no_other() {
    let ground = Ground::sqlite();
    let (record, id) = (&ground.record, ProcessNoteId(ground.record.new_id()));
    let (lock, key) = record.new_author_key(STAFF, &line("a walk by the lake")).unwrap();
    let text = Prose::parse("I wonder whose anger this is.").unwrap();
    let sealed = record.seal_process_note(&key, id, &text);
    assert!(!sealed.contains("anger") && !format!("{lock:?}").contains("lake"));
    let again = record.author_key(&lock, &line("a walk by the lake")).unwrap().unwrap();
    assert_eq!(again.open(id, &sealed).unwrap(), text);
    assert!(record.author_key(&lock, &line("a walk by the sea")).unwrap().is_none());
    let (_, other) = record.new_author_key(STAFF, &line("a walk by the lake")).unwrap();
    assert!(other.open(id, &sealed).is_err(), "another key of the same author");
    assert!(again.open(ProcessNoteId(record.new_id()), &sealed).is_err(), "it belongs to its own note");
}

#[test]
fn an_open_notebook_closes_by_itself_and_is_its_authors_alone() {
    let ground = Ground::sqlite();
    let (_, key) = ground.record.new_author_key(STAFF, &line("a walk by the lake")).unwrap();
    let carried = ground.record.carry(&key, now()).unwrap();
    let open = |who, after| ground.record.carried(&carried, who, now() + after).is_some();
    let second = SignedDuration::from_secs(1);
    assert!(open(STAFF, SignedDuration::ZERO) && open(STAFF, UNLOCKED));
    assert!(!open(STAFF, UNLOCKED + second));
    assert!(!open(terms::ids::StaffId(ground.record.new_id()), SignedDuration::ZERO));
    assert!(ground.record.carried("not what was carried", STAFF, now()).is_none());
}
