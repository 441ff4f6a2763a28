//! Earlier records: papers of another system, filed beside the chart as they came. Nobody here wrote or signed them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::{BatchId, Id, StaffId};
use terms::paper::PaperRef;
use terms::text::Line;
use terms::words;

/// A paper that came along.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierRecord {
    /// The paper itself.
    pub paper: PaperRef,
    /// What its file was called.
    pub name: Line,
    /// When it was filed.
    pub at: Timestamp,
    /// By whom.
    pub by: StaffId,
    /// With which batch it came.
    pub batch: BatchId,
}

/// That a paper stands here no longer. Its bytes are erased; that it was here is not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordWithdrawn {
    /// Which paper.
    pub paper: Id,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: StaffId,
    /// Why.
    pub why: WithdrawnWhy,
}

words! {
    /// Why a paper stands in a chart no longer.
    WithdrawnWhy {
        /// Its batch was taken back as one, before anybody had opened it.
        TakenBack = "taken-back", "Taken back with its batch";
        /// It is somebody else's.
        WrongChart = "wrong-chart", "Filed in the wrong chart";
    }
}

/// Why a paper is not withdrawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WithdrawRefusal {
    /// No such paper stands in this chart, or does no longer.
    NotHere,
}

/// Keeps a paper among the others, in order of their names; one that stands there already stays as it is.
pub(crate) fn keep(records: &mut Vec<EarlierRecord>, record: EarlierRecord) {
    if records.iter().all(|earlier| earlier.paper.id != record.paper.id) {
        let order = |record: &EarlierRecord| record.name.as_str().to_lowercase();
        let at = records.partition_point(|earlier| order(earlier) <= order(&record));
        records.insert(at, record);
    }
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::chart::{Chart, Path};
    use crate::chart_entry::ChartEntry;
    use crate::made_up::{at, chart, id, line};

    fn filed(letter: char, name: &str) -> ChartEntry {
        ChartEntry::EarlierRecordFiled(EarlierRecord {
            paper: PaperRef { id: id(letter), bytes: 9, hash: "0".repeat(64) },
            name: line(name),
            at: at("2026-06-22 09:00"),
            by: id('m'),
            batch: id('b'),
        })
    }

    fn withdrawn(letter: char) -> ChartEntry {
        ChartEntry::EarlierRecordWithdrawn(RecordWithdrawn {
            paper: id(letter),
            at: at("2026-06-22 10:00"),
            by: id('m'),
            why: WithdrawnWhy::TakenBack,
        })
    }

    #[test]
    fn papers_stand_by_name_until_they_are_withdrawn() {
        let names = |chart: &Chart| {
            let names: Vec<&str> = chart.earlier_records().iter().map(|record| record.name.as_str()).collect();
            names.join(" ")
        };
        for (entries, expected) in [
            (vec![], ""),
            (vec![filed('x', "b.pdf"), filed('y', "A.pdf"), filed('z', "c.pdf")], "A.pdf b.pdf c.pdf"),
            (vec![filed('x', "b.pdf"), filed('x', "again.pdf")], "b.pdf"),
            (vec![filed('x', "b.pdf"), filed('y', "a.pdf"), withdrawn('x')], "a.pdf"),
            (vec![filed('x', "b.pdf"), withdrawn('q')], "b.pdf"),
        ] {
            let chart = entries.into_iter().fold(chart(Path::Undecided), Folder::with);
            assert_eq!(names(&chart), expected);
        }
    }

    #[test]
    fn a_paper_is_no_note_and_moves_no_stage() {
        let before = chart(Path::Undecided);
        assert_eq!(before.clone().with(filed('x', "intake.pdf")).card(), before.card());
    }
}
