//! The embedded database.

use std::convert::Infallible;
use std::ops::ControlFlow;
use std::path::Path;

use rusqlite::types::{ToSqlOutput, Value as Native, ValueRef};
use rusqlite::{Connection, Error, ErrorCode, ToSql, params_from_iter};

use crate::db::{DbError, DbResult, Row, Value};

/// How many prepared statements a connection keeps; more than the project has.
const STATEMENTS: usize = 128;

/// The trigger's words for two holds that overlap.
pub(crate) const OVERLAP: &str = "holds overlap";

/// The triggers' words for a row that stays as it is.
pub(crate) const STAYS: &str = "stays as it is";

/// A connection to a file, or to memory.
pub(crate) struct SqliteDb(Connection);

impl SqliteDb {
    /// Opens the file, and makes it when it is not there.
    ///
    /// `synchronous=FULL`: with `NORMAL`, a power cut takes acknowledged commits with it (`docs/decisions`, 13).
    pub(crate) fn file(path: &Path) -> DbResult<Self> {
        Self::prepare(Connection::open(path)?)
    }

    /// A database that lives as long as this connection.
    pub(crate) fn memory() -> DbResult<Self> {
        Self::prepare(Connection::open_in_memory()?)
    }

    fn prepare(connection: Connection) -> DbResult<Self> {
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        connection.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;
             PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 10000; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -16000;",
        )?;
        Ok(Self(connection))
    }

    pub(crate) fn query(&mut self, sql: &'static str, values: &[Value]) -> DbResult<Vec<Row>> {
        let mut rows = Vec::new();
        let _: ControlFlow<Infallible> = self.each(sql, values, &mut |row| {
            rows.push(row);
            ControlFlow::Continue(())
        })?;
        Ok(rows)
    }

    pub(crate) fn each<E>(
        &mut self,
        sql: &'static str,
        values: &[Value],
        take: &mut dyn FnMut(Row) -> ControlFlow<E>,
    ) -> DbResult<ControlFlow<E>> {
        let mut statement = self.0.prepare_cached(sql)?;
        let columns = statement.column_count();
        let mut found = statement.query(params_from_iter(values))?;
        while let Some(row) = found.next()? {
            let values: Result<Vec<Value>, Error> = (0..columns).map(|column| row.get_ref(column).map(value)).collect();
            if let enough @ ControlFlow::Break(_) = take(Row(values?.into_iter())) {
                return Ok(enough);
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    pub(crate) fn execute(&mut self, sql: &'static str, values: &[Value]) -> DbResult<u64> {
        let touched = self.0.prepare_cached(sql)?.execute(params_from_iter(values))?;
        Ok(touched as u64)
    }

    pub(crate) fn run(&mut self, sql: &str) -> DbResult<()> {
        Ok(self.0.execute_batch(sql)?)
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(Native::Null),
            Self::Int(value) => ToSqlOutput::Owned(Native::Integer(*value)),
            Self::Text(value) => ToSqlOutput::Borrowed(ValueRef::Text(value.as_bytes())),
            Self::Blob(value) => ToSqlOutput::Borrowed(ValueRef::Blob(value)),
        })
    }
}

impl From<Error> for DbError {
    fn from(error: Error) -> Self {
        match &error {
            Error::SqliteFailure(code, words) if code.code == ErrorCode::ConstraintViolation => {
                let words = words.as_deref().unwrap_or_default();
                if words.contains(OVERLAP) {
                    Self::Overlap
                } else if words.contains(STAYS) {
                    Self::Stays
                } else if words.contains("entries.once") {
                    Self::Done
                } else if words.starts_with("UNIQUE") {
                    Self::Taken
                } else {
                    Self::Other(error.to_string())
                }
            }
            _ => Self::Other(error.to_string()),
        }
    }
}

fn value(native: ValueRef<'_>) -> Value {
    match native {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(value) => Value::Int(value),
        // No column of ours holds one; as a text it fails where it is read.
        ValueRef::Real(value) => Value::Text(value.to_string()),
        ValueRef::Text(bytes) => Value::Text(String::from_utf8_lossy(bytes).into_owned()),
        ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
    }
}
