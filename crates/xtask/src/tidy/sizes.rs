//! Files and functions stay small. The code is laid out by rustfmt, so a function ends where its indent does.

use crate::tidy::problem::Problem;
use crate::tidy::ratchet::{Ratchet, Size};
use crate::tidy::tree::{SourceFile, Tree};

const MOST_FILE: usize = 400;
const MOST_CODE: usize = 300;
const MOST_FUNCTION: usize = 60;
/// A page is a picture in code and reads top to bottom.
const MOST_PAGE_FUNCTION: usize = 90;
const MOST_ARCHITECTURE: usize = 150;
const MOST_DECISION: usize = 40;

/// Everything over its limit, but for what the ratchet still forgives.
pub fn problems(tree: &Tree) -> Vec<Problem> {
    let mut over: Vec<Size> =
        tree.rust().flat_map(|file| sizes_of_file(file).into_iter().chain(sizes_of_functions(file))).collect();
    over.extend(tree.files.iter().filter_map(size_of_page));
    over.retain(|size| size.lines > size.most);
    Ratchet::parse(tree.text(Ratchet::PATH).unwrap_or_default()).problems(over)
}

fn sizes_of_file(file: &SourceFile) -> Vec<Size> {
    let whole = Size { place: file.path.clone(), lines: file.text.lines().count(), most: MOST_FILE };
    let code = Size { place: format!("{} (code)", file.path), lines: file.code().lines().count(), most: MOST_CODE };
    vec![whole, code]
}

fn size_of_page(file: &SourceFile) -> Option<Size> {
    let most = match file.path.as_str() {
        "ARCHITECTURE.md" => MOST_ARCHITECTURE,
        path if path.starts_with("docs/decisions/") => MOST_DECISION,
        _ => return None,
    };
    Some(Size { place: file.path.clone(), lines: file.text.lines().count(), most })
}

fn sizes_of_functions(file: &SourceFile) -> Vec<Size> {
    let lines: Vec<&str> = file.text.lines().collect();
    let starts = lines.iter().enumerate().filter_map(|(start, line)| Some((start, function_name(line)?)));
    starts
        .map(|(start, name)| {
            let function = &lines[start..function_end(&lines, start)];
            let most = if returns_markup(function) { MOST_PAGE_FUNCTION } else { MOST_FUNCTION };
            Size { place: format!("{}::{name}", file.path), lines: function.len(), most }
        })
        .collect()
}

/// The name after `fn`, when a function begins on this line.
fn function_name(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace().skip_while(|word| {
        let first = word.split('(').next().unwrap_or_default();
        ["pub", "const", "async", "extern", "unsafe"].contains(&first) || word.starts_with('"')
    });
    (words.next()? == "fn").then_some(())?;
    words.next()?.split(['(', '<']).next()
}

/// One past the last line of the function that begins on line `start`.
fn function_end(lines: &[&str], start: usize) -> usize {
    let indent = &lines[start][..lines[start].len() - lines[start].trim_start().len()];
    if lines[start].ends_with(['}', ';']) {
        return start + 1;
    }
    let closes = |line: &str| {
        line.strip_prefix(indent).is_some_and(|rest| rest == "}" || rest.starts_with(')') && rest.ends_with(';'))
    };
    let rest = lines[start + 1..].iter().position(|line| closes(line)).unwrap_or(lines.len() - start - 2);
    start + rest + 2
}

fn returns_markup(function: &[&str]) -> bool {
    let head = function.iter().position(|line| line.ends_with('{')).unwrap_or_default();
    function[..=head].iter().any(|line| line.split_once("->").is_some_and(|(_, returned)| returned.contains("Markup")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn function(head: &str, lines: usize) -> String {
        format!("{head} {{\n{}}}\n", "    step();\n".repeat(lines - 2))
    }

    #[test]
    fn files_and_functions_have_limits() {
        let path = "crates/care/src/note.rs";
        let tests = |lines: usize| format!("\n#[cfg(test)]\nmod tests {{\n{}}}\n", "    // row\n".repeat(lines - 4));
        for (text, count) in [
            (function("pub fn sign(a: A) -> B", 60), 0),
            (function("pub fn sign(a: A) -> B", 61), 1),
            (function("async fn page<T>(a: T) -> Markup", 90), 0),
            (function("pub(crate) async fn page(a: A) -> Markup", 91), 1),
            ("// line\n".repeat(300), 0),
            ("// line\n".repeat(301), 1),
            ("// line\n".repeat(300) + &tests(100), 0),
            ("// line\n".repeat(300) + &tests(101), 1),
        ] {
            assert_eq!(
                problems(&Tree::made_up(&[(path, &text)])).len(),
                count,
                "{} lines of {text:.60}",
                text.lines().count()
            );
        }
    }

    #[test]
    fn a_function_ends_at_its_own_brace() {
        let text = "impl A {\n    fn one(&self) {\n        if b {\n        }\n    }\n    fn two();\n    fn three(\n        a: A,\n    );\n}\n";
        let tree = Tree::made_up(&[("a.rs", text)]);
        let lines: Vec<_> = sizes_of_functions(&tree.files[0]).into_iter().map(|size| size.lines).collect();
        assert_eq!(lines, [4, 1, 3]);
    }

    #[test]
    fn pages_to_read_have_limits() {
        for (path, lines, count) in [
            ("ARCHITECTURE.md", 150, 0),
            ("ARCHITECTURE.md", 151, 1),
            ("docs/decisions/0001-a.md", 41, 1),
            ("README.md", 151, 0),
        ] {
            assert_eq!(problems(&Tree::made_up(&[(path, &"line\n".repeat(lines))])).len(), count, "{path} {lines}");
        }
    }
}
