//! Custody of psychotherapy notes: what it takes to open them, and that nobody opens them early.

use care::custody::WAIT;
use care::process_notes::{ProcessEntry, ProcessNote};
use jiff::SignedDuration;
use record::author_key::AuthorKey;
use record::custody::{CustodianKey, Custody};
use record::list::list;
use record::scope::{Export, Read, Write, notebook};
use terms::actor::{Actor, Context, Role, SignedIn};
use terms::ids::{ProcessNoteId, StaffId, SubjectId};
use terms::text::{Line, Prose};
use terms::trouble::{Denied, Never, Trouble};

use crate::ground::{Ground, STAFF, done, now, on_each_database, staff};

const THEIRS: &str = "a boat on the bay";

fn line(text: &str) -> Line {
    Line::parse(text).unwrap()
}

fn colleague(staff: StaffId, role: Role, after: SignedDuration) -> Context {
    let now = now() + after;
    Context { actor: Actor::Staff(SignedIn { staff, role, signed_in_at: now }), now }
}

/// A note of the author's, sealed; and a custody whose custodian has asked.
struct Kept {
    subject: SubjectId,
    note: ProcessNoteId,
    key: CustodianKey,
    custody: Custody,
}

fn kept(ground: &Ground, custodian: StaffId) -> Kept {
    let (record, subject) = (&ground.record, ground.subject());
    let dana = ground.treated(subject);
    let (_, author): (_, AuthorKey) = record.new_author_key(STAFF, &line("a walk by the lake")).unwrap();
    let note = ProcessNoteId(record.new_id());
    let sealed = record.seal_process_note(&author, note, &Prose::parse("Whose anger is this?").unwrap());
    done(record.change(&dana, |change| {
        let permit = change.permit::<_, Write>(notebook(subject, STAFF))?;
        change.open(&permit)?;
        let written = ProcessNote { id: note, number: 1, at: now(), sealed: sealed.clone() };
        Ok(change.add(&permit, ProcessEntry::NoteWritten(written))?)
    }));
    let key = record.new_custodian_key(custodian, &line(THEIRS)).unwrap();
    let named = Custody::named(STAFF, custodian, now());
    let custody =
        record.seal_to_custodian((named, &author), &key).unwrap().asked_for(now(), line("She died on Sunday"));
    done(record.change(&dana, |change| {
        let custodies = change.permit::<_, Write>(list::<Custody>())?;
        change.put(&custodies, &custody)
    }));
    Kept { subject, note, key, custody }
}

fn reads(ground: &Ground, by: &Context, subject: SubjectId) -> Result<Vec<String>, Trouble<Never>> {
    ground.record.read(by, |work| {
        let permit = work.permit::<_, Read>(notebook(subject, STAFF))?;
        Ok(work.open(&permit)?.notes().map(|note| note.sealed.clone()).collect())
    })
}

#[test]
fn behaviour_27_a_custodian_reads_after_the_waiting_time_with_their_own_passphrase_and_writes_nothing() {
    on_each_database(|ground| {
        let omar = StaffId(ground.record.new_id());
        let Kept { subject, note, key, custody } = kept(ground, omar);
        let second = SignedDuration::from_secs(1);
        let early = reads(ground, &colleague(omar, Role::Therapist, WAIT - second), subject);
        assert!(matches!(early, Err(Trouble::Denied(Denied::NotTheirs))));
        let by = colleague(omar, Role::Therapist, WAIT);
        let sealed = done(reads(ground, &by, subject));
        assert!(ground.record.kept_author_key((&custody, &key), &line("a boat on the lake")).unwrap().is_none());
        let author = ground.record.kept_author_key((&custody, &key), &line(THEIRS)).unwrap().unwrap();
        assert_eq!(author.open(note, &sealed[0]).unwrap().as_str(), "Whose anger is this?");
        let writes: Result<(), Trouble<Never>> =
            ground.record.change(&by, |change| Ok(change.permit::<_, Write>(notebook(subject, STAFF)).map(drop)?));
        assert!(matches!(writes, Err(Trouble::Denied(Denied::NotTheirs))));
        let late = Context { now: by.now + SignedDuration::from_mins(16), ..by };
        let copies: Result<(), Trouble<Never>> =
            ground.record.read(&late, |work| Ok(work.permit::<_, Export>(notebook(subject, STAFF)).map(drop)?));
        assert!(matches!(copies, Err(Trouble::Denied(Denied::SignInAgain))), "a copy asks who it is");
        for other in [
            colleague(omar, Role::Owner, WAIT),
            colleague(omar, Role::Desk, WAIT),
            colleague(StaffId(ground.record.new_id()), Role::Therapist, WAIT),
        ] {
            assert!(reads(ground, &other, subject).is_err());
        }
        done(ground.record.change(&staff(Role::Owner), |change| {
            let custodies = change.permit::<_, Write>(list::<Custody>())?;
            let custody: Custody = change.get(&custodies, STAFF.0)?.ok_or(Denied::NotTheirs)?;
            change.put(&custodies, &custody.not_asked_for())
        }));
        assert!(reads(ground, &by, subject).is_err(), "somebody said no");
    });
}

#[test]
fn what_is_sealed_opens_for_that_custodian_and_that_author_alone() {
    let ground = Ground::sqlite();
    let (record, omar) = (&ground.record, StaffId(ground.record.new_id()));
    let Kept { key, custody, .. } = kept(&ground, omar);
    let opens = |custody: &Custody, key: &CustodianKey| {
        matches!(record.kept_author_key((custody, key), &line(THEIRS)), Ok(Some(_)))
    };
    assert!(opens(&custody, &key));
    let anew = record.new_custodian_key(omar, &line(THEIRS)).unwrap();
    assert!(!custody.is_sealed_to(&anew) && !opens(&custody, &anew), "a pair of keys that was made later");
    let json = serde_json::to_string(&custody).unwrap();
    let someone = record.new_id().to_string();
    for whose in [STAFF.to_string(), omar.to_string()] {
        let moved: Custody = serde_json::from_str(&json.replace(&whose, &someone)).unwrap();
        assert!(moved != custody && !opens(&moved, &key), "put into another row");
    }
    let written = format!("{custody:?} {key:?} {json}");
    assert!(!written.contains("boat"));
}
