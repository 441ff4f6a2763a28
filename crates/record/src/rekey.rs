//! New keys for a record that is there already: another master key, and another generation of the keys of the ring.
//!
//! No server may use the record meanwhile. What was cut short is gone on with by doing it again.

use std::collections::BTreeMap;

use terms::trouble::Fault;

use crate::db::rekey::{self, SEALED};
use crate::db::{Db, Value, during, keys};
use crate::keys::{MasterKey, Purpose, Ring};
use crate::papers::belongs;
use crate::random::Random;
use crate::record::{Storage, connect};
use crate::seal::{Key, generation};
use crate::work::row_belongs;

/// How much is sealed anew in one commit.
const PORTION: u64 = 500;

/// Wraps every key by another master key: all of them in one commit, or none. Says how many.
pub fn change_master(storage: &Storage, (old, new): (&MasterKey, &MasterKey), random: &Random) -> Result<u64, Fault> {
    let doing = "wrap the keys anew";
    let mut db = connect(storage)?;
    db.begin().map_err(during(doing))?;
    let mut count = 0;
    for (name, generation, wrapped) in keys::all(&mut db).map_err(during(doing))? {
        let belongs = format!("ring/{name}/{generation}");
        let wrapped = new.wrap(&belongs, &old.unwrap(&belongs, &wrapped).map_err(|_| not_its_key())?, random);
        rekey::wrap_ring(&mut db, (&name, generation), &wrapped).map_err(during(doing))?;
        count += 1;
    }
    for (folder, wrapped) in rekey::wrapped_keys(&mut db).map_err(during(doing))? {
        let belongs = format!("folder/{folder}");
        let wrapped = new.wrap(&belongs, &old.unwrap(&belongs, &wrapped)?, random);
        rekey::wrap_folder(&mut db, &folder, &wrapped).map_err(during(doing))?;
        count += 1;
    }
    db.run("COMMIT").map_err(during(doing))?;
    db.forget_traces().map_err(during(doing))?;
    Ok(count)
}

/// Whether a master key opens the record.
pub fn opens(storage: &Storage, master: &MasterKey) -> Result<bool, Fault> {
    let found = keys::all(&mut connect(storage)?).map_err(during("read the keys"))?;
    Ok(found
        .iter()
        .all(|(name, generation, wrapped)| master.unwrap(&format!("ring/{name}/{generation}"), wrapped).is_ok()))
}

/// The keys of the ring: how many generations of each there are, and the newest.
pub fn generations(storage: &Storage) -> Result<BTreeMap<String, (usize, u64)>, Fault> {
    let mut found: BTreeMap<String, (usize, u64)> = BTreeMap::new();
    for (name, generation, _) in keys::all(&mut connect(storage)?).map_err(during("read the keys"))? {
        let (count, newest) = found.entry(name).or_default();
        *count += 1;
        *newest = (*newest).max(generation);
    }
    Ok(found)
}

/// The key of rows, being turned: everything that it seals is sealed under a new generation, portion by portion, and then
/// the earlier ones are forgotten.
pub struct Turning {
    db: Db,
    ring: Ring,
    random: Random,
    table: usize,
    from: u64,
    sealed: u64,
}

impl Turning {
    /// Makes the new generation; or finds one that an earlier run made and did not come to the end of. The audit's key
    /// gets a new generation with it, and keeps its old ones: the rows of before are checked by them.
    pub fn begin(storage: &Storage, master: &MasterKey, random: Random) -> Result<Self, Fault> {
        let mut db = connect(storage)?;
        let ring = Ring::load(&mut db, master, &random).map_err(|_| not_its_key())?;
        if !ring.is_being_turned(Purpose::Rows) {
            for purpose in [Purpose::Audit, Purpose::Rows] {
                ring.add_generation(&mut db, purpose, (master, &random))?;
            }
        }
        let ring = Ring::load(&mut db, master, &random)?;
        Ok(Self { db, ring, random, table: 0, from: 0, sealed: 0 })
    }

