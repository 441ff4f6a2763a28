//! A page as markup, in one of three looks.

use maud::{Markup, PreEscaped, html};
use shell::scenery::ridges;
use terms::practice::Practice;

use crate::block::Block;
use crate::draw_block::block;
use crate::fill::fill;
use crate::markdown::{Lists, inline, markup};
use crate::page::{Look, Page, Part};

/// Everything inside the page's `main`.
pub fn page(page: &Page, practice: &Practice) -> Markup {
    match page.front.look {
        Look::Hero => hero(page, practice),
        Look::Low => low(page, practice),
        Look::Plain => {
            html! { div.wrap.section.top { article.prose { (opening(page, practice)) @for part in &page.parts { (running(part, practice)) } } } }
        }
    }
}

fn opening(page: &Page, practice: &Practice) -> Markup {
    html! { h1 { (inline(&page.heading, practice)) } p.lead { (fill(&page.front.lead, practice)) } }
}

fn hero(page: &Page, practice: &Practice) -> Markup {
    let first = page.parts.iter().position(|part| matches!(part, Part::Heading(..))).unwrap_or(page.parts.len());
    let (top, sections) = page.parts.split_at(first);
    let calls = |part: &&Part| matches!(part, Part::Block(Block::CallToRequest(_)));
    html! {
        section.hero {
            div.wrap.stack.wide { (opening(page, practice)) @for part in top.iter().filter(calls) { (running(part, practice)) } }
            (ridges())
        }
        @if top.iter().any(|part| !calls(&part)) { div.wrap.overlap { @for part in top.iter().filter(|part| !calls(part)) { (running(part, practice)) } } }
        @for parts in sections.chunk_by(|_, next| !matches!(next, Part::Heading(..))) { (section(parts, practice)) }
    }
}

fn section(parts: &[Part], practice: &Practice) -> Markup {
    let all = |parts: &[Part]| html! { @for (place, part) in parts.iter().enumerate() { (spacious(part, place == 1, practice)) } };
    if let Some(middle) = parts.iter().position(|part| matches!(part, Part::Beside)) {
        return html! {
            section.section { div.wrap.split.even { div.stack { (all(&parts[..middle])) } div.stack { (beside(&parts[middle..], practice)) } } }
        };
    }
    let band = parts.iter().any(|part| matches!(part, Part::Block(Block::Questions(_))));
    html! { section.section.band[band] { div.wrap.stack.wide { (all(parts)) } } }
}

fn beside(parts: &[Part], practice: &Practice) -> Markup {
    html! { @for part in parts { (spacious(part, false, practice)) } }
}

fn low(page: &Page, practice: &Practice) -> Markup {
    let links = page
        .parts
        .iter()
        .find_map(|part| if let Part::Block(Block::OnThisPage(links)) = part { Some(links) } else { None });
    let first = page.parts.iter().position(|part| matches!(part, Part::Prose(_)));
    let article = html! {
        article.prose {
            @for (place, part) in page.parts.iter().enumerate() {
                @if Some(place) == first { (leading(running(part, practice))) } @else { (running(part, practice)) }
            }
        }
    };
    html! {
        div.hero.low { div.wrap.stack { (opening(page, practice)) } (ridges()) }
        @match links {
            Some(links) => {
                div.wrap.section.split.aside {
                    nav.sticky.wide-only.stack.tight.small aria-label="On this page" { b { "On this page" } @for (words, target) in links { a href=(target) { (words) } } }
                    (article)
                }
            },
            None => { div.wrap.section { (article) } },
        }
    }
}

// A part of an article.
fn running(part: &Part, practice: &Practice) -> Markup {
    match part {
        Part::Heading(words, anchor) => html! { h2 id=(anchor) { (inline(words, practice)) } },
        Part::Prose(text) => markup(text, practice, Lists::Plain),
        Part::Beside => html! {},
        Part::Block(what) => block(what, practice),
    }
}

// A part of a section of the first page: larger, with rows for lists.
fn spacious(part: &Part, leads: bool, practice: &Practice) -> Markup {
    match part {
        Part::Heading(words, anchor) => html! { h2.big id=(anchor) { (inline(words, practice)) } },
        Part::Prose(text) if leads => leading(markup(text, practice, Lists::Rows)),
        Part::Prose(text) => markup(text, practice, Lists::Rows),
        Part::Beside | Part::Block(_) => running(part, practice),
    }
}

// The first paragraph, larger.
fn leading(text: Markup) -> Markup {
    PreEscaped(text.into_string().replacen("<p>", "<p class=\"lead\">", 1))
}
