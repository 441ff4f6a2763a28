//! What payers ask of this chart: you choose exactly what may go, refuse, or ask the client first.

use actions::house::House;
use actions::open_chart::{OpenChart, open_chart};
use actions::record_asks::{Choice, decide_record_ask, see_asks_of_chart};
use axum::Router;
use axum::routing::{get, post};
use maud::{Markup, html};
use money::record_ask::{DecideRefusal, MAX_NOTES, MayGo, RecordAsk, RecordPart};
use shell::fields::{Kind, Problem, error_summary, submit};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::ids::{NoteId, RecordAskId, SubjectId};

use crate::asked::{Asked, At};
use crate::asked_summary;
use crate::chart::subnav;
use crate::dates::{chart_link, long_day};
use crate::record_asks::{facts, parts_list, state_badge};

/// How many of the latest signed notes are offered.
const NOTES_OFFERED: usize = 40;

/// The page, and the decision.
pub fn routes() -> Router<House> {
    Router::new()
        .merge(asked_summary::routes())
        .route("/t/c/{subject}/asked", get(show))
        .route("/t/c/{subject}/asked/{ask}", post(decide))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    drawn(&asked, subject, (None, &Posted::default()), &[]).await
}

async fn decide(asked: Asked, At((subject, id)): At<(SubjectId, RecordAskId)>, posted: Posted) -> Reply {
    let choice = match read(&posted) {
        Ok(choice) => choice,
        Err(problems) => return drawn(&asked, subject, (Some(id), &posted), &problems).await,
    };
    match asked.act(move |house, by| decide_record_ask(house, by, (subject, id), &choice)).await {
        Ok(()) => reply::go(format!("/t/c/{subject}/asked?done=decided")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => drawn(&asked, subject, (Some(id), &posted), &[problem(refusal)]).await,
            Err(page) => *page,
        },
    }
}

fn read(posted: &Posted) -> Result<Choice, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let words = form.line("words");
    let choice = match posted.one("may") {
        "give" => {
            let parts = RecordPart::ALL.into_iter().filter(|part| posted.has("parts", part.code())).collect();
            let notes: Vec<NoteId> = posted.all("notes").iter().filter_map(|note| note.parse().ok()).collect();
            Some(Choice::Give(parts, notes))
        }
        "refuse" => form.wanted("words", words, "Write what billing tells the payer").map(Choice::Refuse),
        "client" => Some(Choice::AskClient),
        _ => form.wanted("may", None, "Choose what may go"),
    };
    form.done(choice)
}

fn problem(refusal: DecideRefusal) -> Problem {
    let (field, words) = match refusal {
        DecideRefusal::Gone => ("may", "It was sent already".to_owned()),
        DecideRefusal::NothingChosen => ("parts", "Tick what may go, or choose that nothing goes".to_owned()),
        DecideRefusal::TooManyNotes => ("notes", format!("Tick at most {MAX_NOTES} notes: no claim needs more")),
    };
    Problem { field, words }
}

async fn drawn(
    asked: &Asked,
    subject: SubjectId,
    (again, posted): (Option<RecordAskId>, &Posted),
    problems: &[Problem],
) -> Reply {
    let found =
        asked.act(move |house, by| Ok((open_chart(house, by, subject)?, see_asks_of_chart(house, by, subject)?)));
    match found.await {
        Ok((open, asks)) => {
            let toast = (asked.query("done") == "decided").then_some("Decided. Billing sees it now.");
            let main = page((&open, &asks), again, &Typed { posted, problems });
            asked.form_page(
                (&format!("Chart {}", open.client.chart_number), "/t/caseload"),
                toast,
                !problems.is_empty(),
                main,
            )
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn page((open, asks): (&OpenChart, &[RecordAsk]), again: Option<RecordAskId>, typed: &Typed<'_>) -> Markup {
    html! {
        header.stack {
            div { p.small { (chart_link(&open.client)) } h1 { "Asked for by payers" } p.dim.measure { "For a payment a payer gets what it needs and no more. Psychotherapy notes never go; they are not on this list. Nothing leaves before you decide." } }
            (subnav(open, "/money"))
        }
        (error_summary(typed.problems))
        @if asks.is_empty() { div.card.empty { p { "No payer asks for anything of this chart." } } }
        @for ask in asks {
            section.card.stack aria-label={ "Asked by " (ask.payer.as_str()) } {
                div.row.apart { h2 { (ask.payer.as_str()) } (state_badge(ask.state())) }
                (facts(ask))
                @if let Some(last) = ask.decisions.last() { (decided(open, &last.may)) }
                @if ask.takes_summary() { p { a href={ "/t/c/" (ask.subject) "/asked/" (ask.id) "/summary" } { @if ask.summary_at.is_some() { "The summary of the plan, as it goes" } @else { "Look at the summary of the plan and make it" } } } }
                @if ask.sent.is_none() { (form(open, ask, (again == Some(ask.id)).then_some(typed))) }
            }
        }
    }
}

fn decided(open: &OpenChart, may: &MayGo) -> Markup {
    html! {
        @match may {
            MayGo::Give(parts) => {
                p { "You said that this may go, and nothing else. What comes from the chart you print and hand to billing closed:" }
                (parts_list(parts))
                p.small { @for note in &parts.notes { a href={ "/t/c/" (open.client.subject) "/n/" (note.note) } { "Note of " (long_day(note.date)) } " " } a href={ "/t/c/" (open.client.subject) "/plan" } { "Plan" } }
            },
            MayGo::Refuse(words) => p { "Nothing goes. Billing tells the payer: “" (words.as_str()) "”" },
            MayGo::AskClient => p { "The client is asked first. " a href={ "/t/c/" (open.client.subject) "/releases/new" } { "Fill in a release" } ", then decide here." },
        }
    }
}

fn form(open: &OpenChart, ask: &RecordAsk, typed: Option<&Typed<'_>>) -> Markup {
    let (empty, none) = (Posted::default(), []);
    let fresh = Typed { posted: &empty, problems: &none };
    let typed = typed.unwrap_or(&fresh);
    let notes: Vec<(String, String)> = (open.chart.notes().iter().rev().take(NOTES_OFFERED))
        .map(|note| {
            let draft = note.draft();
            (note.id().to_string(), format!("{}, {}", long_day(draft.date), draft.kind.word().to_lowercase()))
        })
        .collect();
    let notes: Vec<(&str, &str)> = notes.iter().map(|(id, words)| (id.as_str(), words.as_str())).collect();
    let parts = RecordPart::ALL.map(|part| (part.code(), part.word()));
    let ways = [("give", "This may go:"), ("refuse", "Nothing goes"), ("client", "Ask the client first")];
    html! {
        details open[ask.decisions.is_empty() || !typed.problems.is_empty()] {
            summary { @if ask.decisions.is_empty() { "Decide" } @else { "Decide otherwise" } }
            form.stack method="post" action={ "/t/c/" (ask.subject) "/asked/" (ask.id) } novalidate {
                (typed.one_of("may", "What may go?", &ways))
                (typed.several("parts", "Of the record", &parts))
                @if !notes.is_empty() { details { summary { "Signed notes, one by one" } (typed.several("notes", "Signed notes", &notes)) } }
                (typed.input("words", "Words for the payer, where nothing goes", None, Kind::Line))
                (submit("Decide"))
            }
        }
    }
}
