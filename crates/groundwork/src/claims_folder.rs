//! The folder that whoever carries claims looks into: files of ours are laid into `claims/out`, and answers that lie in
//! `claims/in` are taken in to be looked at. Nothing is posted by the clock.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use actions::edi_files::{BringRefusal, bring_edi_file, file_laid, files_to_lay};
use actions::house::House;
use actions::sign_in::fault;
use jiff::Timestamp;
use terms::actor::{Actor, Context};
use terms::paper::MAX_PAPER_BYTES;
use terms::text::Line;
use terms::trouble::{Fault, Trouble};

/// How long a file must lie untouched before it is taken in: somebody may still be writing it.
const QUIET: Duration = Duration::from_secs(10);

/// Lays out what waits, and takes in what came.
pub fn exchange(house: &House, data: &Path, now: Timestamp) -> Result<(), Fault> {
    let by = Context { actor: Actor::Timer, now };
    let (out, came) = (made(&data.join("claims/out"))?, made(&data.join("claims/in"))?);
    for (file, bytes) in files_to_lay(house, &by).map_err(fault)? {
        lay(&out, file.name.as_str(), &bytes)?;
        file_laid(house, &by, file.id).map_err(fault)?;
    }
    for path in waiting(&came)? {
        take_in(house, &by, &path)?;
    }
    Ok(())
}

/// Under another name first, so that nobody carries half a file away.
fn lay(out: &Path, name: &str, bytes: &[u8]) -> Result<(), Fault> {
    let (half, whole) = (out.join(format!(".{name}.part")), out.join(name));
    let doing = |error| Fault::new(format!("write {}", whole.display()), error);
    let file = OpenOptions::new().create(true).truncate(true).write(true).mode(0o600).open(&half);
    file.and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all())).map_err(doing)?;
    fs::rename(&half, &whole).map_err(doing)
}

/// An answer is kept and put aside; whatever is none is put aside too, under another folder.
fn take_in(house: &House, by: &Context, path: &Path) -> Result<(), Fault> {
    let doing = |error| Fault::new(format!("read {}", path.display()), error);
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let line = Line::parse(&name).map_err(|_| Fault::new("take an answer in", "its name is too long"));
    let bytes = fs::read(path).map_err(doing)?;
    let aside = match bring_edi_file(house, by, (&line?, &bytes)) {
        Ok(_) => "taken",
        Err(Trouble::Refused(BringRefusal::Mistake(mistake))) => {
            tracing::warn!(segment = mistake.segment, why = ?mistake.why, "a file in claims/in is no answer");
            "refused"
        }
        Err(Trouble::Refused(BringRefusal::TooLarge)) => "refused",
        Err(trouble) => return Err(Fault::new("take an answer in", format!("{trouble:?}"))),
    };
    let folder = made(&path.with_file_name(aside))?;
    fs::rename(path, folder.join(name)).map_err(doing)
}

/// Files that lie still, by name; what begins with a dot is somebody's half.
fn waiting(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let doing = |error| Fault::new(format!("read {}", folder.display()), error);
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(doing)? {
        let entry = entry.map_err(doing)?;
        let about = entry.metadata().map_err(doing)?;
        let is_still = about.modified().ok().and_then(|at| SystemTime::now().duration_since(at).ok());
        let is_half = entry.file_name().to_string_lossy().starts_with('.');
        let fits = about.len() <= MAX_PAPER_BYTES as u64;
        if about.is_file() && !is_half && fits && is_still.is_some_and(|still| still >= QUIET) {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

fn made(folder: &Path) -> Result<PathBuf, Fault> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.map_err(|error| Fault::new(format!("make {}", folder.display()), error))?;
    Ok(folder.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn still(path: &Path, bytes: &[u8]) {
        fs::write(path, bytes).unwrap();
        let file = fs::File::options().write(true).open(path).unwrap();
        file.set_modified(SystemTime::now() - QUIET - QUIET).unwrap();
    }

    #[test]
    fn an_answer_that_lies_still_is_taken_in_and_anything_else_is_put_aside() {
        let folder = tempfile::tempdir().unwrap();
        let house = testkit::ground::house();
        let now = testkit::ground::now();
        exchange(&house, folder.path(), now).unwrap();
        let came = folder.path().join("claims/in");
        still(&came.join("a.999"), &testkit::edi::taken(7));
        still(&came.join("b.txt"), b"Dear practice");
        still(&came.join(".c.part"), b"half");
        fs::write(came.join("d.999"), testkit::edi::taken(8)).unwrap();
        exchange(&house, folder.path(), now).unwrap();
        for (path, is_there) in
            [("taken/a.999", true), ("refused/b.txt", true), (".c.part", true), ("d.999", true), ("a.999", false)]
        {
            assert_eq!(came.join(path).exists(), is_there, "{path}");
        }
        let bea = testkit::ground::acting(testkit::cast::BEA, terms::actor::Role::Biller);
        let files = actions::edi_files::see_edi_files(&house, &bea).unwrap();
        assert_eq!(files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["a.999"]);
    }

    #[test]
    fn a_file_of_ours_is_laid_whole() {
        let folder = tempfile::tempdir().unwrap();
        lay(folder.path(), "claims-000000001.edi", b"ISA").unwrap();
        let names: Vec<_> = fs::read_dir(folder.path()).unwrap().flatten().map(|entry| entry.file_name()).collect();
        assert_eq!(names, ["claims-000000001.edi"]);
    }
}
