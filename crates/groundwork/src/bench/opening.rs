//! Opening and appending: against the same rows by the driver, and against bare durable commits.

use std::sync::atomic::{AtomicU32, Ordering};

use care::chart::{Chart, Path};
use care::chart_entry::ChartEntry;
use record::bare::Bare;
use record::record::Record;
use record::scope::{Read, Write, folder};
use terms::folder::FolderKind;
use terms::ids::SubjectId;
use terms::trouble::Fault;
use testkit::cast::DANA;
use testkit::ground::now;

use crate::bench::ground::{Ground, told};
use crate::bench::timing::{Figure, in_turn};

/// Opens and folds five hundred entries. In memory, so that the disk's own time for the audit row stays out of it: that
/// stands in the figures with audit.
pub(crate) fn chart(ground: &Ground) -> Result<Figure, Fault> {
    let mut bare = Bare::connect(&ground.storage)?;
    in_turn(
        "open chart (500 entries)",
        20,
        || open(&ground.in_memory, Ground::LONG),
        || bare.rows(FolderKind::Chart, Ground::LONG).map(drop),
    )
}

/// Opens a short chart with its audit row, so many at once; a figure is the time per opening.
pub(crate) fn audited(ground: &Ground, at_once: u32) -> Result<Figure, Fault> {
    const EACH: u32 = 20;
    let mut bare = Bare::connect(&ground.storage)?;
    let commits = AtomicU32::new(0);
    let mut figure = in_turn(
        format!("open with audit ({at_once} at once)"),
        1,
        || {
            std::thread::scope(|scope| {
                let opening = || (0..EACH).try_for_each(|_| open(&ground.record, Ground::SHORT));
                let threads: Vec<_> = (0..at_once).map(|_| scope.spawn(opening)).collect();
                threads.into_iter().try_for_each(|thread| {
                    thread.join().unwrap_or_else(|_| Err(Fault::new("measure", "an opening panicked")))
                })
            })
        },
        || {
            (0..EACH).try_for_each(|_| {
                let key = format!("{at_once}/{}", commits.fetch_add(1, Ordering::Relaxed));
                bare.commit(key.as_bytes(), u64::from(at_once))
            })
        },
    )?;
    figure.ours /= EACH * at_once;
    figure.bare /= EACH * at_once;
    Ok(figure)
}

/// Appends one entry, durably.
pub(crate) fn append(ground: &Ground) -> Result<Figure, Fault> {
    let mut bare = Bare::connect(&ground.storage)?;
    let mut commits = 0_u32;
    in_turn(
        "append entry (durable)",
        20,
        || {
            let entry = ChartEntry::PathChanged { at: now(), by: DANA, path: Path::NoDosing };
            let appended = ground.record.change(&Ground::therapist(), |change| {
                let chart = change.permit::<_, Write>(folder::<Chart>(Ground::SHORT))?;
                Ok(change.add(&chart, entry.clone())?)
            });
            appended.map_err(told)
        },
        || {
            commits += 1;
            bare.commit(format!("append/{commits}").as_bytes(), 1)
        },
    )
}

fn open(record: &Record, subject: SubjectId) -> Result<(), Fault> {
    let opened = record.read(&Ground::therapist(), |work| {
        let chart = work.permit::<_, Read>(folder::<Chart>(subject))?;
        Ok(work.open(&chart)?.head())
    });
    opened.map(drop).map_err(told)
}
