//! `docs/manual/README.md`: every screen with the sentence at the head of its file, and its picture where there is one.

use std::fs;
use std::path::Path;

use crate::failure::Failure;
use crate::tidy::tree::{SourceFile, Tree};

const PATH: &str = "docs/manual/README.md";

/// A screen's picture is called after its door and its file: `workspace-sign_note.png`.
const PICTURES: &str = "docs/manual/pictures";

const HEAD: &str = "# Manual

Every screen with what it is for. `cargo xtask manual` writes this page from the first sentence of each screen's file.
";

/// The crates that hold screens, and who they are for.
const DOORS: [(&str, &str); 3] =
    [("site", "For everyone"), ("portal", "For clients"), ("workspace", "For the practice")];

/// Writes the manual.
pub fn write(root: &Path) -> Result<(), Failure> {
    let page = manual(&Tree::read(root)?);
    let path = root.join(PATH);
    let made = path.parent().map_or(Ok(()), fs::create_dir_all);
    made.and_then(|()| fs::write(path, page)).map_err(Failure::during(format!("write {PATH}")))
}

/// Fails when the manual on disk is not the one the screens make.
pub fn compare(root: &Path) -> Result<(), Failure> {
    let tree = Tree::read(root)?;
    let there = tree.text(PATH).unwrap_or_default();
    if there == manual(&tree) {
        Ok(())
    } else {
        Err(Failure::new(format!("{PATH} is behind the screens; run `cargo xtask manual`")))
    }
}

fn manual(tree: &Tree) -> String {
    let mut parts = vec![HEAD.to_owned()];
    for (door, whom) in DOORS {
        let folder = format!("crates/{door}/src/");
        let files = tree.files.iter().filter(|file| file.path.starts_with(&folder));
        let screens = files.filter(|file| is_screen(&file.path, &file.text));
        let lines: String = screens.map(|file| entry(tree, door, file)).collect();
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

/// What it is for, and below that what it looks like.
fn entry(tree: &Tree, door: &str, file: &SourceFile) -> String {
    let sentence = sentence(&file.text);
    let stem = stem(&file.path);
    let line = format!("- **{}**: {sentence}\n", title(stem));
    let picture = format!("{door}-{stem}.png");
    match tree.text(&format!("{PICTURES}/{picture}")) {
        Some(_) => format!("{line}\n  ![{sentence}](pictures/{picture})\n\n"),
        None => line,
    }
}

fn sentence(text: &str) -> &str {
    let first = text.lines().next().and_then(|line| line.strip_prefix("//! "));
    first.unwrap_or("(no sentence at the head of its file)")
}

/// `crates/site/src/request_appointment.rs` is `request_appointment`.
fn stem(path: &str) -> &str {
    let stem = path.trim_end_matches("/mod.rs").trim_end_matches(".rs");
    stem.rsplit('/').next().unwrap_or(stem)
}

/// `request_appointment` reads "Request appointment".
fn title(stem: &str) -> String {
    let name = stem.replace('_', " ");
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

    #[test]
    fn a_screen_is_shown_where_there_is_a_picture_of_it() {
        let screen = |sentence: &str| format!("//! {sentence}\n\npub fn routes() {{}}\n");
        let tree = Tree::made_up(&[
            ("crates/portal/src/home.rs", &screen("Your first page.")),
            ("crates/portal/src/money.rs", &screen("Your payments.")),
            ("crates/workspace/src/home.rs", &screen("Where the day begins.")),
            ("docs/manual/pictures/portal-home.png", ""),
            ("docs/manual/pictures/site-money.png", ""),
        ]);
        let page = manual(&tree);
        let clients = "## For clients\n\n- **Home**: Your first page.\n\n  ![Your first page.](pictures/portal-home.png)\n\n- **Money**: Your payments.\n";
        assert!(page.contains(clients), "{page}");
        assert!(page.ends_with("## For the practice\n\n- **Home**: Where the day begins.\n"), "{page}");
    }
}
