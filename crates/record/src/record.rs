//! The record: where it lies, and the two ways to use it, looking and changing.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use terms::actor::Context;
use terms::ids::Id;
use terms::trouble::{Fault, Trouble};

use crate::audit::{AuditChain, says_checkpoint};
use crate::batch::{Batch, Clash};
use crate::change::Change;
use crate::db::postgres::PostgresDb;
use crate::db::sqlite::SqliteDb;
use crate::db::{Db, audit, during, schema};
use crate::keys::{MasterKey, Purpose, Ring};
use crate::pool::Pool;
use crate::random::Random;
use crate::work::Work;
use crate::writer::{Connection, NotWritten, Writer};

/// How many connections read at once.
const READERS: usize = 4;

/// How often an action is tried when what it was made from has changed meanwhile: more often than people press at once.
const TRIES: usize = 12;

/// Where the record lies.
#[derive(Clone, Debug)]
pub enum Storage {
    /// A file of the embedded database.
    File(PathBuf),
    /// Memory, for tests: gone with the process.
    Memory,
    /// PostgreSQL: an address, and the schema of letters, digits and underscores in which everything stands.
    Postgres {
        /// `postgres://...`
        url: String,
        /// The schema.
        schema: String,
    },
}

/// The record of one practice. Cheap to clone; all clones share one writer.
#[derive(Clone)]
pub struct Record(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) master: MasterKey,
    pub(crate) ring: Ring,
    pub(crate) random: Random,
    pub(crate) readers: Arc<Pool>,
    pub(crate) writer: Writer,
    /// The next number of each list that numbers its rows, as far as this server knows.
    pub(crate) numbers: Mutex<BTreeMap<&'static str, u32>>,
}

impl Record {
    /// Opens the record, and makes it when it is not there. A key that does not belong to it is refused.
    pub fn open(storage: &Storage, master: MasterKey, random: Random, now: Timestamp) -> Result<Self, Fault> {
        let mut first = connect(storage)?;
        schema::create(&mut first).map_err(during("make the tables"))?;
        let ring = Ring::load(&mut first, &master, &random)?;
        let (_, audit_key) = ring.newest(Purpose::Audit)?;
        let mut chain = AuditChain::new(random.id().to_string(), audit_key.clone());
        begin_chain(&mut first, &mut chain, now)?;
        let (readers, connection) = match storage {
            Storage::Memory => {
                let pool = Arc::new(Pool::new(vec![first]));
                (Arc::clone(&pool), Connection::Shared(pool))
            }
            Storage::File(_) | Storage::Postgres { .. } => {
                let readers = (0..READERS).map(|_| connect(storage)).collect::<Result<_, _>>()?;
                (Arc::new(Pool::new(readers)), Connection::Own(Box::new(first)))
            }
        };
        let writer = Writer::start(connection, chain)?;
        Ok(Self(Arc::new(Inner { master, ring, random, readers, writer, numbers: Mutex::default() })))
    }

    /// A new id.
    pub fn new_id(&self) -> Id {
        self.0.random.id()
    }

    /// The source of randomness, for words and numbers that people carry.
    pub fn random(&self) -> &Random {
        &self.0.random
    }

    /// Ties the ends of all audit chains together, so that none of them can lose its end unnoticed.
    pub fn checkpoint(&self, now: Timestamp) -> Result<(), Fault> {
        let batch = Batch { checkpoint: Some(now), ..Batch::default() };
        match self.0.writer.submit(batch, now.as_second()).wait() {
            Ok(()) => Ok(()),
            Err(NotWritten::Fault(fault)) => Err(fault),
            Err(NotWritten::Clash(_)) => Err(Fault::new("write a checkpoint", "an empty batch clashed")),
        }
    }

    /// Whether the database answers a reader.
    pub fn is_ready(&self) -> Result<(), Fault> {
        crate::db::keys::all(&mut self.0.readers.take()).map(drop).map_err(during("ask the database"))
    }

