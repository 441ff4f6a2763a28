//! One of your sessions: when and where, what may help to get ready, and how to move or cancel it.

use actions::change_own_visit::{OwnVisit, OwnVisitRefusal, cancel_own_visit, move_own_visit, see_own_visit};
use actions::house::House;
use actions::open_mine::{Mine, open_mine};
use axum::Router;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use care::document::DocumentKind;
use jiff::Timestamp;
use maud::{Markup, html};
use schedule::move_visit::{ClientRefusal, MoveRefusal};
use schedule::span::Span;
use shell::fields::{self, Problem};
use shell::form::Posted;
use shell::icon::{Icon, icon};
use shell::reply::{self, Reply};
use shell::time::{clock, day};
use terms::ids::AppointmentId;
use terms::place::Place;
use terms::text::Line;

use crate::asked::{Asked, At};
use crate::calendar_file::calendar_file;
use crate::home::{about_visit, for_both};

/// How many other times are shown on one day.
const A_DAY: usize = 6;

/// The page, what can be done on it, and the file for one's own calendar.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/my/appointments/{id}", get(show))
        .route("/my/appointments/{id}/move", post(move_it))
        .route("/my/appointments/{id}/cancel", post(cancel))
        .route("/my/appointments/{id}/calendar", get(file))
}

async fn show(asked: Asked, At(id): At<AppointmentId>) -> Reply {
    shown(&asked, id, &[]).await
}

async fn shown(asked: &Asked, id: AppointmentId, problems: &[Problem]) -> Reply {
    let found = asked.act(move |house, by| Ok((open_mine(house, by)?, see_own_visit(house, by, id)?))).await;
    match found {
        Ok((mine, own)) => {
            let main = page(asked, &mine, &own, problems);
            if problems.is_empty() {
                reply::ok(asked.page(("Session", "/my/appointments"), None, main))
            } else {
                reply::refused(asked.page(("Error: Session", "/my/appointments"), None, main))
            }
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn move_it(asked: Asked, At(id): At<AppointmentId>, posted: Posted) -> Reply {
    let from = posted.one("from").parse().ok().and_then(|second| Timestamp::from_second(second).ok());
    let Some(from) = from else {
        let problem = Problem { field: "from", words: "Choose one of the times, or leave it as it is".to_owned() };
        return shown(&asked, id, &[problem]).await;
    };
    match asked.act(move |house, by| move_own_visit(house, by, id, from)).await {
        Ok(()) => reply::go("/my/appointments?done=moved"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, id, &[words(refusal)]).await,
            Err(page) => *page,
        },
    }
}

async fn cancel(asked: Asked, At(id): At<AppointmentId>, posted: Posted) -> Reply {
    let reason = Line::parse(posted.one("reason")).ok();
    match asked.act(move |house, by| cancel_own_visit(house, by, id, reason.as_ref())).await {
        Ok(()) => reply::go("/my/appointments?done=canceled"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, id, &[words(refusal)]).await,
            Err(page) => *page,
        },
    }
}

async fn file(asked: Asked, At(id): At<AppointmentId>) -> Response {
    match asked.act(move |house, by| see_own_visit(house, by, id)).await {
        Ok(own) => {
            let headers = [
                (CONTENT_TYPE, "text/calendar; charset=utf-8"),
                (CONTENT_DISPOSITION, "attachment; filename=\"appointment.ics\""),
            ];
            (headers, calendar_file(own.visit.id, own.visit.span, asked.by.now)).into_response()
        }
        Err(trouble) => asked.instead(trouble).into_response(),
    }
}

/// What to do about a refusal.
fn words(refusal: OwnVisitRefusal) -> Problem {
    let words = match refusal {
        OwnVisitRefusal::Client(ClientRefusal::TooLate) => {
            "It is too close now to change it here. Call the office, and we will find a way"
        }
        OwnVisitRefusal::Client(ClientRefusal::NotPlanned) | OwnVisitRefusal::Cancel(_) => {
            "This session is under way, over, or canceled already. Call the office if that is wrong"
        }
        OwnVisitRefusal::NotFree | OwnVisitRefusal::Move(MoveRefusal::Taken) => {
            "That time was taken a moment ago. These are still open"
        }
        OwnVisitRefusal::Move(MoveRefusal::Past) => "That time is over. Choose one that is to come",
        OwnVisitRefusal::Move(MoveRefusal::NotPlanned | MoveRefusal::RoomMissing) => {
            "It can’t be moved to that time. Choose another, or call the office"
        }
    };
    Problem { field: "from", words: words.to_owned() }
}

fn page(asked: &Asked, mine: &Mine, own: &OwnVisit, problems: &[Problem]) -> Markup {
    let (zone, visit) = (asked.house.zone(), &own.visit);
    html! {
        header.stack.tight {
            h1 { (day(visit.span.from, &zone)) }
            p.lead { (clock(visit.span.from, &zone)) ", " (visit.span.minutes()) " minutes" }
            p { (about_visit(mine, visit)) }
            @if mine.unit_of(visit).is_some() { p { (for_both()) } }
            p.small { a href={ "/my/appointments/" (visit.id) "/calendar" } { "Add to my calendar" } " " span.dim { "It says “Appointment” and nothing more." } }
        }
        (fields::error_summary(problems))
        div.split {
            (get_ready(mine, own))
            div.stack #change {
                @match own.may {
                    Ok(()) => { (move_form(asked, own, problems)) (cancel_form(visit.id)) },
                    Err(ClientRefusal::TooLate) => section.card.stack.tight {
                        h2 { "Move or cancel" }
                        p { "It begins within " (asked.house.practice().cancel_until_hours) " hours, so please call: " a href={ "tel:" (asked.house.practice().phone_dial) } { (asked.house.practice().phone) } "." }
                    },
                    Err(ClientRefusal::NotPlanned) => section.card { p.dim { "This session lies behind you, or is under way." } },
                }
            }
        }
    }
}

