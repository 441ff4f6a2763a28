//! The encrypted record: permits and audit, folders and batches, rows, drafts, papers, cards, dues and holds.
//!
//! An action is [`record::Record::change`]: ask for permits, open, ask a rule, add what follows; whole or not at all.
//! Nothing read leaves before its audit row is durable. The only SQL of the project stands in `db/`.

pub mod accesses;
pub mod accounts;
pub mod audit_check;
pub mod audit_rows;
pub mod author_key;
pub mod backup;
pub mod bare;
pub mod batch;
pub mod change;
pub mod custody;
pub mod draft;
pub mod fingerprint;
pub mod glass;
pub mod kept;
pub mod keys;
pub mod length;
pub mod list;
pub mod lists;
pub mod once;
pub mod open_folder;
pub mod open_key;
pub mod own;
pub mod papers;
pub mod permit;
pub mod policy;
pub mod policy_staff;
pub mod random;
pub mod record;
pub mod recovery;
pub mod rekey;
pub mod relation;
pub mod rows;
pub mod scope;
mod scope_name;
pub mod seal;
pub mod secrets;
mod seen_as;
pub mod sent_note;
pub mod stored;
pub mod verify;
mod waiting;
pub mod work;

mod audit;
mod chain;
mod db;
mod passphrase;
mod pool;
mod writer;
