//! Every direct dependency stands once, in the root `Cargo.toml`, with its reason on the same line.

use crate::tidy::problem::Problem;
use crate::tidy::tree::Tree;

const ROOT: &str = "Cargo.toml";

/// Dependencies without a reason, and dependencies that a crate brings in past the root.
pub fn problems(tree: &Tree) -> Vec<Problem> {
    let root = dependency_lines(tree.text(ROOT).unwrap_or_default())
        .filter(|(_, line)| !line.contains("path =") && reason(line).is_empty());
    let mut problems: Vec<_> =
        root.map(|(number, line)| Problem::at_line(ROOT, number, format!("no reason behind {}", name(line)))).collect();
    for file in tree.files.iter().filter(|file| file.path.starts_with("crates/") && file.path.ends_with("/Cargo.toml"))
    {
        let own = dependency_lines(&file.text).filter(|(_, line)| !line.contains("workspace = true"));
        problems.extend(own.map(|(number, line)| {
            Problem::at_line(
                &file.path,
                number,
                format!("{} belongs in the root Cargo.toml, with its reason", name(line)),
            )
        }));
    }
    problems
}

/// The lines under any heading that ends in `dependencies]`, with their numbers.
fn dependency_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut inside = false;
    (1..).zip(text.lines()).filter(move |(_, line)| {
        if line.starts_with('[') {
            inside = line.trim_end().ends_with("dependencies]");
            return false;
        }
        inside && !line.trim().is_empty() && !line.starts_with('#')
    })
}

fn reason(line: &str) -> &str {
    line.split_once('#').map_or("", |(_, reason)| reason.trim())
}

fn name(line: &str) -> &str {
    line.split(['=', '.', ' ']).next().unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dependency_has_its_reason_on_its_line() {
        for (line, count) in [
            ("serde = \"1\" # stored forms", 0),
            ("serde = \"1\"", 1),
            ("serde = \"1\" #", 1),
            ("terms = { path = \"crates/terms\" }", 0),
        ] {
            let text = format!("[workspace.dependencies]\n# A heading.\n{line}\n\n[profile.dev]\nopt-level = 1\n");
            assert_eq!(problems(&Tree::made_up(&[(ROOT, &text)])).len(), count, "{line}");
        }
    }

    #[test]
    fn a_crate_brings_nothing_in_past_the_root() {
        for (line, count) in [
            ("serde.workspace = true", 0),
            ("axum = { workspace = true, features = [\"form\"] }", 0),
            ("serde = \"1\"", 1),
        ] {
            let text = format!("[package]\nname = \"care\"\n\n[dev-dependencies]\n{line}\n");
            assert_eq!(problems(&Tree::made_up(&[("crates/care/Cargo.toml", &text)])).len(), count, "{line}");
        }
    }
}
