//! `groundwork backup`, `restore` and `backup prove`; and the backups that `serve` makes by its clock.

use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use actions::house::House;
use actions::keep_proof::keep_proof;
use actions::sign_in::fault;
use clap::{Args, ValueEnum};
use jiff::{SignedDuration, Timestamp};
use record::backup::{Manifest, prove, read_backup};
use record::lists::house::Proof;
use record::record::{Record, Storage};
use shell::act::act;
use terms::trouble::Fault;

use crate::config::Backup;
use crate::data_folder::read_practice_key;
use crate::open::{Open, Which, config, house, key_file, storage};
use crate::system::random;

/// How every backup's name begins and ends; between them stands the moment that it shows.
const BEGINS: &str = "groundwork-";
const ENDS: &str = ".backup";

/// How often the server looks whether a backup is due.
const LOOK_EVERY: Duration = Duration::from_mins(1);

/// How long after the last proof another one is made, with the next backup.
const PROVE_AFTER: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Which practice, and where its backups are.
#[derive(Args, Debug)]
pub struct BackUp {
    /// Nothing makes one more; "prove" opens the newest
    what: Option<What>,
    #[command(flatten)]
    which: Which,
    /// The folder for backups, if not the one in the configuration
    #[arg(long)]
    into: Option<PathBuf>,
}

/// What to do.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    /// Open the newest backup elsewhere, and read it through
    Prove,
}

/// Which backup, and into which practice.
#[derive(Args, Debug)]
pub struct Restore {
    #[command(flatten)]
    which: Which,
    /// The backup
    #[arg(long)]
    from: PathBuf,
}

/// `groundwork backup`: one more, or a proof of the newest; whoever uses the practice meanwhile.
pub fn run(back_up: &BackUp) -> Result<ExitCode, Fault> {
    let Open { config, storage, house, record, .. } = house(&back_up.which)?;
    let folder = folder(back_up, config.backup.as_ref())?;
    if let Some(What::Prove) = back_up.what {
        return prove_newest(&house, &record, &folder);
    }
    let (path, manifest) = write(&record, &storage, &folder, Timestamp::now())?;
    println!("{}: {} entries, {} rows.", path.display(), manifest.count("entries"), manifest.count("rows"));
    Ok(ExitCode::SUCCESS)
}

