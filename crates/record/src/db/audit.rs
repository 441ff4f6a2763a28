//! The audit: appended, and read.

use crate::db::{Db, DbResult, Row, Value, blob, int, text};

/// An audit row as it is stored.
#[derive(Clone)]
pub(crate) struct StoredAudit {
    pub(crate) chain: String,
    pub(crate) number: u64,
    pub(crate) at: i64,
    pub(crate) actor: String,
    pub(crate) what: String,
    pub(crate) mode: String,
    pub(crate) allowed: bool,
    pub(crate) heads: String,
    pub(crate) prev: Vec<u8>,
    pub(crate) hash: Vec<u8>,
    pub(crate) mac: Vec<u8>,
}

/// Adds a row at the end of its chain.
pub(crate) fn append(db: &mut Db, row: &StoredAudit) -> DbResult<()> {
    db.execute(
        "INSERT INTO audit (chain, number, at, actor, what, mode, allowed, heads, prev, hash, mac)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        &[
            text(row.chain.as_str()),
            int(row.number),
            Value::Int(row.at),
            text(row.actor.as_str()),
            text(row.what.as_str()),
            text(row.mode.as_str()),
            Value::Int(i64::from(row.allowed)),
            text(row.heads.as_str()),
            blob(&row.prev),
            blob(&row.hash),
            blob(&row.mac),
        ],
    )
    .map(drop)
}

/// Says where a chain ends now.
pub(crate) fn set_chain_head(db: &mut Db, chain: &str, number: u64, hash: &[u8]) -> DbResult<()> {
    db.execute(
        "INSERT INTO chains (chain, number, hash) VALUES (?1, ?2, ?3)
         ON CONFLICT (chain) DO UPDATE SET number = excluded.number, hash = excluded.hash",
        &[text(chain), int(number), blob(hash)],
    )
    .map(drop)
}

/// Every chain and where it ends.
pub(crate) fn chains(db: &mut Db) -> DbResult<Vec<(String, u64, Vec<u8>)>> {
    let rows = db.query("SELECT chain, number, hash FROM chains ORDER BY chain", &[])?;
    rows.into_iter().map(|mut row| Ok((row.text()?, row.number()?, row.blob()?))).collect()
}

/// All rows, chain by chain.
pub(crate) fn all(db: &mut Db) -> DbResult<Vec<StoredAudit>> {
    let rows = db.query(
        "SELECT chain, number, at, actor, what, mode, allowed, heads, prev, hash, mac FROM audit ORDER BY chain, number",
        &[],
    )?;
    rows.into_iter().map(stored).collect()
}

/// The rows about one thing, newest first.
pub(crate) fn about(db: &mut Db, what: &str) -> DbResult<Vec<StoredAudit>> {
    let rows = db.query(
        "SELECT chain, number, at, actor, what, mode, allowed, heads, prev, hash, mac FROM audit WHERE what = ?1 ORDER BY at DESC, chain, number DESC",
        &[text(what)],
    )?;
    rows.into_iter().map(stored).collect()
}

/// The latest rows of some time, newest first.
pub(crate) fn between(db: &mut Db, (from, until): (i64, i64), most: u64) -> DbResult<Vec<StoredAudit>> {
    let rows = db.query(
        "SELECT chain, number, at, actor, what, mode, allowed, heads, prev, hash, mac FROM audit WHERE at >= ?1 AND at < ?2 AND actor <> 'record' ORDER BY at DESC, chain, number DESC LIMIT ?3",
        &[Value::Int(from), Value::Int(until), int(most)],
    )?;
    rows.into_iter().map(stored).collect()
}

fn stored(mut row: Row) -> DbResult<StoredAudit> {
    Ok(StoredAudit {
        chain: row.text()?,
        number: row.number()?,
        at: row.int()?,
        actor: row.text()?,
        what: row.text()?,
        mode: row.text()?,
        allowed: row.int()? == 1,
        heads: row.text()?,
        prev: row.blob()?,
        hash: row.blob()?,
        mac: row.blob()?,
    })
}
