//! What is moved in from another system: batches, and the file of one while it is looked at.

use schedule::move_in::Batch;
use schedule::paper_list::BatchPaper;
use schedule::table::Table;
use serde::{Deserialize, Serialize};
use terms::ids::{BatchId, Id};

use crate::list::{Clear, List};
use crate::scope::ListKind;

/// The rows of a batch's file. Erased when the batch is through, so that no second copy of them stays.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BatchFile {
    /// Of which batch.
    pub batch: BatchId,
    /// What stands in it.
    pub table: Table,
}

impl List for BatchPaper {
    const NAME: &'static str = "batch-paper";
    const KIND: ListKind = ListKind::Moves;

    fn id(&self) -> Id {
        self.id
    }

    fn clear(&self) -> Clear {
        Clear::new("", Some(self.at)).key1(self.batch.0.as_str())
    }
}

impl List for Batch {
    const NAME: &'static str = "batch";
    const KIND: ListKind = ListKind::Moves;

    fn id(&self) -> Id {
        self.id.0
    }

    fn clear(&self) -> Clear {
        Clear::new(self.state.code(), Some(self.at))
    }
}

impl List for BatchFile {
    const NAME: &'static str = "batch-file";
    const KIND: ListKind = ListKind::Moves;

    fn id(&self) -> Id {
        self.batch.0
    }

    fn clear(&self) -> Clear {
        Clear::default()
    }
}
