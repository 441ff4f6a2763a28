//! Rows of lists: put, get, find, page and erase, written once for all lists.

use crate::db::{Db, DbResult, Row, Value, blob, int, maybe_blob, maybe_int, text};

/// A row as it is stored: its clear columns, and the rest sealed.
pub(crate) struct StoredRow {
    pub(crate) id: String,
    pub(crate) version: u64,
    pub(crate) state: String,
    pub(crate) at: Option<i64>,
    pub(crate) keys: [Option<Vec<u8>>; 2],
    pub(crate) sealed: Vec<u8>,
}

/// Which rows of a list are wanted.
pub(crate) enum Find<'a> {
    /// All of them, by id.
    All,
    /// Those in one state, oldest first.
    State(&'a str),
    /// Those with this keyed index in the first place, from one moment to another.
    Key1(&'a [u8], i64, i64),
    /// The same in the second place.
    Key2(&'a [u8], i64, i64),
}

/// One row.
pub(crate) fn get(db: &mut Db, list: &str, id: &str) -> DbResult<Option<(u64, Vec<u8>)>> {
    let rows = db.query("SELECT version, sealed FROM rows WHERE list = ?1 AND id = ?2", &[text(list), text(id)])?;
    rows.into_iter().next().map(|mut row| Ok((row.number()?, row.blob()?))).transpose()
}

/// The rows wanted: id, version and sealed rest.
pub(crate) fn find(db: &mut Db, list: &str, find: &Find<'_>) -> DbResult<Vec<(String, u64, Vec<u8>)>> {
    let rows = match find {
        Find::All => db.query("SELECT id, version, sealed FROM rows WHERE list = ?1 ORDER BY id", &[text(list)]),
        Find::State(state) => db.query(
            "SELECT id, version, sealed FROM rows WHERE list = ?1 AND state = ?2 ORDER BY at, id",
            &[text(list), text(*state)],
        ),
        Find::Key1(key, from, until) => db.query(
            "SELECT id, version, sealed FROM rows WHERE list = ?1 AND key1 = ?2 AND at >= ?3 AND at < ?4 ORDER BY at, id",
            &[text(list), blob(key), Value::Int(*from), Value::Int(*until)],
        ),
        Find::Key2(key, from, until) => db.query(
            "SELECT id, version, sealed FROM rows WHERE list = ?1 AND key2 = ?2 AND at >= ?3 AND at < ?4 ORDER BY at, id",
            &[text(list), blob(key), Value::Int(*from), Value::Int(*until)],
        ),
    }?;
    rows.into_iter().map(|mut row: Row| Ok((row.text()?, row.number()?, row.blob()?))).collect()
}

/// Writes a row whose earlier version was `row.version - 1`; says whether that version was still there.
pub(crate) fn put(db: &mut Db, list: &str, row: &StoredRow) -> DbResult<bool> {
    let values = [
        text(list),
        text(row.id.as_str()),
        int(row.version),
        text(row.state.as_str()),
        maybe_int(row.at),
        maybe_blob(row.keys[0].as_deref()),
        maybe_blob(row.keys[1].as_deref()),
        blob(&row.sealed),
    ];
    let touched = if row.version == 1 {
        db.execute(
            "INSERT INTO rows (list, id, version, state, at, key1, key2, sealed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            &values,
        )?
    } else {
        db.execute(
            "UPDATE rows SET version = ?3, state = ?4, at = ?5, key1 = ?6, key2 = ?7, sealed = ?8
             WHERE list = ?1 AND id = ?2 AND version + 1 = ?3",
            &values,
        )?
    };
    Ok(touched == 1)
}

/// Takes a row away.
pub(crate) fn erase(db: &mut Db, list: &str, id: &str) -> DbResult<()> {
    db.execute("DELETE FROM rows WHERE list = ?1 AND id = ?2", &[text(list), text(id)]).map(drop)
}
