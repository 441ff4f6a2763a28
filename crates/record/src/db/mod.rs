//! One thin layer over both databases: one SQL text, five kinds of value, and the errors that we must tell apart.
//!
//! Statements are written with `?1`, `?2`; PostgreSQL gets them as `$1`, `$2`. All SQL of the project stands in this folder.

pub(crate) mod audit;
pub(crate) mod bare;
pub(crate) mod dump;
pub(crate) mod entries;
pub(crate) mod folders;
pub(crate) mod holds;
pub(crate) mod keys;
pub(crate) mod loose;
pub(crate) mod postgres;
pub(crate) mod rekey;
pub(crate) mod rows;
pub(crate) mod schema;
pub(crate) mod sqlite;

use std::fmt;
use std::ops::ControlFlow;

use terms::trouble::Fault;

use self::postgres::PostgresDb;
use self::sqlite::SqliteDb;

/// A connection.
pub(crate) enum Db {
    Sqlite(SqliteDb),
    Postgres(Box<PostgresDb>),
}

/// What goes into a statement and comes out of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Null,
    Int(i64),
    Text(String),
    Blob(Vec<u8>),
}

/// One row of an answer; columns are taken from the left.
pub(crate) struct Row(pub(crate) std::vec::IntoIter<Value>);

/// Why a statement did not do what it says.
#[derive(Debug)]
pub(crate) enum DbError {
    /// A unique key is taken: somebody else was here first.
    Taken,
    /// The once-key of an entry is taken: this was done before.
    Done,
    /// A hold overlaps another in the same layer.
    Overlap,
    /// The statement would have changed what stays as it is.
    Stays,
    /// Anything else.
    Other(String),
}

pub(crate) type DbResult<T> = Result<T, DbError>;

impl Db {
    /// Runs a statement that answers with rows.
    pub(crate) fn query(&mut self, sql: &'static str, values: &[Value]) -> DbResult<Vec<Row>> {
        match self {
            Self::Sqlite(db) => db.query(sql, values),
            Self::Postgres(db) => db.query(sql, values),
        }
    }

    /// Runs a statement without values, and hands its rows on one by one, however many there are, until `take` breaks off.
    pub(crate) fn each<E>(
        &mut self,
        sql: &'static str,
        take: &mut dyn FnMut(Row) -> ControlFlow<E>,
    ) -> DbResult<ControlFlow<E>> {
        match self {
            Self::Sqlite(db) => db.each(sql, &[], take),
            Self::Postgres(db) => db.each(sql, take),
        }
    }

    /// Runs a statement, and says how many rows it touched.
    pub(crate) fn execute(&mut self, sql: &'static str, values: &[Value]) -> DbResult<u64> {
        match self {
            Self::Sqlite(db) => db.execute(sql, values),
            Self::Postgres(db) => db.execute(sql, values),
        }
    }

    /// Runs statements without values, such as those that begin and end a transaction.
    pub(crate) fn run(&mut self, sql: &str) -> DbResult<()> {
        match self {
            Self::Sqlite(db) => db.run(sql),
            Self::Postgres(db) => db.run(sql),
        }
    }

    /// Begins a transaction that will write.
    pub(crate) fn begin(&mut self) -> DbResult<()> {
        match self {
            Self::Sqlite(db) => db.run("BEGIN IMMEDIATE"),
            Self::Postgres(db) => db.run("BEGIN"),
        }
    }

    /// Makes sure that nothing erased is left in the database's side files.
    pub(crate) fn forget_traces(&mut self) -> DbResult<()> {
        match self {
            Self::Sqlite(db) => db.run("PRAGMA wal_checkpoint(TRUNCATE)"),
            // PostgreSQL frees the old row version when it vacuums; the key in it stays wrapped by the folder's key.
            Self::Postgres(_) => Ok(()),
        }
    }
}

impl Row {
    pub(crate) fn int(&mut self) -> DbResult<i64> {
        match self.0.next() {
            Some(Value::Int(value)) => Ok(value),
            other => Err(unexpected("a number", other.as_ref())),
        }
    }

    pub(crate) fn number(&mut self) -> DbResult<u64> {
        u64::try_from(self.int()?).map_err(|_| DbError::Other("a number below zero where none can be".to_owned()))
    }

    pub(crate) fn text(&mut self) -> DbResult<String> {
        match self.0.next() {
            Some(Value::Text(value)) => Ok(value),
            other => Err(unexpected("a text", other.as_ref())),
        }
    }

    pub(crate) fn blob(&mut self) -> DbResult<Vec<u8>> {
        match self.0.next() {
            Some(Value::Blob(value)) => Ok(value),
            other => Err(unexpected("bytes", other.as_ref())),
        }
    }

    pub(crate) fn blob_or_null(&mut self) -> DbResult<Option<Vec<u8>>> {
        match self.0.next() {
            Some(Value::Blob(value)) => Ok(Some(value)),
            Some(Value::Null) => Ok(None),
            other => Err(unexpected("bytes or nothing", other.as_ref())),
        }
    }
}

impl fmt::Display for DbError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Taken => f.write_str("a unique key is taken"),
            Self::Done => f.write_str("a once-key is taken"),
            Self::Overlap => f.write_str("a hold overlaps"),
            Self::Stays => f.write_str("a row that stays as it is would have changed"),
            Self::Other(cause) => f.write_str(cause),
        }
    }
}

/// Turns an error of the database into a fault, with what we were doing.
pub(crate) fn during(doing: &'static str) -> impl Fn(DbError) -> Fault {
    move |error| Fault::new(doing, error)
}

/// A number as the databases keep it.
pub(crate) fn int(number: u64) -> Value {
    Value::Int(i64::try_from(number).unwrap_or(i64::MAX))
}

/// A text as the databases keep it.
pub(crate) fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

/// Bytes as the databases keep them.
pub(crate) fn blob(bytes: &[u8]) -> Value {
    Value::Blob(bytes.to_vec())
}

/// Bytes, or nothing.
pub(crate) fn maybe_blob(bytes: Option<&[u8]>) -> Value {
    bytes.map_or(Value::Null, blob)
}

/// A number, or nothing.
pub(crate) fn maybe_int(number: Option<i64>) -> Value {
    number.map_or(Value::Null, Value::Int)
}

fn unexpected(wanted: &str, found: Option<&Value>) -> DbError {
    let found = match found {
        None => "no column",
        Some(Value::Null) => "nothing",
        Some(Value::Int(_)) => "a number",
        Some(Value::Text(_)) => "a text",
        Some(Value::Blob(_)) => "bytes",
    };
    DbError::Other(format!("the database answered with {found} where {wanted} stands"))
}
