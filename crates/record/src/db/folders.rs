//! Folders with their keys, and what is derived from them: cards and dues.

use crate::db::{Db, DbResult, Row, Value, blob, text};

/// A due row.
pub(crate) struct StoredDue {
    pub(crate) folder: String,
    pub(crate) key: String,
    pub(crate) at: i64,
    pub(crate) kind: String,
}

/// The wrapped key of a folder, when there is such a folder.
pub(crate) fn wrapped_key(db: &mut Db, folder: &str) -> DbResult<Option<Vec<u8>>> {
    let rows = db.query("SELECT wrapped_key FROM folders WHERE folder = ?1", &[text(folder)])?;
    rows.into_iter().next().map(|mut row| row.blob()).transpose()
}

/// Makes a folder. Taken when another made it first.
pub(crate) fn create(db: &mut Db, [folder, subject, kind]: [&str; 3], wrapped_key: &[u8]) -> DbResult<()> {
    db.execute(
        "INSERT INTO folders (folder, subject, kind, wrapped_key) VALUES (?1, ?2, ?3, ?4)",
        &[text(folder), text(subject), text(kind), blob(wrapped_key)],
    )
    .map(drop)
}

/// Waits until no other server writes to the folder.
pub(crate) fn lock(db: &mut Db, folder: &str) -> DbResult<()> {
    match db {
        // One writer at a time: the transaction is the lock.
        Db::Sqlite(_) => Ok(()),
        Db::Postgres(_) => {
            db.query("SELECT folder FROM folders WHERE folder = ?1 FOR UPDATE", &[text(folder)]).map(drop)
        }
    }
}

/// Every folder, with its kind.
pub(crate) fn all(db: &mut Db) -> DbResult<Vec<(String, String, String)>> {
    let rows = db.query("SELECT folder, subject, kind FROM folders ORDER BY folder", &[])?;
    rows.into_iter().map(|mut row| Ok((row.text()?, row.text()?, row.text()?))).collect()
}

/// Writes a folder's card over the one before.
pub(crate) fn put_card(db: &mut Db, [folder, kind]: [&str; 2], sealed: &[u8]) -> DbResult<()> {
    db.execute(
        "INSERT INTO cards (folder, kind, sealed) VALUES (?1, ?2, ?3) ON CONFLICT (folder) DO UPDATE SET sealed = excluded.sealed",
        &[text(folder), text(kind), blob(sealed)],
    )
    .map(drop)
}

/// One folder's card.
pub(crate) fn card(db: &mut Db, folder: &str) -> DbResult<Option<Vec<u8>>> {
    let rows = db.query("SELECT sealed FROM cards WHERE folder = ?1", &[text(folder)])?;
    rows.into_iter().next().map(|mut row| row.blob()).transpose()
}

/// All cards of one kind, with their folders.
pub(crate) fn cards(db: &mut Db, kind: &str) -> DbResult<Vec<(String, Vec<u8>)>> {
    let rows = db.query("SELECT folder, sealed FROM cards WHERE kind = ?1 ORDER BY folder", &[text(kind)])?;
    rows.into_iter().map(|mut row| Ok((row.text()?, row.blob()?))).collect()
}

/// Puts these dues in the place of all that the folder had.
pub(crate) fn set_dues(db: &mut Db, folder: &str, dues: &[StoredDue]) -> DbResult<()> {
    db.execute("DELETE FROM dues WHERE folder = ?1", &[text(folder)])?;
    for due in dues {
        db.execute(
            "INSERT INTO dues (folder, key, at, kind) VALUES (?1, ?2, ?3, ?4)",
            &[text(folder), text(due.key.as_str()), Value::Int(due.at), text(due.kind.as_str())],
        )?;
    }
    Ok(())
}

/// What is due at or before `at`, oldest first.
pub(crate) fn dues_until(db: &mut Db, at: i64) -> DbResult<Vec<StoredDue>> {
    let rows =
        db.query("SELECT folder, key, at, kind FROM dues WHERE at <= ?1 ORDER BY at, folder, key", &[Value::Int(at)])?;
    rows.into_iter().map(stored_due).collect()
}

/// What a folder has due, by key.
pub(crate) fn dues_of(db: &mut Db, folder: &str) -> DbResult<Vec<StoredDue>> {
    let rows = db.query("SELECT folder, key, at, kind FROM dues WHERE folder = ?1 ORDER BY key", &[text(folder)])?;
    rows.into_iter().map(stored_due).collect()
}

fn stored_due(mut row: Row) -> DbResult<StoredDue> {
    Ok(StoredDue { folder: row.text()?, key: row.text()?, at: row.int()?, kind: row.text()? })
}
