//! Old papers from another system: each one client's, somebody's to find, or not taken.

use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::{BatchId, Id, SubjectId};
use terms::words;

use crate::paper_path::PaperPath;
use crate::people::Client;
use crate::visit_list::Unmatched;
use crate::whose_paper::InPaths;

/// The most papers that one file brings.
pub const MAX_PAPERS: usize = 500;

words! {
    /// Why a paper is not taken.
    PaperWrong {
        NotPdf = "not-pdf", "Not a PDF";
        TooLarge = "too-large", "Too large";
        /// It leads out of the zip, is too long, or has letters that no keyboard types.
        BadPath = "bad-path", "A path that is not safe";
        /// It is locked with a password.
        Locked = "locked", "Locked with a password";
        Damaged = "damaged", "Damaged";
    }
}

/// Why a whole file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PapersTrouble {
    /// It is no zip, or damaged.
    Unreadable,
    /// Nothing is in it.
    Empty,
    /// More papers than one file may bring.
    TooMany,
    /// It unpacks to more than one file may.
    TooMuch,
}

/// A paper of a batch. Its bytes wait beside this row until they are filed or thrown away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchPaper {
    /// Its id, as long as it waits.
    pub id: Id,
    /// Of which batch.
    pub batch: BatchId,
    /// When it was brought.
    pub at: Timestamp,
    /// Its place in the file.
    pub row: u32,
    /// Its path there.
    pub path: PaperPath,
    /// Its size.
    pub bytes: u64,
    /// By what its bytes are known again.
    pub hash: String,
    /// Why it is not taken, if it is not; then no bytes wait.
    pub wrong: Option<PaperWrong>,
    /// Where it was filed.
    pub filed: Option<FiledPaper>,
}

/// Where a paper was filed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledPaper {
    /// In whose chart.
    pub subject: SubjectId,
    /// Its id there.
    pub paper: Id,
    /// When.
    pub at: Timestamp,
}

/// A paper that would be filed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewPaper {
    /// Its place.
    pub row: u32,
    /// In whose chart.
    pub subject: SubjectId,
}

/// The papers of a batch as they were understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadPapers {
    /// What would be filed.
    pub new: Vec<NewPaper>,
    /// Papers that stand in that chart already, byte for byte.
    pub here: Vec<u32>,
    /// The tray: papers that are nobody's yet.
    pub tray: Vec<Unmatched>,
    /// Papers that are not taken.
    pub wrong: Vec<(u32, PaperWrong)>,
}

/// Reads the papers of a batch; `filed` are all that ever were, and `matched` says by hand whose some are.
pub fn read_papers(
    papers: &[BatchPaper],
    filed: &[(SubjectId, String)],
    (matched, clients): (&BTreeMap<u32, SubjectId>, &[Client]),
) -> ReadPapers {
    let known = InPaths::of(clients);
    let mut stands: HashSet<(SubjectId, &str)> =
        filed.iter().map(|(subject, hash)| (*subject, hash.as_str())).collect();
    let mut list = ReadPapers::default();
    for paper in papers.iter().filter(|paper| paper.filed.is_none()) {
        let row = paper.row;
        if let Some(wrong) = paper.wrong {
            list.wrong.push((row, wrong));
            continue;
        }
        match matched.get(&row).copied().map_or_else(|| known.find(&paper.path), Ok) {
            Ok(subject) if stands.insert((subject, &paper.hash)) => list.new.push(NewPaper { row, subject }),
            Ok(_) => list.here.push(row),
            Err(why) => list.tray.push(Unmatched { row, name: paper.path.as_str().to_owned(), why }),
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::{at, client, id};
    use crate::whose::Nobodys;

    fn paper(row: u32, path: &str, hash: &str) -> BatchPaper {
        BatchPaper {
            id: id('p'),
            batch: id('b'),
            at: at("2026-06-22 09:00"),
            row,
            path: PaperPath::parse(path).unwrap(),
            bytes: 9,
            hash: hash.to_owned(),
            wrong: None,
            filed: None,
        }
    }

    #[test]
    fn each_paper_is_filed_passed_over_held_back_or_not_taken() {
        let rowan = client("Rowan Keller", 2017);
        let maya = Client { subject: id('m'), ..client("Maya Kaufer", 2018) };
        let done = FiledPaper { subject: rowan.subject, paper: id('x'), at: at("2026-06-22 09:00") };
        let papers = [
            paper(0, "Rowan Keller/a.pdf", "one"),
            paper(1, "Rowan Keller/again.pdf", "one"),
            paper(2, "Maya Kaufer/a.pdf", "one"),
            paper(3, "Rowan Keller/before.pdf", "old"),
            paper(4, "nobody.pdf", "two"),
            paper(5, "by hand.pdf", "three"),
            BatchPaper { wrong: Some(PaperWrong::NotPdf), ..paper(6, "Rowan Keller/photo.jpg", "") },
            BatchPaper { filed: Some(done), ..paper(7, "Rowan Keller/filed.pdf", "four") },
        ];
        let list = read_papers(
            &papers,
            &[(rowan.subject, "old".to_owned())],
            (&BTreeMap::from([(5, id('m'))]), &[rowan.clone(), maya]),
        );
        let new: Vec<(u32, SubjectId)> = list.new.iter().map(|new| (new.row, new.subject)).collect();
        assert_eq!(new, [(0, rowan.subject), (2, id('m')), (5, id('m'))]);
        assert_eq!((list.here, list.wrong), (vec![1, 3], vec![(6, PaperWrong::NotPdf)]));
        assert_eq!((list.tray[0].row, list.tray[0].why), (4, Nobodys::NotHere));
    }
}
