//! `groundwork export`: a copy of every record as one file, as the owner's page makes it. Whoever can read the key may.

use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use actions::export_everybody::begin_export;
use actions::house::House;
use actions::sign_in::{everybody, fault};
use clap::Args;
use jiff::Timestamp;
use schedule::leaving::ExportRefusal;
use schedule::people::Staff;
use shell::leaving::{Copied, Sensitive};
use terms::text::{Line, MAX_LINE};
use terms::trouble::{Fault, Trouble};
use workspace::leaving::{copied, pack_everybody, whole};

use crate::open::{Which, as_owner, house};

const DOING: &str = "copy every record";

/// Which practice, where to, and why.
#[derive(Args, Debug)]
pub struct Export {
    #[command(flatten)]
    which: Which,
    /// The file to make; one that is there is never written over
    #[arg(long, value_name = "FILE.zip")]
    into: PathBuf,
    /// Why, in a few words. It is kept, and the owner sees it
    #[arg(long)]
    reason: String,
    /// Also what may harm in other hands: the section on sexual history, and what was said alone. Whoever takes the practice over needs it
    #[arg(long)]
    sensitive: bool,
}

/// Makes the file, and says what is in it.
pub fn run(export: &Export) -> Result<ExitCode, Fault> {
    let reason = reason(&export.reason)?;
    let house = house(&export.which)?.house;
    let file = new_file(&export.into)?;
    let sensitive = if export.sensitive { Sensitive::AskedFor } else { Sensitive::LeftOut };
    let written = write(&house, (&reason, sensitive), file);
    if written.is_err() {
        // Half a copy is of no use to anyone who should have it.
        let _ = fs::remove_file(&export.into);
    }
    println!("{}: {} records. It is not encrypted; only you can read it.", export.into.display(), written?);
    Ok(ExitCode::SUCCESS)
}

fn reason(typed: &str) -> Result<Line, Fault> {
    let line = Line::parse(&format!("By command: {}", typed.trim())).ok().filter(|_| !typed.trim().is_empty());
    line.ok_or_else(|| {
        Fault::new(DOING, format!("say why with --reason, in one line of at most {} letters", MAX_LINE - 12))
    })
}

/// A file that was not there, for its owner alone.
fn new_file(path: &Path) -> Result<File, Fault> {
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    made.map_err(|error| Fault::new(format!("make the file {}", path.display()), error))
}

fn write(house: &House, (reason, sensitive): (&Line, Sensitive), file: File) -> Result<usize, Fault> {
    let now = Timestamp::now();
    let staff = everybody(house, now).map_err(fault)?;
    let (owner, by) = as_owner(&staff, now, DOING)?;
    let under_way = begin_export(house, &by, Some(reason)).map_err(told)?;
    let copied = on_the_server(copied((house, &by), under_way.who(), Some(reason.as_str()), sensitive), owner);
    let file = pack_everybody((house, &by), &copied, &under_way, BufWriter::new(file))?;
    let in_full = |error: std::io::Error| Fault::new(DOING, error);
    let file = file.into_inner().map_err(|error| in_full(error.into_error()))?;
    (&file).flush().and_then(|()| file.sync_all()).map_err(in_full)?;
    whole((house, &by), &under_way)?;
    Ok(under_way.subjects().len())
}

/// Whoever runs the server made it, in the owner's name; the copy says so.
fn on_the_server(copied: Copied, owner: &Staff) -> Copied {
    Copied { by: format!("whoever runs the server, for {}", owner.name.as_str()), ..copied }
}

fn told(trouble: Trouble<ExportRefusal>) -> Fault {
    match trouble {
        Trouble::Refused(ExportRefusal::NoReason) => Fault::new(DOING, "say why with --reason"),
        Trouble::Refused(ExportRefusal::NobodyYet) => Fault::new(DOING, "there is no record yet"),
        Trouble::Denied(_) => Fault::new(DOING, "the owner may not"),
        Trouble::Fault(fault) => fault,
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_reason_is_one_line_of_words() {
        for (typed, expected) in [
            ("", None),
            ("   ", None),
            ("two\nlines", None),
            (&"x".repeat(MAX_LINE - 11), None),
            (" The practice closes in July ", Some("By command: The practice closes in July")),
        ] {
            assert_eq!(reason(typed).ok().as_ref().map(Line::as_str), expected, "{typed}");
        }
    }

    #[test]
    fn a_copy_is_for_its_owner_alone_and_goes_over_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("copy.zip");
        let file = new_file(&path).unwrap();
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        assert!(new_file(&path).is_err());
    }

    #[test]
    fn a_practice_without_an_owner_copies_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("copy.zip");
        let house = House::new(
            testkit::ground::record(&record::record::Storage::Memory),
            terms::practice::Practice::blank(),
            String::new(),
        );
        let why = reason("To try").unwrap();
        assert!(write(&house, (&why, Sensitive::LeftOut), new_file(&path).unwrap()).is_err());
    }

    #[test]
    fn a_whole_practice_is_copied() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("copy.zip");
        let count = write(
            &testkit::ground::house(),
            (&reason("To try").unwrap(), Sensitive::LeftOut),
            new_file(&path).unwrap(),
        )
        .unwrap();
        let bytes = fs::read(&path).unwrap();
        assert!(count > 5 && bytes.starts_with(b"PK") && bytes.len() > 10_000, "{count} {}", bytes.len());
    }
}
