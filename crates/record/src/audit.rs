//! The audit's chain: who asked for what, and which folders a commit moved, each row bound to the one before.

use jiff::Timestamp;

use crate::chain::{START, hash_of, hex};
use crate::db::audit::StoredAudit;
use crate::keys::code;
use crate::permit::{Access, audit_name};
use crate::seal::Key;

/// What a row says, before it has its place in the chain.
pub(crate) struct Says {
    pub(crate) at: i64,
    pub(crate) actor: String,
    pub(crate) what: String,
    pub(crate) mode: &'static str,
    pub(crate) allowed: bool,
    pub(crate) heads: String,
}

/// The end of this server's chain.
pub(crate) struct AuditChain {
    pub(crate) name: String,
    number: u64,
    hash: Vec<u8>,
    key: Key,
}

impl AuditChain {
    /// A new chain, for a server that starts.
    pub(crate) fn new(name: String, key: Key) -> Self {
        Self { name, number: 0, hash: START.to_vec(), key }
    }

    /// The next rows. The chain moves on only with [`Self::advance`], once they are written.
    pub(crate) fn rows(&self, says: Vec<Says>) -> Vec<StoredAudit> {
        let (mut number, mut prev) = (self.number, self.hash.clone());
        let rows = says.into_iter().map(|says| {
            number += 1;
            let row = row(&self.name, (number, &prev), says, &self.key);
            prev.clone_from(&row.hash);
            row
        });
        rows.collect()
    }

    /// Moves the end to the last row written.
    pub(crate) fn advance(&mut self, number: u64, hash: &[u8]) {
        self.number = number;
        self.hash = hash.to_vec();
    }
}

/// An access, in the audit's words.
pub(crate) fn says_access(access: &Access) -> Says {
    Says {
        at: access.by.now.as_second(),
        actor: audit_name(access.by.actor),
        what: access.scope.to_string(),
        mode: access.mode.name(),
        allowed: access.allowed,
        heads: String::new(),
    }
}

/// A commit that moved folders, in the audit's words.
pub(crate) fn says_commit(heads: &[(&str, u64, &[u8])], at: i64) -> Says {
    let heads: Vec<String> =
        heads.iter().map(|(folder, number, hash)| format!("folder:{folder}:{number}:{}", hex(hash))).collect();
    Says {
        at,
        actor: "record".to_owned(),
        what: "commit".to_owned(),
        mode: "write",
        allowed: true,
        heads: heads.join(" "),
    }
}

/// A checkpoint that ties the ends of all chains together.
pub(crate) fn says_checkpoint(chains: &[(String, u64, Vec<u8>)], now: Timestamp) -> Says {
    let heads: Vec<String> =
        chains.iter().map(|(chain, number, hash)| format!("chain:{chain}:{number}:{}", hex(hash))).collect();
    Says {
        at: now.as_second(),
        actor: "record".to_owned(),
        what: "checkpoint".to_owned(),
        mode: "write",
        allowed: true,
        heads: heads.join(" "),
    }
}

/// The hash that a row must have.
pub(crate) fn hash(row: &StoredAudit) -> [u8; 32] {
    hash_of(&[
        row.chain.as_bytes(),
        &row.number.to_be_bytes(),
        &row.at.to_be_bytes(),
        row.actor.as_bytes(),
        row.what.as_bytes(),
        row.mode.as_bytes(),
        &[u8::from(row.allowed)],
        row.heads.as_bytes(),
        &row.prev,
    ])
}

fn row(chain: &str, (number, prev): (u64, &[u8]), says: Says, key: &Key) -> StoredAudit {
    let mut row = StoredAudit {
        chain: chain.to_owned(),
        number,
        at: says.at,
        actor: says.actor,
        what: says.what,
        mode: says.mode.to_owned(),
        allowed: says.allowed,
        heads: says.heads,
        prev: prev.to_vec(),
        hash: Vec::new(),
        mac: Vec::new(),
    };
    row.hash = hash(&row).to_vec();
    row.mac = code(key, &row.hash).to_vec();
    row
}
