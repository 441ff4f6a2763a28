//! Permits: a yes and a no are both written down, and nothing is opened without one.

use care::chart::Chart;
use jiff::SignedDuration;
use record::accesses::AccessesOf;
use record::record::Storage;
use record::relation::Relation;
use record::scope::{Read, Sign, Write, folder};
use terms::actor::{Actor, Context, Role, SignedIn};
use terms::ids::SubjectId;
use terms::trouble::{Denied, Never, Trouble};

use crate::ground::{Ground, STAFF, done, now, on_each_database, staff};

fn open_chart(ground: &Ground, by: &Context, subject: SubjectId) -> Result<u32, Trouble<Never>> {
    ground.record.read(by, |work| {
        let chart = work.permit::<_, Read>(folder::<Chart>(subject))?;
        Ok(work.open(&chart)?.chart_number())
    })
}

fn openings(ground: &Ground, subject: SubjectId) -> Vec<(String, bool)> {
    done(ground.record.read(&staff(Role::Owner), |work| {
        let audit = work.permit::<_, Read>(AccessesOf(subject))?;
        Ok(work.openings(&audit)?.into_iter().map(|opening| (opening.mode, opening.allowed)).collect())
    }))
}

#[test]
fn the_team_opens_a_chart_and_nobody_else() {
    on_each_database(|ground| {
        let subject = ground.subject();
        let therapist = ground.treated(subject);
        assert_eq!(open_chart(ground, &therapist, subject).ok(), Some(2017));
        let stranger = Context { actor: Actor::Stranger, now: now() };
        for by in [staff(Role::Desk), staff(Role::Biller), staff(Role::Owner), stranger] {
            assert!(matches!(open_chart(ground, &by, subject), Err(Trouble::Denied(Denied::NotTheirs))));
        }
        let other = ground.subject();
        assert!(matches!(open_chart(ground, &therapist, other), Err(Trouble::Denied(Denied::NotOnTheTeam))));
    });
}

#[test]
fn a_yes_and_a_no_are_both_written_down() {
    on_each_database(|ground| {
        let subject = ground.subject();
        let therapist = ground.treated(subject);
        let before = openings(ground, subject).len();
        assert!(
            open_chart(ground, &therapist, subject).is_ok() && open_chart(ground, &staff(Role::Desk), subject).is_err()
        );
        let mut after = openings(ground, subject);
        assert_eq!(after.len(), before + 2);
        after.retain(|(mode, _)| mode == "read");
        after.sort();
        assert_eq!(after, [("read".to_owned(), false), ("read".to_owned(), true)]);
    });
}

#[test]
fn signing_wants_a_fresh_sign_in() {
    on_each_database(|ground| {
        let subject = ground.subject();
        ground.treated(subject);
        for (minutes, may) in [(0, true), (15, true), (16, false)] {
            let person = SignedIn {
                staff: STAFF,
                role: Role::Therapist,
                signed_in_at: now() - SignedDuration::from_mins(minutes),
            };
            let by = Context { actor: Actor::Staff(person), now: now() };
            let asked: Result<(), Trouble<Never>> = ground.record.read(&by, |work| {
                work.permit::<_, Sign>(folder::<Chart>(subject))?;
                Ok(())
            });
            assert_eq!(asked.is_ok(), may, "{minutes} minutes");
            assert!(may || matches!(asked, Err(Trouble::Denied(Denied::SignInAgain))));
        }
    });
}

#[test]
fn a_relation_that_ends_while_an_action_runs_stops_it() {
    on_each_database(|ground| {
        let subject = ground.subject();
        let therapist = ground.treated(subject);
        let mut runs = 0;
        let written: Result<(), Trouble<Never>> = ground.record.change(&therapist, |change| {
            let chart = change.permit::<_, Write>(folder::<Chart>(subject))?;
            runs += 1;
            end_relations(ground);
            Ok(change.add(&chart, crate::ground::opened(1))?)
        });
        assert!(matches!(written, Err(Trouble::Denied(Denied::NotOnTheTeam))), "{written:?}");
        assert_eq!(runs, 1);
    });
}

fn end_relations(ground: &Ground) {
    use record::list::list;
    use record::rows::Find;
    done(ground.record.change(&staff(Role::Owner), |change| {
        let relations = change.permit::<_, Write>(list::<Relation>())?;
        for relation in change.find(&relations, Find::All)? {
            change.put(&relations, &Relation { until: Some(now()), ..relation })?;
        }
        Ok(())
    }));
}

#[test]
fn a_wrong_key_opens_nothing() {
    on_each_database(|ground| {
        let opened = crate::ground::open_with(&ground.storage, 8);
        assert!(opened.err().unwrap().to_string().contains("does not belong to this record"));
    });
}

/// The database is made to refuse every further audit row; then reading says that something broke, and hands out nothing.
#[test]
fn without_its_audit_row_nothing_that_was_read_is_handed_out() {
    on_each_database(|ground| {
        let subject = ground.subject();
        let therapist = ground.treated(subject);
        let refuse = match ground.storage {
            Storage::File(_) | Storage::Memory => {
                "CREATE TRIGGER audit_full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no more'); END"
            }
            Storage::Postgres { .. } => "ALTER TABLE audit ADD CONSTRAINT audit_full CHECK (number < 0) NOT VALID",
        };
        ground.tamper(refuse).unwrap();
        assert!(matches!(open_chart(ground, &therapist, subject), Err(Trouble::Fault(_))));
        assert!(matches!(open_chart(ground, &staff(Role::Desk), subject), Err(Trouble::Fault(_))));
    });
}
