//! Folders: what is added is there, in order, with its card; what moved on meanwhile is made again.

use std::sync::Barrier;

use care::chart::{Chart, Path};
use care::workbook::{Author, Workbook, write_intention};
use record::accesses::AccessesOf;
use record::papers::papers;
use record::scope::{Add, Read, Write, cards, folder};
use terms::actor::Role;
use terms::paper::PaperRef;
use terms::text::Prose;
use terms::trouble::{Never, Trouble};

use crate::ground::{done, moved, now, on_each_database, open, staff};

#[test]
fn what_is_added_is_there_after_a_restart_with_its_card() {
    on_each_database(|ground| {
        let subject = ground.subject();
        let therapist = ground.treated(subject);
        done(ground.record.change(&therapist, |change| {
            let chart = change.permit::<_, Write>(folder::<Chart>(subject))?;
            let workbook = change.permit::<_, Add>(folder::<Workbook>(subject))?;
            change.add(&chart, moved(Path::NoDosing))?;
            change.add(&chart, moved(Path::PreparationWithDosingElsewhere))?;
            let intention = Prose::parse("To stay with what I feel.").unwrap();
            change.add(&workbook, write_intention(intention, Author::Client, now()))?;
            Ok(())
        }));
        let again = open(&ground.storage);
        let (path, head, intention, card) = done(again.read(&therapist, |work| {
            let chart = work.permit::<_, Read>(folder::<Chart>(subject))?;
            let workbook = work.permit::<_, Read>(folder::<Workbook>(subject))?;
            let all = work.permit::<_, Read>(cards::<Chart>())?;
            let (chart, workbook) = (work.open(&chart)?, work.open(&workbook)?);
            let card = work.cards(&all)?.pop().map(|(_, card)| card.path);
            Ok((
                chart.path(),
                chart.head(),
                workbook.intention().map(|intention| intention.text.as_str().to_owned()),
                card,
            ))
        }));
        assert_eq!(
            (path, head, card),
            (Path::PreparationWithDosingElsewhere, 3, Some(Path::PreparationWithDosingElsewhere))
        );
        assert_eq!(intention.as_deref(), Some("To stay with what I feel."));
        assert_eq!(again.verify_derived().unwrap().problems, Vec::<String>::new());
    });
}

#[test]
fn what_is_refused_leaves_no_trace() {
    on_each_database(|ground| {
        let subject = ground.subject();
        let therapist = ground.treated(subject);
        let refused: Result<(), Trouble<&str>> = ground.record.change(&therapist, |change| {
            let chart = change.permit::<_, Write>(folder::<Chart>(subject))?;
            change.add(&chart, moved(Path::NoDosing))?;
            Err(Trouble::Refused("no"))
        });
        assert!(matches!(refused, Err(Trouble::Refused("no"))));
        let path = done(ground.record.read(&therapist, |work| {
            let chart = work.permit::<_, Read>(folder::<Chart>(subject))?;
            Ok(work.open(&chart)?.path())
        }));
        assert_eq!(path, Path::Undecided);
    });
}

#[test]
fn two_who_write_at_once_both_end_up_in_one_chain() {
    on_each_database(|ground| {
        let subject = ground.subject();
        let therapist = ground.treated(subject);
        let (record, start) = (&ground.record, &Barrier::new(2));
        std::thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(move || {
                    start.wait();
                    done(record.change(&therapist, |change| {
                        let chart = change.permit::<_, Write>(folder::<Chart>(subject))?;
                        change.open(&chart)?;
                        Ok(change.add(&chart, moved(Path::NoDosing))?)
                    }));
                });
            }
        });
        let head = done(ground.record.read(&therapist, |work| {
            let chart = work.permit::<_, Read>(folder::<Chart>(subject))?;
            Ok(work.open(&chart)?.head())
        }));
        assert_eq!(head, 3);
    });
}

#[test]
fn an_entry_that_may_stand_once_stands_once() {
    on_each_database(|ground| {
        let subject = ground.subject();
        let therapist = ground.treated(subject);
        let sign = || {
            ground.record.change_or(
                &therapist,
                |clash| (clash == record::batch::Clash::OnceUsed).then_some("signed before"),
                |change| {
                    let chart = change.permit::<_, Write>(folder::<Chart>(subject))?;
                    Ok(change.add_once(&chart, moved(Path::NoDosing), "note 7 signed")?)
                },
            )
        };
        assert!(sign().is_ok());
        assert!(matches!(sign(), Err(Trouble::Refused("signed before"))));
    });
}

