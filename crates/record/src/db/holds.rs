//! Holds: the database itself refuses two at once.

use crate::db::{Db, DbResult, Value, int, maybe_int, text};

/// A hold as it is stored; times in seconds since 1970.
pub(crate) struct StoredHold {
    pub(crate) resource: String,
    pub(crate) from: i64,
    pub(crate) until: i64,
    pub(crate) appointment: String,
    pub(crate) layer: u64,
    pub(crate) expires: Option<i64>,
}

/// Holds a resource; an overlap in the same layer is refused.
pub(crate) fn add(db: &mut Db, hold: &StoredHold) -> DbResult<()> {
    db.execute(
        "INSERT INTO holds (resource, from_at, until_at, appointment, layer, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        &[
            text(hold.resource.as_str()),
            Value::Int(hold.from),
            Value::Int(hold.until),
            text(hold.appointment.as_str()),
            int(hold.layer),
            maybe_int(hold.expires),
        ],
    )
    .map(drop)
}

/// Lets go of everything that an appointment held.
pub(crate) fn release(db: &mut Db, appointment: &str) -> DbResult<()> {
    db.execute("DELETE FROM holds WHERE appointment = ?1", &[text(appointment)]).map(drop)
}

/// Lets go of offers that have expired.
pub(crate) fn release_expired(db: &mut Db, now: i64) -> DbResult<()> {
    db.execute("DELETE FROM holds WHERE expires_at <= ?1", &[Value::Int(now)]).map(drop)
}

/// When a resource is held between two moments, leaving out what expired.
pub(crate) fn busy(db: &mut Db, resource: &str, [from, until, now]: [i64; 3]) -> DbResult<Vec<(i64, i64)>> {
    let rows = db.query(
        "SELECT from_at, until_at FROM holds WHERE resource = ?1 AND from_at < ?3 AND until_at > ?2
         AND (expires_at IS NULL OR expires_at > ?4) ORDER BY from_at",
        &[text(resource), Value::Int(from), Value::Int(until), Value::Int(now)],
    )?;
    rows.into_iter().map(|mut row| Ok((row.int()?, row.int()?))).collect()
}
