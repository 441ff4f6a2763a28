//! Documents: what was offered, signed, declined and withdrawn, each signature with the exact text it stands under.

use care::document::DocumentKind;
use care::signing::SignedDocument;
use maud::{Markup, html};

use crate::document_text::document_text;
use crate::leaving::{Record, fact};

/// Each document with its steps and signatures.
pub(crate) fn documents(record: &Record<'_>) -> Markup {
    html! {
        section.page {
            h2 { "Documents" }
            table {
                thead { tr { th scope="col" { "When" } th scope="col" { "Document" } th scope="col" { "Step" } th scope="col" { "By" } } }
                tbody {
                    @for step in record.workbook.document_steps() {
                        tr {
                            th scope="row" { (record.copied.moment(step.at)) }
                            td { (step.kind.word()) ", version " (step.version) }
                            td { (step.state.word()) }
                            td { (record.author(step.by)) }
                        }
                    }
                }
            }
            @for kind in DocumentKind::ALL { @for signed in record.workbook.signatures(kind) { (one(record, signed)) } }
        }
    }
}

fn one(record: &Record<'_>, signed: &SignedDocument) -> Markup {
    html! {
        article.document.page {
            h3 { (signed.kind.word()) ", as signed" }
            dl {
                (fact("Signed", signed.name.as_str()))
                (fact("When", &record.copied.moment(signed.at)))
                (fact("How", signed.how.word()))
                (fact("Version", &signed.version))
                (fact("SHA-256", &signed.hash))
            }
            (document_text(&signed.text))
        }
    }
}
