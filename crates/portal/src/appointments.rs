//! Your appointments: what is planned, and what lies behind you.

use actions::house::House;
use actions::open_mine::{Mine, open_mine};
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use schedule::appointment::Appointment;
use shell::icon::{Icon, icon};
use shell::reply::{self, Reply};
use shell::time::{clock, day};

use crate::asked::Asked;
use crate::home::{about_visit, for_both};

/// The most past visits that are listed.
const BEHIND: usize = 24;

/// The list.
pub fn routes() -> Router<House> {
    Router::new().route("/my/appointments", get(show))
}

async fn show(asked: Asked) -> Reply {
    match asked.act(open_mine).await {
        Ok(mine) => {
            let main = page(&asked, &mine);
            reply::ok(asked.page(("Appointments", "/my/appointments"), toast(asked.query("done")), main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn toast(done: &str) -> Option<&'static str> {
    match done {
        "moved" => Some("It is moved. The office sees the new time."),
        "booked" => Some("It is booked. The office sees it too."),
        "canceled" => Some("It is canceled, and nothing is owed for it."),
        _ => None,
    }
}

fn page(asked: &Asked, mine: &Mine) -> Markup {
    let (ahead, behind): (Vec<&Appointment>, Vec<&Appointment>) =
        mine.visits.iter().partition(|visit| visit.span.until > asked.by.now);
    let practice = asked.house.practice();
    html! {
        header.stack.tight { h1 { "Appointments" } p.lead.dim { "You can move or cancel here until " (practice.cancel_until_hours) " hours before. After that, call us." } }
        section.stack aria-labelledby="ahead" {
            h2 #ahead { "Planned" }
            @if ahead.is_empty() {
                div.card.empty { (icon(Icon::Calendar)) p { "Nothing is booked." } a.btn.soft href={ "tel:" (practice.phone_dial) } { "Call the office for a time" } }
            } @else {
                ul.rows.card { @for visit in ahead { (row(asked, mine, visit)) } }
            }
        }
        @if !behind.is_empty() {
            section.stack aria-labelledby="behind" {
                h2 #behind { "Behind you" }
                ul.rows.card { @for visit in behind.into_iter().rev().take(BEHIND) { (row(asked, mine, visit)) } }
            }
        }
    }
}

fn row(asked: &Asked, mine: &Mine, visit: &Appointment) -> Markup {
    let zone = asked.house.zone();
    html! {
        li {
            (icon(Icon::Calendar))
            span.grow {
                a.all href={ "/my/appointments/" (visit.id) } { (day(visit.span.from, &zone)) ", " (clock(visit.span.from, &zone)) }
                br; span.small.dim { (about_visit(mine, visit)) }
            }
            @if mine.unit_of(visit).is_some() { (for_both()) }
        }
    }
}
