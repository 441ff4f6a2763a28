//! The audit against its keys and against ends that were kept elsewhere.

use care::chart::Path;
use record::audit_check::{Checkpoint, check_audit};
use record::scope::{Write, folder};

use crate::ground::{Ground, done, moved, now, random};

fn used(ground: &Ground) {
    let subject = ground.subject();
    let therapist = ground.treated(subject);
    done(ground.record.change(&therapist, |change| {
        let chart = change.permit::<_, Write>(folder::<care::chart::Chart>(subject))?;
        Ok(change.add(&chart, moved(Path::NoDosing))?)
    }));
}

fn problems(ground: &Ground, kept: &[Checkpoint]) -> Vec<String> {
    check_audit(&ground.storage, (&ground.record.own_key(), &random()), kept).unwrap().1
}

#[test]
fn ends_that_were_kept_show_what_was_cut_off() {
    let ground = &Ground::sqlite();
    used(ground);
    let kept = ground.record.checkpoint_to_keep(now()).unwrap();
    used(ground);
    assert_eq!(problems(ground, std::slice::from_ref(&kept)), Vec::<String>::new());
    let other = Checkpoint { code: "00".repeat(32), ..kept.clone() };
    assert!(problems(ground, &[other])[0].contains("was changed, or is of another practice"));
    // Whoever owns the database takes the triggers away, the whole audit, and says that every chain is empty.
    ground.tamper("DROP TRIGGER audit_no_delete; DELETE FROM audit; DELETE FROM chains").unwrap();
    let found = problems(ground, &[kept]);
    assert!(found.iter().any(|problem| problem.contains("is gone or changed")), "{found:?}");
}

#[test]
fn a_row_that_was_written_by_another_hand_is_found_by_its_code() {
    let ground = &Ground::sqlite();
    used(ground);
    ground.tamper("DROP TRIGGER audit_no_update; UPDATE audit SET mac = hash WHERE number = 2").unwrap();
    let found = problems(ground, &[]);
    assert!(found.iter().any(|problem| problem.contains("not written by this practice")), "{found:?}");
}
