//! What must not compile: each program in `crates/forbidden/src/bin` fails where it says, as it says.
//!
//! A line that must fail ends in a comment with the compiler's code, as in `let fee: Cents = Minutes(50); //~ E0308`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::check::Ground;
use crate::command::command;
use crate::failure::Failure;

/// The whole workspace, on what the documentation was built on; alone, the cases would take other features and build
/// their dependencies anew.
const LINE: &str = "cargo check --workspace --bins --examples --keep-going --profile checked --locked \
    --message-format=json";

/// A line of a program and the compiler's code for what is wrong with it.
type Errors = BTreeSet<(u64, String)>;

/// Compiles all cases at once, expects none to pass, and compares code and line of every error.
pub fn forbidden(ground: &mut Ground) -> Result<(), Failure> {
    let cases = cases(&ground.root)?;
    let output = command(&ground.root, LINE).output().map_err(Failure::during(LINE))?;
    let messages = String::from_utf8_lossy(&output.stdout);
    let mut wrong = words_about_others(&messages, &cases);
    for (name, expected) in &cases {
        wrong.extend(verdict(name, expected, &errors_of(&messages, name)));
    }
    if wrong.is_empty() {
        println!("{} programs fail as they must", cases.len());
        return Ok(());
    }
    // Cargo's own words matter only now: each program that fails as it must is an error to cargo.
    eprint!("{}", String::from_utf8_lossy(&output.stderr));
    Err(Failure::new(wrong.join("\n")))
}

fn cases(root: &Path) -> Result<Vec<(String, Errors)>, Failure> {
    let folder = root.join("crates/forbidden/src/bin");
    let files = fs::read_dir(&folder).map_err(Failure::during("list crates/forbidden/src/bin"))?;
    let mut cases = Vec::new();
    for file in files {
        let path = file.map_err(Failure::during("list crates/forbidden/src/bin"))?.path();
        let text = fs::read_to_string(&path).map_err(Failure::during(path.display().to_string()))?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        cases.push((name, expected_errors(&text)));
    }
    cases.sort();
    if cases.is_empty() { Err(Failure::new("crates/forbidden/src/bin is empty")) } else { Ok(cases) }
}

fn expected_errors(text: &str) -> Errors {
    let marked = (1..).zip(text.lines()).filter_map(|(line, text)| Some((line, text.split_once("//~ ")?.1)));
    marked.flat_map(|(line, codes)| codes.split_whitespace().map(move |code| (line, code.to_owned()))).collect()
}

/// What the compiler says of a crate that the cases need and that does not build itself.
fn words_about_others(messages: &str, cases: &[(String, Errors)]) -> Vec<String> {
    let is_case = |message: &Value| cases.iter().any(|(name, _)| message["target"]["name"] == *name);
    let others = errors(messages).filter(|message| !is_case(message));
    others.filter_map(|message| message["message"]["rendered"].as_str().map(str::to_owned)).collect()
}

/// The errors that the compiler gave for one program.
fn errors_of(messages: &str, name: &str) -> Errors {
    let ours = errors(messages).filter(|message| message["target"]["name"] == name);
    ours.filter_map(|message| coded_line(&message["message"])).collect()
}

/// All errors among cargo's messages (one JSON value a line).
fn errors(messages: &str) -> impl Iterator<Item = Value> {
    let values = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    values.filter(|message| message["message"]["level"] == "error")
}

/// The code and the line of one message. The closing "could not compile" has no place and is left out.
fn coded_line(message: &Value) -> Option<(u64, String)> {
    let span = message["spans"].as_array()?.iter().find(|span| span["is_primary"] == true)?;
    let code = message["code"]["code"].as_str().unwrap_or("without a code");
    Some((span["line_start"].as_u64()?, code.to_owned()))
}

fn verdict(name: &str, expected: &Errors, found: &Errors) -> Vec<String> {
    let mut wrong = Vec::new();
    if expected.is_empty() {
        wrong.push(format!("{name}: no line says which error it expects; end it in \"//~ E0000\""));
    }
    wrong.extend(
        expected
            .difference(found)
            .map(|(line, code)| format!("{name}: line {line} must fail with {code}, and does not")),
    );
    wrong.extend(
        found
            .difference(expected)
            .map(|(line, code)| format!("{name}: line {line} fails with {code}, which nobody expected")),
    );
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(line: u64, code: &str) -> String {
        format!(
            r#"{{"reason":"compiler-message","target":{{"name":"sum"}},"message":{{"level":"error","code":{{"code":"{code}"}},"spans":[{{"is_primary":true,"line_start":{line}}}]}}}}"#
        )
    }

    #[test]
    fn the_marked_error_on_the_marked_line_is_wanted() {
        let expected = expected_errors("fn main() {\n    a + b; //~ E0369\n}\n");
        for (found, complaints) in [
            (message(2, "E0369"), 0),
            (message(3, "E0369"), 2),
            (message(2, "E0308"), 2),
            (message(2, "E0369") + "\n" + &message(3, "E0425"), 1),
            (String::new(), 1),
        ] {
            assert_eq!(verdict("sum", &expected, &errors_of(&found, "sum")).len(), complaints, "{found}");
        }
    }

    #[test]
    fn a_case_that_expects_nothing_is_no_case() {
        assert_eq!(verdict("sum", &expected_errors("fn main() {}"), &Errors::new()).len(), 1);
    }
}
