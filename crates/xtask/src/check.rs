//! `cargo xtask check`: every step in order, stopping at the first that fails, with the time of each.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::steps::counts::Counts;
use crate::steps::postgres::Postgres;
use crate::steps::{clippy, docs, forbidden, install, layout, postgres, test, x12};
use crate::tidy;

/// Past this the check says so: a check that nobody waits for is not run.
const LONG_CHECK: Duration = Duration::from_mins(25);

/// What was asked for on the command line.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Also the cases that take minutes each.
    long: bool,
    /// These steps alone; all of them when empty.
    only: Vec<String>,
}

/// What one step leaves behind for the next.
pub struct Ground {
    pub root: PathBuf,
    pub long: bool,
    pub postgres: Option<Postgres>,
    pub counts: Option<Counts>,
}

type Step = (&'static str, fn(&mut Ground) -> Result<(), Failure>);

/// In the order run: what fails fast comes first, and what shares a build stands together.
const STEPS: [Step; 9] = [
    ("install", install::install),
    ("format", layout::format),
    ("tidy", |ground| tidy::tidy(&ground.root)),
    ("clippy", clippy::clippy),
    ("docs", docs::docs),
    ("forbidden", forbidden::forbidden),
    ("postgres", postgres::postgres),
    ("test", test::test),
    ("x12", x12::x12),
];

impl Options {
    pub fn parse(words: &[&str]) -> Result<Self, Failure> {
        let mut options = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--long" => options.long = true,
                "--only" => options.only.push(step_name(words.next().copied().unwrap_or_default())?),
                other => {
                    return Err(Failure::new(format!("check knows --long and --only STEP, not \"{other}\"")));
                }
            }
        }
        Ok(options)
    }

    fn includes(&self, step: &str) -> bool {
        // The tests need their database, whatever else was left out.
        let needed = step == "postgres" && self.only.iter().any(|only| only == "test");
        self.only.is_empty() || needed || self.only.iter().any(|only| only == step)
    }
}

/// Runs the steps asked for.
pub fn check(root: &Path, options: &Options) -> Result<(), Failure> {
    let mut ground = Ground { root: root.to_path_buf(), long: options.long, postgres: None, counts: None };
    let mut times = Vec::new();
    let outcome = STEPS.iter().filter(|(name, _)| options.includes(name)).try_for_each(|(name, step)| {
        println!("== {name}");
        let start = Instant::now();
        let outcome = step(&mut ground);
        times.push((*name, start.elapsed()));
        outcome.map_err(|failure| Failure::new(format!("check stopped at {name}: {failure}")))
    });
    // Stopped before the last lines are printed, so that they are the last.
    drop(ground.postgres.take());
    println!("{}", table(&times));
    // The test runner's own counts, summed over all its `test result:` lines, in its own form.
    if let Some(counts) = ground.counts {
        println!("{counts}");
    }
    outcome
}

fn step_name(name: &str) -> Result<String, Failure> {
    if STEPS.iter().any(|(step, _)| *step == name) {
        return Ok(name.to_owned());
    }
    let names: Vec<_> = STEPS.iter().map(|(step, _)| *step).collect();
    Err(Failure::new(format!("--only wants one of {}, not \"{name}\"", names.join(", "))))
}

fn table(times: &[(&str, Duration)]) -> String {
    let total: Duration = times.iter().map(|(_, time)| *time).sum();
    let rows = times.iter().copied().chain([("all", total)]);
    let mut lines = vec![String::new()];
    lines.extend(rows.map(|(name, time)| format!("{name:<10} {:>8.1} s", time.as_secs_f64())));
    if total > LONG_CHECK {
        lines.push("warning: the check took over 25 minutes; find the step to make shorter".to_owned());
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_takes_known_steps_and_tests_bring_their_database() {
        let options = Options::parse(&["--only", "test", "--long"]).expect("both are known");
        assert!(options.long && options.includes("test") && options.includes("postgres"));
        assert!(!options.includes("clippy"));
        assert!(Options::parse(&["--only", "lunch"]).is_err());
        assert!(Options::parse(&["--only"]).is_err());
        assert!(Options::parse(&["--fast"]).is_err());
    }

    #[test]
    fn without_only_every_step_runs() {
        let options = Options::parse(&[]).expect("nothing to refuse");
        assert!(STEPS.iter().all(|(name, _)| options.includes(name)));
    }

    #[test]
    fn a_check_over_twenty_five_minutes_says_so() {
        assert!(!table(&[("test", LONG_CHECK)]).contains("warning"));
        assert!(table(&[("test", LONG_CHECK), ("tidy", Duration::from_secs(1))]).contains("warning"));
    }
}