    /// Looks, and changes nothing. What was read is handed out only once it is written down who asked for it.
    pub fn read<T, R>(
        &self,
        by: &Context,
        look: impl FnOnce(&mut Work<'_>) -> Result<T, Trouble<R>>,
    ) -> Result<T, Trouble<R>> {
        let mut work = Work::new(&self.0, *by);
        let found = look(&mut work);
        work.wait_for_audit()?;
        found
    }

    /// Changes the record: `make` opens what it needs, asks a rule, and adds what follows; whole or not at all.
    ///
    /// When what it opened has changed meanwhile, it runs again; rules are pure.
    pub fn change<T, R>(
        &self,
        by: &Context,
        make: impl FnMut(&mut Change<'_>) -> Result<T, Trouble<R>>,
    ) -> Result<T, Trouble<R>> {
        self.change_or(by, |_| None, make)
    }

    /// Like [`Self::change`], where a clash such as a taken time is an ordinary refusal.
    pub fn change_or<T, R>(
        &self,
        by: &Context,
        refusal: impl Fn(Clash) -> Option<R>,
        mut make: impl FnMut(&mut Change<'_>) -> Result<T, Trouble<R>>,
    ) -> Result<T, Trouble<R>> {
        let mut last = Clash::Moved;
        for _ in 0..TRIES {
            let mut change = Change::new(&self.0, *by);
            let (accesses, batch, outcome) = match make(&mut change) {
                Ok(value) => {
                    let (accesses, batch) = change.into_batch()?;
                    (accesses, batch, Ok(value))
                }
                // What was looked at is written down, whatever came of it.
                Err(trouble) => (change.into_accesses(), Batch::default(), Err(trouble)),
            };
            let whole = Batch { accesses: accesses.clone(), ..batch };
            match self.0.writer.submit(whole, by.now.as_second()).wait() {
                Ok(()) => return outcome,
                Err(NotWritten::Fault(fault)) => return Err(Trouble::Fault(fault)),
                Err(NotWritten::Clash(clash)) => {
                    last = clash;
                    if let Some(refusal) = refusal(clash) {
                        let told = Batch { accesses, ..Batch::default() };
                        return match self.0.writer.submit(told, by.now.as_second()).wait() {
                            Ok(()) => Err(Trouble::Refused(refusal)),
                            Err(NotWritten::Fault(fault)) => Err(Trouble::Fault(fault)),
                            Err(NotWritten::Clash(_)) => {
                                Err(Trouble::Fault(Fault::new("write the audit", "an empty batch clashed")))
                            }
                        };
                    }
                }
            }
        }
        Err(Trouble::Fault(Fault::new("change the record", format!("others kept changing it ({last:?})"))))
    }
}

/// Opens one connection.
pub(crate) fn connect(storage: &Storage) -> Result<Db, Fault> {
    let db = match storage {
        Storage::File(path) => SqliteDb::file(path).map(Db::Sqlite),
        Storage::Memory => SqliteDb::memory().map(Db::Sqlite),
        Storage::Postgres { url, schema } => PostgresDb::connect(url, schema).map(|db| Db::Postgres(Box::new(db))),
    };
    db.map_err(during("open the database"))
}

/// The first row of a server's chain says where all the others end.
fn begin_chain(db: &mut Db, chain: &mut AuditChain, now: Timestamp) -> Result<(), Fault> {
    let doing = "begin the audit";
    let others = audit::chains(db).map_err(during(doing))?;
    db.begin().map_err(during(doing))?;
    let rows = chain.rows(vec![says_checkpoint(&others, now)]);
    for row in &rows {
        audit::append(db, row).map_err(during(doing))?;
        audit::set_chain_head(db, &chain.name, row.number, &row.hash).map_err(during(doing))?;
        chain.advance(row.number, &row.hash);
    }
    db.run("COMMIT").map_err(during(doing))
}
