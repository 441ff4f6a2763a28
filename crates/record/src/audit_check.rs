//! Checking the audit with its keys, and against ends that were kept elsewhere: whoever can write into the database can
//! cut its end off and make the rest fit, but not into a file that lies with somebody else.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::trouble::Fault;

use crate::chain::hex;
use crate::db::{audit, during};
use crate::keys::{MasterKey, Purpose, Ring, code};
use crate::random::Random;
use crate::record::{Record, Storage, connect};
use crate::verify::verify;

/// Where every chain of the audit ended at a moment, to be kept elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checkpoint {
    /// The moment.
    pub at: Timestamp,
    /// Every chain with the number and the hash of its last row.
    pub ends: Vec<(String, u64, String)>,
    /// An authentication code of it all, by the audit's key.
    pub code: String,
}

impl Record {
    /// The ends as they are now.
    pub fn checkpoint_to_keep(&self, now: Timestamp) -> Result<Checkpoint, Fault> {
        self.checkpoint(now)?;
        let ends = audit::chains(&mut self.0.readers.take()).map_err(during("read the audit"))?;
        let ends: Vec<_> = ends.into_iter().map(|(chain, number, hash)| (chain, number, hex(&hash))).collect();
        let (_, key) = self.0.ring.newest(Purpose::Audit)?;
        let code = hex(&code(key, &told(now, &ends)));
        Ok(Checkpoint { at: now, ends, code })
    }
}

/// What does not hold: chains that don't follow, rows that no key of the audit stands for, and ends that were there when a
/// checkpoint was kept. Hands back how many rows hold.
pub fn check_audit(
    storage: &Storage,
    (master, random): (&MasterKey, &Random),
    kept: &[Checkpoint],
) -> Result<(u64, Vec<String>), Fault> {
    let report = verify(storage)?;
    let mut problems = report.problems;
    let mut db = connect(storage)?;
    let ring = Ring::load(&mut db, master, random)?;
    let is_ours = |bytes: &[u8], given: &[u8]| ring.all(Purpose::Audit).any(|key| code(key, bytes) == given);
    let rows = audit::all(&mut db).map_err(during("read the audit"))?;
    for row in rows.iter().filter(|row| !is_ours(&row.hash, &row.mac)) {
        problems.push(format!("Row {} of audit chain {} was not written by this practice.", row.number, row.chain));
    }
    for checkpoint in kept {
        let at = checkpoint.at;
        if !ring.all(Purpose::Audit).any(|key| hex(&code(key, &told(at, &checkpoint.ends))) == checkpoint.code) {
            problems.push(format!("The checkpoint of {at} was changed, or is of another practice."));
            continue;
        }
        for (chain, number, hash) in &checkpoint.ends {
            let there = rows.iter().find(|row| row.chain == *chain && row.number == *number);
            if there.is_none_or(|row| hex(&row.hash) != *hash) {
                problems.push(format!("On {at} audit chain {chain} had a row {number} that is gone or changed."));
            }
        }
    }
    Ok((report.audit_rows, problems))
}

fn told(at: Timestamp, ends: &[(String, u64, String)]) -> Vec<u8> {
    let ends: Vec<String> = ends.iter().map(|(chain, number, hash)| format!("{chain}:{number}:{hash}")).collect();
    format!("checkpoint {at} {}", ends.join(" ")).into_bytes()
}
