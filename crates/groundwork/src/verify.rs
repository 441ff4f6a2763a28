//! `groundwork record verify`: whether the record is whole.

use std::process::ExitCode;

use jiff::Timestamp;
use record::record::{Record, Storage};
use record::verify::verify;
use terms::trouble::Fault;

use crate::cli::Verify;
use crate::data_folder::{key_beside, key_in, read_practice_key, storage_in, storage_of};
use crate::system::{data_home, random};

/// Follows every chain without a key; with `--derived`, also rebuilds cards and dues, which needs the key.
pub fn run(which: &Verify) -> Result<ExitCode, Fault> {
    let folder = which.data.clone().or_else(|| data_home().map(|home| home.join("demo")));
    let folder = folder.ok_or_else(|| Fault::new("find the record", "name its folder with --data"))?;
    let storage = match &which.database {
        Some(database) => storage_of(database)?,
        None => storage_in(&folder),
    };
    if let Storage::File(path) = &storage
        && !path.is_file()
    {
        return Err(Fault::new(
            "find the record",
            format!("there is no {}. Name its folder with --data", path.display()),
        ));
    }
    let report = verify(&storage)?;
    println!("{report}");
    let mut holds = report.problems.is_empty();
    if which.derived {
        let record = Record::open(
            &storage,
            key_in(&folder).or_else(|_| read_practice_key(&key_beside(&folder)))?,
            random(),
            Timestamp::now(),
        )?;
        let derived = record.verify_derived()?;
        for problem in &derived.problems {
            println!("{problem}");
        }
        println!(
            "Cards and dues of {} folders {}.",
            derived.folders,
            if derived.problems.is_empty() { "are what their entries make" } else { "were rebuilt and compared" }
        );
        holds &= derived.problems.is_empty();
    }
    Ok(if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
