//! Text in its blocks: paragraphs line by line, and headings that begin with `##`, as the screens show it.

use serde::Serialize;

/// A block of text.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(crate) enum Block<'a> {
    /// A heading.
    Heading { heading: &'a str },
    /// A paragraph, line by line.
    Paragraph { words: Vec<&'a str> },
}

/// A document's text: some of its paragraphs are headings.
pub(crate) fn document(text: &str) -> Vec<Block<'_>> {
    paragraphs_of(text)
        .map(|paragraph| match paragraph.strip_prefix("## ") {
            Some(heading) => Block::Heading { heading },
            None => Block::Paragraph { words: vec![paragraph] },
        })
        .collect()
}

/// What somebody wrote: each line as it stands.
pub(crate) fn written(text: &str) -> Vec<Block<'_>> {
    paragraphs_of(text).map(|paragraph| Block::Paragraph { words: paragraph.lines().collect() }).collect()
}

fn paragraphs_of(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_one_in_a_document_alone() {
        let paragraph = |words: &[&'static str]| Block::Paragraph { words: words.to_vec() };
        assert_eq!(document("## One\n\nTwo\n\n"), [Block::Heading { heading: "One" }, paragraph(&["Two"])]);
        assert_eq!(written("## One\n\nTwo\nthree\n"), [paragraph(&["## One"]), paragraph(&["Two", "three"])]);
    }
}
