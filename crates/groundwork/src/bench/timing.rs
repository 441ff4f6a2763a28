//! Timing: the median over rounds, ours and the bare limit in turn.

use std::time::{Duration, Instant};

use terms::trouble::Fault;

/// How many rounds a figure is the median of.
const ROUNDS: usize = 9;

/// One figure: the time for one thing, ours and bare.
pub(crate) struct Figure {
    pub(crate) name: String,
    pub(crate) ours: Duration,
    pub(crate) bare: Duration,
}

/// Times both in turn, `each` times a round, and keeps the medians of one time.
pub(crate) fn in_turn(
    name: impl Into<String>,
    each: u32,
    mut ours: impl FnMut() -> Result<(), Fault>,
    mut bare: impl FnMut() -> Result<(), Fault>,
) -> Result<Figure, Fault> {
    let (mut our_times, mut bare_times) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        our_times.push(round(each, &mut ours)?);
        bare_times.push(round(each, &mut bare)?);
    }
    Ok(Figure { name: name.into(), ours: median(our_times), bare: median(bare_times) })
}

fn round(each: u32, thing: &mut impl FnMut() -> Result<(), Fault>) -> Result<Duration, Fault> {
    let start = Instant::now();
    for _ in 0..each {
        thing()?;
    }
    Ok(start.elapsed() / each)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
