//! `groundwork audit`: whether the audit is whole, and its ends, to be kept elsewhere and compared later.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use jiff::Timestamp;
use record::audit_check::{Checkpoint, check_audit};
use terms::trouble::Fault;

use crate::data_folder::read_practice_key;
use crate::open::{Which, config, house, key_file, storage};
use crate::system::random;

/// What to do with it.
#[derive(Subcommand, Debug)]
pub enum Audit {
    /// Follow every chain, with the key, and compare with ends that were kept
    Verify(Against),
    /// Write down where every chain ends now; add it to a file that lies elsewhere
    Export(Export),
}

/// Against what.
#[derive(Args, Debug)]
pub struct Against {
    #[command(flatten)]
    which: Which,
    /// A file that "audit export" wrote
    #[arg(long)]
    against: Option<PathBuf>,
}

/// To where.
#[derive(Args, Debug)]
pub struct Export {
    #[command(flatten)]
    which: Which,
    /// The file; a line is added to one that is there
    #[arg(long)]
    to: PathBuf,
}

/// Does it.
pub fn run(audit: &Audit) -> Result<ExitCode, Fault> {
    match audit {
        Audit::Verify(against) => verify(against),
        Audit::Export(export) => write(export),
    }
}

fn verify(against: &Against) -> Result<ExitCode, Fault> {
    let config = config(&against.which)?;
    let (storage, key) = (storage(&against.which, &config)?, key_file(&against.which, &config));
    let kept = against.against.as_ref().map_or_else(|| Ok(Vec::new()), read)?;
    let (rows, problems) = check_audit(&storage, (&read_practice_key(&key)?, &random()), &kept)?;
    for problem in &problems {
        println!("{problem}");
    }
    match problems.len() {
        0 => println!("{rows} rows of the audit hold, also against {} kept checkpoints.", kept.len()),
        wrong => println!("{wrong} things do not hold. {rows} rows of the audit do."),
    }
    Ok(if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn read(path: &PathBuf) -> Result<Vec<Checkpoint>, Fault> {
    let doing = || format!("read {}", path.display());
    let text = fs::read_to_string(path).map_err(|error| Fault::new(doing(), error))?;
    let line = |(place, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|error| Fault::new(doing(), format!("line {}: {error}", place + 1)))
    };
    text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(line).collect()
}

fn write(export: &Export) -> Result<ExitCode, Fault> {
    let checkpoint = house(&export.which)?.record.checkpoint_to_keep(Timestamp::now())?;
    let told = |error: std::io::Error| Fault::new(format!("write {}", export.to.display()), error);
    let line = serde_json::to_string(&checkpoint).map_err(|error| Fault::new("write a checkpoint", error))?;
    let mut file = fs::OpenOptions::new().create(true).append(true).open(&export.to).map_err(told)?;
    writeln!(file, "{line}").and_then(|()| file.sync_all()).map_err(told)?;
    println!(
        "Where {} chains end stands in {}. Keep it where nobody of the practice can write.",
        checkpoint.ends.len(),
        export.to.display()
    );
    Ok(ExitCode::SUCCESS)
}
