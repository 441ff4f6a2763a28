//! Every table as it lies there, in one order that both databases read and write: for backups.

use std::ops::ControlFlow;

use crate::db::{Db, DbResult, Row, Value, int};

/// How a table is read and written.
pub(crate) struct Table {
    pub(crate) name: &'static str,
    select: &'static str,
    insert: &'static str,
}

/// All of them, in the order in which they can be written.
pub(crate) const TABLES: [Table; 12] = [
    Table {
        name: "keys",
        select: "SELECT name, generation, wrapped FROM keys ORDER BY name, generation",
        insert: "INSERT INTO keys (name, generation, wrapped) VALUES (?1, ?2, ?3)",
    },
    Table {
        name: "folders",
        select: "SELECT folder, subject, kind, wrapped_key FROM folders ORDER BY folder",
        insert: "INSERT INTO folders (folder, subject, kind, wrapped_key) VALUES (?1, ?2, ?3, ?4)",
    },
    Table {
        name: "entries",
        select: "SELECT folder, number, prev, hash, sealed, wrapped_key, once FROM entries ORDER BY folder, number",
        insert: "INSERT INTO entries (folder, number, prev, hash, sealed, wrapped_key, once) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    },
    Table {
        name: "cards",
        select: "SELECT folder, kind, sealed FROM cards ORDER BY folder",
        insert: "INSERT INTO cards (folder, kind, sealed) VALUES (?1, ?2, ?3)",
    },
    Table {
        name: "dues",
        select: "SELECT folder, key, at, kind FROM dues ORDER BY folder, key",
        insert: "INSERT INTO dues (folder, key, at, kind) VALUES (?1, ?2, ?3, ?4)",
    },
    Table {
        name: "rows",
        select: "SELECT list, id, version, state, at, key1, key2, sealed FROM rows ORDER BY list, id",
        insert: "INSERT INTO rows (list, id, version, state, at, key1, key2, sealed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    },
    Table {
        name: "drafts",
        select: "SELECT author, thing, version, at, sealed FROM drafts ORDER BY author, thing",
        insert: "INSERT INTO drafts (author, thing, version, at, sealed) VALUES (?1, ?2, ?3, ?4, ?5)",
    },
    Table {
        name: "holds",
        select: "SELECT resource, from_at, until_at, appointment, layer, expires_at FROM holds ORDER BY resource, layer, from_at",
        insert: "INSERT INTO holds (resource, from_at, until_at, appointment, layer, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    },
    Table {
        name: "papers",
        select: "SELECT folder, paper, chunk, sealed FROM papers ORDER BY folder, paper, chunk",
        insert: "INSERT INTO papers (folder, paper, chunk, sealed) VALUES (?1, ?2, ?3, ?4)",
    },
    Table {
        name: "once",
        select: "SELECT key, at, answer FROM once ORDER BY key",
        insert: "INSERT INTO once (key, at, answer) VALUES (?1, ?2, ?3)",
    },
    Table {
        name: "audit",
        select: "SELECT chain, number, at, actor, what, mode, allowed, heads, prev, hash, mac FROM audit ORDER BY chain, number",
        insert: "INSERT INTO audit (chain, number, at, actor, what, mode, allowed, heads, prev, hash, mac) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    },
    Table {
        name: "chains",
        select: "SELECT chain, number, hash FROM chains ORDER BY chain",
        insert: "INSERT INTO chains (chain, number, hash) VALUES (?1, ?2, ?3)",
    },
];

/// Begins to read everything as it is at one moment, whatever is written meanwhile.
pub(crate) fn begin_reading(db: &mut Db) -> DbResult<()> {
    match db {
        // The first read fixes the moment (WAL); nothing has to wait for it.
        Db::Sqlite(db) => db.run("BEGIN"),
        // A whole table takes as long as the disk of the backup does.
        Db::Postgres(db) => db.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout TO 0"),
    }
}

/// Every row of a table, one after the other, until `take` has enough.
pub(crate) fn each<E>(
    db: &mut Db,
    table: &Table,
    take: &mut dyn FnMut(Row) -> ControlFlow<E>,
) -> DbResult<ControlFlow<E>> {
    db.each(table.select, take)
}

/// Puts a row where it was.
pub(crate) fn put(db: &mut Db, table: &Table, values: &[Value]) -> DbResult<()> {
    db.execute(table.insert, values).map(drop)
}

/// Something sealed: its list or folder, its id, its version or number, its bytes.
pub(crate) type Sealed = (String, String, u64, Vec<u8>);

/// How many rows of each list there are, and of each paper's folder: what a proof walks through.
pub(crate) fn rows_of_lists(db: &mut Db, from: u64) -> DbResult<Vec<Sealed>> {
    let found = db.query(
        "SELECT list, id, version, sealed FROM rows ORDER BY list, id LIMIT ?1 OFFSET ?2",
        &[int(2_000), int(from)],
    )?;
    found.into_iter().map(|mut row| Ok((row.text()?, row.text()?, row.number()?, row.blob()?))).collect()
}

/// The chunks of all papers: folder, paper, number, sealed bytes.
pub(crate) fn chunks_of_papers(db: &mut Db, from: u64) -> DbResult<Vec<Sealed>> {
    let found = db.query(
        "SELECT folder, paper, chunk, sealed FROM papers ORDER BY folder, paper, chunk LIMIT ?1 OFFSET ?2",
        &[int(16), int(from)],
    )?;
    found.into_iter().map(|mut row| Ok((row.text()?, row.text()?, row.number()?, row.blob()?))).collect()
}
