//! Puts an entry in the place of others: their keys are erased in the same change, so that nobody reads them again.

use record::change::Change;
use record::permit::Permit;
use record::scope::{FolderOf, Write};
use record::stored::Stored;
use terms::trouble::Fault;

/// Adds the entry, and erases those that it stands for. It comes first in its folder.
pub(crate) fn put_instead<F: Stored>(
    change: &mut Change<'_>,
    permit: &Permit<FolderOf<F>, Write>,
    erased: &[u64],
    entry: F::Entry,
) -> Result<(), Fault> {
    if erased.is_empty() { change.add(permit, entry) } else { change.erase(permit, erased, entry) }
}
