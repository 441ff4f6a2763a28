//! The test runner's own counts, read from its `test result:` lines and added up.

use std::fmt;
use std::ops::AddAssign;

/// What one or several test binaries counted.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
    pub ignored: u64,
    pub measured: u64,
    pub filtered_out: u64,
    /// Seconds, as the runner gives them.
    pub seconds: f64,
}

impl Counts {
    /// The counts of one line of the runner's output, or nothing when it is another line.
    pub fn of_line(line: &str) -> Option<Self> {
        let line = without_color(line);
        let (_, parts) = line.trim().strip_prefix("test result: ")?.split_once(". ")?;
        let mut counts = Self::default();
        for part in parts.split("; ") {
            if let Some(time) = part.strip_prefix("finished in ") {
                counts.seconds = time.trim_end_matches('s').parse().ok()?;
            } else {
                let (number, what) = part.split_once(' ')?;
                *counts.named(what)? = number.parse().ok()?;
            }
        }
        Some(counts)
    }

    fn named(&mut self, what: &str) -> Option<&mut u64> {
        match what {
            "passed" => Some(&mut self.passed),
            "failed" => Some(&mut self.failed),
            "ignored" => Some(&mut self.ignored),
            "measured" => Some(&mut self.measured),
            "filtered out" => Some(&mut self.filtered_out),
            _ => None,
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.ignored += other.ignored;
        self.measured += other.measured;
        self.filtered_out += other.filtered_out;
        self.seconds += other.seconds;
    }
}

impl fmt::Display for Counts {
    /// In the runner's own form.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = if self.failed == 0 { "ok" } else { "FAILED" };
        let Self { passed, failed, ignored, measured, filtered_out, seconds } = self;
        write!(
            f,
            "test result: {verdict}. {passed} passed; {failed} failed; {ignored} ignored; {measured} measured; \
             {filtered_out} filtered out; finished in {seconds:.2}s"
        )
    }
}

/// The line without the terminal's color codes.
fn without_color(line: &str) -> String {
    let mut pieces = line.split('\u{1b}');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |plain, piece| plain + piece.split_once('m').map_or("", |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_runner_add_up() {
        let output = "running 2 tests\n\
            test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.25s\n\
            test result: \u{1b}[31mFAILED\u{1b}[m. 3 passed; 1 failed; 0 ignored; 0 measured; 4 filtered out; finished in 1.50s\n";
        let mut sum = Counts::default();
        output.lines().filter_map(Counts::of_line).for_each(|counts| sum += counts);
        let read = "test result: FAILED. 5 passed; 1 failed; 1 ignored; 0 measured; 4 filtered out; finished in 1.75s";
        assert_eq!(sum.to_string(), read);
        assert_eq!(Counts::of_line(read), Some(sum));
    }

    #[test]
    fn other_lines_count_nothing() {
        for line in ["", "test result", "test result: ok. many passed", "test a_result ... ok"] {
            assert_eq!(Counts::of_line(line), None, "{line}");
        }
    }
}
