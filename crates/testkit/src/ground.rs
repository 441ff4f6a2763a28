//! A whole practice in memory, for the tests of actions and screens.

use actions::house::House;
use jiff::Timestamp;
use record::keys::MasterKey;
use record::random::Random;
use record::record::{Record, Storage};
use terms::actor::{Actor, Context, Role, SignedIn};
use terms::ids::StaffId;
use terms::trouble::Never;

use crate::practice::practice;
use crate::seed::seed;

/// The moment at which every test begins: a Monday morning in June.
pub const NOW: &str = "2026-06-22T14:40:00Z";

/// A practice with the whole cast, in memory.
///
/// # Panics
///
/// When the record refuses a story of the cast.
pub fn house() -> House {
    let record = record(&Storage::Memory);
    let practice = practice();
    let seeded = seed(&record, &practice, now());
    assert!(seeded.is_ok(), "{seeded:?}");
    let house = House::new(record, practice, "https://go.example.org".to_owned());
    let known = house.know_staff::<Never>(now());
    assert!(known.is_ok(), "{known:?}");
    house
}

/// A record with a key that is no secret.
///
/// # Panics
///
/// When the storage cannot be opened.
pub fn record(storage: &Storage) -> Record {
    match Record::open(storage, MasterKey::from_bytes(&mut [7; 32]), random(), now()) {
        Ok(record) => record,
        Err(fault) => panic!("{fault}"),
    }
}

/// The operating system's randomness.
///
/// # Panics
///
/// When the system has none.
pub fn random() -> Random {
    Random::new(|bytes| assert!(getrandom::fill(bytes).is_ok(), "the system has no randomness"))
}

/// The moment at which every test begins.
pub fn now() -> Timestamp {
    NOW.parse().unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Someone of the practice acting at that moment, freshly signed in.
pub fn acting(staff: StaffId, role: Role) -> Context {
    Context { actor: Actor::Staff(SignedIn { staff, role, signed_in_at: now() }), now: now() }
}

/// Anyone, at that moment.
pub fn stranger() -> Context {
    Context { actor: Actor::Stranger, now: now() }
}
