//! Verifying the record: the chains without any key, and what is derived, with the keys.

use std::collections::BTreeMap;
use std::fmt;

use money::ledger::{DosingLedger, TherapyLedger};
use terms::folder::FolderKind;
use terms::ids::{StaffId, SubjectId};
use terms::trouble::Fault;

use crate::audit::hash;
use crate::chain::{Place, START, hex};
use crate::db::audit::StoredAudit;
use crate::db::{Db, audit, during, entries, folders};
use crate::open_folder::{OpenFolder, stored_dues};
use crate::record::{Record, Storage, connect};
use crate::scope_name::folder_name;
use crate::stored::Stored;

/// What was found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many folders were looked at.
    pub folders: u64,
    /// How many entries hold, erased ones included.
    pub entries: u64,
    /// How many audit rows hold.
    pub audit_rows: u64,
    /// What does not hold, a sentence each.
    pub problems: Vec<String>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.problems {
            writeln!(f, "{problem}")?;
        }
        let Self { entries, folders, audit_rows, .. } = self;
        if self.problems.is_empty() {
            write!(f, "{entries} entries in {folders} folders hold, and {audit_rows} rows of the audit.")
        } else {
            write!(
                f,
                "{} things do not hold. {entries} entries in {folders} folders do, and {audit_rows} rows of the audit.",
                self.problems.len()
            )
        }
    }
}

/// Follows every chain, without a key and without changing anything.
pub fn verify(storage: &Storage) -> Result<Report, Fault> {
    let mut db = connect(storage)?;
    let mut report = Report::default();
    let heads = verify_folders(&mut db, &mut report)?;
    verify_audit(&mut db, &heads, &mut report)?;
    Ok(report)
}

type Heads = BTreeMap<String, (u64, String)>;

fn verify_folders(db: &mut Db, report: &mut Report) -> Result<Heads, Fault> {
    let known = folders::all(db).map_err(during("list the folders"))?;
    for (folder, subject, kind) in &known {
        if !bears_its_label(folder, subject, kind) {
            report.problems.push(format!("Folder {folder} bears the label {subject}/{kind}."));
        }
    }
    for folder in entries::folders_with_entries(db).map_err(during("list the folders"))? {
        if !known.iter().any(|(name, _, _)| *name == folder) {
            report.problems.push(format!("Folder {folder} has entries and no key."));
        }
    }
    let mut heads = Heads::new();
    for (folder, _, _) in &known {
        report.folders += 1;
        let (mut number, mut prev) = (0, START.to_vec());
        for entry in entries::of_folder(db, folder).map_err(during("read a folder"))? {
            let place = Place { folder, number: number + 1, prev: &prev };
            let holds = entry.number == number + 1
                && entry.prev == prev
                && entry.hash == place.hash(&entry.sealed, entry.once.as_deref());
            if !holds {
                report
                    .problems
                    .push(format!("Entry {} of folder {folder} does not follow from the one before.", entry.number));
                break;
            }
            report.entries += 1;
            (number, prev) = (entry.number, entry.hash);
        }
        heads.insert(folder.clone(), (number, hex(&prev)));
    }
    Ok(heads)
}

/// A folder's name says whose it is and of which kind; of psychotherapy notes also by which author.
fn bears_its_label(folder: &str, subject: &str, kind: &str) -> bool {
    let (Ok(subject), Some(kind)) = (subject.parse::<SubjectId>(), FolderKind::from_name(kind)) else { return false };
    let name = folder_name(kind, subject);
    match folder.strip_prefix(&name) {
        Some("") => kind != FolderKind::ProcessNotes,
        Some(author) => {
            let author = author.strip_prefix('/').and_then(|author| author.parse::<StaffId>().ok());
            kind == FolderKind::ProcessNotes && author.is_some()
        }
        None => false,
    }
}

/// Where the audit says that folders and chains ended.
#[derive(Default)]
struct Told {
    folders: BTreeMap<String, (u64, String)>,
    chains: BTreeMap<String, (u64, String)>,
}

