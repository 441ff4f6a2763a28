//! What was told outside without an authorization, in a copy: as the client may know it (45 CFR 164.528). What must still
//! wait stands in no copy.

use maud::{Markup, html};

use crate::leaving::{Record, fact, paragraphs};
use crate::money_paper::date;

/// The latest first; nothing where nothing was told.
pub(crate) fn disclosed(record: &Record<'_>) -> Markup {
    let mut told = record.workbook.disclosures().peekable();
    html! {
        @if told.peek().is_some() {
            section {
                h2 { "Told outside by law" }
                @for disclosure in told {
                    article.note {
                        h3 { (disclosure.kind.word()) ", " (date(disclosure.on)) }
                        dl {
                            (fact("To whom", disclosure.to.as_str()))
                            (fact("Number", disclosure.number.as_ref().map_or("", |number| number.as_str())))
                            (fact("Rule", disclosure.kind.basis()))
                        }
                        h4 { "What was told" } (paragraphs(disclosure.what.as_str()))
                        h4 { "What for" } (paragraphs(disclosure.why.as_str()))
                        p.quiet { "Written by " (record.person(disclosure.by)) "." }
                    }
                }
            }
        }
    }
}
