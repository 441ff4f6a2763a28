//! A backup: every table as it was at one moment, sealed for whoever has the recovery sheet, on either database.
//!
//! A file is a first line with a salt, then pieces: four bytes of length, and a sealed piece bound to its number. The last
//! piece counts the rows of every table, so that a file that was cut is not taken for a whole one.

use std::io::{Read, Write};
use std::ops::ControlFlow;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::folder::FolderKind;
use terms::ids::Id;
use terms::trouble::Fault;

use crate::chain::{hex, unhex};
use crate::db::dump::{self, TABLES, Table};
use crate::db::{Db, Value, during, entries, folders, keys, schema};
use crate::keys::{MasterKey, derive};
use crate::lists::house::Proof;
use crate::random::Random;
use crate::record::{Record, Storage, connect};
use crate::seal::{Key, open, seal};
use crate::verify::verify;

/// The first word of every backup, and its format.
const FORMAT: &str = "groundwork-backup-1";

/// How many bytes fill a piece; the row that fills it may be longer.
const PIECE: usize = 4 * 1024 * 1024;

/// The largest piece that is read, in bytes; no row comes near it.
const MAX_PIECE: usize = 64 * 1024 * 1024;

/// What stands in a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The moment that it shows.
    pub made: Timestamp,
    /// How many rows each table has.
    pub rows: Vec<(String, u64)>,
}

impl Manifest {
    /// How many rows a table has.
    pub fn count(&self, table: &str) -> u64 {
        self.rows.iter().find(|(name, _)| name == table).map_or(0, |(_, rows)| *rows)
    }
}

/// Writes everything as it is now. Whoever uses the practice meanwhile notices nothing.
pub fn write_backup(
    storage: &Storage,
    (master, random): (&MasterKey, &Random),
    made: Timestamp,
    out: &mut dyn Write,
) -> Result<Manifest, Fault> {
    let mut db = connect(storage)?;
    let salt: [u8; 16] = random.bytes();
    let mut file = Sealed { key: backup_key(master, &salt), number: 0 };
    let told = |error: std::io::Error| Fault::new("write the backup", error);
    writeln!(out, "{FORMAT} {}", hex(&salt)).map_err(told)?;
    dump::begin_reading(&mut db).map_err(during("read the record"))?;
    let mut manifest = Manifest { made, rows: Vec::new() };
    for (place, table) in (0_u8..).zip(&TABLES) {
        let (mut count, mut piece) = (0, vec![place]);
        let read = dump::each(&mut db, table, &mut |row| {
            count += 1;
            put_row(&mut piece, &row.0.collect::<Vec<Value>>());
            if piece.len() < PIECE {
                return ControlFlow::Continue(());
            }
            let written = file.write(&piece, random, out);
            piece.truncate(1);
            written.map_or_else(ControlFlow::Break, ControlFlow::Continue)
        });
        if let ControlFlow::Break(error) = read.map_err(during("read the record"))? {
            return Err(told(error));
        }
        if piece.len() > 1 {
            file.write(&piece, random, out).map_err(told)?;
        }
        manifest.rows.push((table.name.to_owned(), count));
    }
    db.run("ROLLBACK").map_err(during("read the record"))?;
    let end = serde_json::to_vec(&manifest).map_err(|error| Fault::new("write the backup", error))?;
    file.write(&[&[u8::MAX], end.as_slice()].concat(), random, out).map_err(told)?;
    out.flush().map_err(told)?;
    Ok(manifest)
}

