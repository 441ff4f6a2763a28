//! Who opened your record, when, and which part of it.

use actions::house::House;
use actions::open_mine::open_mine;
use actions::see_accesses::{Did, MOST, NamedOpening, see_accesses};
use axum::Router;
use axum::routing::get;
use care::question::Speaks;
use jiff::tz::TimeZone;
use maud::{Markup, html};
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
            Ok(all)
        })
        .await;
    match found {
        Ok(all) => {
            let main = page(&all, &asked.house.zone());
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
    match opening.did {
        Did::Looked => format!("looked at {part}"),
        Did::Wrote => format!("looked at or wrote in {part}"),
        Did::TookCopy => format!("took a copy of {part} out of the practice"),
        Did::Refused => format!("tried to open {part}, and was refused"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
