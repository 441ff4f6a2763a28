//! What is sealed or wrapped by a key of the practice, so that it can be sealed anew under another.

use crate::db::{Db, DbResult, Value, blob, int, text};

/// Something sealed by the key of rows: by which columns it is found, and what it belongs to.
pub(crate) struct Sealed {
    select: &'static str,
    update: &'static str,
    /// What it belongs to, from the columns by which it is found; nothing where another key seals it.
    pub(crate) belongs: fn(&[Value]) -> Option<Vec<u8>>,
    columns: usize,
}

/// Everything that the key of rows seals, table by table.
pub(crate) const SEALED: [Sealed; 5] = [
    Sealed {
        select: "SELECT list, id, version, sealed FROM rows ORDER BY list, id LIMIT ?1 OFFSET ?2",
        update: "UPDATE rows SET sealed = ?1 WHERE list = ?2 AND id = ?3 AND version = ?4",
        belongs: crate::rekey::row,
        columns: 3,
    },
    Sealed {
        select: "SELECT folder, sealed FROM cards ORDER BY folder LIMIT ?1 OFFSET ?2",
        update: "UPDATE cards SET sealed = ?1 WHERE folder = ?2",
        belongs: crate::rekey::card,
        columns: 1,
    },
    Sealed {
        select: "SELECT author, thing, version, sealed FROM drafts ORDER BY author, thing LIMIT ?1 OFFSET ?2",
        update: "UPDATE drafts SET sealed = ?1 WHERE author = ?2 AND thing = ?3 AND version = ?4",
        belongs: crate::rekey::draft,
        columns: 3,
    },
    Sealed {
        select: "SELECT folder, paper, chunk, sealed FROM papers ORDER BY folder, paper, chunk LIMIT ?1 OFFSET ?2",
        update: "UPDATE papers SET sealed = ?1 WHERE folder = ?2 AND paper = ?3 AND chunk = ?4",
        belongs: crate::rekey::chunk,
        columns: 3,
    },
    Sealed {
        select: "SELECT key, answer FROM once ORDER BY key LIMIT ?1 OFFSET ?2",
        update: "UPDATE once SET answer = ?1 WHERE key = ?2",
        belongs: crate::rekey::once,
        columns: 1,
    },
];

impl Sealed {
    /// So many of them from a place on: the columns by which each is found, and its sealed bytes.
    pub(crate) fn portion(&self, db: &mut Db, most: u64, from: u64) -> DbResult<Vec<(Vec<Value>, Vec<u8>)>> {
        let rows = db.query(self.select, &[int(most), int(from)])?;
        rows.into_iter()
            .map(|mut row| {
                let found = row.0.by_ref().take(self.columns).collect();
                Ok((found, row.blob()?))
            })
            .collect()
    }

    /// Puts it in place of what was sealed before.
    pub(crate) fn put(&self, db: &mut Db, found: &[Value], sealed: &[u8]) -> DbResult<()> {
        let values: Vec<Value> = [blob(sealed)].into_iter().chain(found.iter().cloned()).collect();
        db.execute(self.update, &values).map(drop)
    }
}

/// Every folder with its wrapped key.
pub(crate) fn wrapped_keys(db: &mut Db) -> DbResult<Vec<(String, Vec<u8>)>> {
    let rows = db.query("SELECT folder, wrapped_key FROM folders ORDER BY folder", &[])?;
    rows.into_iter().map(|mut row| Ok((row.text()?, row.blob()?))).collect()
}

/// Puts another wrapping of a folder's key in its place.
pub(crate) fn wrap_folder(db: &mut Db, folder: &str, wrapped: &[u8]) -> DbResult<()> {
    db.execute("UPDATE folders SET wrapped_key = ?1 WHERE folder = ?2", &[blob(wrapped), text(folder)]).map(drop)
}

/// The same for a key of the ring.
pub(crate) fn wrap_ring(db: &mut Db, (name, generation): (&str, u64), wrapped: &[u8]) -> DbResult<()> {
    db.execute(
        "UPDATE keys SET wrapped = ?1 WHERE name = ?2 AND generation = ?3",
        &[blob(wrapped), text(name), int(generation)],
    )
    .map(drop)
}

/// Forgets the generations of a key before this one.
pub(crate) fn forget_before(db: &mut Db, name: &str, generation: u64) -> DbResult<u64> {
    db.execute("DELETE FROM keys WHERE name = ?1 AND generation < ?2", &[text(name), int(generation)])
}
