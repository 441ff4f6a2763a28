//! Why a command of `xtask` ended early, as one sentence for whoever ran it.

use std::fmt;

/// What went wrong, and what to do about it.
#[derive(Debug, PartialEq, Eq)]
pub struct Failure(String);

impl Failure {
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// Makes a failure of any error, with what we were doing when it happened.
    pub fn during<E: fmt::Display>(doing: impl Into<String>) -> impl FnOnce(E) -> Self {
        let doing = doing.into();
        move |error| Self(format!("{doing}: {error}"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
