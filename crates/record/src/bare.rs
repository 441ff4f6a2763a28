//! The bare limits, for the benchmark: the same rows and commits by the driver alone.

use terms::folder::FolderKind;
use terms::ids::SubjectId;
use terms::trouble::Fault;

use crate::db::{Db, bare, during};
use crate::record::{Storage, connect};
use crate::scope_name::folder_name;

/// A connection without keys, permits or audit.
pub struct Bare(Db);

impl Bare {
    /// Connects to a record's database.
    pub fn connect(storage: &Storage) -> Result<Self, Fault> {
        connect(storage).map(Self)
    }

    /// Reads a folder's rows as they lie there, and says how many there were.
    pub fn rows(&mut self, kind: FolderKind, subject: SubjectId) -> Result<usize, Fault> {
        bare::rows(&mut self.0, &folder_name(kind, subject)).map_err(during("read bare rows"))
    }

    /// One durable commit of so many small rows under this key, which must be new.
    pub fn commit(&mut self, key: &[u8], rows: u64) -> Result<(), Fault> {
        bare::commit(&mut self.0, key, rows).map_err(during("commit bare rows"))
    }
}
