//! The named blocks of a page: what stands between `::: name` and `:::`.

use shell::shape::Phase;

use crate::markdown::check;
use crate::mistake::Found;

/// A block, read and checked.
pub enum Block {
    /// Up to three parts of the work in a raised card.
    ThreeParts(Vec<Entry>),
    /// Questions with answers beside each other.
    Questions(Vec<Entry>),
    /// Things to try, each in a card.
    Tools(Vec<Entry>),
    /// A list with a phase's shape at each line.
    PhaseList(Phase, Vec<String>),
    /// Term and what is to say of it.
    Facts(Vec<(String, String)>),
    /// Numbers and what to notice.
    Senses(Vec<(String, String)>),
    /// Links to the page's own headings.
    OnThisPage(Vec<(String, String)>),
    /// The drawing of openness over time, with its caption.
    WindowSketch(String),
    /// The guide to breathe with, and words under it.
    Breathing(String),
    /// A banner.
    Notice(String),
    /// Request, call, email.
    WaysToReachUs,
    /// The button, and beside it a link (or the phone).
    CallToRequest(Option<(String, String)>),
    /// Packages and their prices.
    Packages,
    /// What a missed visit costs, and when it does not.
    MissedVisit,
    /// 988, 911 and the local lines.
    Help,
}

/// A heading with text under it.
pub struct Entry {
    /// The heading.
    pub heading: String,
    /// Markdown.
    pub text: String,
    /// Words for badges, from a line such as `Psychotherapy | May be covered`.
    pub badges: Vec<String>,
}

/// The lines between the fences, with the number of the first.
#[derive(Clone, Copy)]
pub struct Lines<'a> {
    /// Line number of `lines[0]`.
    pub first: usize,
    /// Without the fences.
    pub lines: &'a [&'a str],
}

/// Reads the block called `name`. Links to anchors are added to `anchors`.
pub fn read(
    name: &str,
    inside: Lines<'_>,
    found: &mut Vec<Found>,
    anchors: &mut Vec<(usize, String)>,
) -> Option<Block> {
    let text = inside.lines.join("\n");
    let headed = matches!(name, "three-parts" | "questions" | "tools");
    anchors.extend(check(&text, inside.first, 2, found));
    if headed && !inside.lines.iter().any(|line| line.starts_with("### ")) {
        found.push((inside.first, format!("{name} needs a line that begins with ###")));
    }
    Some(match name {
        "three-parts" => Block::ThreeParts(entries(inside, true)),
        "questions" => Block::Questions(entries(inside, false)),
        "tools" => Block::Tools(entries(inside, false)),
        "phase-list prep" => Block::PhaseList(Phase::Preparation, items(inside, found)),
        "phase-list integ" => Block::PhaseList(Phase::Integration, items(inside, found)),
        "facts" => Block::Facts(pairs(inside, found)),
        "senses" => Block::Senses(pairs(inside, found)),
        "on-this-page" => Block::OnThisPage(links(inside, found)),
        "window-sketch" => Block::WindowSketch(text),
        "breathing" => Block::Breathing(text),
        "notice" => Block::Notice(text),
        "call-to-request" => Block::CallToRequest(links(inside, found).into_iter().next()),
        "ways-to-reach-us" | "help" | "packages" | "missed-visit" => {
            if let Some((at, _)) = written(inside).next() {
                found.push((at, format!("{name} takes its words from practice.toml; leave it empty here")));
            }
            match name {
                "help" => Block::Help,
                "packages" => Block::Packages,
                "missed-visit" => Block::MissedVisit,
                _ => Block::WaysToReachUs,
            }
        }
        _ => {
            let known = "three-parts, questions, tools, phase-list prep, phase-list integ, facts, senses, on-this-page, window-sketch, breathing, notice, call-to-request, ways-to-reach-us, packages, missed-visit, help";
            found
                .push((inside.first.saturating_sub(1), format!("There is no block called {name}. There are: {known}")));
            return None;
        }
    })
}

fn written(inside: Lines<'_>) -> impl Iterator<Item = (usize, &str)> {
    inside
        .lines
        .iter()
        .enumerate()
        .map(move |(at, line)| (inside.first + at, line.trim()))
        .filter(|(_, line)| !line.is_empty())
}

fn entries(inside: Lines<'_>, with_badges: bool) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for line in inside.lines {
        if let Some(heading) = line.strip_prefix("### ") {
            entries.push(Entry { heading: heading.trim().to_owned(), text: String::new(), badges: Vec::new() });
        } else if let Some(entry) = entries.last_mut() {
            if with_badges && line.contains(" | ") {
                entry.badges = line.split(" | ").map(|word| word.trim().to_owned()).collect();
            } else {
                entry.text.push_str(line);
                entry.text.push('\n');
            }
        }
    }
    entries
}

fn items(inside: Lines<'_>, found: &mut Vec<Found>) -> Vec<String> {
    let mut items = Vec::new();
    for (at, line) in written(inside) {
        match line.strip_prefix("- ") {
            Some(item) => items.push(item.to_owned()),
            None => found.push((at, "Begin each line with a hyphen and a space".to_owned())),
        }
    }
    items
}

fn pairs(inside: Lines<'_>, found: &mut Vec<Found>) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for (at, line) in written(inside) {
        match line.split_once(" | ") {
            Some((term, words)) => pairs.push((term.trim().to_owned(), words.trim().to_owned())),
            None => found.push((at, "Write each line as: term | words".to_owned())),
        }
    }
    pairs
}

fn links(inside: Lines<'_>, found: &mut Vec<Found>) -> Vec<(String, String)> {
    let mut links = Vec::new();
    for (at, line) in written(inside) {
        let read =
            line.strip_prefix('[').and_then(|rest| rest.strip_suffix(')')).and_then(|rest| rest.split_once("]("));
        match read {
            Some((words, target)) => links.push((words.to_owned(), target.to_owned())),
            None => found.push((at, "Write each line as: [words](where it leads)".to_owned())),
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistakes(name: &str, lines: &[&str]) -> Vec<usize> {
        let mut found = Vec::new();
        read(name, Lines { first: 5, lines }, &mut found, &mut Vec::new());
        found.into_iter().map(|(line, _)| line).collect()
    }

    #[test]
    fn each_block_says_on_which_line_it_is_wrong() {
        for (name, lines, line) in [
            ("carousel", &[][..], 4),
            ("facts", &["Fee | $1", "no bar"], 6),
            ("phase-list prep", &["- one", "two"], 6),
            ("on-this-page", &["Preparation"], 5),
            ("help", &["Call 988"], 5),
            ("questions", &["no heading"], 5),
        ] {
            assert_eq!(mistakes(name, lines), [line], "{name}");
        }
        assert!(mistakes("facts", &["Fee | {visit_fee}", ""]).is_empty());
    }
}
