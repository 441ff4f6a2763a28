//! Who opened your record, when, and which part of it.

use actions::disclosures::{ToldOutside, see_told_outside};
use actions::house::House;
use actions::open_mine::open_mine;
use actions::see_accesses::{Did, MOST, NamedOpening, see_accesses};
use actions::see_my_coverage::see_my_coverage;
use axum::Router;
use axum::routing::get;
use care::question::Speaks;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use money::record_ask::RecordSent;
use shell::money_paper::date;
use shell::reply::{self, Reply};
use shell::time::{clock, day};
use terms::folder::FolderKind;

use crate::asked::Asked;

/// The list.
pub fn routes() -> Router<House> {
    Router::new().route("/my/accesses", get(show))
}

async fn show(asked: Asked) -> Reply {
    let found = asked
        .act(|house, by| {
            let mine = open_mine(house, by)?;
            let mut own = see_accesses(house, by, mine.person.subject)?;
            // The second ledger is opened with the first one; on a path without dosing it is empty, and not spoken of.
            if Speaks::on(mine.card.path) == Speaks::NotOfDosing {
                own.retain(|opening| opening.what != FolderKind::DosingLedger);
            }
            let mut all = vec![(None, own)];
            for unit in &mine.units {
                all.push((Some(unit.name.as_str().to_owned()), see_accesses(house, by, unit.subject)?));
            }
            let covers = see_my_coverage(house, by)?;
            let sent =
                covers.joint.iter().chain([&covers.own]).flat_map(|cover| cover.coverage().records_sent().to_vec());
            Ok((all, sent.collect::<Vec<_>>(), see_told_outside(house, by)?))
        })
        .await;
    match found {
        Ok((all, sent, told)) => {
            let main = html! { (page(&all, &asked.house.zone())) (told_outside(&told)) (sent_to_payers(&sent)) };
            reply::ok(asked.page(("Who opened my record", "/my/account"), None, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(all: &[(Option<String>, Vec<NamedOpening>)], zone: &TimeZone) -> Markup {
    html! {
        header.stack.tight {
            p.small { a href="/my/account" { "Account and privacy" } }
            h1 { "Who opened my record" }
            p.lead.dim { "Every look is written down before anything is shown. Your journal is not on this list: nobody at the practice can open it." }
        }
        @for (unit, openings) in all {
            section.card.stack aria-label=(unit.as_deref().unwrap_or("My record")) {
                @if let Some(name) = unit { h2 { "Together: " (name) } p.small.dim { "Both of you see this list." } }
                @if openings.is_empty() { p.dim { "Nobody opened it yet." } }
                ul.rows {
                    @for opening in openings {
                        li { span.grow { b { (opening.who) } br; span.small.dim { (day(opening.at, zone)) ", " (clock(opening.at, zone)) ": " (what(opening)) } } }
                    }
                }
                @if openings.len() == MOST { p.small.dim { "The latest " (MOST) " are shown. Ask the office for the whole list." } }
            }
        }
    }
}

/// What was told without their authorization, because a law demands or allows it (45 CFR 164.528).
fn told_outside(told: &[ToldOutside]) -> Markup {
    html! {
        @if !told.is_empty() {
            section.card.stack aria-labelledby="told" {
                h2 #told { "Told outside by law" }
                p.small.dim { "What left the practice without your authorization, because a law demands or allows it. Ask your therapist about anything here." }
                ul.rows {
                    @for ToldOutside { unit, disclosure } in told {
                        li {
                            span.grow {
                                b { (disclosure.kind.word()) } ", " (date(disclosure.on)) @if let Some(name) = unit { ", together: " (name) }
                                br; span.small { "To " (disclosure.to.as_str()) @if let Some(number) = &disclosure.number { ", " (number.as_str()) } }
                                br; span.small { "What: " (disclosure.what.as_str()) }
                                br; span.small { "What for: " (disclosure.why.as_str()) }
                                br; span.xs.dim { (disclosure.kind.basis()) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What of the record went to payers, so that they pay (45 CFR 164.506(c)); each time the therapist decided what.
fn sent_to_payers(sent: &[RecordSent]) -> Markup {
    html! {
        @if !sent.is_empty() {
            section.card.stack aria-labelledby="sent" {
                h2 #sent { "What was sent to a payer" }
                p.small.dim { "Your therapist decided each time what may go. Psychotherapy notes never do." }
                ul.rows {
                    @for sent in sent.iter().rev() {
                        li {
                            span.grow {
                                b { (sent.to.as_str()) } ", " (date(sent.on))
                                @for part in &sent.parts.parts { br; span.small { (part.word()) } }
                                @for note in &sent.parts.notes { br; span.small { "The note of " (date(note.date)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn what(opening: &NamedOpening) -> String {
    let part = match opening.what {
        FolderKind::Chart => "your chart",
        FolderKind::Workbook => "your workbook",
        FolderKind::Journal => "your journal",
        FolderKind::ProcessNotes => "their own notes",
        FolderKind::TherapyLedger => "your payments for therapy",
        FolderKind::DosingLedger => "your payments for dosing days",
        FolderKind::Coverage => "your insurance and estimates",
    };
    match &opening.did {
        Did::InEmergency(why) => format!("opened {part} in an emergency, for an hour, to read: “{why}”"),
        Did::Looked => format!("looked at {part}"),
        Did::Wrote => format!("looked at or wrote in {part}"),
        Did::TookCopy => format!("took a copy of {part} out of the practice"),
        Did::Refused => format!("tried to open {part}, and was refused"),
    }
}

#[cfg(test)]
mod tests {
    use money::record_ask::{NamedNote, Parts, RecordPart};

    use super::*;

    #[test]
    fn what_went_to_a_payer_is_told_part_by_part_and_nothing_where_nothing_did() {
        let sent = RecordSent {
            at: jiff::Timestamp::UNIX_EPOCH,
            by: "bbbbbbbbbb".parse().unwrap(),
            on: "2026-06-22".parse().unwrap(),
            to: terms::text::Line::parse("Example Health Plan").unwrap(),
            parts: Parts {
                parts: vec![RecordPart::Dates],
                notes: vec![NamedNote { note: "nnnnnnnnnn".parse().unwrap(), date: "2026-06-01".parse().unwrap() }],
            },
        };
        let page = sent_to_payers(&[sent]).into_string();
        for words in ["Example Health Plan", "June 22, 2026", "Dates of service", "The note of June 1, 2026"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(sent_to_payers(&[]).into_string().is_empty());
    }

    #[test]
    fn an_opening_is_read_as_a_sentence() {
        let opening = |did| NamedOpening {
            at: jiff::Timestamp::UNIX_EPOCH,
            who: "Dana Reyes, therapist".to_owned(),
            what: FolderKind::Chart,
            did,
        };
        for (did, expected) in [
            (Did::Looked, "looked at your chart"),
            (Did::Wrote, "looked at or wrote in your chart"),
            (Did::Refused, "tried to open your chart, and was refused"),
        ] {
            assert_eq!(what(&opening(did)), expected);
        }
        assert!(page(&[(None, Vec::new())], &TimeZone::UTC).into_string().contains("Nobody opened it yet."));
    }
}