/// Puts a backup into an empty database: whole, or not at all.
pub fn read_backup(input: &mut dyn Read, master: &MasterKey, into: &Storage) -> Result<Manifest, Fault> {
    let doing = "read the backup";
    let salt = first_line(input)?;
    let mut file = Sealed { key: backup_key(master, &salt), number: 0 };
    let mut db = connect(into)?;
    schema::create(&mut db).map_err(during("make the tables"))?;
    if !keys::all(&mut db).map_err(during("look into the database"))?.is_empty() {
        return Err(Fault::new("restore the backup", "the database is not empty. Name an empty folder or database"));
    }
    db.begin().map_err(during("restore the backup"))?;
    let mut counts = vec![0_u64; TABLES.len()];
    let manifest = loop {
        let piece = file.read(input)?;
        match piece.split_first() {
            Some((&u8::MAX, end)) => {
                break serde_json::from_slice::<Manifest>(end).map_err(|error| Fault::new(doing, error))?;
            }
            Some((place, rows)) => {
                let place = usize::from(*place);
                let table = TABLES.get(place).ok_or_else(|| Fault::new(doing, "it has a table that nobody knows"))?;
                counts[place] += put_all(&mut db, table, rows)?;
            }
            None => return Err(Fault::new(doing, "it has an empty piece")),
        }
    };
    for (table, count) in TABLES.iter().zip(&counts) {
        if manifest.count(table.name) != *count {
            return Err(Fault::new(
                doing,
                format!("it should have {} rows of {} and has {count}", manifest.count(table.name), table.name),
            ));
        }
    }
    db.run("COMMIT").map_err(during("restore the backup"))?;
    Ok(manifest)
}

/// Opens a restored backup and reads it through: every chain, every entry and its card, every row, every paper. Only
/// psychotherapy notes stay closed, sealed to their authors.
pub fn prove(
    scratch: &Storage,
    (master, random): (MasterKey, Random),
    manifest: &Manifest,
    now: Timestamp,
) -> Result<Proof, Fault> {
    let mut problems = verify(scratch)?.problems;
    let id = random.id();
    let record = Record::open(scratch, master, random, now)?;
    problems.extend(record.verify_derived()?.problems);
    let (rows, of_rows) = record.open_every_row()?;
    let (left_closed, of_papers) = record.open_every_paper()?;
    problems.extend(of_rows);
    problems.extend(of_papers);
    Ok(Proof { id, at: now, made: manifest.made, entries: manifest.count("entries"), rows, left_closed, problems })
}

impl Record {
    /// Writes a backup of this record.
    pub fn back_up(&self, storage: &Storage, made: Timestamp, out: &mut dyn Write) -> Result<Manifest, Fault> {
        write_backup(storage, (&self.0.master, &self.0.random), made, out)
    }

    /// This record's master key, to open its own backup in a scratch place.
    pub fn own_key(&self) -> MasterKey {
        self.0.master.clone()
    }

    fn open_every_row(&self) -> Result<(u64, Vec<String>), Fault> {
        let (mut count, mut problems) = (0, Vec::new());
        loop {
            let rows = dump::rows_of_lists(&mut self.0.readers.take(), count).map_err(during("read the rows"))?;
            if rows.is_empty() {
                return Ok((count, problems));
            }
            count += rows.len() as u64;
            for (list, id, version, sealed) in rows {
                let opened: Result<serde_json::Value, Fault> = self.0.open_row(&list, &id, (version, &sealed));
                if opened.is_err() {
                    problems.push(format!("Row {id} of the list {list} does not open."));
                }
            }
        }
    }

    /// How many psychotherapy notes stay closed, and which papers don't open.
    fn open_every_paper(&self) -> Result<(u64, Vec<String>), Fault> {
        let (mut left_closed, mut count, mut problems) = (0, 0, Vec::new());
        let known = folders::all(&mut self.0.readers.take()).map_err(during("list the folders"))?;
        for (folder, _, kind) in &known {
            if FolderKind::from_name(kind) == Some(FolderKind::ProcessNotes) {
                let head = entries::head(&mut self.0.readers.take(), folder).map_err(during("read a folder"))?;
                left_closed += head.map_or(0, |(number, _)| number);
            }
        }
        loop {
            let chunks =
                dump::chunks_of_papers(&mut self.0.readers.take(), count).map_err(during("read the papers"))?;
            if chunks.is_empty() {
                return Ok((left_closed, problems));
            }
            count += chunks.len() as u64;
            for (folder, paper, chunk, sealed) in chunks {
                let opened = match paper.parse::<Id>() {
                    Ok(id) => self.0.opens((&folder, id, chunk), &sealed)?,
                    Err(_) => false,
                };
                if !opened {
                    problems.push(format!("Piece {chunk} of the paper {paper} does not open."));
                }
            }
        }
    }
}

