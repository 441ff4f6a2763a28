//! One page as the practice writes it: front matter, one heading, then prose and blocks in order.

use serde::Deserialize;

use crate::block::{self, Block, Lines};
use crate::fill::unknown;
use crate::markdown::check;
use crate::mistake::Found;

/// A page, read and checked.
pub struct Page {
    /// What stands above the first `+++` and `+++`.
    pub front: Front,
    /// The one top heading.
    pub heading: String,
    /// In order.
    pub parts: Vec<Part>,
}

/// Front matter.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Front {
    /// The tab's title: neutral.
    pub title: String,
    /// The paragraph under the heading.
    pub lead: String,
    /// How the page stands.
    pub look: Look,
}

/// How a page stands.
#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Look {
    /// The first page: large hills, sections across.
    Hero,
    /// Low hills, an article.
    Low,
    /// An article.
    Plain,
}

/// A piece of a page.
pub enum Part {
    /// A heading of the second level and its anchor.
    Heading(String, String),
    /// Markdown.
    Prose(String),
    /// `***` on the first page: what follows stands beside what came before.
    Beside,
    /// A named block.
    Block(Block),
}

/// Reads a page, or says everything that is wrong with it.
pub fn read(text: &str) -> Result<Page, Vec<Found>> {
    let lines: Vec<&str> = text.lines().collect();
    let (front, body) = front(&lines).map_err(|found| vec![found])?;
    let mut reader = Reader {
        heading: None,
        parts: Vec::new(),
        prose: Vec::new(),
        prose_line: 0,
        level: 1,
        anchors: Vec::new(),
        found: Vec::new(),
    };
    reader.found.extend(unknown(&front.lead).map(|name| (1, format!("Nothing is called {{{name}}}"))));
    reader.read(&lines, body);
    reader.finish(front)
}

fn front(lines: &[&str]) -> Result<(Front, usize), Found> {
    if lines.first() != Some(&"+++") {
        return Err((1, "The first line needs to be +++, then title, lead and look, then +++ again".to_owned()));
    }
    let end = lines.iter().skip(1).position(|line| *line == "+++").map(|at| at + 1);
    let end = end.ok_or_else(|| (1, "The +++ of the first line has no second +++ to end it".to_owned()))?;
    let source = lines[1..end].join("\n");
    toml::from_str(&source).map(|front| (front, end + 1)).map_err(|error| {
        let line = 2 + error.span().map_or(0, |span| source[..span.start.min(source.len())].matches('\n').count());
        (line, error.message().to_owned())
    })
}

struct Reader<'a> {
    heading: Option<String>,
    parts: Vec<Part>,
    prose: Vec<&'a str>,
    prose_line: usize,
    level: u8,
    anchors: Vec<(usize, String)>,
    found: Vec<Found>,
}

