//! `groundwork keys`: makes a practice's key, turns its keys, and recovers it from the printed sheet. No server may run
//! meanwhile; what was cut short is gone on with by saying it again.

use std::fs::{self, File};
use std::io::{BufRead, stdin};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;
use record::keys::MasterKey;
use record::record::Storage;
use record::recovery::SheetMistake;
use record::rekey::{Turning, change_master, generations, opens};
use record::seal::KEY_LEN;
use terms::trouble::Fault;

use crate::data_folder::{DataFolder, read_practice_key, write_practice_key};
use crate::open::{Which, config, key_file, storage};
use crate::system::random;

/// What to do with them.
#[derive(Subcommand, Debug)]
pub enum Keys {
    /// A key for a practice that is not there yet, where its configuration says that it lies
    Make(Which),
    /// Where the key lies, and which generation each key of the ring has
    Show(Which),
    /// A new key for rows, cards and drafts; everything is sealed anew and the old key forgotten
    Rotate(Which),
    /// A new master key: it wraps every other key, and needs a new recovery sheet
    ChangeMaster(Which),
    /// The key file again, from the recovery sheet, typed in
    Recover(Which),
}

/// Does it.
pub fn run(keys: &Keys) -> Result<ExitCode, Fault> {
    match keys {
        Keys::Make(which) => make(which),
        Keys::Show(which) => show(which),
        Keys::Rotate(which) => rotate(which),
        Keys::ChangeMaster(which) => change(which),
        Keys::Recover(which) => recover(which, &mut stdin().lock()),
    }
}

/// A practice, with nobody else using it.
struct Practice {
    storage: Storage,
    key_file: PathBuf,
    _alone: DataFolder,
}

fn practice(which: &Which) -> Result<Practice, Fault> {
    let config = config(which)?;
    let storage = storage(which, &config)?;
    if !is_there(&storage) {
        return Err(Fault::new("find the practice", "there is none. Name its folder with --data"));
    }
    Ok(Practice { storage, key_file: key_file(which, &config), _alone: DataFolder::open_practice(&which.data)? })
}

fn is_there(storage: &Storage) -> bool {
    match storage {
        Storage::File(path) => path.is_file(),
        Storage::Postgres { .. } => true,
        Storage::Memory => false,
    }
}

fn make(which: &Which) -> Result<ExitCode, Fault> {
    let config = config(which)?;
    let (storage, key_file) = (storage(which, &config)?, key_file(which, &config));
    if matches!(&storage, Storage::File(path) if path.is_file()) {
        return Err(Fault::new("make a key", "the practice is there already. Its key is changed with change-master"));
    }
    if key_file.is_file() {
        return Err(Fault::new("make a key", format!("{} is there already", key_file.display())));
    }
    write_practice_key(&key_file, &fresh())?;
    println!(
        "{} holds a fresh key. Start the practice with groundwork serve; its pages ask to print the sheet.",
        key_file.display()
    );
    Ok(ExitCode::SUCCESS)
}

fn show(which: &Which) -> Result<ExitCode, Fault> {
    let config = config(which)?;
    let (storage, key_file) = (storage(which, &config)?, key_file(which, &config));
    let fits = opens(&storage, &read_practice_key(&key_file)?)?;
    println!("{}: {}", key_file.display(), if fits { "opens this record" } else { "does not belong to this record" });
    for (name, (count, newest)) in generations(&storage)? {
        println!("{name}: generation {newest}{}", if count > 1 { format!(", {count} kept") } else { String::new() });
    }
    Ok(if fits { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn rotate(which: &Which) -> Result<ExitCode, Fault> {
    let practice = practice(which)?;
    let mut turning = Turning::begin(&practice.storage, &read_practice_key(&practice.key_file)?, random())?;
    while turning.step()? {}
    println!("{} things were sealed anew. The earlier key is forgotten; backups hold their own.", turning.sealed());
    Ok(ExitCode::SUCCESS)
}

/// The new key is on disk before anything is wrapped by it, and takes the old one's place only afterward.
fn change(which: &Which) -> Result<ExitCode, Fault> {
    let practice = practice(which)?;
    let coming = beside(&practice.key_file);
    if !coming.is_file() {
        write_practice_key(&coming, &fresh())?;
    }
    let new = read_practice_key(&coming)?;
    if !opens(&practice.storage, &new)? {
        let old = read_practice_key(&practice.key_file)?;
        let count = change_master(&practice.storage, (&old, &new), &random())?;
        println!("{count} keys are wrapped by the new master key.");
    }
    let told = |error: std::io::Error| {
        let words = format!("put {} in the place of {}", coming.display(), practice.key_file.display());
        Fault::new(words, error)
    };
    fs::rename(&coming, &practice.key_file).map_err(told)?;
    let folder = practice.key_file.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new("."))).and_then(|folder| folder.sync_all()).map_err(told)?;
    println!(
        "Print a new recovery sheet now, under Practice. The old sheet opens the backups of before, and nothing else."
    );
    Ok(ExitCode::SUCCESS)
}

fn recover(which: &Which, typed: &mut dyn BufRead) -> Result<ExitCode, Fault> {
    let practice = practice(which)?;
    let doing = "read the sheet";
    if practice.key_file.is_file() {
        let words = format!("{} is there. Move it away first, if it is the wrong one", practice.key_file.display());
        return Err(Fault::new(doing, words));
    }
    println!("Type the fourteen groups of the recovery sheet, then Enter.");
    let mut sheet = String::new();
    typed.read_line(&mut sheet).map_err(|error| Fault::new(doing, error))?;
    let key = MasterKey::from_sheet(&sheet).map_err(|mistake| Fault::new(doing, words(mistake)))?;
    if !opens(&practice.storage, &key)? {
        return Err(Fault::new(doing, "it is a sheet, but not of this record. Look for a later one"));
    }
    write_practice_key(&practice.key_file, &key)?;
    println!("{} is there again, and opens this record.", practice.key_file.display());
    Ok(ExitCode::SUCCESS)
}

fn words(mistake: SheetMistake) -> String {
    match mistake {
        SheetMistake::Length(letters) => format!("it has {letters} letters, and a sheet has 56"),
        SheetMistake::Letter(group) => format!("group {group} has a letter that no sheet has"),
        SheetMistake::Check => "the letters don’t belong together: one of them is another".to_owned(),
    }
}

fn fresh() -> MasterKey {
    MasterKey::from_bytes(&mut random().bytes::<KEY_LEN>())
}

/// Where the coming key waits.
fn beside(key_file: &Path) -> PathBuf {
    let mut name = key_file.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    key_file.with_file_name(name)
}