/// The pieces of a file, each with its number.
struct Sealed {
    key: Key,
    number: u64,
}

impl Sealed {
    fn write(&mut self, piece: &[u8], random: &Random, out: &mut dyn Write) -> std::io::Result<()> {
        let sealed = seal(&self.key, 1, (&self.number.to_be_bytes(), piece), random);
        self.number += 1;
        out.write_all(&u32::try_from(sealed.len()).unwrap_or(u32::MAX).to_be_bytes())?;
        out.write_all(&sealed)
    }

    fn read(&mut self, input: &mut dyn Read) -> Result<Vec<u8>, Fault> {
        let cut = |_| Fault::new("read the backup", "it was cut: its end is missing");
        let mut length = [0; 4];
        input.read_exact(&mut length).map_err(cut)?;
        let length = u32::from_be_bytes(length) as usize;
        if length > MAX_PIECE {
            return Err(Fault::new("read the backup", "it has a piece of a size that none has"));
        }
        let mut sealed = vec![0; length];
        input.read_exact(&mut sealed).map_err(cut)?;
        let piece = open(&self.key, &self.number.to_be_bytes(), &sealed)
            .map_err(|_| Fault::new("read the backup", "it was changed, or it belongs to another key"))?;
        self.number += 1;
        Ok(piece)
    }
}

fn backup_key(master: &MasterKey, salt: &[u8]) -> Key {
    derive(&Key::from_bytes(*master.bytes()), &format!("backup/{}", hex(salt)))
}

fn first_line(input: &mut dyn Read) -> Result<Vec<u8>, Fault> {
    let no_backup = || Fault::new("read the backup", "this file is none");
    let mut line = Vec::new();
    let mut byte = [0];
    while line.len() < 200 {
        input.read_exact(&mut byte).map_err(|_| no_backup())?;
        if byte == [b'\n'] {
            break;
        }
        line.push(byte[0]);
    }
    let line = String::from_utf8(line).map_err(|_| no_backup())?;
    let salt = line.strip_prefix(FORMAT).and_then(|rest| unhex(rest.trim()));
    salt.ok_or_else(no_backup)
}

fn put_row(piece: &mut Vec<u8>, values: &[Value]) {
    piece.push(u8::try_from(values.len()).unwrap_or(u8::MAX));
    let mut long = |tag: u8, bytes: &[u8]| {
        piece.push(tag);
        piece.extend_from_slice(&u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes());
        piece.extend_from_slice(bytes);
    };
    for value in values {
        match value {
            Value::Null => long(0, &[]),
            Value::Int(number) => long(1, &number.to_be_bytes()),
            Value::Text(text) => long(2, text.as_bytes()),
            Value::Blob(bytes) => long(3, bytes),
        }
    }
}

fn put_all(db: &mut Db, table: &Table, mut rest: &[u8]) -> Result<u64, Fault> {
    let broken = || Fault::new("read the backup", "a row of it has no shape that we know");
    let mut count = 0;
    while let Some((columns, after)) = rest.split_first() {
        rest = after;
        let mut values = Vec::with_capacity(usize::from(*columns));
        for _ in 0..*columns {
            let (head, after) = rest.split_at_checked(5).ok_or_else(broken)?;
            let length = u32::from_be_bytes([head[1], head[2], head[3], head[4]]) as usize;
            let (bytes, after) = after.split_at_checked(length).ok_or_else(broken)?;
            rest = after;
            values.push(match head[0] {
                0 => Value::Null,
                1 => Value::Int(i64::from_be_bytes(bytes.try_into().map_err(|_| broken())?)),
                2 => Value::Text(String::from_utf8(bytes.to_vec()).map_err(|_| broken())?),
                3 => Value::Blob(bytes.to_vec()),
                _ => return Err(broken()),
            });
        }
        dump::put(db, table, &values).map_err(during("restore the backup"))?;
        count += 1;
    }
    Ok(count)
}
