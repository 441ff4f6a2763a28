//! The tables, and what the databases themselves refuse.

use crate::db::sqlite::{OVERLAP, STAYS};
use crate::db::{Db, DbResult};

/// The tables in words that both databases read; `{int}` and `{blob}` stand for their own.
///
/// Which columns are clear, and why, stands in `docs/decisions/0010-clear-columns.md`.
const TABLES: &str = "
CREATE TABLE IF NOT EXISTS keys (name TEXT NOT NULL, generation {int} NOT NULL, wrapped {blob} NOT NULL, PRIMARY KEY (name, generation));
CREATE TABLE IF NOT EXISTS folders (folder TEXT PRIMARY KEY, subject TEXT NOT NULL, kind TEXT NOT NULL, wrapped_key {blob} NOT NULL);
CREATE TABLE IF NOT EXISTS entries (folder TEXT NOT NULL, number {int} NOT NULL, prev {blob} NOT NULL, hash {blob} NOT NULL, sealed {blob} NOT NULL, wrapped_key {blob}, once {blob}, UNIQUE (folder, number), UNIQUE (folder, once));
CREATE TABLE IF NOT EXISTS cards (folder TEXT PRIMARY KEY, kind TEXT NOT NULL, sealed {blob} NOT NULL);
CREATE TABLE IF NOT EXISTS dues (folder TEXT NOT NULL, key TEXT NOT NULL, at {int} NOT NULL, kind TEXT NOT NULL, PRIMARY KEY (folder, key));
CREATE INDEX IF NOT EXISTS dues_at ON dues (at);
CREATE TABLE IF NOT EXISTS rows (list TEXT NOT NULL, id TEXT NOT NULL, version {int} NOT NULL, state TEXT NOT NULL, at {int}, key1 {blob}, key2 {blob}, sealed {blob} NOT NULL, PRIMARY KEY (list, id));
CREATE INDEX IF NOT EXISTS rows_state ON rows (list, state, at);
CREATE INDEX IF NOT EXISTS rows_key1 ON rows (list, key1, at);
CREATE INDEX IF NOT EXISTS rows_key2 ON rows (list, key2, at);
CREATE TABLE IF NOT EXISTS drafts (author TEXT NOT NULL, thing TEXT NOT NULL, version {int} NOT NULL, at {int} NOT NULL, sealed {blob} NOT NULL, PRIMARY KEY (author, thing));
CREATE TABLE IF NOT EXISTS holds (resource TEXT NOT NULL, from_at {int} NOT NULL, until_at {int} NOT NULL, appointment TEXT NOT NULL, layer {int} NOT NULL, expires_at {int});
CREATE INDEX IF NOT EXISTS holds_resource ON holds (resource, layer, from_at);
CREATE INDEX IF NOT EXISTS holds_appointment ON holds (appointment);
CREATE INDEX IF NOT EXISTS holds_expires ON holds (expires_at);
CREATE TABLE IF NOT EXISTS papers (folder TEXT NOT NULL, paper TEXT NOT NULL, chunk {int} NOT NULL, sealed {blob} NOT NULL, PRIMARY KEY (folder, paper, chunk));
CREATE TABLE IF NOT EXISTS once (key {blob} PRIMARY KEY, at {int} NOT NULL, answer {blob} NOT NULL);
CREATE TABLE IF NOT EXISTS audit (chain TEXT NOT NULL, number {int} NOT NULL, at {int} NOT NULL, actor TEXT NOT NULL, what TEXT NOT NULL, mode TEXT NOT NULL, allowed {int} NOT NULL, heads TEXT NOT NULL, prev {blob} NOT NULL, hash {blob} NOT NULL, mac {blob} NOT NULL, UNIQUE (chain, number));
CREATE INDEX IF NOT EXISTS audit_what ON audit (what, at);
CREATE INDEX IF NOT EXISTS audit_at ON audit (at);
CREATE TABLE IF NOT EXISTS chains (chain TEXT PRIMARY KEY, number {int} NOT NULL, hash {blob} NOT NULL);
";

