//! Opens a practice for the server and for every command: its configuration, its key, its record.

use std::path::{Path, PathBuf};

use actions::house::House;
use actions::sign_in::fault;
use actions::tell_facts::facts_told;
use clap::Args;
use jiff::Timestamp;
use record::keys::MasterKey;
use record::record::{Record, Storage};
use record::seal::KEY_LEN;
use schedule::people::Staff;
use terms::actor::{Actor, Context, Role, SignedIn};
use terms::practice::Practice;
use terms::trouble::Fault;

use crate::config::{Config, FILE};
use crate::data_folder::{key_beside, read_practice_key, storage_in, storage_of, write_practice_key};
use crate::system::{random, variable};

/// Which practice.
#[derive(Args, Clone, Debug)]
pub struct Which {
    /// The folder that the practice lives in
    #[arg(long)]
    pub data: PathBuf,
    /// The configuration, if not groundwork.toml in that folder
    #[arg(long)]
    pub config: Option<PathBuf>,
}

/// An open practice.
pub struct Open {
    /// What the operator decided.
    pub config: Config,
    /// Where the record lies.
    pub storage: Storage,
    /// Where the key lies.
    pub key_file: PathBuf,
    /// The record.
    pub record: Record,
    /// The house on it.
    pub house: House,
}

/// Reads the configuration alone.
pub fn config(which: &Which) -> Result<Config, Fault> {
    let file = which.config.clone().unwrap_or_else(|| which.data.join(FILE));
    if which.config.is_some() && !file.is_file() {
        return Err(Fault::new("read the configuration", format!("there is no {}", file.display())));
    }
    Config::read(&file, &variable)
}

/// Where the record lies.
pub fn storage(which: &Which, config: &Config) -> Result<Storage, Fault> {
    config.database.as_deref().map_or_else(|| Ok(storage_in(&which.data)), storage_of)
}

/// Where the key lies: as the operator says, as systemd hands it over, or beside the folder.
pub fn key_file(which: &Which, config: &Config) -> PathBuf {
    let credential = variable("CREDENTIALS_DIRECTORY").map(|folder| Path::new(&folder).join("groundwork.key"));
    let named = config.key_file.clone().or_else(|| credential.filter(|path| path.is_file()));
    named.unwrap_or_else(|| key_beside(&absolute(&which.data)))
}

/// Opens a practice that is there.
pub fn house(which: &Which) -> Result<Open, Fault> {
    let config = config(which)?;
    if let Storage::File(path) = &storage(which, &config)?
        && !path.is_file()
    {
        return Err(Fault::new(
            "find the practice",
            format!("there is no {}. Name its folder with --data", path.display()),
        ));
    }
    open(which, config)
}

/// Opens a practice, and makes it when there is none: a fresh key then, in its file before anything is written.
pub fn open(which: &Which, config: Config) -> Result<Open, Fault> {
    let (storage, key_file) = (storage(which, &config)?, key_file(which, &config));
    let random = random();
    let is_new = match &storage {
        Storage::File(path) => !path.is_file(),
        Storage::Memory => true,
        Storage::Postgres { .. } => !key_file.is_file(),
    };
    let key = if key_file.is_file() {
        read_practice_key(&key_file)?
    } else if is_new {
        let key = MasterKey::from_bytes(&mut random.bytes::<KEY_LEN>());
        write_practice_key(&key_file, &key)?;
        key
    } else {
        return Err(Fault::new(
            format!("read the key {}", key_file.display()),
            "there is no such file, and the practice can't be opened without it. Type the recovery sheet into it, and run chmod 600 on it",
        ));
    };
    let now = Timestamp::now();
    let record = Record::open(&storage, key, random, now)?;
    let house = House::new(record.clone(), Practice::blank(), config.address()?);
    know(&house, now)?;
    Ok(Open { config, storage, key_file, record, house })
}

/// For a command that does what a page of the owner's does: the owner, and a context in which they act.
pub fn as_owner<'s>(staff: &'s [Staff], now: Timestamp, doing: &str) -> Result<(&'s Staff, Context), Fault> {
    let owner = staff.iter().find(|person| person.left.is_none() && person.roles.contains(&Role::Owner));
    let owner = owner.ok_or_else(|| Fault::new(doing, "the practice has no owner yet. Set it up first"))?;
    let actor = Actor::Staff(SignedIn { staff: owner.id, role: Role::Owner, signed_in_at: now });
    Ok((owner, Context { actor, now }))
}

/// Looks up what the practice says of itself, and who works there.
pub fn know(house: &House, now: Timestamp) -> Result<(), Fault> {
    let itself = Context { actor: Actor::Timer, now };
    if let Some(practice) = facts_told(house, &itself).map_err(fault)? {
        house.set_practice(practice);
    }
    house.know_staff(now).map_err(fault)
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
