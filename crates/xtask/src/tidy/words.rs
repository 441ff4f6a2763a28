//! Words that don't stand in this project, each with the one to say instead.

use std::path::Path;

use crate::tidy::problem::Problem;
use crate::tidy::tree::{SourceFile, Tree};

/// Some words, where they may not stand, and what to say.
struct Banned {
    words: &'static [&'static str],
    folders: &'static [&'static str],
    /// Whether tests at the end of a file count too.
    in_tests: bool,
    say: &'static str,
}

const BANNED: &[Banned] = &[
    Banned {
        words: &["patient", "patients", "patient's"],
        folders: &["crates/site/", "crates/workspace/", "crates/portal/", "content/"],
        in_tests: true,
        say: "say client",
    },
    Banned {
        words: &["guaranteed", "guarantee", "guarantees"],
        folders: PUBLIC,
        in_tests: false,
        say: "nobody can; say what usually happens",
    },
    Banned {
        words: &["cure", "cures", "cured"],
        folders: PUBLIC,
        in_tests: false,
        say: "say what may ease, and for whom",
    },
    Banned {
        words: &["window closes"],
        folders: PUBLIC,
        in_tests: false,
        say: "no pressure; say what the two weeks are good for",
    },
    Banned { words: &["no-show", "no-shows"], folders: PUBLIC, in_tests: false, say: "say missed appointment" },
    Banned {
        words: &["todo!(", "unimplemented!(", "dbg!(", "FIXME"],
        folders: &["crates/"],
        in_tests: true,
        say: "finish it or leave it out",
    },
    Banned {
        words: &["#[ignore"],
        folders: &["crates/"],
        in_tests: true,
        say: "a test that does not run proves nothing",
    },
    Banned {
        words: &["#[allow(", "#![allow("],
        folders: &["crates/"],
        in_tests: true,
        say: "say #[expect(lint, reason = \"...\")]",
    },
    Banned {
        words: &["style=\""],
        folders: SCREENS,
        in_tests: false,
        say: "name a class; the page's policy refuses inline style",
    },
];

/// What a visitor reads.
const PUBLIC: &[&str] = &["content/", "crates/site/"];

/// Where pages are made.
const SCREENS: &[&str] = &["crates/shell/src/", "crates/site/src/", "crates/portal/src/", "crates/workspace/src/"];

/// This file names all of them.
const THIS_FILE: &str = "crates/xtask/src/tidy/words.rs";

/// The hosts that a page may name besides the practice's quick exit.
const HOSTS: [&str; 3] = ["example.org", "www.example.org", "www.w3.org"];

/// Every banned word in its folders, and every foreign host in a page.
pub fn problems(tree: &Tree) -> Vec<Problem> {
    let quick_exit = quick_exit_host(tree);
    let files = tree.files.iter().filter(|file| file.path != THIS_FILE);
    files.flat_map(|file| banned_words(file).into_iter().chain(foreign_hosts(file, quick_exit.as_deref()))).collect()
}

fn banned_words(file: &SourceFile) -> Vec<Problem> {
    let here = BANNED.iter().filter(|banned| banned.folders.iter().any(|folder| file.path.starts_with(folder)));
    let mut problems = Vec::new();
    for banned in here {
        let text = if banned.in_tests { &file.text } else { file.code() };
        for (number, line) in (1..).zip(text.lines()) {
            let found = banned.words.iter().filter(|word| has_word(line, word));
            problems
                .extend(found.map(|word| Problem::at_line(&file.path, number, format!("\"{word}\": {}", banned.say))));
        }
    }
    problems
}

/// Whether the word stands on the line with no letter, digit or `_` on either side. Capitals don't matter.
fn has_word(line: &str, word: &str) -> bool {
    let line = line.to_lowercase();
    let word = word.to_lowercase();
    let joins = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || "_'’".contains(letter));
    let begins_plain = word.starts_with(char::is_alphanumeric);
    let ends_plain = word.ends_with(char::is_alphanumeric);
    line.match_indices(&word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        !(begins_plain && joins(before) || ends_plain && joins(after))
    })
}

