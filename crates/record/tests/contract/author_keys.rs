//! Psychotherapy notes: only their author's passphrase opens them, and the practice's own keys don't.

use jiff::SignedDuration;
use record::lists::sign_ins::SignedInAs;
use record::open_key::UNLOCKED;
use record::policy::may;
use record::relation::{Relation, Tie};
use record::scope::{ModeKind, Scope};
use record::secrets::SIGN_IN_LIFE;
use record::sent_note::Addressed;
use terms::actor::{Actor, Context, Role};
use terms::folder::FolderKind;
use terms::ids::{Id, ProcessNoteId, ReleaseId, StaffId, SubjectId};
use terms::text::{Line, Prose};
use terms::trouble::{Never, Trouble};

use crate::ground::{Ground, STAFF, done, now, on_each_database, staff};

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
fn an_open_key_stands_in_one_sign_in_for_a_while_and_goes_with_it() {
    on_each_database(|ground| {
        let record = &ground.record;
        let (_, key) = record.new_author_key(STAFF, &line("a walk by the lake")).unwrap();
        let stranger = Context { actor: Actor::Stranger, now: now() };
        let sign_in = || done(record.sign_in(&stranger, SignedInAs::Staff(STAFF), None));
        let (here, there) = (sign_in(), sign_in());
        done(record.keep_open(&here, &key, now()));
        let open = |token: &str, who, at| record.kept_open(token, who, at).unwrap().is_some();
        let end = now() + UNLOCKED;
        assert!(open(&here, STAFF, now()) && open(&here, STAFF, end - SignedDuration::from_secs(1)));
        assert!(!open(&here, STAFF, end), "after fifteen minutes");
        assert!(!open(&there, STAFF, now()), "another sign-in of the same author");
        assert!(!open("not a token", STAFF, now()));
        assert!(!open(&here, StaffId(record.new_id()), now()), "another author's notes");
        done(record.close_key(&here, now()));
        assert!(!open(&here, STAFF, now()), "locked by hand");
        done(record.keep_open(&here, &key, now()));
        done(record.sign_out(&staff(Role::Therapist), &here));
        assert!(!open(&here, STAFF, now()), "signed out");
        let gone = record.keep_open::<Never>(&here, &key, now());
        assert!(matches!(gone, Err(Trouble::Denied(_))) && !open(&here, STAFF, now()), "an ended sign-in stays ended");
        let later = now() + SIGN_IN_LIFE;
        done(record.keep_open(&there, &key, later - SignedDuration::from_secs(1)));
        assert!(!open(&there, STAFF, later), "the sign-in ended by itself");
    });
}

#[test]
fn a_note_that_is_sent_opens_with_its_code_and_the_record_does_not_keep_it() {
    let ground = Ground::sqlite();
    let (record, text) = (&ground.record, Prose::parse("He waits to be asked.").unwrap());
    let whom = |id| Addressed {
        id,
        author: STAFF,
        subject: ground.subject(),
        to: line("Dr. Example"),
        until: "2026-12-31".parse().unwrap(),
    };
    let seal = || record.seal_for_one(whom(ReleaseId(record.new_id())), &text).unwrap();
    let ((sent, code), (_, another)) = (seal(), seal());
    let as_typed = format!(" {} {}", code[..5].to_uppercase(), &code[5..]);
    for right in [code.as_str(), &as_typed] {
        assert_eq!(sent.opened_by(right).unwrap().as_ref(), Some(&text), "{right}");
    }
    for wrong in [another.as_str(), "", "\u{7}", &code[..9]] {
        assert_eq!(sent.opened_by(wrong).unwrap(), None, "{wrong}");
    }
    assert!(!format!("{sent:?}").contains(&code) && !format!("{sent:?}").contains("waits"));
}

#[test]
fn behaviour_27_no_role_tie_or_mode_opens_another_authors_notebook() {
    let id = |letter: &str| letter.repeat(10).parse::<Id>().unwrap();
    let (subject, other) = (SubjectId(id("b")), StaffId(id("g")));
    let by_tie = |tie| Relation { id: id("e"), who: STAFF.0, subject, tie, from: now(), until: None, reason: None };
    let ties = [Tie::Treats, Tie::Covers, Tie::Supervises, Tie::BrokeGlass, Tie::Member].map(by_tie);
    for role in [Role::Therapist, Role::Desk, Role::Biller, Role::Owner] {
        for (tie, mode) in ties.iter().flat_map(|tie| ModeKind::ALL.map(|mode| (tie, mode))) {
            for scope in [Scope::Notebook(subject, other), Scope::Folder(FolderKind::ProcessNotes, subject)] {
                assert!(may(&staff(role), Some(tie), scope, mode).is_err(), "{role:?} {tie:?} {mode:?} {scope}");
            }
        }
    }
    let own = Scope::Notebook(subject, STAFF);
    assert!(may(&staff(Role::Therapist), Some(&ties[0]), own, ModeKind::Read).is_ok());
    assert!(may(&staff(Role::Therapist), Some(&ties[3]), own, ModeKind::Read).is_err(), "not in an emergency either");
    assert!(may(&staff(Role::Therapist), Some(&ties[0]), own, ModeKind::Sign).is_err(), "nothing to co-sign");
}
