//! Asks what is open before an attended dosing visit, a couple’s visit or one by video begins; the therapist goes on with a reason.

use actions::house::House;
use actions::open_chart::{OpenChart, open_chart};
use actions::start_note::{StartNote, see_open_before, start_note};
use axum::Router;
use axum::routing::get;
use care::note::NoteKind;
use care::went_on::AskedFirst;
use maud::{Markup, html};
use shell::fields::{self, Kind, Problem, hidden};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::ids::SubjectId;

use crate::asked::{Asked, At};
use crate::dates::chart_link;
use crate::start_note::{answered, wanted};

/// The page and its form.
pub fn routes() -> Router<House> {
    Router::new().route("/t/c/{subject}/notes/before", get(show).post(go_on))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    let named = ["kind", "appointment"].map(|name| (name, asked.query(name).to_owned()));
    shown(&asked, subject, &Posted::from_pairs(named), &[]).await
}

async fn go_on(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let Some(start) = wanted(subject, &posted) else { return reply::go(format!("/t/c/{subject}")) };
    let mut form = Reading::of(&posted);
    let reason = form.line("reason");
    let reason = form.wanted("reason", reason, "Write in a few words why it is right to begin");
    let reason = match form.done(reason) {
        Ok(reason) => reason,
        Err(problems) => return shown(&asked, subject, &posted, &problems).await,
    };
    answered(&asked, start, asked.act(move |house, by| start_note(house, by, start, Some(&reason))).await)
}

async fn shown(asked: &Asked, subject: SubjectId, posted: &Posted, problems: &[Problem]) -> Reply {
    let Some(start) = wanted(subject, posted) else { return reply::go(format!("/t/c/{subject}")) };
    let opened = asked.act(move |house, by| Ok((open_chart(house, by, subject)?, see_open_before(house, by, start)?)));
    match opened.await {
        Ok((open, still)) => {
            let main = page(&open, start, &still, &Typed { posted, problems });
            let title = format!("Chart {}", open.client.chart_number);
            asked.form_page((&title, "/t/caseload"), None, !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(open: &OpenChart, start: StartNote, still: &[AskedFirst], typed: &Typed<'_>) -> Markup {
    let subject = open.client.subject;
    let appointment = start.appointment.map(|id| id.to_string()).unwrap_or_default();
    html! {
        header.stack {
            div {
                p.small { (chart_link(&open.client)) }
                h1 { "Before it begins: " (start.kind.word()) }
                p.dim { "You decide. What is open is named, and your reason is kept with the note." }
            }
        }
        (fields::error_summary(typed.problems))
        section.card.stack.tight aria-labelledby="open" {
            h2 #open { "Open" }
            @if still.is_empty() { p.dim { "Nothing is open." } }
            ul.rows { @for asked in still { li { span.grow { (asked.word()) } (way_there(subject, start.kind, *asked)) } } }
        }
        form.card.stack.prose method="post" {
            (hidden("kind", start.kind.code())) (hidden("appointment", &appointment))
            (typed.input("reason", "Why it is right to begin", Some("A few words"), Kind::Line))
            div.row { button.btn { "Go on" } a.btn.soft href={ "/t/c/" (subject) } { "Not now" } }
        }
    }
}

/// Where it can be looked at or talked about.
fn way_there(subject: SubjectId, kind: NoteKind, asked: AskedFirst) -> Markup {
    let (end, words) = match asked {
        AskedFirst::PrescriberAnswer => ("prescriber", "Bridge to the prescriber"),
        AskedFirst::Ride | AskedFirst::AfterCare => ("readiness", "Readiness"),
        AskedFirst::CouplesAgreement | AskedFirst::VideoConsent => ("consents", "Consents"),
    };
    html! { a.small href={ "/t/c/" (subject) "/" (end) } aria-label={ (words) ", before: " (kind.word()) } { (words) } }
}
