//! One check-in: what it asks and who sees it before the first question, and what it says once it is finished.

use actions::finish_check_in::finish_check_in;
use actions::house::House;
use actions::open_mine::{Mine, open_mine};
use actions::put_away_check_in::put_away_check_in;
use axum::Router;
use axum::routing::{get, post};
use care::check_in::{CheckIn, CheckInRefusal, CheckInState};
use maud::{Markup, html};
use shell::reply::{self, Reply};
use shell::time::moment;
use terms::ids::CheckInId;

use crate::asked::{Asked, At};
use crate::check_in_words::{if_it_worries, length, name, result};

/// The check-in, finishing it, and putting it away.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/my/check-ins/{id}", get(show))
        .route("/my/check-ins/{id}/finish", post(finish))
        .route("/my/check-ins/{id}/put-away", post(put_away))
}

async fn show(asked: Asked, At(id): At<CheckInId>) -> Reply {
    match asked.act(open_mine).await {
        Ok(mine) => match mine.workbook.check_in(id) {
            Some(check_in) => {
                let toast = (asked.query("done") == "finished").then_some("Finished. You and your team can read it.");
                reply::ok(asked.page(("Check-in", "/my/check-ins"), toast, page(&asked, &mine, check_in)))
            }
            None => asked.not_found(),
        },
        Err(trouble) => asked.instead(trouble),
    }
}

async fn finish(asked: Asked, At(id): At<CheckInId>) -> Reply {
    let subject = asked.client.subject;
    match asked.act(move |house, by| finish_check_in(house, by, subject, id)).await {
        Ok(()) => reply::go(format!("/my/check-ins/{id}?done=finished")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => after(&asked, id, refusal),
            Err(page) => *page,
        },
    }
}

async fn put_away(asked: Asked, At(id): At<CheckInId>) -> Reply {
    let subject = asked.client.subject;
    match asked.act(move |house, by| put_away_check_in(house, by, subject, id)).await {
        Ok(()) => reply::go("/my/check-ins?done=left"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => after(&asked, id, refusal),
            Err(page) => *page,
        },
    }
}

/// Where a refusal leads that no field can mend.
pub fn after(asked: &Asked, id: CheckInId, refusal: CheckInRefusal) -> Reply {
    match refusal {
        CheckInRefusal::NoSuchCheckIn | CheckInRefusal::NoSuchItem => asked.not_found(),
        CheckInRefusal::AlreadyFinished | CheckInRefusal::NoSuchAnswer => reply::go(format!("/my/check-ins/{id}")),
        CheckInRefusal::TooSoon { .. } | CheckInRefusal::AskedByTeamOnly => reply::go("/my/check-ins"),
    }
}

fn page(asked: &Asked, mine: &Mine, check_in: &CheckIn) -> Markup {
    html! {
        header.stack.tight { p.small { a href="/my/check-ins" { "Check-ins" } } h1 { (name(check_in.measure)) } }
        @match check_in.state() {
            CheckInState::Asked => (before(mine, check_in)),
            CheckInState::Begun => (begun(check_in)),
            CheckInState::Finished => (finished(asked, mine, check_in)),
            CheckInState::Left => {
                p { "You put this one away. What you answered stays with you and your team." }
                (before(mine, check_in))
            },
        }
        p.xs.dim { (check_in.measure.credit()) }
    }
}

/// Before the first question: how long, how many, who sees it, and what happens if an answer worries.
fn before(mine: &Mine, check_in: &CheckIn) -> Markup {
    let place = format!("/my/check-ins/{}", check_in.id);
    let therapist = mine.therapist();
    html! {
        section.card.stack.prose {
            p { (length(check_in.measure)) ", one on each page. Each answer is saved as you give it; you can skip any, go back, stop, and come back." }
            p { "Who sees it: you, " (therapist) " and your team. Not the front desk." }
            p { (if_it_worries(check_in.measure, therapist)) }
            @if let Some(reason) = &check_in.reason { p.dim { "Why now: " (reason.as_str()) } }
            div.row {
                a.btn href={ (place) "/" (check_in.next_item().map_or(1, |item| item.number)) } { "Begin" }
                @if check_in.state() == CheckInState::Asked { form method="post" action={ (place) "/put-away" } { button.btn.line { "Not now" } } }
            }
        }
    }
}

fn begun(check_in: &CheckIn) -> Markup {
    let (place, answers) = (format!("/my/check-ins/{}", check_in.id), check_in.answers());
    let open: Vec<u8> =
        check_in.measure.items().iter().map(|item| item.number).filter(|item| !answers.contains_key(item)).collect();
    html! {
        section.card.stack.prose {
            p { "You answered " (answers.len()) " of " (check_in.measure.items().len()) ". " @if open.is_empty() { "That is all of them." } @else { "The others can stay open; then there is no total, and that is fine." } }
            @if !open.is_empty() { p.row { "Open: " @for item in &open { a.btn.line.sm href={ (place) "/" (item) } { span.vh { "Question " } (item) } } } }
            div.row {
                form method="post" action={ (place) "/finish" } { button.btn { "Finish, and see what it says" } }
                form method="post" action={ (place) "/put-away" } { button.btn.line { "Put it away" } }
            }
            p.small { a href={ (place) "/1" } { "Look at the questions again" } }
        }
    }
}

fn finished(asked: &Asked, mine: &Mine, check_in: &CheckIn) -> Markup {
    let (zone, answers) = (asked.house.zone(), check_in.answers());
    html! {
        section.card.stack.prose {
            @for (place, sentence) in result(check_in, &mine.workbook, &zone).iter().enumerate() { p.lead[place == 0] { (sentence) } }
            p { "It is one way to look at a stretch of time, and no diagnosis. You and " (mine.therapist()) " can look at it together, or leave it." }
            @if let Some(at) = check_in.finished_at() { p.small.dim { "Finished " (moment(at, &zone)) } }
            p { a href="/my/check-ins/history" { "All of them over time" } }
        }
        details.card {
            summary.btn.line { "What you answered" }
            ol.rows {
                @for item in check_in.measure.items() {
                    @let choice = answers.get(&item.number).and_then(|answer| item.choices.iter().find(|choice| choice.number == answer.number()));
                    li { span.grow { (item.number) ". " (item.text) } span.dim { (choice.map_or("Left out", |choice| choice.words)) } }
                }
            }
        }
    }
}
