//! Killed at random moments under mixed load: what was answered is there, nothing is there by half, and the chains hold.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use care::chart::Chart;
use care::workbook::Workbook;
use groundwork::data_folder::{key_in, storage_in};
use groundwork::system::random;
use jiff::Timestamp;
use money::ledger::TherapyLedger;
use record::record::Record;
use record::rows::Find;
use record::scope::{Read, folder};
use schedule::request::Request;
use terms::actor::Role;
use terms::trouble::{Never, Trouble};
use testkit::cast::{BEA, DANA, PRIYA, ROWAN};
use testkit::ground::acting;

use crate::journeys::program::Program;
use crate::plain_client::Client;

/// What was answered before the kill.
#[derive(Default)]
struct Acknowledged {
    requests: Mutex<BTreeSet<String>>,
    intentions: Mutex<Vec<String>>,
    signed: Mutex<BTreeSet<String>>,
}

#[test]
fn what_was_answered_survives_a_kill_at_any_moment() {
    let folder = tempfile::tempdir().unwrap();
    let acknowledged = Acknowledged::default();
    for kill in 0..kills(20) {
        load_until_killed(Program::demo_in(folder.path(), &[]), &acknowledged, kill);
        whole(folder.path(), kill);
    }
    compare(folder.path(), &acknowledged);
    assert!(!acknowledged.signed.lock().unwrap().is_empty(), "nothing was signed, so too little was tried");
}

/// A power cut takes what was written and not synced; so nothing may be answered before its sync.
#[test]
fn what_was_answered_survives_a_power_cut() {
    let tools = tempfile::tempdir().unwrap();
    let keeper = compile_keeper(tools.path());
    let (folder, synced) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let acknowledged = Acknowledged::default();
    for cut in 0..kills(6) {
        let environment = [("LD_PRELOAD", keeper.as_os_str()), ("GROUNDWORK_SYNCED", synced.path().as_os_str())];
        load_until_killed(Program::demo_in(folder.path(), &environment), &acknowledged, cut);
        replace_database(folder.path(), synced.path());
        whole(folder.path(), cut);
        // Looking at it has closed the database properly; the next cut starts from there.
        replace_database(synced.path(), folder.path());
    }
    compare(folder.path(), &acknowledged);
    assert!(!acknowledged.signed.lock().unwrap().is_empty(), "nothing was signed, so too little was tried");
}

/// Puts the database of one folder in the place of another's.
fn replace_database(of: &Path, with: &Path) {
    for file in ["record.db", "record.db-wal", "record.db-shm"] {
        let _ = fs::remove_file(of.join(file));
        if with.join(file).is_file() && file != "record.db-shm" {
            fs::copy(with.join(file), of.join(file)).unwrap();
        }
    }
}

/// So many kills, and five hundred where there is time.
fn kills(few: u32) -> u32 {
    if std::env::var_os("GROUNDWORK_LONG").is_some() { 500 } else { few }
}

fn compile_keeper(folder: &Path) -> PathBuf {
    let keeper = folder.join("keep_synced.so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/all/power_cut/keep_synced.c");
    let compiled =
        Command::new("cc").args(["-O1", "-shared", "-fPIC", "-o"]).arg(&keeper).arg(source).arg("-ldl").status();
    assert!(compiled.unwrap().success(), "the C compiler that builds the embedded database builds this too");
    keeper
}

/// Mixed load from three sides, then a kill after a moment that nobody chose.
fn load_until_killed(mut program: Program, acknowledged: &Acknowledged, kill: u32) {
    let stop = AtomicBool::new(false);
    let after = Duration::from_millis(40 + random().below(260));
    std::thread::scope(|scope| {
        for load in [ask, write, sign] {
            let (address, stop) = (program.address().to_owned(), &stop);
            scope.spawn(move || {
                let mut count = 0;
                while !stop.load(Ordering::Relaxed) {
                    // A request that the kill cut off acknowledges nothing.
                    let _ = load(&address, acknowledged, (kill, count));
                    count += 1;
                }
            });
        }
        std::thread::sleep(after);
        // On a slow machine the first signature may take longer than that; without one, too little was tried.
        let until = Instant::now() + Duration::from_secs(30);
        while acknowledged.signed.lock().unwrap().is_empty() && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(10));
        }
        program.kill();
        stop.store(true, Ordering::Relaxed);
    });
}

fn whole(folder: &Path, kill: u32) {
    let report = record::verify::verify(&storage_in(folder)).unwrap();
    assert_eq!(report.problems, Vec::<String>::new(), "after kill {kill}");
}

type Marks<'a> = &'a Acknowledged;

