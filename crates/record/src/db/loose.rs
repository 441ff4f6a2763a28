//! What stands beside the record: drafts, papers, and the answers to forms that were sent once.

use crate::db::{Db, DbResult, Value, blob, int, text};

/// A draft: version and sealed text.
pub(crate) fn draft(db: &mut Db, author: &str, thing: &str) -> DbResult<Option<(u64, Vec<u8>)>> {
    let rows =
        db.query("SELECT version, sealed FROM drafts WHERE author = ?1 AND thing = ?2", &[text(author), text(thing)])?;
    rows.into_iter().next().map(|mut row| Ok((row.number()?, row.blob()?))).transpose()
}

/// All drafts of an author, oldest first: thing, version and sealed text.
pub(crate) fn drafts(db: &mut Db, author: &str) -> DbResult<Vec<(String, u64, Vec<u8>)>> {
    let rows =
        db.query("SELECT thing, version, sealed FROM drafts WHERE author = ?1 ORDER BY at, thing", &[text(author)])?;
    rows.into_iter().map(|mut row| Ok((row.text()?, row.number()?, row.blob()?))).collect()
}

/// Writes version `version` of a draft over the one before it; says whether that was still there.
pub(crate) fn put_draft(
    db: &mut Db,
    [author, thing]: [&str; 2],
    version: u64,
    (at, sealed): (i64, &[u8]),
) -> DbResult<bool> {
    let values = [text(author), text(thing), int(version), Value::Int(at), blob(sealed)];
    let touched = if version == 1 {
        db.execute(
            "INSERT INTO drafts (author, thing, version, at, sealed) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (author, thing) DO NOTHING",
            &values,
        )?
    } else {
        db.execute(
            "UPDATE drafts SET version = ?3, at = ?4, sealed = ?5 WHERE author = ?1 AND thing = ?2 AND version + 1 = ?3",
            &values,
        )?
    };
    Ok(touched == 1)
}

/// Throws a draft away; says whether there was one.
pub(crate) fn drop_draft(db: &mut Db, author: &str, thing: &str) -> DbResult<bool> {
    Ok(db.execute("DELETE FROM drafts WHERE author = ?1 AND thing = ?2", &[text(author), text(thing)])? == 1)
}

/// Adds a chunk of a paper.
pub(crate) fn put_chunk(db: &mut Db, [folder, paper]: [&str; 2], chunk: u64, sealed: &[u8]) -> DbResult<()> {
    db.execute(
        "INSERT INTO papers (folder, paper, chunk, sealed) VALUES (?1, ?2, ?3, ?4)",
        &[text(folder), text(paper), int(chunk), blob(sealed)],
    )
    .map(drop)
}

/// The chunks of a paper, in order.
pub(crate) fn chunks(db: &mut Db, folder: &str, paper: &str) -> DbResult<Vec<Vec<u8>>> {
    let rows = db.query(
        "SELECT sealed FROM papers WHERE folder = ?1 AND paper = ?2 ORDER BY chunk",
        &[text(folder), text(paper)],
    )?;
    rows.into_iter().map(|mut row| row.blob()).collect()
}

/// Takes the chunks of a paper away.
pub(crate) fn erase_chunks(db: &mut Db, folder: &str, paper: &str) -> DbResult<()> {
    db.execute("DELETE FROM papers WHERE folder = ?1 AND paper = ?2", &[text(folder), text(paper)]).map(drop)
}

/// The answer that a form got when it was first sent.
pub(crate) fn once(db: &mut Db, key: &[u8]) -> DbResult<Option<Vec<u8>>> {
    let rows = db.query("SELECT answer FROM once WHERE key = ?1", &[blob(key)])?;
    rows.into_iter().next().map(|mut row| row.blob()).transpose()
}

/// Keeps the answer to a form. Taken when it was sent before.
pub(crate) fn put_once(db: &mut Db, key: &[u8], at: i64, answer: &[u8]) -> DbResult<()> {
    db.execute("INSERT INTO once (key, at, answer) VALUES (?1, ?2, ?3)", &[blob(key), Value::Int(at), blob(answer)])
        .map(drop)
}
