//! Entries: appended, read in order, never changed; erased by taking their key away.

use crate::db::{Db, DbResult, blob, int, maybe_blob, text};

/// An entry as it is stored.
pub(crate) struct StoredEntry {
    pub(crate) number: u64,
    pub(crate) prev: Vec<u8>,
    pub(crate) hash: Vec<u8>,
    pub(crate) sealed: Vec<u8>,
    /// Gone once the entry is erased.
    pub(crate) wrapped_key: Option<Vec<u8>>,
    pub(crate) once: Option<Vec<u8>>,
}

/// All entries of a folder, in order.
pub(crate) fn of_folder(db: &mut Db, folder: &str) -> DbResult<Vec<StoredEntry>> {
    let rows = db.query(
        "SELECT number, prev, hash, sealed, wrapped_key, once FROM entries WHERE folder = ?1 ORDER BY number",
        &[text(folder)],
    )?;
    rows.into_iter()
        .map(|mut row| {
            Ok(StoredEntry {
                number: row.number()?,
                prev: row.blob()?,
                hash: row.blob()?,
                sealed: row.blob()?,
                wrapped_key: row.blob_or_null()?,
                once: row.blob_or_null()?,
            })
        })
        .collect()
}

/// Adds an entry. Taken when the number or the once-key is there already.
pub(crate) fn append(db: &mut Db, folder: &str, entry: &StoredEntry) -> DbResult<()> {
    db.execute(
        "INSERT INTO entries (folder, number, prev, hash, sealed, wrapped_key, once) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        &[
            text(folder),
            int(entry.number),
            blob(&entry.prev),
            blob(&entry.hash),
            blob(&entry.sealed),
            maybe_blob(entry.wrapped_key.as_deref()),
            maybe_blob(entry.once.as_deref()),
        ],
    )
    .map(drop)
}

/// Takes an entry's key away for ever.
pub(crate) fn erase(db: &mut Db, folder: &str, number: u64) -> DbResult<u64> {
    db.execute("UPDATE entries SET wrapped_key = NULL WHERE folder = ?1 AND number = ?2", &[text(folder), int(number)])
}

/// Number and hash of a folder's last entry.
pub(crate) fn head(db: &mut Db, folder: &str) -> DbResult<Option<(u64, Vec<u8>)>> {
    let rows =
        db.query("SELECT number, hash FROM entries WHERE folder = ?1 ORDER BY number DESC LIMIT 1", &[text(folder)])?;
    rows.into_iter().next().map(|mut row| Ok((row.number()?, row.blob()?))).transpose()
}

/// Every folder that has entries, whether or not it has a row of its own.
pub(crate) fn folders_with_entries(db: &mut Db) -> DbResult<Vec<String>> {
    db.query("SELECT DISTINCT folder FROM entries ORDER BY folder", &[])?
        .into_iter()
        .map(|mut row| row.text())
        .collect()
}
