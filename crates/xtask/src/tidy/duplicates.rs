//! Crates that stand in the tree in several versions: known ones in a list that is exact, so that it can only shrink.

use std::collections::{BTreeMap, BTreeSet};

use crate::tidy::metadata::Package;
use crate::tidy::problem::Problem;
use crate::tidy::tree::Tree;

const PATH: &str = "crates/xtask/duplicates.txt";

/// Lines missing from the list, and lines that are no longer true.
pub fn problems(tree: &Tree, packages: &[Package]) -> Vec<Problem> {
    let known: BTreeSet<String> = lines_of(tree.text(PATH).unwrap_or_default());
    let found = duplicates(packages);
    let missing =
        found.difference(&known).map(|line| Problem::new(PATH, format!("avoid the second version, or write: {line}")));
    let gone = known.difference(&found).map(|line| Problem::new(PATH, format!("no longer true, take away: {line}")));
    missing.chain(gone).collect()
}

fn lines_of(text: &str) -> BTreeSet<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

fn duplicates(packages: &[Package]) -> BTreeSet<String> {
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in packages {
        versions.entry(&package.name).or_default().insert(&package.version);
    }
    let several = versions.into_iter().filter(|(_, versions)| versions.len() > 1);
    several.map(|(name, versions)| std::iter::once(name).chain(versions).collect::<Vec<_>>().join(" ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, version: &str) -> Package {
        Package {
            name: name.to_owned(),
            version: version.to_owned(),
            license: None,
            is_ours: false,
            dependencies: Vec::new(),
        }
    }

    #[test]
    fn the_list_says_exactly_what_is_there() {
        let twice = [package("syn", "2.0.1"), package("syn", "3.0.0"), package("serde", "1.0.0")];
        for (list, packages, count) in [
            ("# known\nsyn 2.0.1 3.0.0\n", &twice[..], 0),
            ("", &twice[..], 1),
            ("syn 1.0.0 3.0.0\n", &twice[..], 2),
            ("syn 2.0.1 3.0.0\n", &twice[1..], 1),
            ("", &twice[1..], 0),
        ] {
            assert_eq!(problems(&Tree::made_up(&[(PATH, list)]), packages).len(), count, "{list}");
        }
    }
}