fn foreign_hosts(file: &SourceFile, quick_exit: Option<&str>) -> Vec<Problem> {
    let is_page = file.path.starts_with("content/")
        || file.is_rust() && SCREENS.iter().any(|folder| file.path.starts_with(folder));
    if !is_page {
        return Vec::new();
    }
    // A comment may name its source; nobody's browser goes there.
    let lines =
        (1..).zip(file.code().lines()).filter(|(_, line)| !(file.is_rust() && line.trim_start().starts_with("//")));
    let hosts = lines.flat_map(|(number, line)| hosts(line).map(move |host| (number, host)));
    let foreign = hosts.filter(|(_, host)| !HOSTS.contains(host) && Some(*host) != quick_exit);
    foreign
        .map(|(number, host)| {
            Problem::at_line(&file.path, number, format!("pages lead nowhere else, and {host} is elsewhere"))
        })
        .collect()
}

/// The hosts of all addresses on a line. An address put together at run time has none here.
fn hosts(line: &str) -> impl Iterator<Item = &str> {
    let addresses = line.split("://").collect::<Vec<_>>();
    let pairs: Vec<_> = addresses
        .windows(2)
        .filter(|pair| pair[0].ends_with("http") || pair[0].ends_with("https"))
        .map(|pair| pair[1])
        .collect();
    let ends = |letter: char| !(letter.is_alphanumeric() || "-.".contains(letter));
    pairs.into_iter().map(move |rest| rest.split(ends).next().unwrap_or_default()).filter(|host| !host.is_empty())
}

fn quick_exit_host(tree: &Tree) -> Option<String> {
    let settings = tree
        .files
        .iter()
        .filter(|file| file.path.starts_with("content/") && Path::new(&file.path).ends_with("practice.toml"));
    let mut lines = settings.flat_map(|file| file.text.lines()).filter(|line| line.starts_with("quick_exit"));
    hosts(lines.next()?).next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(path: &str, text: &str) -> usize {
        problems(&Tree::made_up(&[(path, text)])).len()
    }

    #[test]
    fn banned_words_are_found_as_words() {
        for (path, text, expected) in [
            ("crates/site/src/home.rs", "Every Patient is welcome.", 1),
            ("crates/care/src/note.rs", "// FHIR calls a client a patient.", 0),
            ("content/home.md", "An outpatient clinic, impatient and secure.", 0),
            ("content/home.md", "It can cure nothing.", 1),
            ("content/home.md", "The window closes soon.", 1),
            ("crates/care/src/note.rs", "    todo!()", 1),
            ("crates/care/src/note.rs", "#[allow(dead_code)]", 1),
            ("crates/care/src/note.rs", "#[expect(dead_code, reason = \"soon\")]", 0),
            ("crates/shell/src/frame.rs", "p style=\"color:red\" {}", 1),
            ("README.md", "A no-show.", 0),
        ] {
            assert_eq!(count(path, text), expected, "{path}: {text}");
        }
    }

    #[test]
    fn pages_lead_nowhere_else() {
        for (path, text, expected) in [
            ("content/home.md", "https://example.org/a", 0),
            ("content/home.md", "[a](https://elsewhere.net/a)", 1),
            ("crates/site/src/home.rs", "// Source: https://elsewhere.net", 0),
            ("crates/site/src/home.rs", "a href=\"http://elsewhere.net\"", 1),
            ("crates/site/src/home.rs", "format!(\"https://{host}/r\")", 0),
            ("crates/care/src/note.rs", "\"https://elsewhere.net\"", 0),
        ] {
            assert_eq!(count(path, text), expected, "{path}: {text}");
        }
    }

    #[test]
    fn quick_exit_may_lead_where_the_practice_says() {
        let settings = "quick_exit = \"https://weather.example.net\"\n";
        let tree =
            Tree::made_up(&[("content/practice.toml", settings), ("content/home.md", "https://weather.example.net/a")]);
        assert_eq!(problems(&tree), []);
    }
}
