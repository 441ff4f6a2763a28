//! The same suite on SQLite and on PostgreSQL: what the record promises, whichever database it lies in.

mod audit_ends;
mod author_keys;
mod backups;
mod bookings;
mod closing;
mod custody;
mod emergency;
mod erasing;
mod folders;
mod forms;
mod ground;
mod lengths;
mod lists;
mod numbers;
mod own_cards;
mod permits;
mod policy_table;
mod rekeying;
mod simulation;
mod stored_forms;
mod verify;
