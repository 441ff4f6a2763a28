//! Check-ins: what was asked of you, what you began, what you finished. All of them can be left alone.

use actions::ask_check_in::ask_check_in;
use actions::house::House;
use actions::open_mine::{Mine, open_mine};
use axum::Router;
use axum::routing::get;
use care::check_in::{CheckIn, CheckInState, NewCheckIn};
use care::measure::Measure;
use maud::{Markup, html};
use shell::fields::{Problem, error_summary, hidden};
use shell::form::Posted;
use shell::icon::{Icon, icon};
use shell::reply::{self, Reply};
use shell::shape::{Phase, Tone, badge};
use shell::time::day;
use terms::ids::CheckInId;

use crate::again::page_or_again;
use crate::asked::Asked;
use crate::check_in_words::{length, name, words};

/// The list, and beginning one on distress.
pub fn routes() -> Router<House> {
    Router::new().route("/my/check-ins", get(show).post(begin))
}

async fn show(asked: Asked) -> Reply {
    shown(&asked, &[]).await
}

async fn shown(asked: &Asked, problems: &[Problem]) -> Reply {
    match asked.act(open_mine).await {
        Ok(mine) => {
            let toast = (asked.query("done") == "left").then_some("Put away. It is here if you want it after all.");
            page_or_again(asked, ("Check-ins", "/my/check-ins"), toast, (problems, page(asked, &mine, problems)))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn begin(asked: Asked, posted: Posted) -> Reply {
    let id: Option<CheckInId> = posted.one("id").parse().ok();
    let Some(id) = id else { return reply::go("/my/check-ins") };
    let (subject, new) = (asked.client.subject, NewCheckIn { id, measure: Measure::Distress, reason: None });
    match asked.act(move |house, by| ask_check_in(house, by, subject, &new)).await {
        Ok(()) => reply::go(format!("/my/check-ins/{id}/1")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, &[words(refusal)]).await,
            Err(page) => *page,
        },
    }
}

fn page(asked: &Asked, mine: &Mine, problems: &[Problem]) -> Markup {
    let (waiting, others): (Vec<&CheckIn>, Vec<&CheckIn>) =
        mine.workbook.check_ins().iter().partition(|check_in| check_in.is_waiting());
    html! {
        header.stack.tight { h1 { "Check-ins" } p.lead.dim { "A few questions now and then, so that you and " (mine.therapist()) " can see how it goes. You can skip any question, and all of them." } }
        (error_summary(problems))
        div.split {
            section.stack aria-labelledby="asked" {
                h2 #asked { "When you have time" }
                @if waiting.is_empty() { div.card.empty #answer { (icon(Icon::Chart)) p { "Nothing is asked of you." } } }
                @else { ul.rows.card #answer { @for check_in in waiting { (row(asked, check_in)) } } }
            }
            form.card.stack method="post" action="/my/check-ins" aria-labelledby="own" {
                h2 #own { "How much distress, right now?" }
                p.small { "One question, from 0 to 10. You can ask yourself whenever you like." }
                (hidden("id", &mine.fresh.to_string()))
                div.row { button.btn.line { "Begin" } }
            }
        }
        @if !others.is_empty() {
            section.stack aria-labelledby="done" {
                div.row.apart { h2 #done { "Behind you" } a href="/my/check-ins/history" { "All of them over time" } }
                ul.rows.card { @for check_in in others.into_iter().rev() { (row(asked, check_in)) } }
            }
        }
    }
}

fn row(asked: &Asked, check_in: &CheckIn) -> Markup {
    let zone = asked.house.zone();
    html! {
        li {
            span.grow {
                a.all href={ "/my/check-ins/" (check_in.id) } { (name(check_in.measure)) }
                br; span.small.dim {
                    @match check_in.finished_at() { Some(at) => (day(at, &zone)), None => { (length(check_in.measure)) ", asked " (day(check_in.asked_at, &zone)) } }
                }
            }
            (state_badge(check_in.state()))
        }
    }
}

fn state_badge(state: CheckInState) -> Markup {
    match state {
        CheckInState::Asked => badge(Tone::Quiet, "If you like"),
        CheckInState::Begun => badge(Tone::Phase(Phase::Preparation), state.word()),
        CheckInState::Finished => badge(Tone::Ok, state.word()),
        CheckInState::Left => badge(Tone::Quiet, state.word()),
    }
}
