//! The practice's texts, all of them read and checked before one is shown.

use jiff::tz::TimeZone;
use money::package_offer::{offered, offers};
use money::side::Side;
use terms::packages::Packages;
use terms::practice::Practice;

use crate::mistake::Mistake;
use crate::page::{self, Page};

/// Texts that come with the program, by file name; the practice edits copies of them.
pub const SHIPPED: &[(&str, &str)] = &[
    ("practice.toml", include_str!("../../../content/practice.toml")),
    ("home.md", include_str!("../../../content/home.md")),
    ("preparation-and-integration.md", include_str!("../../../content/preparation-and-integration.md")),
    ("approach.md", include_str!("../../../content/approach.md")),
    ("fees.md", include_str!("../../../content/fees.md")),
    ("contact.md", include_str!("../../../content/contact.md")),
    ("grounding.md", include_str!("../../../content/grounding.md")),
    ("crisis.md", include_str!("../../../content/crisis.md")),
    ("quick-exit.md", include_str!("../../../content/quick-exit.md")),
    ("accessibility.md", include_str!("../../../content/accessibility.md")),
    ("not-found.md", include_str!("../../../content/not-found.md")),
];

/// Each page's file and path. The last one answers where there is no page.
pub const PAGES: [(&str, &str); 10] = [
    ("home.md", "/"),
    ("preparation-and-integration.md", "/preparation-and-integration"),
    ("approach.md", "/approach"),
    ("fees.md", "/fees"),
    ("contact.md", "/contact"),
    ("grounding.md", "/grounding"),
    ("crisis.md", "/crisis"),
    ("quick-exit.md", "/quick-exit"),
    ("accessibility.md", "/accessibility"),
    ("not-found.md", NOWHERE),
];

/// Stands for "no path" among the pages.
pub(crate) const NOWHERE: &str = "";

/// Every page, free of mistakes.
pub struct Content {
    pub(crate) pages: Vec<(&'static str, Page)>,
}

impl Content {
    /// Reads files given as name and text; all mistakes of all files at once. Files that are not Markdown are passed over.
    pub fn parse(files: &[(String, String)]) -> Result<Self, Vec<Mistake>> {
        let mut pages = Vec::new();
        let mut mistakes: Vec<Mistake> = files.iter().filter_map(|(name, _)| stray(name)).collect();
        for (name, path) in PAGES {
            match files.iter().find(|(file, _)| file == name).map(|(_, text)| page::read(text)) {
                Some(Ok(page)) => pages.push((path, page)),
                Some(Err(found)) => mistakes.extend(found.into_iter().map(|(line, words)| Mistake {
                    file: name.to_owned(),
                    line,
                    words,
                })),
                None => mistakes.push(Mistake {
                    file: name.to_owned(),
                    line: 1,
                    words: "This page is missing. Put it back, or copy it from the texts that came with the program"
                        .to_owned(),
                }),
            }
        }
        mistakes.sort_by(|one, other| (&one.file, one.line).cmp(&(&other.file, other.line)));
        if mistakes.is_empty() { Ok(Self { pages }) } else { Err(mistakes) }
    }
}

/// Reads `practice.toml`.
pub fn practice(text: &str) -> Result<Practice, Mistake> {
    let mistake =
        |line: usize, words: &str| Mistake { file: "practice.toml".to_owned(), line, words: words.to_owned() };
    let line_at = |offset: usize| 1 + text.get(..offset).map_or(0, |before| before.matches('\n').count());
    let line_of = |key: &str| 1 + text.lines().position(|line| line.starts_with(key)).unwrap_or(0);
    let practice: Practice = toml::from_str(text)
        .map_err(|error| mistake(error.span().map_or(1, |span| line_at(span.start)), error.message()))?;
    if TimeZone::get(&practice.time_zone).is_err() {
        return Err(mistake(
            line_of("time_zone"),
            "This time zone is not known. Write a name such as \"America/Denver\"",
        ));
    }
    if !practice.quick_exit.starts_with("https://") {
        return Err(mistake(line_of("quick_exit"), "Quick exit needs an address that begins with https://"));
    }
    if !are_sold(&practice.packages) {
        let words =
            "A package needs a name of its own, from 2 to 50 visits, and a price that shares out evenly over them";
        return Err(mistake(line_of("[[packages"), words));
    }
    Ok(practice)
}

/// Whether the list of packages is one that the owner could have put together.
fn are_sold(packages: &Packages) -> bool {
    let add = |side| {
        let mut all = offers(packages, side).iter();
        all.try_fold(Packages::default(), |list, offer| offered(&list, side, offer.clone())).is_ok()
    };
    Side::ALL.into_iter().all(add)
}

/// The shipped texts in the shape that [`Content::parse`] takes.
pub fn shipped() -> Vec<(String, String)> {
    SHIPPED.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

/// One shipped text; empty when there is none of that name.
pub fn shipped_text(name: &str) -> &'static str {
    SHIPPED.iter().find(|(file, _)| *file == name).map_or("", |(_, text)| text)
}

fn stray(name: &str) -> Option<Mistake> {
    let markdown = name.strip_suffix(".md").is_some();
    let known = PAGES.iter().any(|(file, _)| *file == name);
    (markdown && !known).then(|| Mistake {
        file: name.to_owned(),
        line: 1,
        words: "No page has this name. Rename it or take it out of the folder".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_texts_are_free_of_mistakes() {
        let mistakes = Content::parse(&shipped()).err().unwrap_or_default();
        assert!(mistakes.is_empty(), "{}", mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
        assert_eq!(
            practice(shipped_text("practice.toml")).map(|practice| practice.short_name),
            Ok("Intima".to_owned())
        );
    }

    #[test]
    fn a_mistake_reads_as_file_line_and_words() {
        let mut files = shipped();
        let fees = files.iter_mut().find(|(name, _)| name == "fees.md").unwrap();
        fees.1 = fees.1.replace("{visit_fee}", "{visit_free}");
        files.push(("notes.md".to_owned(), String::new()));
        let told: Vec<String> = Content::parse(&files).err().unwrap().iter().map(ToString::to_string).collect();
        assert!(told[0].starts_with("content/fees.md:24: Nothing is called {visit_free}"), "{}", told[0]);
        assert!(told[1].starts_with("content/notes.md:1: "));
    }

    #[test]
    fn a_package_of_the_practices_facts_is_one_that_could_be_sold() {
        for (price, is_sold) in [(90_000, true), (90_001, false)] {
            let package = format!("[[packages.therapy]]\nname = \"Six visits\"\nvisits = 6\nprice_cents = {price}\n");
            let text = format!("{}\n{package}", shipped_text("practice.toml"));
            let read = practice(&text);
            assert_eq!(read.is_ok(), is_sold, "{price}");
            let line = 1 + text.lines().position(|line| line.starts_with("[[packages")).unwrap();
            assert_eq!(read.map_err(|mistake| mistake.line).err(), (!is_sold).then_some(line));
        }
    }

    #[test]
    fn a_mistake_in_the_practices_facts_has_its_line() {
        let text = shipped_text("practice.toml");
        for (from, to) in [
            ("America/Denver", "America/Lakewood"),
            ("https://weather.gov", "weather.gov"),
            ("reply_within_hours = 48", "reply_within_hours = \"two\""),
            ("attends_dosing", "attend_dosing"),
        ] {
            let changed = text.replacen(from, to, 1);
            let line = 1 + changed.lines().position(|line| line.contains(to)).unwrap();
            assert_eq!(practice(&changed).map_err(|mistake| mistake.line).err(), Some(line), "{to}");
        }
    }
}
