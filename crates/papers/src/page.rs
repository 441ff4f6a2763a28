//! A page that a screen shows, as a paper: the same words, so that what was read and what is kept never differ.
//!
//! Estimates, pages on costs, statements and the copy of a record are long, and some of their words are the law's; they
//! are worded once, for the screen. The paper begins at the page's heading, which is its title.

use serde::Serialize;
use terms::trouble::Fault;

use crate::letterhead::Letterhead;
use crate::markup::{Element, Node, read};
use crate::press::{Template, pdf};
use crate::signs::narrow;

const TEMPLATE: Template = Template { name: "page", text: include_str!("../papers/page.typ") };

/// How many signs a line has in the text of tables.
const SIGNS_IN_A_LINE: usize = 84;

/// A piece of a paper.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Block {
    /// A heading with its level, 2 and up.
    Heading(usize, String),
    /// A paragraph, line by line.
    Words(Vec<String>),
    /// What is called how, and what it is.
    Facts(Vec<(String, String)>),
    /// A list.
    Items(Vec<String>),
    /// A table: its heads, none where it has none, and its rows.
    Table(Vec<String>, Vec<Vec<String>>),
}

/// What the template takes.
#[derive(Serialize)]
struct Body {
    blocks: Vec<Block>,
}

/// The page as a PDF; `whose` it is stands at the foot.
pub fn page(from: &Letterhead<'_>, whose: &str, page: &str) -> Result<Vec<u8>, Fault> {
    let (title, blocks) = blocks(page);
    pdf(&TEMPLATE, &from.head(&title, whose), &Body { blocks })
}

/// The title, and what stands under it.
fn blocks(page: &str) -> (String, Vec<Block>) {
    let mut blocks = Vec::new();
    all(&read(page), &mut blocks);
    let title = blocks.iter().position(|block| matches!(block, Block::Heading(1, _)));
    let mut under = blocks.split_off(title.map_or(0, |at| at + 1));
    let title = match blocks.pop() {
        Some(Block::Heading(1, words)) => words,
        _ => String::new(),
    };
    step_by_step(&mut under);
    (title, under)
}

/// Levels of headings go down one at a time, as readers of a screen step through them.
fn step_by_step(blocks: &mut [Block]) {
    let mut before = 1;
    for block in blocks {
        if let Block::Heading(level, _) = block {
            *level = (*level).clamp(2, before + 1);
            before = *level;
        }
    }
}

