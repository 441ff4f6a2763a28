//! A batch: what one action changes, whole or not at all.

use jiff::Timestamp;

use crate::db::entries::StoredEntry;
use crate::db::folders::StoredDue;
use crate::db::holds::StoredHold;
use crate::db::rows::StoredRow;
use crate::db::{Db, DbError, DbResult, entries, folders, holds, loose, rows};
use crate::permit::Access;

/// One change to the database, with everything sealed already.
pub(crate) enum Op {
    /// A folder is as long as it was when it was opened.
    Expect {
        folder: String,
        number: u64,
    },
    /// A row has the version it had; 0 where it was not there.
    Rely {
        list: &'static str,
        id: String,
        version: u64,
    },
    CreateFolder {
        folder: String,
        subject: String,
        kind: &'static str,
        wrapped_key: Vec<u8>,
    },
    Append {
        folder: String,
        entry: StoredEntry,
    },
    Erase {
        folder: String,
        number: u64,
    },
    PutCard {
        folder: String,
        kind: &'static str,
        sealed: Vec<u8>,
    },
    SetDues {
        folder: String,
        dues: Vec<StoredDue>,
    },
    PutRow {
        list: &'static str,
        row: StoredRow,
    },
    EraseRow {
        list: &'static str,
        id: String,
    },
    PutDraft {
        author: String,
        thing: String,
        version: u64,
        at: i64,
        sealed: Vec<u8>,
    },
    DropDraft {
        author: String,
        thing: String,
    },
    Hold(StoredHold),
    Release {
        appointment: String,
    },
    ReleaseExpired {
        now: i64,
    },
    PutChunk {
        folder: String,
        paper: String,
        chunk: u64,
        sealed: Vec<u8>,
    },
    EraseChunks {
        folder: String,
        paper: String,
    },
    Once {
        key: Vec<u8>,
        at: i64,
        answer: Vec<u8>,
    },
}

/// What goes to the writer together.
#[derive(Default)]
pub(crate) struct Batch {
    pub(crate) ops: Vec<Op>,
    pub(crate) accesses: Vec<Access>,
    /// When the ends of all audit chains are to be tied together, at this moment.
    pub(crate) checkpoint: Option<Timestamp>,
}

/// Why a batch was not written, though nothing broke.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clash {
    /// What it was made from has changed meanwhile; making it again may help.
    Moved,
    /// Somebody else holds the time.
    HoldTaken,
    /// This was done before.
    OnceUsed,
}

/// What became of one step of a batch.
pub(crate) enum StepError {
    Clash(Clash),
    Broken(DbError),
}

impl Batch {
    /// Carries out every step in order, inside the transaction that stands open.
    pub(crate) fn apply(&self, db: &mut Db) -> Result<(), StepError> {
        self.ops.iter().try_for_each(|op| apply(db, op))
    }

    /// The folders whose heads this batch moves.
    pub(crate) fn heads(&self) -> Vec<(&str, u64, &[u8])> {
        let mut heads: Vec<(&str, u64, &[u8])> = Vec::new();
        for op in &self.ops {
            if let Op::Append { folder, entry } = op {
                heads.retain(|(known, _, _)| known != folder);
                heads.push((folder, entry.number, &entry.hash));
            }
        }
        heads
    }

    /// Whether a trace of what it erased could be left in the database's side files.
    pub(crate) fn erases(&self) -> bool {
        self.ops.iter().any(|op| matches!(op, Op::Erase { .. } | Op::EraseRow { .. } | Op::EraseChunks { .. }))
    }
}

fn apply(db: &mut Db, op: &Op) -> Result<(), StepError> {
    match op {
        Op::Expect { folder, number } => {
            step(folders::lock(db, folder))?;
            let head = step(entries::head(db, folder))?.map_or(0, |(number, _)| number);
            still(head == *number)
        }
        Op::Rely { list, id, version } => {
            let there = step(rows::get(db, list, id))?.map_or(0, |(version, _)| version);
            still(there == *version)
        }
        Op::CreateFolder { folder, subject, kind, wrapped_key } => {
            step(folders::create(db, [folder, subject, kind], wrapped_key))
        }
        Op::Append { folder, entry } => step(entries::append(db, folder, entry)),
        Op::Erase { folder, number } => {
            step(entries::erase(db, folder, *number)).and_then(|touched| still(touched == 1))
        }
        Op::PutCard { folder, kind, sealed } => step(folders::put_card(db, [folder, kind], sealed)),
        Op::SetDues { folder, dues } => step(folders::set_dues(db, folder, dues)),
        Op::PutRow { list, row } => step(rows::put(db, list, row)).and_then(still),
        Op::EraseRow { list, id } => step(rows::erase(db, list, id)),
        Op::PutDraft { author, thing, version, at, sealed } => {
            step(loose::put_draft(db, [author, thing], *version, (*at, sealed))).and_then(still)
        }
        Op::DropDraft { author, thing } => step(loose::drop_draft(db, author, thing)).and_then(still),
        Op::Hold(hold) => step(holds::add(db, hold)),
        Op::Release { appointment } => step(holds::release(db, appointment)),
        Op::ReleaseExpired { now } => step(holds::release_expired(db, *now)),
        Op::PutChunk { folder, paper, chunk, sealed } => step(loose::put_chunk(db, [folder, paper], *chunk, sealed)),
        Op::EraseChunks { folder, paper } => step(loose::erase_chunks(db, folder, paper)),
        Op::Once { key, at, answer } => step(loose::put_once(db, key, *at, answer)),
    }
}

fn still(as_it_was: bool) -> Result<(), StepError> {
    if as_it_was { Ok(()) } else { Err(StepError::Clash(Clash::Moved)) }
}

fn step<T>(result: DbResult<T>) -> Result<T, StepError> {
    result.map_err(|error| match error {
        DbError::Taken => StepError::Clash(Clash::Moved),
        DbError::Done => StepError::Clash(Clash::OnceUsed),
        DbError::Overlap => StepError::Clash(Clash::HoldTaken),
        error @ (DbError::Stays | DbError::Other(_)) => StepError::Broken(error),
    })
}
