//! Records that payers ask for: what waits for a therapist, what may be sent, and what was. Nothing of a chart stands here.

use actions::house::House;
use actions::record_asks::{AskedRecords, mark_record_sent, see_record_asks};
use actions::see_note::name_in;
use axum::Router;
use axum::routing::{get, post};
use jiff::civil::Date;
use maud::{Markup, html};
use money::prepared_claim::claim_number;
use money::record_ask::{AskState, MayGo, Parts, RecordAsk, SendOffRefusal};
use schedule::people::{Client, Staff};
use shell::fields::{Kind, Problem, error_summary, submit};
use shell::form::Posted;
use shell::icon::{Icon, icon};
use shell::money_paper::date;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge};
use shell::typed::Typed;
use terms::ids::RecordAskId;

use crate::asked::{Asked, At};
use crate::trouble::not_found;

/// The list, one question, and that it was sent.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/billing/asked", get(show))
        .route("/billing/asked/{ask}", get(show_one))
        .route("/billing/asked/{ask}/sent", post(sent))
}

async fn show(asked: Asked) -> Reply {
    match asked.act(see_record_asks).await {
        Ok(all) => {
            let main = list(&all, asked.house.today(asked.by.now));
            reply::ok(asked.page(("Records asked for", "/billing/asked"), None, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn show_one(asked: Asked, At(id): At<RecordAskId>) -> Reply {
    let posted = Posted::from_pairs([("on", asked.house.today(asked.by.now).to_string())]);
    drawn(&asked, id, &posted, &[]).await
}

async fn sent(asked: Asked, At(id): At<RecordAskId>, posted: Posted) -> Reply {
    let mut form = Reading::of(&posted);
    let on = form.date("on");
    let on = form.wanted("on", on, "Enter the day on which it was sent");
    let on = match form.done(on) {
        Ok(on) => on,
        Err(problems) => return drawn(&asked, id, &posted, &problems).await,
    };
    match asked.act(move |house, by| mark_record_sent(house, by, (id, on))).await {
        Ok(()) => reply::go(format!("/billing/asked/{id}?done=sent")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => drawn(&asked, id, &posted, &[problem(refusal)]).await,
            Err(page) => *page,
        },
    }
}

fn problem(refusal: SendOffRefusal) -> Problem {
    let words = match refusal {
        SendOffRefusal::NotAllowed => "The therapist has not said that anything may go. Wait for their decision",
        SendOffRefusal::NoSummary => "The therapist has not made the summary of the plan yet. Wait for it",
        SendOffRefusal::Gone => "It stands as sent already",
        SendOffRefusal::InTheFuture => "This day is still to come. Enter the day on which it was sent",
        SendOffRefusal::BeforeDecided => {
            "The therapist decided later than this day. Enter the day on which it was sent"
        }
    };
    Problem { field: "on", words: words.to_owned() }
}

async fn drawn(asked: &Asked, id: RecordAskId, posted: &Posted, problems: &[Problem]) -> Reply {
    let all = match asked.act(see_record_asks).await {
        Ok(all) => all,
        Err(trouble) => return asked.instead(trouble),
    };
    let Some((client, ask)) = all.asks.iter().find(|(_, ask)| ask.id == id) else { return not_found(&asked.who) };
    let toast = match asked.query("done") {
        "written" => Some("Written down. Their therapist sees it; send nothing before they decided."),
        "sent" => Some("Written down. The client reads it in their own pages."),
        _ => None,
    };
    let main = one((client, ask), &all.staff, &Typed { posted, problems });
    asked.form_page(("Record asked for", "/billing/asked"), toast, !problems.is_empty(), main)
}

fn list(all: &AskedRecords, today: Date) -> Markup {
    html! {
        p.small { a href="/billing" { "Billing" } }
        header { h1 { "Records asked for" } p.dim.measure { "A payer asks, the therapist decides what may go, and only then it is sent. A question is written down from the client’s account." } }
        section.card.flush aria-label="Questions of payers" {
            @if all.asks.is_empty() { div.empty { (icon(Icon::Inbox)) p { "No payer asks for a record." } a.btn.soft.sm href="/billing/accounts" { "Find the account" } } }
            ul.rows {
                @for (client, ask) in &all.asks {
                    li {
                        span.grow { a.all href={ "/billing/asked/" (ask.id) } { (client.name.as_str()) } " " span.xs.dim { (client.chart_number) } br; span.xs.dim { (ask.payer.as_str()) ", by " (date(ask.due)) } }
                        @if ask.sent.is_none() && ask.due < today { (badge(Tone::Stop, "late")) }
                        (state_badge(ask.state()))
                    }
                }
            }
        }
    }
}

/// How far a question has come.
pub fn state_badge(state: AskState) -> Markup {
    let tone = match state {
        AskState::Waiting | AskState::AskingClient => Tone::Warn,
        AskState::MayGo | AskState::Sent => Tone::Ok,
        AskState::Refused => Tone::Quiet,
    };
    badge(tone, state.word())
}

fn one((client, ask): (&Client, &RecordAsk), staff: &[Staff], typed: &Typed<'_>) -> Markup {
    html! {
        p.small { a href="/billing/asked" { "Records asked for" } " · " a href={ "/billing/" (client.subject) } { "Account" } }
        header { h1 { (client.name.as_str()) } p.dim { "Chart " (client.chart_number) ". " (ask.payer.as_str()) " asks for a record. " (ask.state().word()) "." } }
        (error_summary(typed.problems))
        section.card.stack aria-labelledby="asks" { h2 #asks { "What they ask for" } (facts(ask)) }
        section.card.stack aria-labelledby="may" {
            h2 #may { "What may go" }
            @match ask.decisions.last() {
                None => p { "Nothing yet: " (name_in(staff, client.clinician)) " has not decided. Send nothing before." },
                Some(last) => {
                    (instruction(&last.may, &name_in(staff, last.by)))
                    @if ask.takes_summary() { p.small { @if ask.summary_at.is_some() { "The summary of the plan is made." } @else { "The summary of the plan is not made yet." } } }
                    p.small.dim { "Decided by " (name_in(staff, last.by)) " on " (date(last.on)) "." }
                },
            }
        }
        @match (&ask.sent, ask.state()) {
            (Some(sent), _) => p { "Sent on " b { (date(sent.on)) } ", written down by " (name_in(staff, sent.by)) ". The client reads it in their own pages." },
            (None, AskState::MayGo) => {
                form.card.row method="post" action={ "/billing/asked/" (ask.id) "/sent" } novalidate {
                    (typed.input("on", "Sent on", None, Kind::Date))
                    (submit("It was sent"))
                }
            },
            (None, AskState::Waiting | AskState::AskingClient | AskState::Refused | AskState::Sent) => {},
        }
    }
}

/// What a payer asked, for billing and for the therapist alike.
pub fn facts(ask: &RecordAsk) -> Markup {
    html! {
        dl.facts {
            dt { "Payer" } dd { (ask.payer.as_str()) }
            @if let Some(claim) = ask.claim { dt { "Claim" } dd { (claim_number(claim)) } }
            dt { "Asks for" } dd { (ask.wants.as_str()) }
            dt { "By" } dd { (date(ask.due)) }
            dt { "Answer to" } dd { (ask.how.as_str()) }
        }
    }
}

fn instruction(may: &MayGo, who: &str) -> Markup {
    html! {
        @match may {
            MayGo::Give(parts) => {
                p { "Send exactly this, and nothing else:" }
                (parts_list(parts))
                @if parts.notes.is_empty() && parts.parts.iter().all(|part| *part == money::record_ask::RecordPart::Dates) { p.small { "Dates and codes stand in the account." } }
                @else { p.small { "What comes from the chart " (who) " prepares and hands over closed. It is not opened here." } }
            },
            MayGo::Refuse(words) => p { "Nothing. Tell the payer: “" (words.as_str()) "”" },
            MayGo::AskClient => p { "Nothing yet: the client is asked first." },
        }
    }
}

/// Exactly what goes, line by line.
pub fn parts_list(parts: &Parts) -> Markup {
    html! {
        ul {
            @for part in &parts.parts { li { (part.word()) } }
            @for note in &parts.notes { li { "The signed note of " (date(note.date)) } }
        }
    }
}
