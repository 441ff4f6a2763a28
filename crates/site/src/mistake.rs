//! What stands in the way of reading a text of the practice's, and where.

use std::fmt;

/// A mistake in a content file, for the person who edits it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The file's name: "fees.md".
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and how to put it right.
    pub words: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "content/{}:{}: {}", self.file, self.line, self.words)
    }
}

impl std::error::Error for Mistake {}

/// A mistake before the file's name is known: a line and the words.
pub(crate) type Found = (usize, String);
