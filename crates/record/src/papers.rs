//! Papers: uploads and documents, in sealed chunks beside the entries that name them.

use serde::{Deserialize, Serialize};
use terms::ids::Id;
use terms::trouble::Fault;

use crate::batch::Op;
use crate::chain::{hash_of, hex};
use crate::change::Change;
use crate::db::{during, loose};
use crate::keys::derive;
use crate::permit::Permit;
use crate::scope::{CanAdd, CanRead, FolderOf};
use crate::seal::{open, seal};
use crate::stored::Stored;
use crate::work::Work;

/// How many bytes stand in one chunk.
pub const CHUNK_BYTES: usize = 256 * 1024;

/// The largest paper, in bytes.
pub const MAX_PAPER_BYTES: usize = 25 * 1024 * 1024;

/// What an entry says of a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperRef {
    /// Which.
    pub id: Id,
    /// Its size in bytes.
    pub bytes: u64,
    /// The SHA-256 of the whole paper, in hexadecimal.
    pub hash: String,
}

impl Change<'_> {
    /// Puts a paper beside a folder's entries. The entry that names it is added in the same change.
    pub fn put_paper<F: Stored, M: CanAdd>(
        &mut self,
        permit: &Permit<FolderOf<F>, M>,
        bytes: &[u8],
    ) -> Result<PaperRef, Fault> {
        if bytes.len() > MAX_PAPER_BYTES {
            return Err(Fault::new("keep a paper", "it is over the size that was checked at the door"));
        }
        let random = self.inner.random.clone();
        let id = random.id();
        let folder = self.folder::<F>(permit.of())?;
        let (name, key) = (folder.name.clone(), derive(folder.key(), "papers"));
        for (chunk, part) in (0..).zip(bytes.chunks(CHUNK_BYTES)) {
            let sealed = seal(&key, 1, (&belongs(&name, id, chunk), part), &random);
            self.ops.push(Op::PutChunk { folder: name.clone(), paper: id.to_string(), chunk, sealed });
        }
        Ok(PaperRef { id, bytes: bytes.len() as u64, hash: hex(&hash_of(&[bytes])) })
    }
}

impl Work<'_> {
    /// A whole paper; a missing, changed or added chunk is a fault.
    pub fn paper<F: Stored, M: CanRead>(
        &mut self,
        permit: &Permit<FolderOf<F>, M>,
        paper: &PaperRef,
    ) -> Result<Vec<u8>, Fault> {
        self.send_accesses();
        let folder = self.folder::<F>(permit.of())?;
        let (name, key) = (folder.name.clone(), derive(folder.key(), "papers"));
        let chunks = loose::chunks(self.db(), &name, &paper.id.to_string()).map_err(during("read a paper"))?;
        let mut whole = Vec::new();
        for (chunk, sealed) in (0..).zip(chunks) {
            whole.extend(open(&key, &belongs(&name, paper.id, chunk), &sealed)?);
        }
        if hex(&hash_of(&[&whole])) == paper.hash {
            Ok(whole)
        } else {
            Err(Fault::new("read a paper", "it is not the one that the entry names"))
        }
    }
}

pub(crate) fn belongs(folder: &str, paper: Id, chunk: u64) -> Vec<u8> {
    format!("paper/{folder}/{paper}/{chunk}").into_bytes()
}
