//! The press: a template and a value in, a PDF out (PDF/UA-1: tagged, titled, with its language).
//!
//! The compiler sees two sources, the template and the letterhead, and one file, the value as JSON. It has no disk, no
//! network, no clock, and no fonts but ours.

use std::sync::LazyLock;

use serde::Serialize;
use serde_json::{Value, json};
use terms::trouble::Fault;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::letterhead::Head;
use crate::signs::printable;

/// A template: its name, which is that of its file, and its text.
pub(crate) struct Template {
    pub(crate) name: &'static str,
    pub(crate) text: &'static str,
}

const LETTERHEAD: &str = include_str!("../papers/letterhead.typ");

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let files: [&[u8]; 6] = [
        include_bytes!("../fonts/figtree-regular.ttf"),
        include_bytes!("../fonts/figtree-semibold.ttf"),
        include_bytes!("../fonts/newsreader-regular.ttf"),
        include_bytes!("../fonts/newsreader-medium.ttf"),
        include_bytes!("../fonts/noto-sans-regular.ttf"),
        include_bytes!("../fonts/noto-sans-mono-regular.ttf"),
    ];
    files.into_iter().flat_map(|bytes| Font::iter(Bytes::new(bytes))).collect()
});

static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(<Library as LibraryExt>::default()));

/// What the compiler sees.
struct Desk {
    main: Source,
    letterhead: Source,
    data: (FileId, Bytes),
}

/// The paper as a PDF.
pub(crate) fn pdf(template: &Template, head: &Head, body: &impl Serialize) -> Result<Vec<u8>, Fault> {
    let data = data(head, body).map_err(|error| Fault::new("put a paper in words", error))?;
    let desk = Desk::new(template, &data)?;
    let made = set(template, &desk).and_then(|document| {
        let options = options(template, head, &data)?;
        typst_pdf::pdf(&document, &options).map_err(|errors| fault(template, &errors))
    });
    // What was set stays remembered otherwise, with whatever it says of a client.
    typst::comemo::evict(0);
    made
}

fn data(head: &Head, body: &impl Serialize) -> Result<String, serde_json::Error> {
    let mut value = json!({ "head": serde_json::to_value(head)?, "body": serde_json::to_value(body)? });
    let whole = printable(&mut value, &FONTS);
    value["head"]["whole"] = Value::Bool(whole);
    Ok(value.to_string())
}

fn set(template: &Template, desk: &Desk) -> Result<PagedDocument, Fault> {
    typst::compile::<PagedDocument>(desk).output.map_err(|errors| fault(template, &errors))
}

fn options(template: &Template, head: &Head, data: &str) -> Result<PdfOptions, Fault> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1])
        .map_err(|_| Fault::new("print a paper", "the standard is not known"))?;
    let part = |number: i8| u8::try_from(number).unwrap_or_default();
    let on = Datetime::from_ymd(head.on.year().into(), part(head.on.month()), part(head.on.day()));
    Ok(PdfOptions {
        // Hashed on its way into the file: the same words are the same paper.
        ident: Smart::Custom(format!("{} {data}", template.name)),
        creator: Smart::Custom(Some("Groundwork".to_owned())),
        timestamp: on.map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    })
}

/// Where a template went wrong. What the compiler says can quote the text, so only the places are told.
fn fault(template: &Template, errors: &[SourceDiagnostic]) -> Fault {
    Fault::new("print a paper", format!("{} in the template {}", errors.len(), template.name))
}

impl Desk {
    fn new(template: &Template, data: &str) -> Result<Self, Fault> {
        Ok(Self {
            main: Source::new(id(&format!("/{}.typ", template.name))?, template.text.to_owned()),
            letterhead: Source::new(id("/letterhead.typ")?, LETTERHEAD.to_owned()),
            data: (id("/data.json")?, Bytes::from_string(data.to_owned())),
        })
    }
}

