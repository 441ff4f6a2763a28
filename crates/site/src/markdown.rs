//! Small Markdown: paragraphs, lists, links, emphasis and lower headings. No raw HTML, no pictures.

use maud::{Markup, PreEscaped};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, TextMergeStream, html};
use terms::practice::Practice;

use crate::fill::{fill, unknown};
use crate::mistake::Found;

/// How a list in running text looks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Lists {
    /// With bullets.
    Plain,
    /// As rows with a line between.
    Rows,
}

/// The text as markup, with placeholders filled in.
pub fn markup(text: &str, practice: &Practice, lists: Lists) -> Markup {
    let events =
        TextMergeStream::new(Parser::new_ext(text, Options::empty())).flat_map(|event| dressed(event, practice, lists));
    let mut out = String::new();
    html::push_html(&mut out, events);
    PreEscaped(out)
}

/// One line of text as markup, without a paragraph around it.
pub fn inline(text: &str, practice: &Practice) -> Markup {
    let whole = markup(text, practice, Lists::Plain).into_string();
    let inner = whole.trim().strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>")).map(str::to_owned);
    PreEscaped(inner.unwrap_or(whole))
}

/// Every mistake in `text`, which begins at `first_line` under a heading of level `under`. Returns the links to anchors.
pub fn check(text: &str, first_line: usize, under: u8, found: &mut Vec<Found>) -> Vec<(usize, String)> {
    let line_of = |offset: usize| first_line + text[..offset].matches('\n').count();
    let mut level = under;
    let mut anchors = Vec::new();
    for (event, range) in Parser::new_ext(text, Options::empty()).into_offset_iter() {
        let line = line_of(range.start);
        match event {
            Event::Html(_) | Event::InlineHtml(_) => {
                found.push((line, "HTML can't be used here. Write it in Markdown, or take out the <…>".to_owned()));
            }
            Event::Start(Tag::Image { .. }) => found.push((line, "Pictures can't be used here".to_owned())),
            Event::Start(Tag::Link { dest_url, .. }) => match dest_url.strip_prefix('#') {
                Some(anchor) => anchors.push((line, anchor.to_owned())),
                None => found.extend(link_mistake(&dest_url).map(|words| (line, words))),
            },
            Event::Start(Tag::Heading { level: heading, .. }) => {
                let heading = heading as u8;
                if heading < 3 {
                    found.push((line, "Write this heading as a line of its own that begins with ##".to_owned()));
                } else if heading > level + 1 {
                    found.push((
                        line,
                        format!("This heading has {heading} #, the one above it {level}. Write {}", level + 1),
                    ));
                }
                level = heading;
            }
            _ => {}
        }
    }
    for (at, line) in text.lines().enumerate() {
        found.extend(unknown(line).map(|name| {
            (first_line + at, format!("Nothing is called {{{name}}}. There are: {}", crate::fill::NAMES.join(", ")))
        }));
    }
    anchors
}

/// Paths a text may link to.
pub const PATHS: [&str; 11] = [
    "/",
    "/preparation-and-integration",
    "/approach",
    "/fees",
    "/contact",
    "/grounding",
    "/crisis",
    "/quick-exit",
    "/accessibility",
    "/request",
    "/staff",
];

fn link_mistake(target: &str) -> Option<String> {
    let path = target.split_once('#').map_or(target, |(path, _)| path);
    if path.starts_with('/') {
        return (!PATHS.contains(&path)).then(|| format!("There is no page {path}"));
    }
    let known = ["https://", "tel:", "sms:", "mailto:"].iter().any(|start| target.starts_with(start));
    (!known).then(|| format!("The link to {target} needs to begin with /, #, https://, tel:, sms: or mailto:"))
}

fn dressed<'a>(event: Event<'a>, practice: &Practice, lists: Lists) -> Vec<Event<'a>> {
    let raw = |text: &'static str| Event::Html(CowStr::Borrowed(text));
    match event {
        Event::Text(text) => vec![Event::Text(fill(&text, practice).into())],
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            vec![Event::Start(Tag::Link { link_type, dest_url: fill(&dest_url, practice).into(), title, id })]
        }
        // The check refuses raw HTML; should any come here, it is shown as text.
        Event::Html(text) | Event::InlineHtml(text) => vec![Event::Text(text)],
        Event::Start(Tag::List(_)) if lists == Lists::Rows => vec![raw("<ul class=\"rows\">\n")],
        Event::End(TagEnd::List(_)) if lists == Lists::Rows => vec![raw("</ul>\n")],
        Event::Start(Tag::Item) if lists == Lists::Rows => vec![raw("<li><span>")],
        Event::End(TagEnd::Item) if lists == Lists::Rows => vec![raw("</span></li>\n")],
        Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) | Event::End(TagEnd::Heading(HeadingLevel::H1)) => {
            Vec::new()
        }
        other => vec![other],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistakes(text: &str) -> Vec<Found> {
        let mut found = Vec::new();
        check(text, 10, 2, &mut found);
        found
    }

    #[test]
    fn a_mistake_is_found_on_its_line() {
        for (text, line) in [
            ("fine\n\n<b>bold</b>\n", 12),
            ("fine\n\n#### too deep\n", 12),
            ("call {fone}\n", 10),
            ("a [link](/nowhere)\n", 10),
            ("a [link](javascript:alert(1))\n", 10),
            ("![a](b.png)\n", 10),
        ] {
            assert_eq!(mistakes(text).first().map(|(line, _)| *line), Some(line), "{text}");
        }
        assert!(
            mistakes("### right\n\ntext with *weight* and a [link](/fees#ask), [call](tel:{phone_dial})\n").is_empty()
        );
    }

    #[test]
    fn placeholders_are_filled_in_text_and_links() {
        let practice = crate::content::practice(crate::content::shipped_text("practice.toml")).unwrap();
        assert_eq!(
            inline("[{phone}](tel:{phone_dial})", &practice).into_string(),
            "<a href=\"tel:+13035550142\">(303) 555-0142</a>"
        );
        assert_eq!(
            inline("within {reply_within} & more", &practice).into_string(),
            "within two business days &amp; more"
        );
    }
}
