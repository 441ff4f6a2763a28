//! PostgreSQL, for a practice that has outgrown the embedded database.

use std::collections::HashMap;
use std::iter;
use std::ops::ControlFlow;

use ::postgres::error::SqlState;
use ::postgres::fallible_iterator::FallibleIterator;
use ::postgres::types::{IsNull, ToSql, Type, private::BytesMut};
use ::postgres::{Client, Error, NoTls, Statement};

use crate::db::sqlite::STAYS;
use crate::db::{DbError, DbResult, Row, Value};

/// A connection, with the statements it has prepared.
pub(crate) struct PostgresDb {
    client: Client,
    statements: HashMap<&'static str, Statement>,
}

impl PostgresDb {
    /// Connects, and keeps to one schema so that several records can share a database in tests.
    pub(crate) fn connect(url: &str, schema: &str) -> DbResult<Self> {
        let mut client = Client::connect(url, NoTls)?;
        // A name of ours, made of letters and digits alone.
        client.batch_execute(&format!(
            "SET search_path TO {schema}, public; SET synchronous_commit TO on; SET statement_timeout TO '30s'"
        ))?;
        Ok(Self { client, statements: HashMap::new() })
    }

    pub(crate) fn query(&mut self, sql: &'static str, values: &[Value]) -> DbResult<Vec<Row>> {
        let statement = self.statement(sql)?;
        let parameters: Vec<&(dyn ToSql + Sync)> = values.iter().map(|value| value as _).collect();
        self.client.query(&statement, &parameters)?.iter().map(row).collect()
    }

    pub(crate) fn each<E>(
        &mut self,
        sql: &'static str,
        take: &mut dyn FnMut(Row) -> ControlFlow<E>,
    ) -> DbResult<ControlFlow<E>> {
        let statement = self.statement(sql)?;
        let mut found = self.client.query_raw(&statement, iter::empty::<&dyn ToSql>())?;
        while let Some(next) = found.next()? {
            if let enough @ ControlFlow::Break(_) = take(row(&next)?) {
                return Ok(enough);
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    pub(crate) fn execute(&mut self, sql: &'static str, values: &[Value]) -> DbResult<u64> {
        let statement = self.statement(sql)?;
        let parameters: Vec<&(dyn ToSql + Sync)> = values.iter().map(|value| value as _).collect();
        Ok(self.client.execute(&statement, &parameters)?)
    }

    pub(crate) fn run(&mut self, sql: &str) -> DbResult<()> {
        Ok(self.client.batch_execute(sql)?)
    }

    fn statement(&mut self, sql: &'static str) -> DbResult<Statement> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        // Our statements hold a question mark only before a number.
        let statement = self.client.prepare(&sql.replace('?', "$"))?;
        self.statements.insert(sql, statement.clone());
        Ok(statement)
    }
}

impl ToSql for Value {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(value) => value.to_sql(kind, out),
            Self::Text(value) => value.to_sql(kind, out),
            Self::Blob(value) => value.to_sql(kind, out),
        }
    }

    fn accepts(kind: &Type) -> bool {
        matches!(*kind, Type::INT8 | Type::TEXT | Type::BYTEA)
    }

    ::postgres::types::to_sql_checked!();
}

impl From<Error> for DbError {
    fn from(error: Error) -> Self {
        let Some(told) = error.as_db_error() else { return Self::Other(error.to_string()) };
        if *told.code() == SqlState::UNIQUE_VIOLATION {
            if told.constraint() == Some("entries_folder_once_key") { Self::Done } else { Self::Taken }
        } else if *told.code() == SqlState::EXCLUSION_VIOLATION {
            Self::Overlap
        } else if told.message().contains(STAYS) {
            Self::Stays
        } else {
            Self::Other(told.to_string())
        }
    }
}

fn row(found: &::postgres::Row) -> DbResult<Row> {
    let values: DbResult<Vec<Value>> = (0..found.len()).map(|column| value(found, column)).collect();
    Ok(Row(values?.into_iter()))
}

fn value(row: &::postgres::Row, column: usize) -> DbResult<Value> {
    let value = match *row.columns()[column].type_() {
        Type::INT8 => row.try_get::<_, Option<i64>>(column)?.map(Value::Int),
        Type::TEXT => row.try_get::<_, Option<String>>(column)?.map(Value::Text),
        Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(column)?.map(Value::Blob),
        ref other => return Err(DbError::Other(format!("a column of the type {other}"))),
    };
    Ok(value.unwrap_or(Value::Null))
}
