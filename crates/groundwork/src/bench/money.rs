//! Money in bulk, against writing the same bytes to the disk and no more: claims, an insurer's payment, a ledger, a paper.

use std::collections::HashMap;
use std::fs::File;
use std::io::Write as _;
use std::path::PathBuf;

use jiff::civil::date;
use money::ledger::TherapyLedger;
use money::prepared_claim::claim_number;
use money::superbill::superbill;
use papers::letterhead::Letterhead;
use papers::superbill::BillTo;
use record::bare::Bare;
use record::list::list;
use record::scope::{Read, Write, folder};
use schedule::people::Client;
use terms::actor::Role;
use terms::folder::FolderKind;
use terms::ids::{ClaimId, SubjectId};
use terms::money::Cents;
use terms::trouble::{Fault, Never};
use testkit::cast::{BEA, MAYA};
use testkit::edi::{Paid, payment};
use testkit::ground::acting;
use testkit::practice::practice;

use crate::bench::ground::{Ground, told};
use crate::bench::money_ground::{allowed, charged, file, post, prepared, sent, ten_years, wrong};
use crate::bench::timing::{Figure, in_turn};

/// How many claims are prepared into one file.
const CLAIMS: usize = 1_000;

/// How many claims a payment tells of, and over how many clients they are spread.
const LINES: usize = 10_000;
const CLIENTS: usize = 200;

/// Whose ledger is filled.
const WHOSE: SubjectId = MAYA;

/// Prepares claims by the rules and makes the file of them; a figure is the time for all.
pub(crate) fn claims() -> Result<Figure, Fault> {
    let allowed = allowed()?;
    let ledgers: Vec<TherapyLedger> = (0..CLAIMS / 50).map(|_| charged(50)).collect::<Result<_, _>>()?;
    let bytes = file(&prepared(&ledgers, &allowed)?)?;
    let mut disk = Disk::new("claims");
    in_turn(
        format!("prepare {CLAIMS} claims, and their file"),
        1,
        || file(&prepared(&ledgers, &allowed)?).map(drop),
        || disk.write(&bytes),
    )
}

/// Reads a payment, balances it, and posts it into ledgers; a figure is the time for all.
pub(crate) fn posting() -> Result<Figure, Fault> {
    let allowed = allowed()?;
    let each = LINES / CLIENTS;
    let ledgers: Vec<TherapyLedger> = (0..CLIENTS).map(|_| charged(each)).collect::<Result<_, _>>()?;
    let ledgers = sent(prepared(&ledgers, &allowed)?)?;
    let numbered = |(place, ledger): (usize, &TherapyLedger)| -> Vec<(String, (ClaimId, usize))> {
        let ids = ledger.claims().all().iter().map(|claim| claim.prepared.id());
        ids.map(|id| (claim_number(id), (id, place))).collect()
    };
    let whose: HashMap<String, (ClaimId, usize)> = ledgers.iter().enumerate().flat_map(numbered).collect();
    let taken = [("CO", "45", Cents(1_000)), ("PR", "3", Cents(3_000))];
    let charge_cents = practice().fees.visit_cents;
    let paid: Vec<Paid<'_>> =
        whose.keys().map(|claim| Paid { claim, status: "1", charge_cents, taken: &taken }).collect();
    let bytes = payment(("EFT0001", date(2026, 6, 22)), &paid, 0);
    let mut disk = Disk::new("payment");
    in_turn(
        format!("post a payment of {LINES} claims"),
        1,
        || post(&bytes, &whose, ledgers.clone()),
        || disk.write(&bytes),
    )
}

/// Opens a ledger of a visit and a payment each week for ten years. In memory, as the chart is.
pub(crate) fn ledger(ground: &Ground) -> Result<Figure, Fault> {
    for record in [&ground.in_memory, &ground.record] {
        let filled = record.change(&acting(BEA, Role::Biller), |change| {
            let permit = change.permit::<_, Write>(folder::<TherapyLedger>(WHOSE))?;
            for entry in ten_years()? {
                change.add(&permit, entry)?;
            }
            Ok(())
        });
        filled.map_err(told)?;
    }
    let mut bare = Bare::connect(&ground.storage)?;
    in_turn(
        "open a ledger of ten years",
        10,
        || {
            let opened = ground.in_memory.read(&acting(BEA, Role::Biller), |work| {
                let permit = work.permit::<_, Read>(folder::<TherapyLedger>(WHOSE))?;
                Ok(work.open(&permit)?.open_cents())
            });
            opened.map(drop).map_err(told)
        },
        || bare.rows(FolderKind::TherapyLedger, WHOSE).map(drop),
    )
}

/// Prints a superbill of a month; a figure is the time for one, so a second has its inverse of them.
pub(crate) fn paper(ground: &Ground) -> Result<Figure, Fault> {
    let (practice, on) = (practice(), date(2026, 6, 22));
    let bill = superbill(&charged(4)?, date(2016, 1, 1), date(2016, 12, 31)).ok_or_else(|| wrong("no visit"))?;
    let client = ground.in_memory.read(&acting(BEA, Role::Biller), |work| {
        let clients = work.permit::<_, Read>(list::<Client>())?;
        Ok(work.get::<Client, _, _, Never>(&clients, WHOSE.0)?.ok_or_else(|| wrong("nobody comes"))?)
    });
    let client = client.map_err(told)?;
    let print = || {
        let whom = BillTo { client: &client, clinician: None, asked_on: on };
        papers::superbill::superbill(&Letterhead { practice: &practice, on }, &whom, &bill)
    };
    let bytes = print()?;
    let mut disk = Disk::new("paper");
    in_turn("print a superbill (PDF)", 3, || print().map(drop), || disk.write(&bytes))
}

/// A file that is written whole and made durable, again and again.
struct Disk(PathBuf);

impl Disk {
    fn new(name: &str) -> Self {
        Self(std::env::temp_dir().join(format!("groundwork-bench-{}-{name}", std::process::id())))
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        let written = File::create(&self.0).and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()));
        written.map_err(|error| Fault::new("write bare bytes", error))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // What is left of a temporary folder is the system's to clear.
        drop(std::fs::remove_file(&self.0));
    }
}
