//! A chart that is opened in an emergency: to read, for an hour, and never unseen.

use care::chart::Chart;
use jiff::SignedDuration;
use record::accesses::AccessesOf;
use record::glass::{GlassOf, OPEN_FOR};
use record::list::list;
use record::relation::{EMERGENCY, Relation, Tie};
use record::rows::Find;
use record::scope::{Add, Export, Read, Sign, Write, cards, folder};
use terms::actor::{Actor, Context, Role, SignedIn};
use terms::ids::{StaffId, SubjectId};
use terms::text::Line;
use terms::trouble::{Denied, Never, Trouble};

use crate::ground::{Ground, done, now, on_each_database, staff};

/// Someone who treats somebody else.
fn colleague(ground: &Ground, role: Role) -> Context {
    let staff = StaffId(ground.record.new_id());
    Context { actor: Actor::Staff(SignedIn { staff, role, signed_in_at: now() }), now: now() }
}

fn break_glass(ground: &Ground, by: &Context, subject: SubjectId) -> Result<Relation, Trouble<Never>> {
    ground.record.change(by, |change| {
        let glass = change.permit::<_, Add>(GlassOf(subject))?;
        change.break_glass(&glass, Line::parse("Says on the phone that they can't go on").unwrap())
    })
}

fn may_read(ground: &Ground, by: &Context, subject: SubjectId) -> bool {
    let read: Result<(), Trouble<Never>> = ground.record.read(by, |work| {
        let chart = work.permit::<_, Read>(folder::<Chart>(subject))?;
        work.open(&chart)?;
        Ok(())
    });
    read.is_ok()
}

#[test]
fn an_emergency_opens_one_chart_to_read_for_an_hour() {
    on_each_database(|ground| {
        let (subject, other) = (ground.subject(), ground.subject());
        ground.treated(subject);
        ground.treated(other);
        let omar = colleague(ground, Role::Therapist);
        assert!(!may_read(ground, &omar, subject));
        break_glass(ground, &omar, subject).unwrap();
        let after = |minutes| Context { now: now() + SignedDuration::from_mins(minutes), ..omar };
        assert!(may_read(ground, &omar, subject) && may_read(ground, &after(59), subject));
        assert!(!may_read(ground, &after(60), subject) && !may_read(ground, &omar, other));
        let none = |tried: Result<(), Trouble<Never>>| matches!(tried, Err(Trouble::Denied(Denied::NotOnTheTeam)));
        assert!(none(
            ground.record.change(&omar, |change| Ok(change.permit::<_, Write>(folder::<Chart>(subject)).map(drop)?))
        ));
        assert!(none(
            ground.record.change(&omar, |change| Ok(change.permit::<_, Sign>(folder::<Chart>(subject)).map(drop)?))
        ));
        assert!(none(
            ground.record.read(&omar, |work| Ok(work.permit::<_, Export>(folder::<Chart>(subject)).map(drop)?))
        ));
        let listed = done(ground.record.read(&omar, |work| {
            let mine = work.permit::<_, Read>(cards::<Chart>())?;
            Ok(work.cards(&mine)?.len())
        }));
        assert_eq!(listed, 0, "it is in nobody's caseload");
    });
}

#[test]
fn only_a_therapist_who_just_showed_that_it_is_them_may() {
    on_each_database(|ground| {
        let subject = ground.subject();
        ground.treated(subject);
        for role in [Role::Desk, Role::Biller, Role::Owner] {
            assert!(break_glass(ground, &colleague(ground, role), subject).is_err(), "{role:?}");
        }
        let omar = colleague(ground, Role::Therapist);
        let late = Context { now: now() + SignedDuration::from_mins(16), ..omar };
        assert!(matches!(break_glass(ground, &late, subject), Err(Trouble::Denied(Denied::SignInAgain))));
        assert!(break_glass(ground, &omar, subject).is_ok());
    });
}

#[test]
fn no_other_tie_is_made_under_that_permit() {
    on_each_database(|ground| {
        let (subject, other) = (ground.subject(), ground.subject());
        let omar = colleague(ground, Role::Therapist);
        let whose = ground.record.new_id();
        let hour = Some(now() + OPEN_FOR);
        for (kind, of, until) in [
            (Tie::Treats, subject, None),
            (Tie::BrokeGlass, subject, None),
            (Tie::Covers, subject, hour),
            (Tie::BrokeGlass, other, hour),
        ] {
            let id = ground.record.new_id();
            let tie = Relation { id, who: whose, subject: of, tie: kind, from: now(), until, reason: None };
            let made: Result<(), Trouble<Never>> = ground.record.change(&omar, |change| {
                let glass = change.permit::<_, Add>(GlassOf(subject))?;
                change.put(&glass, &tie)
            });
            assert!(matches!(made, Err(Trouble::Denied(Denied::NotTheirs))), "{kind:?} {until:?}");
        }
    });
}

#[test]
fn whoever_reads_the_list_of_openings_reads_why() {
    on_each_database(|ground| {
        let subject = ground.subject();
        let dana = ground.treated(subject);
        let omar = colleague(ground, Role::Therapist);
        break_glass(ground, &omar, subject).unwrap();
        let told = done(ground.record.read(&dana, |work| {
            let accesses = work.permit::<_, Read>(AccessesOf(subject))?;
            Ok(work.openings(&accesses)?)
        }));
        assert_eq!(told.iter().filter(|opening| opening.emergency.is_some()).count(), 1);
        let ties = done(ground.record.read(&staff(Role::Owner), |work| {
            let relations = work.permit::<_, Read>(list::<Relation>())?;
            Ok(work.find::<Relation, _>(&relations, Find::State(EMERGENCY))?.len())
        }));
        assert_eq!(ties, 1);
    });
}
