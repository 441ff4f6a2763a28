//! SQL stands in one folder, and that folder stays small.

use crate::tidy::problem::Problem;
use crate::tidy::tree::{SourceFile, Tree};

/// The one folder with SQL.
const FOLDER: &str = "crates/record/src/db/";

/// What it may grow to, tests included.
const MOST_LINES: usize = 2_500;

const FIRST_WORDS: [&str; 5] = ["SELECT", "INSERT", "UPDATE", "DELETE", "CREATE"];

/// SQL outside its folder, and the folder past its limit.
pub fn problems(tree: &Tree) -> Vec<Problem> {
    let elsewhere = tree.rust().filter(|file| !file.path.starts_with(FOLDER) && !file.path.contains("/bench"));
    let mut problems: Vec<_> = elsewhere.flat_map(strings_of_sql).collect();
    let lines: usize =
        tree.rust().filter(|file| file.path.starts_with(FOLDER)).map(|file| file.text.lines().count()).sum();
    if lines > MOST_LINES {
        problems.push(Problem::new(FOLDER, format!("has {lines} lines, over {MOST_LINES}; what here is not storage?")));
    }
    problems
}

fn strings_of_sql(file: &SourceFile) -> Vec<Problem> {
    let lines = (1..).zip(file.code().lines()).filter(|(_, line)| has_sql(line));
    lines.map(|(number, _)| Problem::at_line(&file.path, number, format!("SQL stands only in {FOLDER}"))).collect()
}

/// Whether a string on this line begins as SQL does.
fn has_sql(line: &str) -> bool {
    line.split('"').skip(1).any(|string| {
        FIRST_WORDS.iter().any(|word| string.trim_start().strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sql_stands_in_its_folder_alone() {
        let sql = "fn heads() {\n    ask(\"SELECT head FROM folders\");\n}\n";
        for (path, count) in [
            ("crates/actions/src/sign_note.rs", 1),
            ("crates/record/src/db/heads.rs", 0),
            ("crates/record/tests/heads.rs", 0),
        ] {
            assert_eq!(problems(&Tree::made_up(&[(path, sql)])).len(), count, "{path}");
        }
        assert_eq!(problems(&Tree::made_up(&[("crates/site/src/a.rs", "let words = \"SELECTED\";")])), []);
    }

    #[test]
    fn the_folder_stays_under_its_limit() {
        let lines = |count: usize| "// line\n".repeat(count);
        assert_eq!(problems(&Tree::made_up(&[("crates/record/src/db/a.rs", &lines(MOST_LINES))])), []);
        assert_eq!(
            problems(&Tree::made_up(&[
                ("crates/record/src/db/a.rs", &lines(MOST_LINES)),
                ("crates/record/src/db/b.rs", "//")
            ]))
            .len(),
            1
        );
    }
}
