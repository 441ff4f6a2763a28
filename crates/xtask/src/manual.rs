//! `docs/manual.md`: every screen with the sentence at the head of its file.

use std::fs;
use std::path::Path;

use crate::failure::Failure;
use crate::tidy::tree::Tree;

const PATH: &str = "docs/manual.md";

const HEAD: &str = "# Manual

Every screen with what it is for. `cargo xtask manual` writes this page from the first sentence of each screen's file.
";

/// The crates that hold screens, and who they are for.
const DOORS: [(&str, &str); 3] = [
    ("crates/site/src/", "For everyone"),
    ("crates/portal/src/", "For clients"),
    ("crates/workspace/src/", "For the practice"),
];

/// Writes the manual.
pub fn write(root: &Path) -> Result<(), Failure> {
    fs::write(root.join(PATH), manual(&Tree::read(root)?)).map_err(Failure::during(format!("write {PATH}")))
}

/// Fails when the manual on disk is not the one the screens make.
pub fn compare(root: &Path) -> Result<(), Failure> {
    let tree = Tree::read(root)?;
    let there = tree.text(PATH).unwrap_or_default();
    if there == manual(&tree) {
        Ok(())
    } else {
        Err(Failure::new("docs/manual.md is behind the screens; run `cargo xtask manual`"))
    }
}

fn manual(tree: &Tree) -> String {
    let mut parts = vec![HEAD.to_owned()];
    for (folder, whom) in DOORS {
        let files = tree.files.iter().filter(|file| file.path.starts_with(folder));
        let screens = files.filter(|file| is_screen(&file.path, &file.text));
        let lines: String = screens.map(|file| line(&file.path, &file.text)).collect();
        if !lines.is_empty() {
            parts.push(format!("## {whom}\n\n{lines}"));
        }
    }
    parts.join("\n")
}

/// A screen brings its own routes; `lib.rs` only gathers them.
fn is_screen(path: &str, text: &str) -> bool {
    !path.ends_with("/lib.rs") && (text.contains("fn routes(") || text.contains("fn routes<"))
}

fn line(path: &str, text: &str) -> String {
    let sentence = text
        .lines()
        .next()
        .and_then(|line| line.strip_prefix("//! "))
        .unwrap_or("(no sentence at the head of its file)");
    format!("- **{}**: {sentence}\n", title(path))
}

/// `crates/site/src/request_appointment.rs` reads "Request appointment".
fn title(path: &str) -> String {
    let stem = path.trim_end_matches("/mod.rs").trim_end_matches(".rs");
    let name = stem.rsplit('/').next().unwrap_or(stem).replace('_', " ");
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_screen_is_one_line_of_the_manual() {
        let screen = "//! Ask for a first conversation.\n\npub fn routes() {}\n";
        let tree = Tree::made_up(&[
            ("crates/site/src/lib.rs", "//! Pages.\npub fn routes() {}\n"),
            ("crates/site/src/request_appointment.rs", screen),
            ("crates/site/src/words.rs", "//! Not a screen.\n"),
            ("crates/site/src/withdraw.rs", "//! Take it back.\n\npub fn routes<S>() {}\n"),
        ]);
        let page = manual(&tree);
        assert!(
            page.ends_with("## For everyone\n\n- **Request appointment**: Ask for a first conversation.\n- **Withdraw**: Take it back.\n"),
            "{page}"
        );
    }
}
