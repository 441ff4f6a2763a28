//! The three ways in which something doesn't happen.

use std::fmt;

/// Why an action did not happen.
#[derive(Debug)]
pub enum Trouble<Refusal> {
    /// Whoever asked may not; what they may learn of that, the door decides.
    Denied(Denied),
    /// A rule said no, with a reason that the screen puts in words.
    Refused(Refusal),
    /// Something of ours broke.
    Fault(Fault),
}

/// A no from the policy. Written down before it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denied {
    /// Not theirs to know of.
    NotTheirs,
    /// A colleague, but not on this client's team.
    NotOnTheTeam,
    /// Theirs, but they signed in too long ago for this.
    SignInAgain,
}

/// Something of ours broke. Holds no health information, so that it can be logged.
#[derive(Debug)]
pub struct Fault {
    doing: String,
    cause: String,
}

impl Fault {
    /// What we were doing, and what went wrong, in words without anyone's data.
    pub fn new(doing: impl Into<String>, cause: impl fmt::Display) -> Self {
        Self { doing: doing.into(), cause: cause.to_string() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.doing, self.cause)
    }
}

impl std::error::Error for Fault {}

impl<R> From<Fault> for Trouble<R> {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl<R> From<Denied> for Trouble<R> {
    fn from(denied: Denied) -> Self {
        Self::Denied(denied)
    }
}

impl<R> Trouble<R> {
    /// The same trouble with the refusal in other words.
    pub fn map<Q>(self, words: impl FnOnce(R) -> Q) -> Trouble<Q> {
        match self {
            Self::Denied(denied) => Trouble::Denied(denied),
            Self::Refused(refusal) => Trouble::Refused(words(refusal)),
            Self::Fault(fault) => Trouble::Fault(fault),
        }
    }
}

impl Trouble<Never> {
    /// The same trouble in an action that a rule may refuse.
    pub fn unrefused<R>(self) -> Trouble<R> {
        self.map(|never| match never {})
    }
}

/// For actions that no rule refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Never {}