fn all(nodes: &[Node<'_>], into: &mut Vec<Block>) {
    let mut loose = Vec::new();
    for node in nodes {
        match node {
            Node::Element(element) if is_block(element) => {
                paragraph(&mut loose, into);
                block(element, into);
            }
            inline => loose.push(inline),
        }
    }
    paragraph(&mut loose, into);
}

fn is_block(element: &Element<'_>) -> bool {
    matches!(element.name, "h1" | "h2" | "h3" | "h4" | "p" | "dl" | "ul" | "ol" | "table" | "summary" | "blockquote")
        || is_around(element)
}

/// What only holds other pieces.
fn is_around(element: &Element<'_>) -> bool {
    matches!(element.name, "html" | "body" | "main" | "header" | "section" | "article" | "div" | "details" | "aside")
}

fn block(element: &Element<'_>, into: &mut Vec<Block>) {
    let inside = &element.inside;
    match element.name {
        _ if element.is_for_screens() => {}
        "h1" | "h2" | "h3" | "h4" => {
            let level = element.name[1..].parse().unwrap_or(2);
            into.push(Block::Heading(level, lines(inside).join(" ")));
        }
        "dl" => into.push(Block::Facts(facts(inside))),
        "ul" | "ol" => {
            into.push(Block::Items(named(inside, "li").map(|item| lines(&item.inside).join("\n")).collect()));
        }
        "table" => into.push(table(inside)),
        _ if is_around(element) => all(inside, into),
        _ => into.push(Block::Words(lines(inside))),
    }
}

/// Words that stand in no paragraph of their own.
fn paragraph(loose: &mut Vec<&Node<'_>>, into: &mut Vec<Block>) {
    let mut said = String::new();
    for node in loose.drain(..) {
        say(node, &mut said);
    }
    let words = tidy(&said);
    if !words.is_empty() {
        into.push(Block::Words(words));
    }
}

fn facts(inside: &[Node<'_>]) -> Vec<(String, String)> {
    let mut told: Vec<(String, String)> = Vec::new();
    for element in elements(inside) {
        let words = || lines(&element.inside).join("\n");
        match element.name {
            "dt" => told.push((words(), String::new())),
            "dd" => {
                if let Some((_, fact)) = told.last_mut() {
                    *fact = if fact.is_empty() { words() } else { format!("{fact}\n{}", words()) };
                }
            }
            _ => told.extend(facts(&element.inside)),
        }
    }
    told
}

fn table(inside: &[Node<'_>]) -> Block {
    let rows = |part: &str| -> Vec<Vec<String>> {
        let rows = named(inside, part).flat_map(|part| named(&part.inside, "tr"));
        rows.map(|row| elements(&row.inside).map(|cell| lines(&cell.inside).join("\n")).collect()).collect()
    };
    let heads = rows("thead").into_iter().next().unwrap_or_default();
    let mut rows = rows("tbody");
    let columns = rows.iter().map(Vec::len).chain([heads.len()]).max().unwrap_or_default();
    let longest = SIGNS_IN_A_LINE / columns.max(1);
    for row in &mut rows {
        for cell in row.iter_mut() {
            *cell = narrow(cell, longest);
        }
        row.resize(columns, String::new());
    }
    Block::Table(heads, rows)
}

fn elements<'a>(nodes: &'a [Node<'a>]) -> impl Iterator<Item = &'a Element<'a>> {
    nodes.iter().filter_map(|node| match node {
        Node::Element(element) if !element.is_for_screens() => Some(element),
        Node::Element(_) | Node::Words(_) => None,
    })
}

fn named<'a>(nodes: &'a [Node<'a>], name: &'a str) -> impl Iterator<Item = &'a Element<'a>> {
    elements(nodes).filter(move |element| element.name == name)
}

/// What is said, line by line.
fn lines(nodes: &[Node<'_>]) -> Vec<String> {
    let mut said = String::new();
    for node in nodes {
        say(node, &mut said);
    }
    tidy(&said)
}

fn say(node: &Node<'_>, into: &mut String) {
    match node {
        Node::Words(words) => into.push_str(words),
        Node::Element(element) if element.is_for_screens() => {}
        Node::Element(element) => {
            let stands_alone = element.name == "br" || is_block(element) || matches!(element.name, "li" | "dt" | "dd");
            if stands_alone {
                into.push('\n');
            }
            element.inside.iter().for_each(|inside| say(inside, into));
            if stands_alone {
                into.push('\n');
            }
        }
    }
}

fn tidy(said: &str) -> Vec<String> {
    said.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(lines: &[&str]) -> Block {
        Block::Words(lines.iter().map(|line| (*line).to_owned()).collect())
    }

    #[test]
    fn a_paper_begins_at_its_heading_and_says_what_the_page_says() {
        let page = "<article><header><b>The practice</b></header><h1>A <b>page</b></h1><p>One<br>two</p>loose <b>words</b>\
                    <dl class=\"facts-row\"><div><dt>All</dt><dd>$1</dd></div></dl><ul><li>An <b>item</b><p>more</p></li></ul>\
                    <table class=\"fold\"><thead><tr><td></td><th>Fee</th></tr></thead><tbody><tr><td>1</td>\
                    <td><span class=\"only-n\">Fee </span>$2</td></tr><tr><td>2</td></tr></tbody></table>\
                    <form><p>Not on paper</p></form></article>";
        let (title, blocks) = blocks(page);
        let text = |words: &str| words.to_owned();
        assert_eq!(title, "A page");
        assert_eq!(
            blocks,
            [
                words(&["One", "two"]),
                words(&["loose words"]),
                Block::Facts(vec![(text("All"), text("$1"))]),
                Block::Items(vec![text("An item\nmore")]),
                Block::Table(vec![text(""), text("Fee")], vec![vec![text("1"), text("$2")], vec![text("2"), text("")]]),
            ]
        );
    }

    #[test]
    fn headings_go_down_one_step_at_a_time() {
        let (_, blocks) = blocks("<h1>A</h1><h3>B</h3><h4>C</h4><h2>D</h2><h4>E</h4>");
        let levels: Vec<usize> = blocks
            .iter()
            .filter_map(|block| if let Block::Heading(level, _) = block { Some(*level) } else { None })
            .collect();
        assert_eq!(levels, [2, 3, 2, 3]);
    }
}