fn id(path: &str) -> Result<FileId, Fault> {
    let path = VirtualPath::new(path).map_err(|_| Fault::new("print a paper", "a name that is no path"))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let known = [&self.main, &self.letterhead].into_iter().find(|source| source.id() == id);
        known.cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data.0 { Ok(self.data.1.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    /// A paper's day is an argument; nothing in a template asks what day it is.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;
    use proptest::prelude::*;
    use typst::layout::{Abs, Frame, FrameItem, Point};

    use super::*;

    /// Text as it was set, run by run, with where it stands on its page.
    struct Run {
        text: String,
        at: Point,
        width: Abs,
    }

    fn runs(frame: &Frame, at: Point, into: &mut Vec<Run>) {
        for (place, item) in frame.items() {
            match item {
                FrameItem::Group(group) => runs(&group.frame, at + *place, into),
                FrameItem::Text(text) => {
                    into.push(Run { text: text.text.to_string(), at: at + *place, width: text.width() });
                }
                FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
            }
        }
    }

    /// Everything that a paper says, without spaces: its pages first, then their feet. And how many pages it takes.
    /// Nothing may leave a page.
    fn said(template: &Template, head: &Head, body: &impl Serialize) -> (String, usize) {
        let desk = Desk::new(template, &data(head, body).unwrap()).unwrap();
        let document = set(template, &desk).unwrap();
        let (mut pages, mut feet) = (String::new(), String::new());
        for page in document.pages() {
            let mut all = Vec::new();
            runs(&page.frame, Point::zero(), &mut all);
            for Run { text, at, width } in all {
                let is_inside = at.x >= Abs::zero() && at.x + width <= page.frame.width();
                assert!(is_inside, "{text} leaves the page");
                let is_foot = at.y > page.frame.height() - Abs::inches(0.9);
                (if is_foot { &mut feet } else { &mut pages }).push_str(&text);
            }
        }
        (tight(&(pages + &feet)), document.pages().len())
    }

    /// Without spaces and what is not seen: lines break anywhere.
    fn tight(text: &str) -> String {
        text.chars().filter(|sign| !sign.is_whitespace() && *sign != '\u{200B}').collect()
    }

    const PLAIN: Template = Template {
        name: "plain",
        text: "#import \"/letterhead.typ\": closing, facts, lines, paper, prose\n#let (head, body) = json(\"/data.json\")\n\
               #show: paper.with(head)\n#facts(body.facts)\n#prose(body.prose)\n#lines(body.heads, body.lines)\n#closing(body.closing)",
    };

    fn head(title: &str) -> Head {
        Head::of_nobody(title, "2026-06-22".parse::<Date>().unwrap())
    }

    fn everywhere(text: &str) -> Value {
        json!({
            "facts": [["What", text]],
            "prose": [{ "heading": text }, { "words": [text, text] }],
            "heads": ["One", "Two"],
            "lines": [[text, "2"]],
            "closing": [text],
        })
    }

    #[test]
    fn the_same_words_are_the_same_bytes() {
        let body = everywhere("Some words");
        let once = pdf(&PLAIN, &head("Plain"), &body).unwrap();
        assert!(once.starts_with(b"%PDF-1.7") && once == pdf(&PLAIN, &head("Plain"), &body).unwrap());
        let later = Head::of_nobody("Plain", "2026-06-23".parse().unwrap());
        assert_ne!(once, pdf(&PLAIN, &later, &body).unwrap());
    }

    #[test]
    fn nothing_but_our_own_files_is_read() {
        for text in
            ["#read(\"/etc/passwd\")", "#read(\"/data.yaml\")", "#import \"/superbill.typ\"", "#datetime.today()"]
        {
            let template = Template { name: "thief", text };
            assert!(pdf(&template, &head("Thief"), &Value::Null).is_err(), "{text}");
        }
    }

    #[test]
    fn hostile_words_print_as_they_stand() {
        for text in [
            "#import \"x\": *",
            "$x$ *bold* _em_ `raw`",
            "\\ ] [ } { #panic()",
            "= Heading - item + item / term: x",
            "<label> @ref // no comment /* none */",
            "~ -- --- ... 'single' \"double\"",
            "</script><b>&amp;",
        ] {
            let (said, _) = said(&PLAIN, &head(text), &everywhere(text));
            assert_eq!(said.matches(&tight(text)).count(), 7, "{text}: {said}");
            pdf(&PLAIN, &head(text), &everywhere(text)).unwrap();
        }
    }

    #[test]
    fn long_text_goes_on_over_pages_and_every_page_says_of_how_many() {
        let body = everywhere(&"Words that go on. ".repeat(600));
        let (said, pages) = said(&PLAIN, &head("Long"), &body);
        assert!(pages > 3 && said.contains(&format!("2of{pages}")), "{pages}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn any_text_prints(text in "\\PC{0,200}", word in "[#$*\\\\\\]\\[a-z0-9_]{1,300}") {
            let body = everywhere(&format!("{text}\n{word}"));
            let (said, _) = said(&PLAIN, &head(&word), &body);
            prop_assert!(pdf(&PLAIN, &head(&word), &body).is_ok());
            // A row that goes on over a page has the heads of its columns in between.
            prop_assert!(said.matches(&tight(&word)).count() >= 6, "{}", said);
        }
    }
}
