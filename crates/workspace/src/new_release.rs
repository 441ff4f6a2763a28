//! Fills in a release of information: to whom, what, what for, until when. Sexual health is never chosen beforehand.

use actions::house::House;
use actions::open_chart::{OpenChart, open_chart};
use actions::releases::offer_a_release;
use axum::Router;
use axum::routing::get;
use care::release::{Recipient, ReleaseTerms, ReleasedPart};
use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};
use shell::fields::{self, Kind, Problem, hidden};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::ids::{ReleaseId, SubjectId};

use crate::asked::{Asked, At};
use crate::dates::chart_link;
use crate::release::words;

/// The page and its form.
pub fn routes() -> Router<House> {
    Router::new().route("/t/c/{subject}/releases/new", get(show).post(write))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    let until = in_half_a_year(asked.house.today(asked.by.now));
    let first = Posted::from_pairs([
        ("kind", Recipient::Prescriber.code().to_owned()),
        ("purpose", "At my request".to_owned()),
        ("until", until.to_string()),
    ]);
    shown(&asked, subject, &first, &[]).await
}

fn in_half_a_year(today: Date) -> Date {
    today.saturating_add(6.months())
}

async fn shown(asked: &Asked, subject: SubjectId, posted: &Posted, problems: &[Problem]) -> Reply {
    match asked.act(move |house, by| open_chart(house, by, subject)).await {
        Ok(open) => {
            let main = page(&open, &Typed { posted, problems });
            let title = format!("Chart {}", open.client.chart_number);
            asked.form_page((&title, "/t/caseload"), None, !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn write(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let (id, terms) = match read(&posted) {
        Ok(read) => read,
        Err(problems) => return shown(&asked, subject, &posted, &problems).await,
    };
    match asked.act(move |house, by| offer_a_release(house, by, subject, (id, terms))).await {
        Ok(()) => reply::go(format!("/t/c/{subject}/releases/{id}?done=offered")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, subject, &posted, &[words(refusal, asked.by.now, &asked.house.zone())]).await,
            Err(page) => *page,
        },
    }
}

fn read(posted: &Posted) -> Result<(ReleaseId, ReleaseTerms), Vec<Problem>> {
    let mut form = Reading::of(posted);
    let id: Option<ReleaseId> = posted.one("id").parse().ok();
    let id = form.wanted("to", id, "Open this page again, and fill it in once more");
    let kind = Recipient::from_code(posted.one("kind"));
    let kind = form.wanted("kind", kind, "Choose one");
    let to = form.line("to");
    let to = form.wanted("to", to, "Write who gets it, by name");
    let reach = form.line("reach");
    let parts: Vec<ReleasedPart> =
        posted.all("parts").iter().filter_map(|code| ReleasedPart::from_code(code)).collect();
    let purpose = form.line("purpose");
    let purpose = form.wanted("purpose", purpose, "Write what for. “At my request” is enough");
    let until = form.date("until");
    let until = form.wanted("until", until, "Enter the last day as year, month and day: 2026-12-31");
    let event = form.line("event");
    let terms = kind.zip(to).zip(purpose.zip(until)).map(|((kind, to), (purpose, until))| ReleaseTerms {
        kind,
        to,
        reach,
        parts,
        purpose,
        until,
        event,
    });
    form.done(id.zip(terms))
}

fn page(open: &OpenChart, typed: &Typed<'_>) -> Markup {
    let id = Some(typed.posted.one("id")).filter(|id| !id.is_empty()).map_or(open.fresh.to_string(), str::to_owned);
    let kinds = Recipient::ALL.map(|kind| (kind.code(), kind.word()));
    let parts = ReleasedPart::ALL.map(|part| (part.code(), part.word()));
    html! {
        header.stack {
            div {
                p.small { (chart_link(&open.client)) " · " a href={ "/t/c/" (open.client.subject) "/consents" } { "Consents" } }
                h1 { "New release of information" }
                p.dim {
                    "Fill it in with the client; they read and sign it. Give no more than the purpose needs. "
                    @if !open.client.members.is_empty() { "The joint record needs the signature of each of them." }
                }
            }
        }
        (fields::error_summary(typed.problems))
        form.card.stack.prose method="post" {
            (hidden("id", &id))
            (typed.one_of("kind", "To", &kinds))
            (typed.input("to", "Name", Some("The person or place: Dr. Rivera, Foothill Clinic"), Kind::Line))
            (typed.input("reach", "Phone, fax or address", Some("May stay empty"), Kind::Line))
            (typed.several("parts", "What is given", &parts))
            p.small.dim { "Psychotherapy notes are never part of it. Sexual health is given only when it is chosen here." }
            (typed.input("purpose", "What for", None, Kind::Line))
            (typed.input("until", "Last day", Some("At most two years from today"), Kind::Date))
            (typed.input("event", "Or earlier, when this happens", Some("May stay empty: when treatment at the clinic ends"), Kind::Line))
            div.row { button.btn { "Ready to be read" } a.btn.soft href={ "/t/c/" (open.client.subject) "/consents" } { "Back" } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_is_read_and_what_is_missing_is_asked_for() {
        let posted = Posted::from_pairs([
            ("id", "rrrrrrrrrr"),
            ("kind", "prescriber"),
            ("to", "Dr. Example"),
            ("parts", "health-flags"),
            ("purpose", "At my request"),
            ("until", "2026-12-31"),
        ]);
        let (_, terms) = read(&posted).unwrap();
        assert_eq!((terms.kind, terms.parts), (Recipient::Prescriber, vec![ReleasedPart::HealthFlags]));
        let problems = read(&Posted::default()).unwrap_err();
        let fields: Vec<_> = problems.iter().map(|problem| problem.field).collect();
        assert_eq!(fields, ["to", "kind", "purpose", "until"]);
    }
}
