//! `groundwork bench`: first figures, each beside the bare limit of this machine in the same run.
//!
//! Machines are noisy, so a figure counts as a ratio: ours against the driver alone, against bare durable commits, or
//! against a bare answer of the web framework.

mod ground;
mod money;
mod money_ground;
mod opening;
mod pages;
mod signing;
mod slots;
mod timing;

use std::fmt::Write as _;
use std::process::ExitCode;

use terms::trouble::Fault;

use crate::bench::ground::Ground;
use crate::bench::timing::Figure;
use crate::cli::Bench;

/// Measures, and prints each figure beside its bare limit.
pub fn run(options: &Bench) -> Result<ExitCode, Fault> {
    let ground = Ground::new()?;
    let mut figures = Vec::new();
    for (name, measure) in MEASURES {
        if options.only.as_ref().is_none_or(|only| name.contains(only.as_str())) {
            figures.push(measure(&ground)?);
        }
    }
    let table = table(&figures) + &rates(&figures);
    println!("{table}");
    if let Some(path) = &options.into {
        let page = format!("{HEAD}\n{table}");
        std::fs::write(path, page).map_err(|error| Fault::new(format!("write {}", path.display()), error))?;
    }
    Ok(ExitCode::SUCCESS)
}

type Measure = fn(&Ground) -> Result<Figure, Fault>;

/// Everything that is measured, by the name that picks it out.
const MEASURES: [(&str, Measure); 12] = [
    ("chart", opening::chart),
    ("audit 1", |ground| opening::audited(ground, 1)),
    ("audit 8", |ground| opening::audited(ground, 8)),
    ("audit 32", |ground| opening::audited(ground, 32)),
    ("append", opening::append),
    ("slots", slots::free),
    ("pages", |_| pages::home()),
    ("password", signing::password),
    ("claims", |_| money::claims()),
    ("posting", |_| money::posting()),
    ("ledger", money::ledger),
    ("paper", money::paper),
];

const HEAD: &str = "# Performance

`cargo run --release -- bench --into docs/performance.md` writes this page. Read the ratios: the times of both columns are
of one run on one machine. A ratio is ours divided by the bare limit, so 1
is the limit itself; for rates it is bare divided by ours.

| Figure | The bare limit is | Aim |
|---|---|---|
| open chart (500 entries) | the same rows by the driver, sealed as they lie; ours without the disk's time for the audit | at most 4 |
| open with audit (n at once) | audit-sized rows in durable commits of n | at most 2 at 32 |
| append entry (durable) | one row in a durable commit | |
| free slots (20 clinicians, 90 days) | the same holds, read and not searched | |
| public home page | a bare answer of the web framework | at most 2 |
| look at a password (Argon2id) | its memory, written as often | slow on purpose |
| prepare 1,000 claims, and their file | the file's bytes, written and synced | |
| post a payment of 10,000 claims | the payment's bytes, written and synced | |
| open a ledger of ten years | the same rows by the driver, sealed as they lie | |
| print a superbill (PDF) | the paper's bytes, written and synced | |

Two aims are not reached yet. A chart costs more than its rows because every entry has a key of its own: two openings and
one reading of JSON for each, about as long as the database takes for ten rows. An audited opening at 32 at once waits for
two cores, not for the disk: on a disk that syncs in a sixth of a millisecond, waking the threads costs more than the
commit. Where a sync takes milliseconds, as on most disks in an office, the same ratio falls below 3.

The figures of money are set against one write of the same bytes, which is as little as there can be: a thousand claims are
one file of several hundred kilobytes. Each claim is ruled over, kept as a fact, and written segment by segment with every
sign looked at; each claim of a payment is read, added up, and posted to whose it is. Read them by the piece: the time for
all, by the number of claims.
";

fn table(figures: &[Figure]) -> String {
    let mut table = "| Figure | Ours | Bare | Ratio |\n|---|---|---|---|\n".to_owned();
    for figure in figures {
        let Figure { name, ours, bare } = figure;
        let ratio = ours.as_secs_f64() / bare.as_secs_f64().max(f64::MIN_POSITIVE);
        // Writing to a string does not fail.
        let _ = writeln!(table, "| {name} | {:.1} µs | {:.1} µs | {ratio:.2} |", micros(*ours), micros(*bare));
    }
    table
}

/// The openings with audit as so many a second, beside bare commits of the same run.
fn rates(figures: &[Figure]) -> String {
    let audited: Vec<_> = figures.iter().filter(|figure| figure.name.starts_with("open with audit")).collect();
    if audited.is_empty() {
        return String::new();
    }
    let mut table = "\n| So many a second | Ours | Bare commits |\n|---|---|---|\n".to_owned();
    for Figure { name, ours, bare } in audited {
        let a_second = |time: std::time::Duration| 1.0 / time.as_secs_f64().max(f64::MIN_POSITIVE);
        // Writing to a string does not fail.
        let _ = writeln!(table, "| {name} | {:.0} | {:.0} |", a_second(*ours), a_second(*bare));
    }
    table
}

fn micros(time: std::time::Duration) -> f64 {
    time.as_secs_f64() * 1e6
}
