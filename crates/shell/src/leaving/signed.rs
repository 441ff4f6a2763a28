//! Documents: what was offered, signed, declined and withdrawn, each signature with the exact text it stands under.

use care::prescriber::SentPacket;
use care::release::Release;
use care::signer::Signer;
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
                            td { (step.line.kind.word()) (of_whom(record, step.line.signer)) @if !step.version.is_empty() { ", version " (step.version) } }
                            td { (step.state.word()) }
                            td { (record.author(step.by)) }
                        }
                    }
                }
            }
            @for signed in record.workbook.all_signatures() { (one(record, signed)) }
            @for release in record.workbook.releases() { (released(record, release)) }
            @for packet in record.workbook.packets() { (packet_sent(record, packet)) }
        }
    }
}

/// What went to a prescriber, and what they answered.
fn packet_sent(record: &Record<'_>, packet: &SentPacket) -> Markup {
    html! {
        article.document.page {
            h3 { "Sent to " (packet.to.as_str()) }
            dl {
                (fact("When", &record.by_and_at(packet.by, packet.at)))
                (fact("How", packet.how.word()))
            }
            (document_text(&packet.text))
            @for answer in record.chart.answers_to(packet.id) {
                h4 { "Answered by " (answer.said_by.as_str()) ", heard on " (answer.heard_on) " by " (record.person(answer.by)) }
                p { "“" (answer.quote.as_str()) "”" }
            }
        }
    }
}

/// Whose name it is, where more than one person signs.
fn of_whom(record: &Record<'_>, signer: Signer) -> String {
    match signer {
        Signer::Own => String::new(),
        Signer::Partner(partner) => {
            let found = record.members.iter().find(|member| member.subject == partner);
            format!(", {}", found.map_or("one of them", |member| member.name.as_str()))
        }
    }
}

/// A release with every name under it, and how it ended if it did.
fn released(record: &Record<'_>, release: &Release) -> Markup {
    html! {
        article.document.page {
            h3 { "Release of information to " (release.terms.to.as_str()) }
            dl {
                (fact("Put before them", &record.by_and_at(release.by, release.at)))
                @for signed in &release.signed {
                    (fact("Signed", &format!("{}, {}, {}, version {}, SHA-256 {}", signed.name.as_str(), record.copied.moment(signed.at), signed.how.word(), signed.version, signed.hash)))
                }
                @if let Some((signer, at)) = release.declined { (fact("Declined", &format!("{}{}", record.copied.moment(at), of_whom(record, signer)))) }
                @if let Some((signer, at)) = release.revoked { (fact("Taken back", &format!("{}{}", record.copied.moment(at), of_whom(record, signer)))) }
            }
            @if let Some(signed) = release.signed.last() { (document_text(&signed.text)) }
            @else { p { "Nobody signed it. It was to give: " @for part in &release.terms.parts { (part.word()) ". " } } }
        }
    }
}

fn one(record: &Record<'_>, signed: &SignedDocument) -> Markup {
    html! {
        article.document.page {
            h3 { (signed.kind.word()) (of_whom(record, signed.signer)) ", as signed" }
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
