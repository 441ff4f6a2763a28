//! How long a folder is: a number for whoever may drop something in, and no look.

use care::chart::{Chart, Path};
use record::scope::{Add, folder};
use terms::actor::Role;
use terms::ids::SubjectId;
use terms::trouble::{Never, Trouble};

use crate::ground::{Ground, done, moved, on_each_database, opened, staff};

fn length(ground: &Ground, role: Role, subject: SubjectId) -> Result<u64, Trouble<Never>> {
    ground.record.change(&staff(role), |change| {
        let chart = change.permit::<_, Add>(folder::<Chart>(subject))?;
        Ok(change.length(&chart)?)
    })
}

#[test]
fn the_owner_learns_how_long_a_chart_is_and_nothing_else() {
    on_each_database(|ground| {
        let subject = ground.subject();
        assert_eq!(done(length(ground, Role::Owner, subject)), 0, "before it is made");
        let therapist = ground.treated(subject);
        assert_eq!(done(length(ground, Role::Owner, subject)), 1);
        done(ground.record.change(&therapist, |change| {
            let chart = change.permit::<_, Add>(folder::<Chart>(subject))?;
            Ok::<_, Trouble<Never>>(change.add(&chart, moved(Path::NoDosing))?)
        }));
        assert_eq!(done(length(ground, Role::Owner, subject)), 2);
        assert!(matches!(length(ground, Role::Biller, subject), Err(Trouble::Denied(_))));
    });
}

#[test]
fn what_relies_on_a_length_comes_to_nothing_when_the_folder_grew_meanwhile() {
    on_each_database(|ground| {
        let subject = ground.subject();
        let therapist = ground.treated(subject);
        let mut seen = Vec::new();
        done(ground.record.change(&staff(Role::Owner), |change| {
            let chart = change.permit::<_, Add>(folder::<Chart>(subject))?;
            seen.push(change.length(&chart)?);
            if seen.len() == 1 {
                done(ground.record.change(&therapist, |other| {
                    let chart = other.permit::<_, Add>(folder::<Chart>(subject))?;
                    Ok::<_, Trouble<Never>>(other.add(&chart, opened(2017))?)
                }));
            }
            Ok::<_, Trouble<Never>>(())
        }));
        assert_eq!(seen, [1, 2], "it was made again from what is there now");
    });
}