/// `groundwork backup prove`: opens the newest one in a scratch place, reads it through, and writes down what it found.
fn prove_newest(house: &House, record: &Record, folder: &Path) -> Result<ExitCode, Fault> {
    let newest = newest(folder)?.ok_or_else(|| {
        Fault::new("find a backup", format!("there is none in {}. Make one with groundwork backup", folder.display()))
    })?;
    let proof = prove_one(house, record, &newest)?;
    println!("{}: {}", newest.display(), told(&proof));
    Ok(if proof.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// `groundwork restore`: a practice from a backup, in an empty folder or database, with the key of the recovery sheet.
pub fn run_restore(restore: &Restore) -> Result<ExitCode, Fault> {
    let config = config(&restore.which)?;
    let (storage, key_file) = (storage(&restore.which, &config)?, key_file(&restore.which, &config));
    if !key_file.is_file() {
        return Err(Fault::new(
            "restore the backup",
            format!("type the recovery sheet into {} and run chmod 600 on it first", key_file.display()),
        ));
    }
    let key = read_practice_key(&key_file)?;
    fs::create_dir_all(&restore.which.data)
        .map_err(|error| Fault::new(format!("make the folder {}", restore.which.data.display()), error))?;
    let manifest = read_backup(&mut open_file(&restore.from)?, &key, &storage)?;
    println!(
        "Restored as of {}: {} entries, {} rows. Start it with groundwork serve.",
        manifest.made,
        manifest.count("entries"),
        manifest.count("rows")
    );
    Ok(ExitCode::SUCCESS)
}

/// For ever: a backup when one is due, those past their days thrown away, and once a week a proof.
pub async fn by_the_clock(house: House, record: Record, storage: Storage, plan: Backup) {
    loop {
        let (house, record, storage, plan) = (house.clone(), record.clone(), storage.clone(), plan.clone());
        if let Err(fault) = act(move || turn(&house, &record, &storage, &plan)).await {
            tracing::error!(%fault, "no backup");
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

fn turn(house: &House, record: &Record, storage: &Storage, plan: &Backup) -> Result<(), Fault> {
    let now = Timestamp::now();
    let last = newest(&plan.folder)?.as_deref().and_then(moment_of);
    if last.is_some_and(|last| now.duration_since(last).unsigned_abs() < plan.every()) {
        return Ok(());
    }
    let (path, manifest) = write(record, storage, &plan.folder, now)?;
    tracing::info!(entries = manifest.count("entries"), rows = manifest.count("rows"), "a backup was made");
    throw_away(&plan.folder, &path, now, plan.keep_days)?;
    let proven = actions::keep_proof::last_proof(house, now).map_err(fault)?;
    if proven.is_none_or(|at| now.duration_since(at) >= PROVE_AFTER) {
        let proof = prove_one(house, record, &path)?;
        tracing::info!(problems = proof.problems.len(), "a backup was opened and read through");
    }
    Ok(())
}

/// Writes a backup under a name that is given only once it is whole.
pub fn write(record: &Record, storage: &Storage, folder: &Path, now: Timestamp) -> Result<(PathBuf, Manifest), Fault> {
    fs::create_dir_all(folder).map_err(|error| Fault::new(format!("make the folder {}", folder.display()), error))?;
    let path = folder.join(format!("{BEGINS}{}{ENDS}", now.strftime("%Y%m%dT%H%M%SZ")));
    let unfinished = path.with_extension("unfinished");
    let told = |error: std::io::Error| Fault::new(format!("write {}", path.display()), error);
    let file = File::create(&unfinished).map_err(told)?;
    let mut out = BufWriter::new(file);
    let manifest = record.back_up(storage, now, &mut out)?;
    out.flush().map_err(told)?;
    out.get_ref().sync_all().map_err(told)?;
    fs::rename(&unfinished, &path).map_err(told)?;
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(told)?;
    Ok((path, manifest))
}

fn prove_one(house: &House, record: &Record, path: &Path) -> Result<Proof, Fault> {
    let scratch = scratch()?;
    let storage = Storage::File(scratch.join("record.db"));
    let now = Timestamp::now();
    let found = read_backup(&mut open_file(path)?, &record.own_key(), &storage)
        .and_then(|manifest| prove(&storage, (record.own_key(), random()), &manifest, now));
    // What was restored is sealed like the record itself; it is not left lying about all the same.
    let _ = fs::remove_dir_all(&scratch);
    let proof = found.unwrap_or_else(|fault| Proof {
        id: record.new_id(),
        at: now,
        made: moment_of(path).unwrap_or(now),
        entries: 0,
        rows: 0,
        left_closed: 0,
        problems: vec![fault.to_string()],
    });
    keep_proof(house, now, &proof).map_err(fault)?;
    Ok(proof)
}

fn told(proof: &Proof) -> String {
    let Proof { entries, rows, left_closed, problems, .. } = proof;
    if problems.is_empty() {
        format!(
            "whole. {entries} entries and {rows} rows opened; {left_closed} psychotherapy notes not opened, by design."
        )
    } else {
        format!("{} things do not hold.\n{}", problems.len(), problems.join("\n"))
    }
}

fn folder(back_up: &BackUp, plan: Option<&Backup>) -> Result<PathBuf, Fault> {
    let planned = plan.map(|plan| plan.folder.clone());
    back_up.into.clone().or(planned).ok_or_else(|| {
        Fault::new("find a place for backups", "name a folder with --into, or under [backup] in the configuration")
    })
}

fn open_file(path: &Path) -> Result<BufReader<File>, Fault> {
    File::open(path).map(BufReader::new).map_err(|error| Fault::new(format!("open {}", path.display()), error))
}

/// The newest backup in a folder; none where there is no folder yet.
pub fn newest(folder: &Path) -> Result<Option<PathBuf>, Fault> {
    Ok(all(folder)?.into_iter().max_by_key(|path| moment_of(path)))
}

/// The moment that a backup shows, by its name.
pub fn moment_of(path: &Path) -> Option<Timestamp> {
    let name = path.file_name()?.to_str()?.strip_prefix(BEGINS)?.strip_suffix(ENDS)?;
    name.parse().ok()
}

fn all(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Fault::new(format!("read {}", folder.display()), error)),
    };
    Ok(entries.flatten().map(|entry| entry.path()).filter(|path| moment_of(path).is_some()).collect())
}

/// Backups past their days go; the one just made stays whatever its age.
fn throw_away(folder: &Path, keep: &Path, now: Timestamp, days: u32) -> Result<(), Fault> {
    let kept = SignedDuration::from_hours(24 * i64::from(days));
    for path in all(folder)? {
        if path != keep && moment_of(&path).is_some_and(|made| now.duration_since(made) > kept) {
            fs::remove_file(&path).map_err(|error| Fault::new(format!("throw {} away", path.display()), error))?;
        }
    }
    Ok(())
}

fn scratch() -> Result<PathBuf, Fault> {
    let path = std::env::temp_dir().join(format!("groundwork-prove-{}", random().token()));
    fs::create_dir(&path).map_err(|error| Fault::new(format!("make the folder {}", path.display()), error))?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_bears_its_moment_and_goes_after_its_days() {
        let folder = tempfile::tempdir().unwrap();
        let now: Timestamp = "2026-06-22T18:05:00Z".parse().unwrap();
        for name in ["groundwork-20260601T000000Z.backup", "groundwork-20260620T000000Z.backup", "letter.txt"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        let last = newest(folder.path()).unwrap().unwrap();
        assert_eq!(moment_of(&last), Some("2026-06-20T00:00:00Z".parse().unwrap()));
        throw_away(folder.path(), &last, now, 10).unwrap();
        assert_eq!(all(folder.path()).unwrap(), std::slice::from_ref(&last));
        throw_away(folder.path(), &last, now, 1).unwrap();
        assert_eq!(all(folder.path()).unwrap(), [last]);
        assert_eq!(newest(&folder.path().join("nowhere")).unwrap(), None);
    }
}
