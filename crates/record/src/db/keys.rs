//! The ring of named keys, each wrapped by the master key.

use crate::db::{Db, DbResult, blob, int, text};

/// Every key of the ring: name, generation, wrapped.
pub(crate) fn all(db: &mut Db) -> DbResult<Vec<(String, u64, Vec<u8>)>> {
    let rows = db.query("SELECT name, generation, wrapped FROM keys ORDER BY name, generation", &[])?;
    rows.into_iter().map(|mut row| Ok((row.text()?, row.number()?, row.blob()?))).collect()
}

/// Adds a key. Taken when another server made it first.
pub(crate) fn add(db: &mut Db, name: &str, generation: u64, wrapped: &[u8]) -> DbResult<()> {
    db.execute(
        "INSERT INTO keys (name, generation, wrapped) VALUES (?1, ?2, ?3)",
        &[text(name), int(generation), blob(wrapped)],
    )
    .map(drop)
}
