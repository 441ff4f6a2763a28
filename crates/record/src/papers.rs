//! Papers: uploads and documents, in sealed chunks beside the entries that name them.

use std::marker::PhantomData;

use sha2::{Digest, Sha256};
use terms::folder::Folder;
use terms::ids::{Id, SubjectId};
use terms::paper::{MAX_PAPER_BYTES, PaperRef};
use terms::trouble::Fault;

use crate::batch::Op;
use crate::chain::hex;
use crate::change::Change;
use crate::db::{during, folders, loose};
use crate::kept::is_beside_a_list;
use crate::keys::derive;
use crate::permit::Permit;
use crate::record::Inner;
use crate::scope::{CanAdd, CanRead, FolderOf, Of, Scope, folder};
use crate::seal::{Key, open, seal};
use crate::stored::Stored;
use crate::work::Work;

/// How many bytes stand in one chunk.
pub const CHUNK_BYTES: usize = 256 * 1024;

/// The papers in the folder `F` of one client or couple.
pub struct PapersOf<F>(SubjectId, PhantomData<fn() -> F>);

/// The papers in the folder `F` of `subject`.
pub fn papers<F: Folder>(subject: SubjectId) -> PapersOf<F> {
    PapersOf(subject, PhantomData)
}

impl<F: Folder> Of for PapersOf<F> {
    fn scope(&self) -> Scope {
        Scope::Papers(F::KIND, self.0)
    }
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
        Ok(PaperRef { id, bytes: bytes.len() as u64, hash: hash_of_paper(bytes) })
    }

    /// Erases a paper's bytes. The entry that named it stays; one that says why they are gone is added in the same
    /// change.
    pub fn erase_paper<F: Stored, M: CanAdd>(&mut self, permit: &Permit<FolderOf<F>, M>, paper: Id) {
        self.ops.push(Op::EraseChunks { folder: permit.of().name(), paper: paper.to_string() });
    }
}

impl Work<'_> {
    /// A whole paper; a missing, changed or added chunk is a fault.
    pub fn paper<F: Stored, M: CanRead>(
        &mut self,
        permit: &Permit<PapersOf<F>, M>,
        paper: &PaperRef,
    ) -> Result<Vec<u8>, Fault> {
        self.send_accesses();
        let folder = self.folder::<F>(&folder(permit.of().0))?;
        let (name, key) = (folder.name.clone(), derive(folder.key(), "papers"));
        let chunks = loose::chunks(self.db(), &name, &paper.id.to_string()).map_err(during("read a paper"))?;
        whole(chunks, &paper.hash, |chunk, sealed| open(&key, &belongs(&name, paper.id, chunk), sealed))
    }
}

impl Inner {
    /// Whether a piece of a paper opens, be it in a folder or waiting beside a list.
    pub(crate) fn opens(&self, (name, id, chunk): (&str, Id, u64), sealed: &[u8]) -> Result<bool, Fault> {
        if is_beside_a_list(name) {
            return Ok(self.open_kept((name, id, chunk), sealed).is_ok());
        }
        let key = derive(&self.folder_key(name)?, "papers");
        Ok(open(&key, &belongs(name, id, chunk), sealed).is_ok())
    }

    fn folder_key(&self, folder: &str) -> Result<Key, Fault> {
        let wrapped = folders::wrapped_key(&mut self.readers.take(), folder).map_err(during("find a folder"))?;
        let wrapped = wrapped.ok_or_else(|| Fault::new("find a folder", "a paper stands beside none"))?;
        self.master.unwrap(&format!("folder/{folder}"), &wrapped)
    }
}

/// By what the bytes of a paper are known again.
pub fn hash_of_paper(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The bytes of all chunks, if they are those that were meant.
pub(crate) fn whole(
    chunks: Vec<Vec<u8>>,
    hash: &str,
    open: impl Fn(u64, &[u8]) -> Result<Vec<u8>, Fault>,
) -> Result<Vec<u8>, Fault> {
    let mut whole = Vec::new();
    for (chunk, sealed) in (0..).zip(chunks) {
        whole.extend(open(chunk, &sealed)?);
    }
    if hash_of_paper(&whole) == hash {
        Ok(whole)
    } else {
        Err(Fault::new("read a paper", "it is not the one that was kept"))
    }
}

pub(crate) fn belongs(folder: &str, paper: Id, chunk: u64) -> Vec<u8> {
    format!("paper/{folder}/{paper}/{chunk}").into_bytes()
}
