//! The path of a paper inside the file that brought it.

use std::fmt;

use serde::{Deserialize, Serialize};
use terms::text::{Line, MAX_LINE};

/// The longest path, in characters.
pub const MAX_PATH: usize = 300;

/// A path that leads nowhere but into its own file. It often holds a name, so it prints as sealed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PaperPath(String);

/// The path leads outside, is too long, or has letters that no keyboard types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadPath;

impl PaperPath {
    /// The path as it was written, with either kind of slash.
    pub fn parse(text: &str) -> Result<Self, BadPath> {
        let path = text.replace('\\', "/");
        let is_drive = path.as_bytes().get(1) == Some(&b':');
        let leads_out =
            path.starts_with('/') || is_drive || path.split('/').any(|part| part == ".." || part.is_empty());
        if leads_out || path.chars().count() > MAX_PATH || path.chars().any(char::is_control) {
            return Err(BadPath);
        }
        Ok(Self(path))
    }

    /// A path that was not taken, as far as it can be told: without what no keyboard types, and cut.
    pub fn told(text: &str) -> Self {
        Self(text.chars().filter(|letter| !letter.is_control()).take(MAX_PATH).collect())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Each folder and then the name, without what says of which kind the file is.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        let stem =
            self.0.rsplit_once('.').filter(|(_, kind)| !kind.contains('/')).map_or(self.as_str(), |(stem, _)| stem);
        stem.split('/')
    }

    /// What the file is called, in a line.
    pub fn file_name(&self) -> Option<Line> {
        let name = self.0.rsplit('/').next().unwrap_or_default();
        Line::parse(&name.chars().take(MAX_LINE).collect::<String>()).ok()
    }
}

impl fmt::Debug for PaperPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹sealed›")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_nowhere_but_into_its_own_file() {
        let long = "a".repeat(MAX_PATH);
        for (path, expected) in [
            ("a/b.pdf", Ok("a/b.pdf")),
            ("a\\b.pdf", Ok("a/b.pdf")),
            ("a..b/c.pdf", Ok("a..b/c.pdf")),
            (long.as_str(), Ok(long.as_str())),
            (&format!("{long}a"), Err(BadPath)),
            ("../b.pdf", Err(BadPath)),
            ("a\\..\\b.pdf", Err(BadPath)),
            ("/etc/b.pdf", Err(BadPath)),
            ("\\\\host\\b.pdf", Err(BadPath)),
            ("C:\\b.pdf", Err(BadPath)),
            ("a//b.pdf", Err(BadPath)),
            ("a\n.pdf", Err(BadPath)),
            ("", Err(BadPath)),
        ] {
            assert_eq!(PaperPath::parse(path).as_ref().map(PaperPath::as_str).map_err(|no| *no), expected, "{path}");
        }
        assert_eq!(PaperPath::told("../a\n.pdf").as_str(), "../a.pdf");
    }

    #[test]
    fn its_parts_are_its_folders_and_its_name() {
        let parts = |path: &str| PaperPath::parse(path).unwrap().parts().collect::<Vec<_>>().join("|");
        for (path, expected) in [("a/b c.pdf", "a|b c"), ("v1.2/plan", "v1.2|plan"), ("plan.PDF", "plan")] {
            assert_eq!(parts(path), expected);
        }
        let name = PaperPath::parse(&format!("a/{}.pdf", "b".repeat(200))).unwrap().file_name().unwrap();
        assert_eq!(name.as_str().len(), MAX_LINE);
    }
}
