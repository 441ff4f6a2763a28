//! The list of old sinners against the size rules: it is exact, so that it can only shrink.

use std::collections::BTreeMap;

use crate::tidy::problem::Problem;

/// How long a place is, and how long it may be.
#[derive(Clone, Debug)]
pub struct Size {
    pub place: String,
    pub lines: usize,
    pub most: usize,
}

/// What is forgiven: a place and its exact number of lines.
pub struct Ratchet(BTreeMap<String, usize>);

impl Ratchet {
    pub const PATH: &str = "crates/xtask/ratchet.txt";

    pub fn parse(text: &str) -> Self {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        Self(
            lines
                .filter_map(|line| line.rsplit_once(' '))
                .filter_map(|(place, lines)| Some((place.to_owned(), lines.parse().ok()?)))
                .collect(),
        )
    }

    /// What is over its limit and not forgiven, and what is forgiven and no longer needs it.
    pub fn problems(&self, over: Vec<Size>) -> Vec<Problem> {
        let mut forgiven = self.0.clone();
        let mut problems = Vec::new();
        for Size { place, lines, most } in over {
            match forgiven.remove(&place) {
                Some(allowed) if lines == allowed => {}
                Some(allowed) if lines < allowed => {
                    problems.push(Problem::new(Self::PATH, format!("{place} has shrunk: write {lines}")));
                }
                _ => problems
                    .push(Problem::new(place, format!("has {lines} lines, over {most}: find the second idea's name"))),
            }
        }
        problems.extend(
            forgiven
                .into_keys()
                .map(|place| Problem::new(Self::PATH, format!("{place} is small enough: take its line away"))),
        );
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_exact_and_only_shrinks() {
        let ratchet = Ratchet::parse("# why\ncrates/care/src/note.rs 410\n");
        let over = |lines| vec![Size { place: "crates/care/src/note.rs".to_owned(), lines, most: 400 }];
        for (over, says) in [
            (over(410), None),
            (over(411), Some("over 400")),
            (over(405), Some("write 405")),
            (vec![], Some("take its line away")),
        ] {
            let problems = ratchet.problems(over);
            assert_eq!(problems.len(), usize::from(says.is_some()));
            assert!(
                problems.iter().all(|problem| says.is_some_and(|says| problem.says.contains(says))),
                "{problems:?}"
            );
        }
    }
}
