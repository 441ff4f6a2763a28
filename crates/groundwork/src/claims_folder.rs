//! The folder that whoever carries claims looks into: files of ours are laid into `claims/out`, and answers that lie in
//! `claims/in` are taken in to be looked at. Nothing is posted by the clock, and nothing lies open longer than it must:
//! what is kept in the record leaves the folder.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use actions::edi_files::{BringRefusal, bring_edi_file, file_laid, files_that_are_through, files_to_lay};
use actions::house::House;
use actions::sign_in::fault;
use jiff::Timestamp;
use money::x12::segment::MAX_EDI_BYTES;
use terms::actor::{Actor, Context};
use terms::text::Line;
use terms::trouble::{Fault, Trouble};
use workspace::edi_files::words;

/// How long a file must lie untouched before it is taken in: somebody may still be writing it.
const QUIET: Duration = Duration::from_secs(10);

/// Whether files of ours are laid into the folder, or go another way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lays {
    /// Into `claims/out`.
    Here,
    /// Over SSH.
    Elsewhere,
}

/// Lays out what waits, takes in what came, and clears away what is through.
pub fn exchange(house: &House, (data, lays): (&Path, Lays), now: Timestamp) -> Result<(), Fault> {
    let by = Context { actor: Actor::Timer, now };
    let (out, came) = (made(&data.join("claims/out"))?, made(&data.join("claims/in"))?);
    if lays == Lays::Here {
        for (file, bytes) in files_to_lay(house, &by).map_err(fault)? {
            lay(&out, file.name.as_str(), &bytes)?;
            file_laid(house, &by, file.id).map_err(fault)?;
        }
    }
    // Earlier versions left answers in `taken`; they are kept in the record like all others.
    let earlier = came.join("taken");
    let earlier = if earlier.is_dir() { waiting(&earlier)? } else { Vec::new() };
    for path in waiting(&came)?.into_iter().chain(earlier) {
        take_in(house, &by, (data, &path))?;
    }
    if fs::read_dir(&out).is_ok_and(|mut files| files.next().is_some()) {
        for name in files_that_are_through(house, &by).map_err(fault)? {
            gone(&out.join(name.as_str()))?;
        }
    }
    tell_of_refused(house, data)
}

/// Under another name first, so that nobody carries half a file away.
fn lay(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Fault> {
    let (half, whole) = (folder.join(format!(".{name}.part")), folder.join(name));
    let doing = |error| Fault::new(format!("write {}", whole.display()), error);
    let file = OpenOptions::new().create(true).truncate(true).write(true).mode(0o600).open(&half);
    file.and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all())).map_err(doing)?;
    fs::rename(&half, &whole).map_err(doing)
}

/// An answer is kept in the record, and leaves the folder once that is durable.
fn take_in(house: &House, by: &Context, (data, path): (&Path, &Path)) -> Result<(), Fault> {
    let doing = |error| Fault::new(format!("read {}", path.display()), error);
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if fs::metadata(path).map_err(doing)?.len() > MAX_EDI_BYTES as u64 {
        let why = words(BringRefusal::TooLarge);
        tracing::warn!(why, "a file in claims/in is no answer");
        let (name, aside) = free(&refused(data)?, &name);
        house.set_carrier(|carrier| carrier.refused(&name, &why));
        return fs::rename(path, aside).map_err(doing);
    }
    let bytes = fs::read(path).map_err(doing)?;
    keep_answer(house, by, data, (&name, &bytes))?;
    gone(path)
}

/// Keeps an answer in the record; whatever is none is laid into `claims/in/refused` for a person to look at.
pub fn keep_answer(house: &House, by: &Context, data: &Path, (name, bytes): (&str, &[u8])) -> Result<(), Fault> {
    let short: String = name.chars().filter(|letter| !letter.is_control()).take(100).collect();
    let line = Line::parse(&short).or_else(|_| Line::parse("answer"));
    let line = line.map_err(|_| Fault::new("take an answer in", "it has no name"))?;
    match bring_edi_file(house, by, (&line, bytes)) {
        Ok(_) => Ok(()),
        Err(Trouble::Refused(refusal)) => {
            let (why, folder) = (words(refusal), refused(data)?);
            let (name, _) = free(&folder, name);
            tracing::warn!(why, "a file that came is no answer");
            house.set_carrier(|carrier| carrier.refused(&name, &why));
            lay(&folder, &name, bytes)
        }
        Err(trouble) => Err(Fault::new("take an answer in", format!("{trouble:?}"))),
    }
}

/// Which files wait for a person stands on the biller's page; why, as long as the server remembers.
fn tell_of_refused(house: &House, data: &Path) -> Result<(), Fault> {
    let folder = refused(data)?;
    let found = fs::read_dir(&folder).map_err(|error| Fault::new(format!("read {}", folder.display()), error))?;
    let names: Vec<String> = found.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    house.set_carrier(|carrier| {
        carrier.refused.retain(|(name, _)| names.contains(name));
        for name in &names {
            if !carrier.refused.iter().any(|(known, _)| known == name) {
                carrier.refused(name, "It was no answer when it came");
            }
        }
    });
    Ok(())
}