impl<'a> Reader<'a> {
    fn read(&mut self, lines: &[&'a str], body: usize) {
        let mut at = body;
        while let Some(line) = lines.get(at) {
            let number = at + 1;
            if let Some(name) = line.strip_prefix(":::") {
                at = self.block(name.trim(), lines, at);
            } else if let Some(words) = line.strip_prefix("# ") {
                self.top(words.trim(), number);
            } else if let Some(words) = line.strip_prefix("## ") {
                self.second(words.trim(), number);
            } else if line.trim() == "***" {
                self.flush();
                self.parts.push(Part::Beside);
            } else {
                self.prose(line, number);
            }
            at += 1;
        }
        self.flush();
    }

    // Returns where the block ends.
    fn block(&mut self, name: &str, lines: &[&'a str], open: usize) -> usize {
        self.flush();
        let end = lines.iter().skip(open + 1).position(|line| line.trim_end() == ":::").map(|at| open + 1 + at);
        let nested = |end: usize| lines[open + 1..end].iter().any(|line| line.starts_with(":::"));
        let Some(end) = end.filter(|end| !name.is_empty() && !nested(*end)) else {
            self.found.push((open + 1, format!("::: {name} has no line ::: to end it")));
            return lines.len();
        };
        let inside = Lines { first: open + 2, lines: &lines[open + 1..end] };
        if let Some(block) = block::read(name, inside, &mut self.found, &mut self.anchors) {
            self.parts.push(Part::Block(block));
        }
        end
    }

    fn top(&mut self, words: &str, number: usize) {
        if self.heading.is_some() {
            self.found.push((number, "A page has one heading with one #; write ## here".to_owned()));
        }
        self.heading = Some(words.to_owned());
    }

    fn second(&mut self, words: &str, number: usize) {
        self.flush();
        if self.heading.is_none() {
            self.found.push((number, "Before a heading with ## the page needs its own, with one #".to_owned()));
        }
        let (words, anchor) = match words.strip_suffix('}').and_then(|rest| rest.split_once("{#")) {
            Some((words, anchor)) => (words.trim().to_owned(), anchor.to_owned()),
            None => (words.to_owned(), slug(words)),
        };
        self.level = 2;
        self.parts.push(Part::Heading(words, anchor));
    }

    fn prose(&mut self, line: &'a str, number: usize) {
        if self.prose.is_empty() {
            self.prose_line = number;
        }
        self.prose.push(line);
    }

    fn flush(&mut self) {
        let text = self.prose.join("\n");
        self.prose.clear();
        if !text.trim().is_empty() {
            self.anchors.extend(check(&text, self.prose_line, self.level, &mut self.found));
            self.parts.push(Part::Prose(text));
        }
    }

    fn finish(mut self, front: Front) -> Result<Page, Vec<Found>> {
        let ids: Vec<&String> = self
            .parts
            .iter()
            .filter_map(|part| if let Part::Heading(_, anchor) = part { Some(anchor) } else { None })
            .collect();
        for (line, anchor) in &self.anchors {
            if anchor != "crisis" && !ids.contains(&anchor) {
                self.found.push((*line, format!("No heading on this page is called #{anchor}")));
            }
        }
        match self.heading {
            Some(heading) if self.found.is_empty() => Ok(Page { front, heading, parts: self.parts }),
            Some(_) => Err(self.found),
            None => {
                self.found.push((1, "The page needs a heading with one #".to_owned()));
                Err(self.found)
            }
        }
    }
}

fn slug(words: &str) -> String {
    let letters: String =
        words.to_lowercase().chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { ' ' }).collect();
    letters.split_whitespace().collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(body: &str) -> Result<Page, Vec<Found>> {
        read(&format!("+++\ntitle = \"Fees\"\nlead = \"What it costs.\"\nlook = \"plain\"\n+++\n{body}"))
    }

    #[test]
    fn a_page_is_read_in_order() {
        let read = page("# Fees\n\nText.\n\n## One visit\n\n::: facts\nFee | $1\n:::\n").ok().unwrap();
        assert_eq!((read.heading.as_str(), read.parts.len()), ("Fees", 3));
        assert!(
            matches!(&read.parts[1], Part::Heading(words, anchor) if words == "One visit" && anchor == "one-visit")
        );
    }

    #[test]
    fn each_mistake_has_its_line() {
        for (body, line) in [
            ("Text.\n", 1),
            ("# Fees\n# Again\n", 7),
            ("# Fees\n### Jump\n", 7),
            ("# Fees\n\n::: facts\nFee | $1\n", 8),
            ("# Fees\n::: carousel\n:::\n", 7),
            ("# Fees\n\n<div>\n", 8),
            ("# Fees\n[x](#nowhere)\n", 7),
            ("# Fees\n{fone}\n", 7),
        ] {
            assert_eq!(page(body).err().and_then(|found| found.first().map(|(line, _)| *line)), Some(line), "{body}");
        }
        assert_eq!(read("+++\ntitle = \"Fees\"\nlook = 3\n+++\n").err().map(|found| found[0].0), Some(3));
    }
}
