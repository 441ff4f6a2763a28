//! A record to try things on, for each database.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use care::chart::Path;
use care::chart_entry::ChartEntry;
use jiff::{SignedDuration, Timestamp};
use record::keys::MasterKey;
use record::list::list;
use record::random::Random;
use record::record::{Record, Storage};
use record::relation::{Relation, Tie};
use record::scope::Add;
use terms::actor::{Actor, Context, Role, SignedIn};
use terms::ids::{Id, StaffId, SubjectId};
use terms::trouble::{Never, Trouble};

/// A record, and where it lies.
pub struct Ground {
    pub record: Record,
    pub storage: Storage,
    folder: Option<tempfile::TempDir>,
}

/// Runs `test` on an empty record in each database that is there.
///
/// `cargo xtask check` starts PostgreSQL and names it in `GROUNDWORK_TEST_POSTGRES`; without that, SQLite alone is tried.
pub fn on_each_database(test: impl Fn(&Ground)) {
    test(&Ground::sqlite());
    if let Some(ground) = Ground::postgres() {
        test(&ground);
    }
}

impl Ground {
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let storage = Storage::File(folder.path().join("record.db"));
        Self { record: open(&storage), storage, folder: Some(folder) }
    }

    fn postgres() -> Option<Self> {
        static SCHEMAS: AtomicU32 = AtomicU32::new(0);
        let url = std::env::var("GROUNDWORK_TEST_POSTGRES").ok()?;
        let schema = format!("contract_{}_{}", std::process::id(), SCHEMAS.fetch_add(1, Ordering::Relaxed));
        let mut client = postgres::Client::connect(&url, postgres::NoTls).unwrap();
        client.batch_execute(&format!("CREATE SCHEMA {schema}")).unwrap();
        let storage = Storage::Postgres { url, schema };
        Some(Self { record: open(&storage), storage, folder: None })
    }

    /// The file of an embedded record.
    pub fn file(&self) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.path().join("record.db"))
    }

    /// Runs statements past the record, as somebody with the file would.
    pub fn tamper(&self, sql: &str) -> Result<(), String> {
        match &self.storage {
            Storage::File(path) => {
                rusqlite::Connection::open(path).unwrap().execute_batch(sql).map_err(|error| error.to_string())
            }
            Storage::Postgres { url, schema } => {
                let mut client = postgres::Client::connect(url, postgres::NoTls).unwrap();
                client
                    .batch_execute(&format!("SET search_path TO {schema}; {sql}"))
                    .map_err(|error| format!("{error:?}"))
            }
            Storage::Memory => Err("nobody reaches memory".to_owned()),
        }
    }

    /// A therapist who treats `subject`, whose chart has been opened.
    pub fn treated(&self, subject: SubjectId) -> Context {
        let owner = staff(Role::Owner);
        let therapist = staff(Role::Therapist);
        let relation = Relation {
            id: self.record.new_id(),
            who: STAFF.0,
            subject,
            tie: Tie::Treats,
            from: now() - SignedDuration::from_hours(24),
            until: None,
            reason: None,
        };
        done(self.record.change(&owner, |change| {
            let relations = change.permit::<_, Add>(list::<Relation>())?;
            change.put(&relations, &relation)
        }));
        done(self.record.change(&therapist, |change| {
            let chart = change.permit::<_, Add>(record::scope::folder::<care::chart::Chart>(subject))?;
            Ok(change.add(&chart, opened(2017))?)
        }));
        therapist
    }

    pub fn subject(&self) -> SubjectId {
        SubjectId(self.record.new_id())
    }
}

pub const STAFF: StaffId = StaffId(ID);
const ID: Id = match Id::from_letters(*b"danareyest") {
    Some(id) => id,
    None => panic!("ten letters of an id"),
};

pub fn now() -> Timestamp {
    "2026-06-22T17:00:00Z".parse().unwrap()
}

pub fn staff(role: Role) -> Context {
    Context { actor: Actor::Staff(SignedIn { staff: STAFF, role, signed_in_at: now() }), now: now() }
}

pub fn opened(chart_number: u32) -> ChartEntry {
    ChartEntry::ChartOpened { at: now(), by: None, chart_number, path: Path::Undecided }
}

pub fn moved(path: Path) -> ChartEntry {
    ChartEntry::PathChanged { at: now(), by: STAFF, path }
}

pub fn open(storage: &Storage) -> Record {
    open_with(storage, 7).unwrap()
}

pub fn random() -> Random {
    Random::new(|bytes| assert!(getrandom::fill(bytes).is_ok()))
}

pub fn open_with(storage: &Storage, key: u8) -> Result<Record, terms::trouble::Fault> {
    Record::open(storage, MasterKey::from_bytes(&mut [key; 32]), random(), now())
}

/// Unwraps what no rule refuses here.
pub fn done<T>(result: Result<T, Trouble<Never>>) -> T {
    result.unwrap()
}