#[test]
fn drafts_count_their_saves_and_never_go_over_a_newer_one() {
    on_each_database(|ground| {
        let subject = ground.subject();
        let therapist = ground.treated(subject);
        let thing = ground.record.new_id();
        let save = |over: u64, words: &str| -> Result<u64, Trouble<Never>> {
            ground.record.change(&therapist, |change| {
                let chart = change.permit_to_save(folder::<Chart>(subject))?;
                Ok(change.save_draft(&chart, (thing, over), &words)?)
            })
        };
        assert_eq!((save(0, "one").ok(), save(1, "two").ok()), (Some(1), Some(2)));
        assert!(matches!(save(1, "late"), Err(Trouble::Fault(_))));
        let read = || {
            done(ground.record.read(&therapist, |work| {
                Ok(work.own_draft::<String>(thing)?.map(|draft| (draft.version, draft.value)))
            }))
        };
        assert_eq!(read(), Some((2, "two".to_owned())));
        done(ground.record.change(&therapist, |change| {
            let chart = change.permit::<_, Write>(folder::<Chart>(subject))?;
            change.drop_draft(&chart, thing);
            Ok(())
        }));
        assert_eq!(read(), None);
    });
}

#[test]
fn a_paper_comes_back_whole_or_not_at_all() {
    on_each_database(|ground| {
        let subject = ground.subject();
        let therapist = ground.treated(subject);
        let bytes: Vec<u8> = (0..600_000_u32).map(|number| number.to_le_bytes()[0]).collect();
        let paper = done(ground.record.change(&therapist, |change| {
            let chart = change.permit::<_, Add>(folder::<Chart>(subject))?;
            Ok(change.put_paper(&chart, &bytes)?)
        }));
        let read = || {
            ground.record.read::<_, Never>(&therapist, |work| {
                let papers = work.permit::<_, Read>(papers::<Chart>(subject))?;
                Ok(work.paper(&papers, &paper)?)
            })
        };
        assert_eq!(read().ok(), Some(bytes.clone()));
        ground.tamper("DELETE FROM papers WHERE chunk = 1").unwrap();
        assert!(read().is_err());
    });
}

#[test]
fn an_erased_paper_is_gone_and_the_others_stay() {
    on_each_database(|ground| {
        let subject = ground.subject();
        let therapist = ground.treated(subject);
        let [kept, gone] = done(ground.record.change(&therapist, |change| {
            let chart = change.permit::<_, Add>(folder::<Chart>(subject))?;
            Ok([change.put_paper(&chart, &vec![1; 300_000])?, change.put_paper(&chart, &vec![2; 300_000])?])
        }));
        done(ground.record.change(&therapist, |change| {
            let chart = change.permit::<_, Add>(folder::<Chart>(subject))?;
            change.erase_paper(&chart, gone.id);
            Ok(change.add(&chart, moved(Path::NoDosing))?)
        }));
        let read = |paper: &PaperRef| {
            ground.record.read::<_, Never>(&therapist, |work| {
                let papers = work.permit::<_, Read>(papers::<Chart>(subject))?;
                Ok(work.paper(&papers, paper)?.len())
            })
        };
        assert_eq!(read(&kept).ok(), Some(300_000));
        assert!(matches!(read(&gone), Err(Trouble::Fault(_))));
    });
}

#[test]
fn whoever_opens_a_paper_is_told_of_and_whoever_files_one_opens_none() {
    on_each_database(|ground| {
        let subject = ground.subject();
        let therapist = ground.treated(subject);
        let owner = staff(Role::Owner);
        let opened = || {
            done(ground.record.read(&owner, |work| {
                let audit = work.permit::<_, Read>(AccessesOf(subject))?;
                Ok(work.papers_last_opened(&audit)?)
            }))
        };
        let paper = done(ground.record.change(&owner, |change| {
            let chart = change.permit::<_, Add>(folder::<Chart>(subject))?;
            Ok(change.put_paper(&chart, b"%PDF-1.7")?)
        }));
        let by_owner = ground.record.read::<_, Never>(&owner, |work| {
            let papers = work.permit::<_, Read>(papers::<Chart>(subject))?;
            Ok(work.paper(&papers, &paper)?)
        });
        assert!(matches!(by_owner, Err(Trouble::Denied(_))));
        assert_eq!(opened(), None);
        done(ground.record.read(&therapist, |work| {
            let papers = work.permit::<_, Read>(papers::<Chart>(subject))?;
            Ok(work.paper(&papers, &paper)?)
        }));
        assert_eq!(opened(), Some(now()));
    });
}