fn verify_audit(db: &mut Db, heads: &Heads, report: &mut Report) -> Result<(), Fault> {
    let rows = audit::all(db).map_err(during("read the audit"))?;
    let mut ends: BTreeMap<&str, (u64, &[u8])> = BTreeMap::new();
    let mut told = Told::default();
    for row in &rows {
        let (number, prev) = ends.get(row.chain.as_str()).copied().unwrap_or((0, &START));
        if row.number != number + 1 || row.prev != prev || row.hash != hash(row) {
            report
                .problems
                .push(format!("Row {} of audit chain {} does not follow from the one before.", row.number, row.chain));
        } else {
            report.audit_rows += 1;
        }
        ends.insert(&row.chain, (row.number, &row.hash));
        told.take(row);
    }
    for (chain, number, hash) in audit::chains(db).map_err(during("read the audit"))? {
        if ends.get(chain.as_str()) != Some(&(number, hash.as_slice())) {
            report.problems.push(format!("Audit chain {chain} should end at row {number}, and does not."));
        }
    }
    for (chain, (number, hash)) in &told.chains {
        let there = rows.iter().find(|row| row.chain == *chain && row.number == *number);
        if there.map(|row| hex(&row.hash)).as_ref() != Some(hash) {
            report.problems.push(format!("Audit chain {chain} had a row {number} that is gone or changed."));
        }
    }
    for (folder, end) in &told.folders {
        match heads.get(folder) {
            Some(head) if head == end => {}
            Some((number, _)) => {
                report.problems.push(format!("Folder {folder} should end at entry {}, and ends at {number}.", end.0));
            }
            None => report.problems.push(format!("Folder {folder} is gone; it ended at entry {}.", end.0)),
        }
    }
    let unknown = heads.iter().filter(|(folder, (number, _))| *number > 0 && !told.folders.contains_key(*folder));
    report.problems.extend(unknown.map(|(folder, _)| format!("Folder {folder} has entries that no commit wrote.")));
    Ok(())
}

impl Told {
    /// Keeps the furthest that any row says of each folder and chain.
    fn take(&mut self, row: &StoredAudit) {
        for head in row.heads.split(' ') {
            let mut parts = head.split(':');
            let (Some(what), Some(name), Some(number), Some(hash)) =
                (parts.next(), parts.next(), parts.next(), parts.next())
            else {
                continue;
            };
            let Ok(number) = number.parse::<u64>() else { continue };
            let ends = if what == "folder" { &mut self.folders } else { &mut self.chains };
            if ends.get(name).is_none_or(|(known, _)| *known < number) {
                ends.insert(name.to_owned(), (number, hash.to_owned()));
            }
        }
    }
}

impl Record {
    /// Rebuilds every card and every due from the entries, and compares.
    pub fn verify_derived(&self) -> Result<Report, Fault> {
        let mut report = Report::default();
        let known = folders::all(&mut self.0.readers.take()).map_err(during("list the folders"))?;
        for (folder, subject, kind) in known {
            let (Ok(subject), Some(kind)) = (subject.parse(), FolderKind::from_name(&kind)) else { continue };
            report.folders += 1;
            match kind {
                FolderKind::Chart => self.compare::<care::chart::Chart>(subject, &folder, &mut report)?,
                FolderKind::Workbook => self.compare::<care::workbook::Workbook>(subject, &folder, &mut report)?,
                FolderKind::TherapyLedger => self.compare::<TherapyLedger>(subject, &folder, &mut report)?,
                FolderKind::DosingLedger => self.compare::<DosingLedger>(subject, &folder, &mut report)?,
                FolderKind::Coverage => self.compare::<money::coverage::Coverage>(subject, &folder, &mut report)?,
                FolderKind::Journal => self.compare::<care::journal::Journal>(subject, &folder, &mut report)?,
                FolderKind::ProcessNotes => {
                    self.compare::<care::process_notes::ProcessNotes>(subject, &folder, &mut report)?;
                }
            }
        }
        Ok(report)
    }

    fn compare<F: Stored>(&self, subject: SubjectId, folder: &str, report: &mut Report) -> Result<(), Fault> {
        let mut db = self.0.readers.take();
        let opened = OpenFolder::load::<F>(&mut db, (subject, folder.to_owned()), (&self.0.master, &self.0.random))?;
        report.entries += opened.opened_at;
        let derived = opened.derived()?;
        let card = folders::card(&mut db, folder).map_err(during("read a card"))?;
        let stored: Option<F::Card> = card.map(|sealed| self.0.open_card(folder, &sealed)).transpose()?;
        let rebuilt: F::Card = crate::work::parse(&derived.card)?;
        if stored != Some(rebuilt) {
            report.problems.push(format!("The card of folder {folder} is not what its entries make."));
        }
        let dues = folders::dues_of(&mut db, folder).map_err(during("read dues"))?;
        let plain = |dues: &[crate::db::folders::StoredDue]| -> Vec<(String, i64, String)> {
            dues.iter().map(|due| (due.key.clone(), due.at, due.kind.clone())).collect()
        };
        if plain(&dues) != plain(&stored_dues(folder, derived.dues)) {
            report.problems.push(format!("What folder {folder} has due is not what its entries make."));
        }
        Ok(())
    }
}
