//! The bare limits that the benchmark compares with: the same bytes by the driver alone, without keys, permits or audit.

use crate::db::{Db, DbResult, blob, int, text};

/// Reads the sealed bytes of a folder's rows, and nothing else.
pub(crate) fn rows(db: &mut Db, folder: &str) -> DbResult<usize> {
    Ok(db
        .query(
            "SELECT number, prev, hash, sealed, wrapped_key, once FROM entries WHERE folder = ?1 ORDER BY number",
            &[text(folder)],
        )?
        .len())
}

/// Writes one row in a durable commit of its own.
pub(crate) fn commit(db: &mut Db, key: &[u8], rows: u64) -> DbResult<()> {
    db.begin()?;
    for row in 0..rows {
        let key = [key, &row.to_be_bytes()].concat();
        db.execute("INSERT INTO once (key, at, answer) VALUES (?1, ?2, ?3)", &[blob(&key), int(0), blob(&[7; 300])])?;
    }
    db.run("COMMIT")
}
