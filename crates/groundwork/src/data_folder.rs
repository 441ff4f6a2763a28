//! The folder that a practice or a demo lives in: its database, its key, its texts, and a lock so that only one server uses
//! it.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use record::keys::MasterKey;
use record::random::Random;
use record::record::Storage;
use record::seal::KEY_LEN;
use terms::trouble::Fault;

/// Says that a folder was made by the demo: only there does the one-click sign-in exist.
const MARK: &str = "made-by-demo";

/// What a server holds while it uses a practice's folder.
const LOCK: &str = "in-use";

/// The demo's key. It lies beside the data, which nothing but a demo may do.
const KEY: &str = "demo.key";

/// An open folder; closed when dropped.
pub struct DataFolder {
    path: PathBuf,
    _lock: File,
}

impl DataFolder {
    /// Opens the demo's folder, and makes it when it is not there. Any other folder with something in it is left alone.
    pub fn open_demo(path: &Path) -> Result<Self, Fault> {
        let doing = |what: &str| format!("{what} {}", path.display());
        std::fs::create_dir_all(path).map_err(|error| Fault::new(doing("make the folder"), error))?;
        let is_empty =
            std::fs::read_dir(path).map_err(|error| Fault::new(doing("read the folder"), error))?.next().is_none();
        let mark = path.join(MARK);
        if is_empty {
            write_new(
                &mark,
                b"This folder holds a demo with fictional people. It may be deleted at any time.\n",
                0o644,
            )?;
        } else if !mark.is_file() {
            return Err(Fault::new(
                doing("open the folder"),
                "it was not made by the demo. Name an empty folder, or one that a demo made",
            ));
        }
        let lock = File::open(&mark).map_err(|error| Fault::new(doing("open the folder"), error))?;
        lock.try_lock().map_err(|_| {
            Fault::new(
                doing("open the folder"),
                "another demo is using it. Stop that one first, or name another folder",
            )
        })?;
        Ok(Self { path: path.to_owned(), _lock: lock })
    }

    /// Opens a practice's folder for one server, and makes it when it is not there. A demo's folder is no practice.
    pub fn open_practice(path: &Path) -> Result<Self, Fault> {
        let doing = |what: &str| format!("{what} {}", path.display());
        std::fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(path)
            .map_err(|error| Fault::new(doing("make the folder"), error))?;
        if path.join(MARK).is_file() {
            return Err(Fault::new(doing("open the folder"), "a demo lives there. Name another folder for a practice"));
        }
        let file = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(path.join(LOCK));
        let lock = file.map_err(|error| Fault::new(doing("open the folder"), error))?;
        lock.try_lock().map_err(|_| {
            Fault::new(
                doing("open the folder"),
                "another server is using it. Stop that one first, or name another folder",
            )
        })?;
        Ok(Self { path: path.to_owned(), _lock: lock })
    }

    /// Where its database lies, unless another one was named.
    pub fn storage(&self) -> Storage {
        storage_in(&self.path)
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder with the practice's texts.
    pub fn content(&self) -> PathBuf {
        self.path.join("content")
    }

    /// The demo's key, made when it is not there.
    pub fn key(&self, random: &Random) -> Result<MasterKey, Fault> {
        let path = self.path.join(KEY);
        if !path.is_file() {
            write_new(&path, &random.bytes::<KEY_LEN>(), 0o600)?;
        }
        read_key(&path)
    }
}

/// Where a practice's key lies when nobody says otherwise: beside its folder, never inside.
pub fn key_beside(folder: &Path) -> PathBuf {
    let mut name = folder.file_name().unwrap_or_default().to_owned();
    name.push(".key");
    folder.with_file_name(name)
}

/// Reads a practice's key: a recovery sheet in a file that only its owner may read.
pub fn read_practice_key(path: &Path) -> Result<MasterKey, Fault> {
    let fault = |error: std::io::Error| Fault::new(format!("read the key {}", path.display()), error);
    let open_to = std::fs::metadata(path).map_err(fault)?.permissions().mode() & 0o077;
    if open_to != 0 {
        return Err(Fault::new(
            format!("read the key {}", path.display()),
            "others on this computer can read it. Run chmod 600 on it first",
        ));
    }
    MasterKey::from_file(&std::fs::read_to_string(path).map_err(fault)?)
}

/// Writes a fresh practice's key; one that is there already stays.
pub fn write_practice_key(path: &Path, key: &MasterKey) -> Result<(), Fault> {
    write_new(path, format!("{}\n", key.sheet()).as_bytes(), 0o600)
}

/// The database of a data folder.
pub fn storage_in(folder: &Path) -> Storage {
    Storage::File(folder.join("record.db"))
}

/// The key of a demo's data folder.
pub fn key_in(folder: &Path) -> Result<MasterKey, Fault> {
    read_key(&folder.join(KEY))
}

/// Reads `sqlite:PATH` or `postgres://...`.
pub fn storage_of(database: &str) -> Result<Storage, Fault> {
    if let Some(path) = database.strip_prefix("sqlite:") {
        return Ok(Storage::File(PathBuf::from(path)));
    }
    if database.starts_with("postgres://") || database.starts_with("postgresql://") {
        return Ok(Storage::Postgres { url: database.to_owned(), schema: "public".to_owned() });
    }
    Err(Fault::new("read --database", "it begins with sqlite: or with postgres://"))
}

fn read_key(path: &Path) -> Result<MasterKey, Fault> {
    let fault = |error: std::io::Error| Fault::new(format!("read the key {}", path.display()), error);
    let mut bytes = [0; KEY_LEN];
    let mut file = File::open(path).map_err(fault)?;
    file.read_exact(&mut bytes).map_err(fault)?;
    Ok(MasterKey::from_bytes(&mut bytes))
}

fn write_new(path: &Path, bytes: &[u8], mode: u32) -> Result<(), Fault> {
    let fault = |error: std::io::Error| Fault::new(format!("write {}", path.display()), error);
    let file = OpenOptions::new().write(true).create_new(true).mode(mode).open(path);
    match file {
        Ok(mut file) => file.write_all(bytes).and_then(|()| file.sync_all()).map_err(fault),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(fault(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_demo_keeps_to_its_own_folder() {
        let folder = tempfile::tempdir().unwrap();
        let (own, other) = (folder.path().join("own"), folder.path().join("other"));
        let opened = DataFolder::open_demo(&own).unwrap();
        assert!(DataFolder::open_demo(&own).err().unwrap().to_string().contains("another demo is using it"));
        drop(opened);
        assert!(DataFolder::open_demo(&own).is_ok());
        std::fs::create_dir(&other).unwrap();
        std::fs::write(other.join("letter.txt"), "mine").unwrap();
        assert!(DataFolder::open_demo(&other).err().unwrap().to_string().contains("not made by the demo"));
    }

    #[test]
    fn a_database_is_named_by_its_kind() {
        assert!(matches!(storage_of("sqlite:/tmp/x.db"), Ok(Storage::File(_))));
        assert!(matches!(storage_of("postgres://host/name"), Ok(Storage::Postgres { .. })));
        assert!(storage_of("mysql://host").is_err());
    }
}
