//! The command line.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use jiff::civil::Date;

use crate::audit_command::Audit;
use crate::backup::{BackUp, Restore};
use crate::export::Export;
use crate::invite_command::Invite;
use crate::keys::Keys;
use crate::move_in::MoveIn;
use crate::open::Which;
use crate::{audit_command, backup, bench, demo, doctor, export, invite_command, keys, move_in, serve, verify};

/// The practice system for the psychotherapy around ketamine.
#[derive(Parser)]
#[command(name = "groundwork", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// A living practice with fictional people, to look at and to try
    Demo(Demo),
    /// A practice, for real people
    Serve(Which),
    /// A backup, whoever uses the practice meanwhile; with "prove", opens the newest one elsewhere and reads it through
    Backup(BackUp),
    /// A practice from a backup
    Restore(Restore),
    /// An invitation for someone who works there already and lost password and phone
    Invite(Invite),
    /// What is wrong with a practice's surroundings, and how to mend it
    Doctor(Which),
    /// A list from another system: clients, appointments or opening balances. A look, unless with --really
    MoveIn(MoveIn),
    /// A copy of every record as one file: pages that print, and tables
    Export(Export),
    /// The audit: whether it is whole, and its ends to keep elsewhere
    #[command(subcommand)]
    Audit(Audit),
    /// The practice's keys: make, show, turn, recover
    #[command(subcommand)]
    Keys(Keys),
    /// The record: whether it is whole
    #[command(subcommand)]
    Record(RecordCommand),
    /// First figures beside the bare limits of this machine
    Bench(Bench),
}

/// How to run the demo.
#[derive(Args, Debug)]
pub struct Demo {
    /// The port to listen on; 0 picks a free one
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// The folder that the demo lives in
    #[arg(long)]
    pub data: Option<PathBuf>,
    /// The database: sqlite:PATH or postgres://...
    #[arg(long)]
    pub database: Option<String>,
    /// The day on which the demo takes place; its clock starts five past noon
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub today: Option<Date>,
}

#[derive(Subcommand)]
enum RecordCommand {
    /// Follow every chain, and say what does not hold
    Verify(Verify),
}

/// Which record to verify, and how far.
#[derive(Args, Debug)]
pub struct Verify {
    /// The folder that the record lives in
    #[arg(long)]
    pub data: Option<PathBuf>,
    /// The database: sqlite:PATH or postgres://...
    #[arg(long)]
    pub database: Option<String>,
    /// Also rebuild what is derived, which needs the key
    #[arg(long)]
    pub derived: bool,
}

/// How to measure.
#[derive(Args, Debug)]
pub struct Bench {
    /// Write the figures into this file as well
    #[arg(long)]
    pub into: Option<PathBuf>,
    /// Measure only what has this word in its name: audit, password, chart ...
    #[arg(long, conflicts_with = "into")]
    pub only: Option<String>,
}

/// Reads the command line and does what it says.
pub fn run() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Demo(demo) => demo::run(&demo),
        Command::Serve(which) => serve::run(&which),
        Command::Backup(back_up) => backup::run(&back_up),
        Command::Restore(restore) => backup::run_restore(&restore),
        Command::Invite(invite) => invite_command::run(&invite),
        Command::Doctor(which) => doctor::run(&which),
        Command::MoveIn(wanted) => move_in::run(&wanted),
        Command::Export(wanted) => export::run(&wanted),
        Command::Audit(wanted) => audit_command::run(&wanted),
        Command::Keys(wanted) => keys::run(&wanted),
        Command::Record(RecordCommand::Verify(which)) => verify::run(&which),
        Command::Bench(bench) => bench::run(&bench),
    };
    match done {
        Ok(code) => code,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}