    /// The next portion, in one commit. Says whether there is more to do.
    pub fn step(&mut self) -> Result<bool, Fault> {
        let doing = "seal anew";
        let Some(table) = SEALED.get(self.table) else { return self.end() };
        let found = table.portion(&mut self.db, PORTION, self.from).map_err(during(doing))?;
        let is_last = (found.len() as u64) < PORTION;
        self.db.begin().map_err(during(doing))?;
        let (newest, _) = self.ring.newest(Purpose::Rows)?;
        for (place, sealed) in &found {
            let Some(belongs) = (table.belongs)(place).filter(|_| generation(sealed) != Some(newest)) else { continue };
            let plain = self.ring.open(Purpose::Rows, &belongs, sealed)?;
            let anew = self.ring.seal(Purpose::Rows, &belongs, &plain, &self.random)?;
            table.put(&mut self.db, place, &anew).map_err(during(doing))?;
            self.sealed += 1;
        }
        self.db.run("COMMIT").map_err(during(doing))?;
        (self.table, self.from) = if is_last { (self.table + 1, 0) } else { (self.table, self.from + PORTION) };
        Ok(true)
    }

    /// How much was sealed anew by this run.
    pub fn sealed(&self) -> u64 {
        self.sealed
    }

    fn end(&mut self) -> Result<bool, Fault> {
        let (newest, _) = self.ring.newest(Purpose::Rows)?;
        rekey::forget_before(&mut self.db, Purpose::Rows.name(), u64::from(newest)).map_err(during("forget a key"))?;
        self.db.forget_traces().map_err(during("forget a key"))?;
        Ok(false)
    }
}

impl Ring {
    /// Whether there is an earlier generation that was not forgotten yet.
    fn is_being_turned(&self, purpose: Purpose) -> bool {
        self.generations(purpose) > 1
    }

    fn add_generation(
        &self,
        db: &mut Db,
        purpose: Purpose,
        (master, random): (&MasterKey, &Random),
    ) -> Result<(), Fault> {
        let (newest, _) = self.newest(purpose)?;
        let (name, next) = (purpose.name(), u64::from(newest) + 1);
        let wrapped = master.wrap(&format!("ring/{name}/{next}"), &Key::random(random), random);
        keys::add(db, name, next, &wrapped).map_err(during("make a key"))
    }
}

fn not_its_key() -> Fault {
    Fault::new("open the ring of keys", "this master key does not belong to this record")
}

pub(crate) fn row(found: &[Value]) -> Option<Vec<u8>> {
    let [Value::Text(list), Value::Text(id), Value::Int(version)] = found else { return None };
    Some(row_belongs(list, id, u64::try_from(*version).ok()?).into_bytes())
}

pub(crate) fn card(found: &[Value]) -> Option<Vec<u8>> {
    let [Value::Text(folder)] = found else { return None };
    Some(format!("card/{folder}").into_bytes())
}

pub(crate) fn draft(found: &[Value]) -> Option<Vec<u8>> {
    let [Value::Text(author), Value::Text(thing), Value::Int(version)] = found else { return None };
    Some(crate::draft::draft_belongs(author, thing, u64::try_from(*version).ok()?).into_bytes())
}

/// A paper in a folder is sealed by the folder's own key.
pub(crate) fn chunk(found: &[Value]) -> Option<Vec<u8>> {
    let [Value::Text(name), Value::Text(paper), Value::Int(chunk)] = found else { return None };
    let is_beside = crate::kept::is_beside_a_list(name);
    is_beside.then(|| Some(belongs(name, paper.parse().ok()?, u64::try_from(*chunk).ok()?))).flatten()
}

pub(crate) fn once(found: &[Value]) -> Option<Vec<u8>> {
    let [Value::Blob(key)] = found else { return None };
    Some(key.clone())
}