/// Makes the tables where they are not there yet.
pub(crate) fn create(db: &mut Db) -> DbResult<()> {
    match db {
        Db::Sqlite(db) => {
            db.run(&TABLES.replace("{int}", "INTEGER").replace("{blob}", "BLOB"))?;
            db.run(&sqlite_refusals())
        }
        Db::Postgres(db) => {
            // Two servers may start at once; the lock lasts until the transaction ends.
            db.run("BEGIN; SELECT pg_advisory_xact_lock(7236)")?;
            db.run(&TABLES.replace("{int}", "BIGINT").replace("{blob}", "BYTEA"))?;
            db.run(&postgres_refusals())?;
            db.run("COMMIT")
        }
    }
}

fn sqlite_refusals() -> String {
    let stays = format!("BEGIN SELECT RAISE(ABORT, '{STAYS}'); END");
    format!(
        "CREATE TRIGGER IF NOT EXISTS entries_no_delete BEFORE DELETE ON entries {stays};
         CREATE TRIGGER IF NOT EXISTS entries_no_update BEFORE UPDATE ON entries WHEN NOT (
             new.wrapped_key IS NULL AND new.folder = old.folder AND new.number = old.number AND new.prev = old.prev
             AND new.hash = old.hash AND new.sealed = old.sealed AND new.once IS old.once) {stays};
         CREATE TRIGGER IF NOT EXISTS audit_no_delete BEFORE DELETE ON audit {stays};
         CREATE TRIGGER IF NOT EXISTS audit_no_update BEFORE UPDATE ON audit {stays};
         CREATE TRIGGER IF NOT EXISTS folders_no_delete BEFORE DELETE ON folders {stays};
         CREATE TRIGGER IF NOT EXISTS folders_no_relabel BEFORE UPDATE ON folders WHEN NOT (
             new.folder = old.folder AND new.subject = old.subject AND new.kind = old.kind) {stays};
         CREATE TRIGGER IF NOT EXISTS holds_apart BEFORE INSERT ON holds WHEN EXISTS (
             SELECT 1 FROM holds WHERE resource = new.resource AND layer = new.layer
             AND from_at < new.until_at AND new.from_at < until_at) BEGIN SELECT RAISE(ABORT, '{OVERLAP}'); END;"
    )
}

fn postgres_refusals() -> String {
    format!(
        "CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;
         CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{STAYS}'; END $$;
         CREATE OR REPLACE FUNCTION refuse_but_erasing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
             IF new.wrapped_key IS NULL AND new.folder = old.folder AND new.number = old.number AND new.prev = old.prev
                AND new.hash = old.hash AND new.sealed = old.sealed AND new.once IS NOT DISTINCT FROM old.once
             THEN RETURN new; END IF;
             RAISE EXCEPTION '{STAYS}'; END $$;
         CREATE OR REPLACE FUNCTION refuse_relabel() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
             IF new.folder = old.folder AND new.subject = old.subject AND new.kind = old.kind THEN RETURN new; END IF;
             RAISE EXCEPTION '{STAYS}'; END $$;
         CREATE OR REPLACE TRIGGER entries_no_delete BEFORE DELETE ON entries FOR EACH ROW EXECUTE FUNCTION refuse();
         CREATE OR REPLACE TRIGGER entries_no_update BEFORE UPDATE ON entries FOR EACH ROW EXECUTE FUNCTION refuse_but_erasing();
         CREATE OR REPLACE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION refuse();
         CREATE OR REPLACE TRIGGER folders_no_delete BEFORE DELETE ON folders FOR EACH ROW EXECUTE FUNCTION refuse();
         CREATE OR REPLACE TRIGGER folders_no_relabel BEFORE UPDATE ON folders FOR EACH ROW EXECUTE FUNCTION refuse_relabel();
         DO $$ BEGIN
             IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'holds_apart' AND connamespace = current_schema()::regnamespace) THEN
                 ALTER TABLE holds ADD CONSTRAINT holds_apart EXCLUDE USING gist
                     (resource WITH =, layer WITH =, int8range(from_at, until_at) WITH &&);
             END IF;
         END $$;"
    )
}
