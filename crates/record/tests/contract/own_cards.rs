//! Cards: a therapist sees those of the clients they treat or cover, as long as they do.

use std::collections::BTreeSet;

use care::chart::Chart;
use jiff::{SignedDuration, Timestamp};
use record::list::list;
use record::relation::{Relation, Tie};
use record::scope::{Read, Write, cards};
use terms::actor::{Actor, Context, Role, SignedIn};
use terms::ids::{StaffId, SubjectId};
use terms::trouble::{Denied, Never, Trouble};

use crate::ground::{Ground, done, now, on_each_database, staff};

/// Another therapist.
fn colleague(ground: &Ground) -> (StaffId, Context) {
    let staff = StaffId(ground.record.new_id());
    let actor = Actor::Staff(SignedIn { staff, role: Role::Therapist, signed_in_at: now() });
    (staff, Context { actor, now: now() })
}

fn tie(ground: &Ground, who: (StaffId, SubjectId), tie: Tie, (from, until): (Timestamp, Option<Timestamp>)) {
    let (staff_id, subject) = who;
    let relation = Relation { id: ground.record.new_id(), who: staff_id.0, subject, tie, from, until, reason: None };
    done(ground.record.change(&staff(Role::Owner), |change| {
        let relations = change.permit::<_, Write>(list::<Relation>())?;
        change.put(&relations, &relation)
    }));
}

fn seen(ground: &Ground, by: &Context) -> BTreeSet<SubjectId> {
    let found = done(ground.record.read(by, |work| {
        let all = work.permit::<_, Read>(cards::<Chart>())?;
        Ok(work.cards(&all)?)
    }));
    found.into_iter().map(|(subject, _)| subject).collect()
}

#[test]
fn a_therapist_sees_the_cards_of_their_own_clients_alone() {
    on_each_database(|ground| {
        let (one, other) = (ground.subject(), ground.subject());
        let dana = ground.treated(one);
        ground.treated(other);
        let (id, colleague) = colleague(ground);
        assert_eq!(seen(ground, &dana), BTreeSet::from([one, other]));
        assert_eq!(seen(ground, &colleague), BTreeSet::new());
        tie(ground, (id, other), Tie::Treats, (now(), None));
        assert_eq!(seen(ground, &colleague), BTreeSet::from([other]));
    });
}

#[test]
fn whoever_stands_in_sees_the_cards_for_that_time_alone() {
    on_each_database(|ground| {
        let hour = SignedDuration::from_hours(1);
        for (from, until, sees) in [
            (now(), None, true),
            (now() - hour, Some(now() + hour), true),
            (now() - hour, Some(now()), false),
            (now() + SignedDuration::from_secs(1), None, false),
        ] {
            let subject = ground.subject();
            ground.treated(subject);
            let (id, colleague) = colleague(ground);
            tie(ground, (id, subject), Tie::Covers, (from, until));
            assert_eq!(seen(ground, &colleague).contains(&subject), sees, "{from} {until:?}");
        }
    });
}

#[test]
fn who_treats_nobody_asks_for_no_cards() {
    on_each_database(|ground| {
        ground.treated(ground.subject());
        for role in [Role::Desk, Role::Biller, Role::Owner] {
            let asked: Result<usize, Trouble<Never>> = ground.record.read(&staff(role), |work| {
                let all = work.permit::<_, Read>(cards::<Chart>())?;
                Ok(work.cards(&all)?.len())
            });
            assert!(matches!(asked, Err(Trouble::Denied(Denied::NotTheirs))), "{role:?}");
        }
    });
}