fn get_ready(mine: &Mine, own: &OwnVisit) -> Markup {
    html! {
        section.card.stack aria-labelledby="ready" {
            h2 #ready { "If you like to get ready" }
            @if let Some(intention) = mine.workbook.intention() {
                p.small.dim { "Your intention, for now" }
                blockquote.voice { "“" (intention.text.as_str()) "”" }
            }
            ul.rows {
                @if own.visit.place == Place::Online { li { (icon(Icon::Video)) span.grow { "Find a place where nobody listens. You will be asked whether you are in Colorado, and for a number if the connection drops." } } }
                @if own.visit.place == Place::Online && mine.workbook.signed_document(DocumentKind::TelehealthConsent).is_none() {
                    li { (icon(Icon::Document)) span.grow { a.all href="/my/documents/telehealth-consent" { "About meeting by video: to read before the visit" } } }
                }
                li { (icon(Icon::Leaf)) span.grow { a.all href="/my/preparation" { "Look at your workbook" } } }
                li { (icon(Icon::Shield)) span.grow { a.all href="/my/preparation/boundaries" { "Your boundaries, and the words that slow or stop" } } }
                li { (icon(Icon::Wave)) span.grow { a.all href="/my/grounding" { "A minute to settle" } } }
            }
            p.small.dim { "You can also come as you are." }
        }
    }
}

fn move_form(asked: &Asked, own: &OwnVisit, problems: &[Problem]) -> Markup {
    let zone = asked.house.zone();
    let mut days: Vec<(String, Vec<&Span>)> = Vec::new();
    for span in &own.free {
        let name = day(span.from, &zone);
        match days.last_mut() {
            Some((last, spans)) if *last == name => spans.push(span),
            Some(_) | None => days.push((name, vec![span])),
        }
    }
    let found = problems.iter().find(|problem| problem.field == "from");
    html! {
        form.card.stack method="post" action={ "/my/appointments/" (own.visit.id) "/move" } aria-labelledby="mv" {
            h2 #mv { "Move it" }
            @if let Some(problem) = found { p.error #from { (problem.words) } }
            @if days.is_empty() {
                p.dim { "No other time is open in the next three weeks. Call the office, and we will look further." }
            } @else {
                p.small.dim { "The same length, the same place, Mountain Time." }
                @for (name, spans) in days.iter().take(7) {
                    fieldset.field {
                        legend { (name) }
                        div.chips {
                            @for span in spans.iter().step_by(spans.len().div_ceil(A_DAY).max(1)) {
                                label.choice { input type="radio" name="from" value=(span.from.as_second()); span { (clock(span.from, &zone)) } }
                            }
                        }
                    }
                }
                div.row { button.btn { "Move to this time" } }
            }
        }
    }
}

fn cancel_form(id: AppointmentId) -> Markup {
    html! {
        form.card.stack method="post" action={ "/my/appointments/" (id) "/cancel" } aria-labelledby="cx" {
            h2 #cx { "Cancel it" }
            div.field {
                label for="reason" { "A word for the office " span.hint { "optional" } }
                input.w-m #reason name="reason" autocomplete="off";
            }
            div.row { button.btn.line { "Cancel this session" } }
        }
    }
}

#[cfg(test)]
mod tests {
    use schedule::cancel_visit::CancelRefusal;

    use super::*;

    #[test]
    fn every_refusal_says_what_to_do() {
        for (refusal, begins) in [
            (OwnVisitRefusal::Client(ClientRefusal::TooLate), "It is too close"),
            (OwnVisitRefusal::Client(ClientRefusal::NotPlanned), "This session is under way"),
            (OwnVisitRefusal::Cancel(CancelRefusal::Past), "This session is under way"),
            (OwnVisitRefusal::NotFree, "That time was taken"),
            (OwnVisitRefusal::Move(MoveRefusal::Taken), "That time was taken"),
            (OwnVisitRefusal::Move(MoveRefusal::Past), "That time is over"),
            (OwnVisitRefusal::Move(MoveRefusal::RoomMissing), "It can’t be moved"),
        ] {
            assert!(words(refusal).words.starts_with(begins), "{refusal:?}");
        }
    }
}
