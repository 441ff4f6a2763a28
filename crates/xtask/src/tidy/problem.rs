//! One thing that breaks a rule of the house.

use std::fmt;

/// Where it stands, and what to do about it.
#[derive(Debug, PartialEq, Eq)]
pub struct Problem {
    pub place: String,
    pub says: String,
}

impl Problem {
    pub fn new(place: impl Into<String>, says: impl Into<String>) -> Self {
        Self { place: place.into(), says: says.into() }
    }

    /// A problem on a line, counted from 1.
    pub fn at_line(path: &str, line: usize, says: impl Into<String>) -> Self {
        Self::new(format!("{path}:{line}"), says)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.says)
    }
}
