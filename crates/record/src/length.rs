//! How long a folder is, for whoever may drop something in: a number, and no look.

use terms::trouble::Fault;

use crate::batch::Op;
use crate::change::Change;
use crate::db::{during, entries};
use crate::permit::Permit;
use crate::scope::{CanAdd, FolderOf};
use crate::stored::Stored;

impl Change<'_> {
    /// How many entries the folder has. The change clashes when something is added to it meanwhile.
    pub fn length<F: Stored, M: CanAdd>(&mut self, permit: &Permit<FolderOf<F>, M>) -> Result<u64, Fault> {
        self.send_accesses();
        let folder = permit.of().name();
        let head = entries::head(self.db(), &folder).map_err(during("see how long a folder is"))?;
        let number = head.map_or(0, |(number, _)| number);
        self.ops.push(Op::Expect { folder, number });
        Ok(number)
    }
}