/// A name that nothing has there yet: no file is put in place of another.
fn free(folder: &Path, name: &str) -> (String, PathBuf) {
    let names = std::iter::once(name.to_owned()).chain((2_u32..).map(|count| format!("{count}-{name}")));
    let mut free = names.map(|name| (name.clone(), folder.join(name))).filter(|(_, path)| !path.exists());
    // There are more names than files.
    free.next().unwrap_or_else(|| (name.to_owned(), folder.join(name)))
}

fn refused(data: &Path) -> Result<PathBuf, Fault> {
    made(&data.join("claims/in/refused"))
}

fn gone(path: &Path) -> Result<(), Fault> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(Fault::new(format!("remove {}", path.display()), error))
        }
        _ => Ok(()),
    }
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
        if about.is_file() && !is_half && is_still.is_some_and(|still| still >= QUIET) {
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
    use jiff::ToSpan;
    use terms::actor::Role;
    use testkit::cast::BEA;
    use testkit::ground::{acting, house, now};

    use super::*;

    fn still(path: &Path, bytes: &[u8]) {
        fs::write(path, bytes).unwrap();
        settled(path);
    }

    fn settled(path: &Path) {
        let file = fs::File::options().write(true).open(path).unwrap();
        file.set_modified(SystemTime::now() - QUIET - QUIET).unwrap();
    }

    #[test]
    fn an_answer_that_lies_still_is_taken_in_and_leaves_and_anything_else_is_put_aside() {
        let folder = tempfile::tempdir().unwrap();
        let house = house();
        let here = (folder.path(), Lays::Here);
        exchange(&house, here, now()).unwrap();
        let came = folder.path().join("claims/in");
        fs::create_dir(came.join("taken")).unwrap();
        still(&came.join("a.999"), &testkit::edi::taken(7));
        still(&came.join("taken/old.999"), &testkit::edi::taken(6));
        still(&came.join("b.txt"), b"Dear practice");
        still(&came.join(".c.part"), b"half");
        fs::write(came.join("d.999"), testkit::edi::taken(8)).unwrap();
        let large = fs::File::create(came.join("e.835")).unwrap();
        large.set_len(MAX_EDI_BYTES as u64 + 1).unwrap();
        settled(&came.join("e.835"));
        exchange(&house, here, now()).unwrap();
        for (path, is_there) in [
            ("taken/a.999", false),
            ("taken/old.999", false),
            ("a.999", false),
            ("refused/b.txt", true),
            ("refused/e.835", true),
            (".c.part", true),
            ("d.999", true),
        ] {
            assert_eq!(came.join(path).exists(), is_there, "{path}");
        }
        let bea = acting(BEA, Role::Biller);
        let files = actions::edi_files::see_edi_files(&house, &bea).unwrap();
        assert_eq!(files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["old.999", "a.999"]);
        let told: Vec<String> =
            house.carrier().refused.into_iter().map(|(name, why)| format!("{name}: {why}")).collect();
        assert!(told[0].starts_with("b.txt: This is no X12 file"), "{told:?}");
        assert!(told[1].starts_with("e.835: This file is larger"), "{told:?}");
        fs::remove_file(came.join("refused/b.txt")).unwrap();
        exchange(&house, here, now()).unwrap();
        assert_eq!(house.carrier().refused.len(), 1);
    }

    #[test]
    fn a_file_of_ours_is_laid_whole_and_leaves_once_it_was_answered_or_is_old() {
        let (folder, house) = (tempfile::tempdir().unwrap(), house());
        let bea = acting(BEA, Role::Biller);
        let ask = |once: &str| actions::ask_plan::ask_plan(&house, &bea, testkit::cast::ROWAN, once);
        ask("one").unwrap();
        exchange(&house, (folder.path(), Lays::Elsewhere), now()).unwrap();
        let out = folder.path().join("claims/out");
        assert_eq!(fs::read_dir(&out).unwrap().count(), 0);
        exchange(&house, (folder.path(), Lays::Here), now()).unwrap();
        let first = out.join("question-000000001.edi");
        assert!(fs::read(&first).unwrap().starts_with(b"ISA"));
        still(&folder.path().join("claims/in/a.999"), &testkit::edi::taken(1));
        ask("two").unwrap();
        exchange(&house, (folder.path(), Lays::Here), now()).unwrap();
        let second = out.join("question-000000002.edi");
        assert!(!first.exists() && second.exists());
        exchange(&house, (folder.path(), Lays::Here), now() + 24.hours() * 29).unwrap();
        assert!(second.exists());
        exchange(&house, (folder.path(), Lays::Here), now() + 24.hours() * 30).unwrap();
        assert!(!second.exists());
    }
}
