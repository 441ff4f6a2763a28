//! The words that are shipped: no promise and no pressure anywhere, and no verdict where readiness or dosing is told.
//!
//! The practice's own texts in `content/` have a longer list of their own, beside the crate that shows them.

use std::fs;
use std::path::{Path, PathBuf};

/// What nobody in health care can say (behaviour 3).
const PROMISES: [&str; 8] =
    ["guarantee", "guaranteed", "guarantees", "cure", "cures", "cured", "proven", "window closes"];

/// What only a prescriber can say (behaviour 11).
const VERDICTS: [&str; 3] = ["eligible", "cleared", "approved"];

/// Every crate whose words are read by someone.
const SCREENS_AND_RULES: [&str; 10] =
    ["site", "portal", "workspace", "shell", "groundwork", "actions", "care", "schedule", "money", "terms"];

/// Where readiness, the prescriber and dosing days are told.
const READINESS_AND_DOSING: [&str; 6] = [
    "workspace/src/readiness.rs",
    "workspace/src/dosing_day.rs",
    "workspace/src/attended_note.rs",
    "portal/src/dosing.rs",
    "care/src/readiness.rs",
    "care/src/dosing_day.rs",
];

#[test]
fn behaviour_3_no_shipped_word_promises_or_presses() {
    let mut read = 0;
    for folder in SCREENS_AND_RULES {
        for file in files(&crates().join(folder).join("src")) {
            for text in strings(&fs::read_to_string(&file).unwrap()) {
                read += 1;
                assert_eq!(found(&text, &PROMISES), None, "{}: {text}", file.display());
            }
        }
    }
    assert!(read > 1_000, "the screens have more words than {read}");
    for file in files(&crates().join("care/documents")) {
        let text = fs::read_to_string(&file).unwrap();
        assert_eq!(found(&text, &PROMISES), None, "{}", file.display());
    }
}

#[test]
fn behaviour_11_readiness_prescriber_and_dosing_screens_give_no_verdict() {
    for file in READINESS_AND_DOSING {
        let texts = strings(&fs::read_to_string(crates().join(file)).unwrap());
        assert!(texts.len() > 2, "{file} has words");
        for text in texts {
            assert_eq!(found(&text, &VERDICTS), None, "{file}: {text}");
        }
    }
}

#[test]
fn words_are_found_whole_and_only_where_someone_reads_them() {
    for (source, expected) in [
        ("let a = \"A cure.\";", Some("cure")),
        ("let a = \"One \\\" and guaranteed\";", Some("guaranteed")),
        ("let a = r#\"It is \"proven\"\"#;", Some("proven")),
        ("let a = \"The window\n    closes\";", Some("window closes")),
        ("let a = \"Rest.\\nCure.\";", Some("cure")),
        ("let a = '\"'; // a cure\nlet b = \"Secure\";", None),
        ("/// \"Cured\"\nfn cure() {}", None),
        ("let a = \"https://example.org/cured\";", Some("cured")),
        ("#[cfg(test)]\nmod made_up;\nlet a = \"Cures\";", Some("cures")),
        ("fn a() {}\n\n#[cfg(test)]\nmod tests {\n    const A: &str = \"cure\";\n}\n", None),
        ("fn a<'a>() -> &'a str { \"guarantee\" }", Some("guarantee")),
    ] {
        let all = strings(source).join("\n");
        assert_eq!(found(&all, &PROMISES), expected, "{source}");
    }
}

/// The first of these words that stands in the text as a whole word.
fn found(text: &str, words: &[&'static str]) -> Option<&'static str> {
    // A line break that is written as one would join the words around it.
    let text = text.to_lowercase().replace("\\n", " ");
    let plain: Vec<&str> =
        text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let text = format!(" {} ", plain.join(" "));
    words.iter().copied().find(|word| text.contains(&format!(" {word} ")))
}

/// The strings of a Rust file that are shipped: none of its comments, none of its tests.
fn strings(source: &str) -> Vec<String> {
    let code = source.split_once("\n#[cfg(test)]\nmod tests {").map_or(source, |(code, _)| code);
    let (mut texts, mut rest) = (Vec::new(), code);
    while let Some(at) = rest.find(['"', '/', '\'', 'r']) {
        let here = &rest[at..];
        rest = if here.starts_with("//") {
            here.split_once('\n').map_or("", |(_, after)| after)
        } else if let Some((text, after)) = raw_string(here).or_else(|| plain_string(here)) {
            texts.push(text);
            after
        } else {
            here.strip_prefix("'\"'").unwrap_or(&here[1..])
        };
    }
    texts
}

/// A string between quotes, in which a backslash takes the next letter along.
fn plain_string(here: &str) -> Option<(String, &str)> {
    let inside = here.strip_prefix('"')?;
    let mut is_escaped = false;
    let end = inside.find(|letter| {
        let is_end = letter == '"' && !is_escaped;
        is_escaped = letter == '\\' && !is_escaped;
        is_end
    })?;
    Some((inside[..end].to_owned(), &inside[end + 1..]))
}

/// A raw string with its number signs; `r` alone is a letter like any other.
fn raw_string(here: &str) -> Option<(String, &str)> {
    let after = here.strip_prefix('r')?;
    let signs = after.len() - after.trim_start_matches('#').len();
    let inside = after[signs..].strip_prefix('"')?;
    let (text, rest) = inside.split_once(&format!("\"{}", "#".repeat(signs)))?;
    Some((text.to_owned(), rest))
}

/// All files in a folder and below it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

fn crates() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}
