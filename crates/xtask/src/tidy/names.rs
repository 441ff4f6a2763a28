//! Names that say nothing, and names that lead two ways.

use std::path::Path;

use crate::tidy::problem::Problem;
use crate::tidy::tree::{SourceFile, Tree};

/// A file by such a name takes in whatever has no place of its own.
const SAY_NOTHING: [&str; 9] =
    ["utils", "common", "helpers", "shared", "misc", "core", "manager", "service", "services"];

/// Files and folders that say nothing, and re-exports.
pub fn problems(tree: &Tree) -> Vec<Problem> {
    let mut problems: Vec<_> = tree.files.iter().filter_map(name_that_says_nothing).collect();
    problems.extend(tree.rust().flat_map(re_exports));
    problems
}

fn name_that_says_nothing(file: &SourceFile) -> Option<Problem> {
    let path = Path::new(&file.path).with_extension("");
    let mut names = path.iter().filter_map(|name| name.to_str());
    let name = names.find(|name| SAY_NOTHING.contains(name))?;
    Some(Problem::new(file.path.as_str(), format!("\"{name}\" says nothing: name it after the one thing in it")))
}

fn re_exports(file: &SourceFile) -> Vec<Problem> {
    let is_re_export =
        |line: &str| line.trim_start().starts_with("pub") && line.split_whitespace().nth(1) == Some("use");
    let lines = (1..).zip(file.code().lines()).filter(|(_, line)| is_re_export(line));
    lines.map(|(number, _)| Problem::at_line(&file.path, number, "no re-exports: a thing has one path")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_is_inside() {
        for (path, count) in [
            ("crates/care/src/note.rs", 0),
            ("crates/care/src/utils.rs", 1),
            ("crates/core/src/note.rs", 1),
            ("crates/site/src/shared/page.rs", 1),
            ("crates/care/src/score.rs", 0),
        ] {
            assert_eq!(problems(&Tree::made_up(&[(path, "")])).len(), count, "{path}");
        }
    }

    #[test]
    fn a_thing_has_one_path() {
        for (text, count) in [
            ("use terms::ids::Id;\n", 0),
            ("pub use terms::ids::Id;\n", 1),
            ("pub(crate) use terms::ids::Id;\n", 1),
            ("pub fn used() {}\n", 0),
        ] {
            assert_eq!(problems(&Tree::made_up(&[("crates/care/src/note.rs", text)])).len(), count, "{text}");
        }
    }
}
