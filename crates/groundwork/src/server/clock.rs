//! The only place that reads the clock: each request gets one moment, and every screen of it sees the same.

use std::time::Instant;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use jiff::{SignedDuration, Timestamp};
use shell::request::Now;

/// Where the time comes from.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    /// The computer's own clock.
    System,
    /// Began at a moment of our choice and runs on from there, for the demo of a chosen day.
    Running {
        /// What it showed at first.
        from: Timestamp,
        /// When that was.
        started: Instant,
    },
    /// Stands still, for tests.
    Still(Timestamp),
}

impl Clock {
    /// A clock that shows `from` now and runs on.
    pub fn running(from: Timestamp) -> Self {
        Self::Running { from, started: Instant::now() }
    }

    /// The time now.
    pub fn now(self) -> Timestamp {
        match self {
            Self::System => Timestamp::now(),
            Self::Running { from, started } => after(from, started.elapsed()),
            Self::Still(at) => at,
        }
    }
}

/// Tells the request what time it is.
pub async fn tell(State(clock): State<Clock>, mut request: Request, next: Next) -> Response {
    request.extensions_mut().insert(Now(clock.now()));
    next.run(request).await
}

// A clock set so late that time runs out stays at its end.
fn after(from: Timestamp, elapsed: std::time::Duration) -> Timestamp {
    let passed = SignedDuration::try_from(elapsed).unwrap_or(SignedDuration::MAX);
    from.saturating_add(passed).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_still_clock_stands_and_a_running_one_runs_from_where_it_was_set() {
        let noon: Timestamp = "2026-06-22T18:00:00Z".parse().unwrap();
        assert_eq!(Clock::Still(noon).now(), noon);
        let running = Clock::running(noon);
        assert!(running.now() >= noon && running.now() < noon + Duration::from_mins(1));
    }

    #[test]
    fn time_passes_as_long_as_there_is_any() {
        for (from, passed, told) in [
            ("2026-06-22T18:00:00Z", Duration::from_secs(90), "2026-06-22T18:01:30Z"),
            ("9999-12-30T00:00:00Z", Duration::MAX, "9999-12-30T22:00:00.999999999Z"),
        ] {
            assert_eq!(after(from.parse().unwrap(), passed), told.parse().unwrap(), "{from}");
        }
    }
}
