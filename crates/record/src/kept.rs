//! Files that wait beside a list until they are put where they belong, sealed in chunks like papers.

use terms::ids::Id;
use terms::trouble::Fault;

use crate::batch::Op;
use crate::change::Change;
use crate::db::{during, loose};
use crate::keys::Purpose;
use crate::list::{List, ListOf};
use crate::papers::{CHUNK_BYTES, belongs, whole};
use crate::permit::Permit;
use crate::record::Inner;
use crate::scope::{CanAdd, CanRead};
use crate::work::Work;

/// How the name begins under which they are stored; no folder's does.
const BESIDE: &str = "list/";

impl Change<'_> {
    /// Keeps the file of a row until it is erased. The row says by what hash the file is known again.
    pub fn keep<L: List, M: CanAdd>(
        &mut self,
        _permit: &Permit<ListOf<L>, M>,
        row: Id,
        bytes: &[u8],
    ) -> Result<(), Fault> {
        if bytes.len() > L::MOST_KEPT_BYTES {
            return Err(Fault::new("keep a file", "it is over the size that was checked at the door"));
        }
        let (name, random) = (beside::<L>(), self.inner.random.clone());
        for (chunk, part) in (0..).zip(bytes.chunks(CHUNK_BYTES)) {
            let sealed = self.inner.ring.seal(Purpose::Rows, &belongs(&name, row, chunk), part, &random)?;
            self.ops.push(Op::PutChunk { folder: name.clone(), paper: row.to_string(), chunk, sealed });
        }
        Ok(())
    }

    /// Erases the file of a row.
    pub fn erase_kept<L: List, M: CanAdd>(&mut self, _permit: &Permit<ListOf<L>, M>, row: Id) {
        self.ops.push(Op::EraseChunks { folder: beside::<L>(), paper: row.to_string() });
    }
}

impl Work<'_> {
    /// The whole file of a row; a missing, changed or added chunk is a fault.
    pub fn kept<L: List, M: CanRead>(
        &mut self,
        _permit: &Permit<ListOf<L>, M>,
        row: Id,
        hash: &str,
    ) -> Result<Vec<u8>, Fault> {
        self.send_accesses();
        let name = beside::<L>();
        let chunks = loose::chunks(self.db(), &name, &row.to_string()).map_err(during("read a file"))?;
        whole(chunks, hash, |chunk, sealed| self.inner.open_kept((&name, row, chunk), sealed))
    }
}

impl Inner {
    /// Opens one chunk.
    pub(crate) fn open_kept(&self, (name, row, chunk): (&str, Id, u64), sealed: &[u8]) -> Result<Vec<u8>, Fault> {
        self.ring.open(Purpose::Rows, &belongs(name, row, chunk), sealed)
    }
}

/// Whether chunks under this name wait beside a list, rather than stand in a folder.
pub(crate) fn is_beside_a_list(name: &str) -> bool {
    name.starts_with(BESIDE)
}

fn beside<L: List>() -> String {
    format!("{BESIDE}{}", L::NAME)
}