/// Someone asks for a first conversation.
fn ask(address: &str, acknowledged: Marks<'_>, (kill, count): (u32, u32)) -> Option<()> {
    let client = Client::at(address);
    let name = format!("Visitor {kill} {count}");
    let form = [("name", name.as_str()), ("reach", "nothing"), ("adult", "yes"), ("colorado", "yes")];
    let page = client.post("/request", &form)?;
    let answers = page.value_of("answers")?;
    let sent = client.post("/request/sent", &[("answers", &answers), ("once", &name)])?;
    if sent.status == 200 {
        acknowledged.requests.lock().unwrap().insert(name);
    }
    Some(())
}

/// A therapist writes an intention into a workbook.
fn write(address: &str, acknowledged: Marks<'_>, (kill, count): (u32, u32)) -> Option<()> {
    let client = Client::at(address).signed_in(DANA)?;
    let words = format!("To notice, {kill} and {count}.");
    let written = client.post(&format!("/t/c/{ROWAN}/words/intention"), &[("intention", &words)])?;
    if written.status == 303 {
        acknowledged.intentions.lock().unwrap().push(words);
    }
    Some(())
}

/// A therapist starts a note, saves it and signs it.
fn sign(address: &str, acknowledged: Marks<'_>, _: (u32, u32)) -> Option<()> {
    let client = Client::at(address).signed_in(DANA)?;
    let started = client.post(&format!("/t/c/{ROWAN}/notes"), &[("kind", "therapy")])?;
    let note = started.location.strip_prefix("/t/n/")?.split('?').next()?.to_owned();
    let form = [
        ("version", "1"),
        ("subject", &ROWAN.to_string()),
        ("kind", "therapy"),
        ("date", "2026-06-19"),
        ("started", "09:00"),
        ("ended", "09:50"),
        ("present", "client"),
        ("work", "Stayed with it."),
    ];
    client.post(&format!("/t/n/{note}"), &form)?;
    let signed = client.post(&format!("/t/n/{note}/sign"), &[])?;
    if signed.status == 303 && signed.location.contains("done=signed") {
        acknowledged.signed.lock().unwrap().insert(note);
    }
    Some(())
}

fn compare(folder_path: &Path, acknowledged: &Acknowledged) {
    let now: Timestamp = testkit::ground::now();
    let record = Record::open(&storage_in(folder_path), key_in(folder_path).unwrap(), random(), now).unwrap();
    let desk = acting(PRIYA, Role::Desk);
    let names: BTreeSet<String> = done(record.read(&desk, |work| {
        let requests = work.permit::<_, Read>(record::list::list::<Request>())?;
        Ok(work
            .find(&requests, Find::All)?
            .into_iter()
            .map(|request: Request| request.answers.name.as_str().to_owned())
            .collect())
    }));
    let asked = acknowledged.requests.lock().unwrap();
    assert_eq!(asked.difference(&names).collect::<Vec<_>>(), Vec::<&String>::new(), "answered requests are gone");
    let (notes, texts) = done(record.read(&acting(DANA, Role::Therapist), |work| {
        let chart = work.permit::<_, Read>(folder::<Chart>(ROWAN))?;
        let workbook = work.permit::<_, Read>(folder::<Workbook>(ROWAN))?;
        let (chart, workbook) = (work.open(&chart)?, work.open(&workbook)?);
        let notes: BTreeSet<String> = chart.notes().iter().map(|note| note.id().to_string()).collect();
        let earlier = workbook.earlier_intentions().iter().chain(workbook.intention());
        Ok((notes, earlier.map(|intention| intention.text.as_str().to_owned()).collect::<BTreeSet<_>>()))
    }));
    let signed = acknowledged.signed.lock().unwrap();
    assert_eq!(signed.difference(&notes).collect::<Vec<_>>(), Vec::<&String>::new(), "signed notes are gone");
    for words in acknowledged.intentions.lock().unwrap().iter() {
        assert!(texts.contains(words), "an answered intention is gone");
    }
    let charged: BTreeSet<String> = done(record.read(&acting(BEA, Role::Biller), |work| {
        let ledger = work.permit::<_, Read>(folder::<TherapyLedger>(ROWAN))?;
        Ok(work.open(&ledger)?.charges().iter().map(|charged| charged.charge.note().to_string()).collect())
    }));
    // Each of these visits costs something, so a note without its charge would be half of a batch.
    assert_eq!(notes, charged, "notes and charges come in pairs");
    assert_eq!(record.verify_derived().unwrap().problems, Vec::<String>::new());
}

fn done<T>(result: Result<T, Trouble<Never>>) -> T {
    result.unwrap()
}
