//! Which crate may name which: the table of ARCHITECTURE.md.

use crate::tidy::metadata::{Dependency, Package};
use crate::tidy::problem::Problem;

/// The crates of rules, which know each other only by the shared words.
const RULES: [&str; 3] = ["care", "schedule", "money"];

/// All that a crate of rules may use from outside: no sockets, files, clock, randomness or SQL.
const RULES_MAY_USE: [&str; 2] = ["serde", "jiff"];

/// Brought in for tests alone, from above and without harm.
const FOR_TESTS: [&str; 2] = ["testkit", "groundwork"];

/// Every arrow that points to a crate not in the table's row, and every crate that has no row.
pub fn problems(packages: &[Package]) -> Vec<Problem> {
    packages.iter().filter(|package| package.is_ours).flat_map(problems_of).collect()
}

fn problems_of(package: &Package) -> Vec<Problem> {
    let place = format!("crates/{}/Cargo.toml", package.name);
    let Some(may_name) = may_name(&package.name) else {
        return vec![Problem::new(place, "has no row in the table of arrows; write one here and in ARCHITECTURE.md")];
    };
    let wrong = package.dependencies.iter().filter(|dependency| !is_allowed(&package.name, &may_name, dependency));
    wrong
        .map(|dependency| {
            Problem::new(
                place.as_str(),
                format!("may not name {} (see the arrows in ARCHITECTURE.md)", dependency.name),
            )
        })
        .collect()
}

fn is_allowed(package: &str, may_name: &[&str], dependency: &Dependency) -> bool {
    let name = dependency.name.as_str();
    if dependency.is_ours {
        return may_name.contains(&name) || dependency.is_dev && FOR_TESTS.contains(&name);
    }
    let has_rules = package == "terms" || RULES.contains(&package);
    dependency.is_dev || !has_rules || RULES_MAY_USE.contains(&name)
}

/// The row of one crate: which of ours it may name.
fn may_name(package: &str) -> Option<Vec<&'static str>> {
    let core = ["terms", "care", "schedule", "money"];
    let core_and = |more: &[&'static str]| [&core[..], more].concat();
    Some(match package {
        "terms" | "xtask" => vec![],
        "care" | "schedule" | "money" => vec!["terms"],
        "record" | "shell" | "papers" | "post" => core_and(&[]),
        "actions" => core_and(&["record"]),
        "site" | "portal" | "workspace" => core_and(&["actions", "papers", "shell"]),
        "fhir" => core_and(&["actions", "papers"]),
        "testkit" | "forbidden" => core_and(&["record", "actions"]),
        "groundwork" => core_and(&[
            "record",
            "actions",
            "shell",
            "site",
            "portal",
            "workspace",
            "papers",
            "fhir",
            "post",
            "testkit",
        ]),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, dependency: &str, is_dev: bool, is_ours: bool) -> Package {
        let dependencies = vec![Dependency { name: dependency.to_owned(), is_dev, is_ours }];
        Package { name: name.to_owned(), version: String::new(), license: None, is_ours: true, dependencies }
    }

    #[test]
    fn arrows_point_down_alone() {
        for (name, dependency, allowed) in [
            ("care", "terms", true),
            ("care", "money", false),
            ("money", "care", false),
            ("record", "care", true),
            ("record", "actions", false),
            ("actions", "record", true),
            ("site", "actions", true),
            ("site", "record", false),
            ("workspace", "record", false),
            ("fhir", "shell", false),
            ("groundwork", "site", true),
            ("xtask", "terms", false),
            ("lunch", "terms", false),
        ] {
            assert_eq!(
                problems(&[package(name, dependency, false, true)]).is_empty(),
                allowed,
                "{name} to {dependency}"
            );
        }
    }

    #[test]
    fn tests_may_bring_the_cast_but_not_another_layer() {
        assert_eq!(problems(&[package("care", "testkit", true, true)]), []);
        assert_eq!(problems(&[package("care", "record", true, true)]).len(), 1);
    }

    #[test]
    fn rules_use_nothing_from_outside_but_the_allowed() {
        assert_eq!(problems(&[package("care", "jiff", false, false)]), []);
        assert_eq!(problems(&[package("care", "proptest", true, false)]), []);
        assert_eq!(problems(&[package("care", "tokio", false, false)]).len(), 1);
        assert_eq!(problems(&[package("record", "rusqlite", false, false)]), []);
    }
}
