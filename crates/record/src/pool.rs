//! A few connections for whoever reads, each used by one thread at a time.

use std::ops::{Deref, DerefMut};
use std::sync::{Condvar, Mutex, PoisonError};

use crate::db::Db;

/// The connections that are free.
pub(crate) struct Pool {
    free: Mutex<Vec<Db>>,
    returned: Condvar,
}

/// A connection in use; goes back when dropped.
pub(crate) struct Taken<'p> {
    pool: &'p Pool,
    db: Option<Db>,
}

impl Pool {
    /// A pool of these.
    pub(crate) fn new(connections: Vec<Db>) -> Self {
        Self { free: Mutex::new(connections), returned: Condvar::new() }
    }

    /// Takes a connection, waiting for one to be free.
    pub(crate) fn take(&self) -> Taken<'_> {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(db) = free.pop() {
                return Taken { pool: self, db: Some(db) };
            }
            free = self.returned.wait(free).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Deref for Taken<'_> {
    type Target = Db;

    fn deref(&self) -> &Db {
        match &self.db {
            Some(db) => db,
            None => unreachable!("a taken connection is there until it is dropped"),
        }
    }
}

impl DerefMut for Taken<'_> {
    fn deref_mut(&mut self) -> &mut Db {
        match &mut self.db {
            Some(db) => db,
            None => unreachable!("a taken connection is there until it is dropped"),
        }
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        if let Some(db) = self.db.take() {
            self.pool.free.lock().unwrap_or_else(PoisonError::into_inner).push(db);
            self.pool.returned.notify_one();
        }
    }
}
