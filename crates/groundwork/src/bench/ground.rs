//! A record in a folder of its own, with a chart of five hundred entries and a full calendar.

use std::path::PathBuf;

use jiff::{SignedDuration, Timestamp};
use record::record::{Record, Storage};
use terms::actor::{Context, Role};
use terms::trouble::{Fault, Never, Trouble};
use testkit::bulk::{fill_calendar, fill_chart};
use testkit::cast::{ALEXIS, DANA};
use testkit::ground::{acting, now, record};
use testkit::practice::practice;
use testkit::seed::seed;

/// How many entries the long chart has.
const ENTRIES: u32 = 500;

/// The record, and where it lies. The folder goes when this is dropped.
pub(crate) struct Ground {
    pub(crate) record: Record,
    /// The same long chart in memory, where writing the audit waits for no disk.
    pub(crate) in_memory: Record,
    pub(crate) storage: Storage,
    folder: PathBuf,
}

impl Ground {
    pub(crate) fn new() -> Result<Self, Fault> {
        let folder = std::env::temp_dir().join(format!("groundwork-bench-{}", std::process::id()));
        std::fs::create_dir_all(&folder).map_err(|error| Fault::new("make a folder to measure in", error))?;
        let storage = Storage::File(folder.join("record.db"));
        let record = record(&storage);
        seed(&record, &practice(), now()).map_err(told)?;
        fill_chart(&record, ENTRIES).map_err(told)?;
        fill_calendar(&record, now()).map_err(told)?;
        let in_memory = testkit::ground::record(&Storage::Memory);
        seed(&in_memory, &practice(), now()).map_err(told)?;
        fill_chart(&in_memory, ENTRIES).map_err(told)?;
        Ok(Self { record, in_memory, storage, folder })
    }

    /// The therapist whose chart it is.
    pub(crate) fn therapist() -> Context {
        acting(DANA, Role::Therapist)
    }

    /// Whose chart has five hundred entries.
    pub(crate) const LONG: terms::ids::SubjectId = testkit::cast::THEO;

    /// Whose chart has a few.
    pub(crate) const SHORT: terms::ids::SubjectId = ALEXIS;

    /// So many days from the moment at which everything begins.
    pub(crate) fn in_days(days: i64) -> Timestamp {
        now() + SignedDuration::from_hours(24 * days)
    }
}

impl Drop for Ground {
    fn drop(&mut self) {
        // What is left of a temporary folder is the system's to clear.
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

/// No rule refuses anything here.
pub(crate) fn told(trouble: Trouble<Never>) -> Fault {
    match trouble {
        Trouble::Fault(fault) => fault,
        Trouble::Denied(denied) => Fault::new("measure", format!("{denied:?}")),
        Trouble::Refused(never) => match never {},
    }
}
