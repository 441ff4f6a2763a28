//! The bridge to a prescriber: what they may want to know, what was sent by which release, and what they answered.

use actions::house::House;
use actions::open_chart::{OpenChart, open_chart};
use actions::tell_prescriber::flag_for_prescriber;
use axum::Router;
use axum::routing::{get, post};
use care::prescriber::{BridgeState, HealthFlag, bridge_state};
use care::release::{Recipient, Release};
use maud::{Markup, html};
use shell::fields::{self, Problem};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::shape::{Phase, Tone, badge};
use shell::time::moment;
use shell::typed::Typed;
use terms::ids::SubjectId;

use crate::asked::{Asked, At};
use crate::chart::subnav;
use crate::dates::chart_link;

/// The page, and what is flagged on it.
pub fn routes() -> Router<House> {
    Router::new().route("/t/c/{subject}/prescriber", get(show)).route("/t/c/{subject}/prescriber/flags", post(flag))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    shown(&asked, subject, None, &[]).await
}

async fn flag(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let mut form = Reading::of(&posted);
    let words = form.prose("words");
    let flags: Vec<HealthFlag> = posted.all("flags").iter().filter_map(|code| HealthFlag::from_code(code)).collect();
    let words = match form.done(Some(words)) {
        Ok(words) => words,
        Err(problems) => return shown(&asked, subject, Some(&posted), &problems).await,
    };
    match asked.act(move |house, by| flag_for_prescriber(house, by, subject, (&flags, words.as_ref()))).await {
        Ok(()) => reply::go(format!("/t/c/{subject}/prescriber?done=flagged")),
        Err(trouble) => asked.instead(trouble),
    }
}

async fn shown(asked: &Asked, subject: SubjectId, posted: Option<&Posted>, problems: &[Problem]) -> Reply {
    match asked.act(move |house, by| open_chart(house, by, subject)).await {
        Ok(open) => {
            let stored = as_posted(&open);
            let main = page(asked, &open, &Typed { posted: posted.unwrap_or(&stored), problems });
            let title = format!("Chart {}", open.client.chart_number);
            let toast = match asked.query("done") {
                "flagged" => Some("Written down. Nothing was sent."),
                "answered" => Some("The answer is kept as it was said."),
                _ => None,
            };
            asked.form_page((&title, "/t/caseload"), toast, !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn as_posted(open: &OpenChart) -> Posted {
    let Some(flagged) = open.chart.flagged() else { return Posted::default() };
    let flags = flagged.flags.iter().map(|flag| ("flags", flag.code().to_owned()));
    let words = flagged.words.as_ref().map(|words| ("words", words.as_str().to_owned()));
    Posted::from_pairs(flags.chain(words))
}

/// How it stands with the prescriber, in a word; nothing where nothing was flagged or sent.
pub fn bridge_badge(open: &OpenChart) -> Markup {
    match bridge_state(&open.chart, &open.workbook) {
        None => html! {},
        Some(state @ BridgeState::Flagged) => badge(Tone::Phase(Phase::Preparation), state.word()),
        Some(state @ BridgeState::Sent) => badge(Tone::Quiet, state.word()),
        Some(state @ BridgeState::Answered) => badge(Tone::Ok, state.word()),
    }
}

fn page(asked: &Asked, open: &OpenChart, typed: &Typed<'_>) -> Markup {
    let flags = HealthFlag::ALL.map(|flag| (flag.code(), flag.word()));
    let subject = open.client.subject;
    html! {
        header.stack {
            div {
                p.small { (chart_link(&open.client)) " · " a href={ "/t/c/" (subject) "/readiness" } { "Readiness" } }
                h1 { "Bridge to the prescriber" }
                p.row { (bridge_badge(open)) }
                p.dim { "You pass on what was told and keep what is answered. Whether ketamine is right, and every question of medicine, is the prescriber’s." }
            }
            (subnav(open, "/prescriber"))
        }
        (fields::error_summary(typed.problems))
        div.split {
            form.card.stack method="post" action={ "/t/c/" (subject) "/prescriber/flags" } {
                (typed.several("flags", "A prescriber may want to know", &flags))
                (typed.area("words", "In the client’s words", Some("Medicines, since when, who treats it. Nobody is told to stop a medicine")))
                @if let Some(flagged) = open.chart.flagged() { p.xs.dim { "Last written " (moment(flagged.at, &asked.house.zone())) } }
                div.row { button.btn { "Write it down" } }
            }
            div.stack { (to_send(asked, open)) (sent(asked, open)) }
        }
    }
}

fn to_send(asked: &Asked, open: &OpenChart) -> Markup {
    let (subject, today) = (open.client.subject, asked.house.today(asked.by.now));
    let in_force: Vec<&Release> = open
        .workbook
        .releases()
        .iter()
        .filter(|release| release.terms.kind == Recipient::Prescriber && release.in_force(today).is_some())
        .collect();
    html! {
        section.card.stack.tight aria-labelledby="send" {
            h2 #send { "Send" }
            @if in_force.is_empty() {
                p { "Nothing can be sent: no release to a prescriber is in force." }
                div.row { a.btn.line.sm href={ "/t/c/" (subject) "/releases/new" } { "New release" } }
            }
            ul.rows {
                @for release in in_force {
                    li { span.grow { (release.terms.to.as_str()) } a.btn.line.sm href={ "/t/c/" (subject) "/prescriber/send/" (release.id) } { "Look at what would go" } }
                }
            }
        }
    }
}

fn sent(asked: &Asked, open: &OpenChart) -> Markup {
    let (subject, zone) = (open.client.subject, asked.house.zone());
    html! {
        section.card.stack.tight aria-labelledby="sent" {
            h2 #sent { "Sent" }
            @if open.workbook.packets().is_empty() { p.dim { "Nothing yet." } }
            ul.rows {
                @for packet in open.workbook.packets().iter().rev() {
                    li.stack.tight {
                        span { a.all href={ "/t/c/" (subject) "/prescriber/" (packet.id) } { (packet.to.as_str()) } br; span.small.dim { (moment(packet.at, &zone)) ", " (packet.how.word().to_lowercase()) } }
                        @for answer in open.chart.answers_to(packet.id) { blockquote { "“" (answer.quote.as_str()) "”" } }
                    }
                }
            }
        }
    }
}
