//! Files for insurers, as we write them, before a validator that we did not write: pyx12 (BSD), fetched and never shipped.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::check::Ground;
use crate::command::{command, run, spell};
use crate::failure::Failure;

/// The validator, by its exact version.
pub const VALIDATOR: &str = "pyx12==4.0.0";

/// Writes one file of each kind into the folder that the variable names.
const WRITES: &str = "cargo test -q -p money --test x12_files --profile checked --locked";

/// The map of questions about insurance, which the validator has in its sources and leaves out of its package. Two codes
/// of its group header were those of another file and are mended in ours; the license lies beside it.
const ASK_MAP: &str = "270.5010.X279.A1.xml";

/// Where the validator's list of maps names the map of claims.
const AFTER: &str = "<map vriic=\"005010X222A1\"";

/// Every file must be accepted.
pub fn x12(ground: &mut Ground) -> Result<(), Failure> {
    let root = &ground.root;
    let files = root.join("target/check-tools/x12-files");
    empty(&files)?;
    run(command(root, WRITES).env("GROUNDWORK_X12_FILES", &files))?;
    let sent = edi_files(&files)?;
    let mut validate = Command::new(validator(root));
    validate.arg("-m").arg(maps(root)?).args(["-s", "b"]).args(&sent);
    let line = spell(&validate);
    let output = validate.output().map_err(Failure::during(format!("start {line}")))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let refused = refused(&said, &sent);
    println!("accepted / sent: {} / {}", sent.len() - refused.len(), sent.len());
    match refused.as_slice() {
        [] if sent.is_empty() => Err(Failure::new("no file was written for the validator")),
        [] => Ok(()),
        names => {
            eprintln!("{said}");
            Err(Failure::new(format!("the validator does not accept {}; its words stand above", names.join(", "))))
        }
    }
}

/// The validator's program, once it is installed.
pub fn validator(root: &Path) -> PathBuf {
    root.join("target/check-tools/pyx12/bin/x12valid")
}

/// Files of which the validator does not say that they are good, by name. It has a line for each: "PATH: OK".
fn refused(said: &str, sent: &[PathBuf]) -> Vec<String> {
    let is_good = |file: &&PathBuf| !said.lines().any(|line| line == format!("{}: OK", file.display()));
    let name = |file: &PathBuf| file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    sent.iter().filter(is_good).map(name).collect()
}

/// The validator's own maps, with ours among them.
fn maps(root: &Path) -> Result<PathBuf, Failure> {
    let library = root.join("target/check-tools/pyx12/lib");
    let own = entries(&library)?.into_iter().map(|python| python.join("site-packages/pyx12/map"));
    let own = own.into_iter().find(|maps| maps.is_dir()).ok_or_else(|| Failure::new("the validator has no maps"))?;
    let maps = root.join("target/check-tools/x12-maps");
    empty(&maps)?;
    for file in entries(&own)?.into_iter().filter(|file| file.is_file()) {
        copy(&file, &maps.join(file.file_name().unwrap_or_default()))?;
    }
    copy(&root.join("crates/xtask/x12").join(ASK_MAP), &maps.join(ASK_MAP))?;
    let list = maps.join("maps.xml");
    let known = fs::read_to_string(&list).map_err(Failure::during("read the list of maps"))?;
    let ours = format!("<map vriic=\"005010X279A1\" fic=\"HS\" abbr=\"270\">{ASK_MAP}</map>\n    {AFTER}");
    fs::write(&list, known.replacen(AFTER, &ours, 1)).map_err(Failure::during("write the list of maps"))?;
    Ok(maps)
}

fn edi_files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files = entries(folder)?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "edi"));
    files.sort();
    Ok(files)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let doing = || format!("read the folder {}", folder.display());
    let found = fs::read_dir(folder).map_err(Failure::during(doing()))?;
    Ok(found.flatten().map(|entry| entry.path()).collect())
}

fn empty(folder: &Path) -> Result<(), Failure> {
    if folder.is_dir() {
        fs::remove_dir_all(folder).map_err(Failure::during(format!("empty {}", folder.display())))?;
    }
    fs::create_dir_all(folder).map_err(Failure::during(format!("make {}", folder.display())))
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::copy(from, to).map(drop).map_err(Failure::during(format!("copy {}", from.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_refused_unless_the_validator_says_that_it_is_good() {
        let sent = [PathBuf::from("/x/a.edi"), PathBuf::from("/x/b.edi"), PathBuf::from("/x/c.edi")];
        let said = "/x/a.edi: OK\nERROR Line:13 SEG:1\n/x/b.edi: Failure\n";
        assert_eq!(refused(said, &sent), ["b.edi", "c.edi"]);
        assert_eq!(refused("/x/a.edi: OK\n/x/b.edi: OK\n/x/c.edi: OK", &sent), Vec::<String>::new());
    }
}
