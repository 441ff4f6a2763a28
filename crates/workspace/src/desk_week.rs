//! The calendar of a week: one person who treats, Monday to Sunday, and where one may book.

use actions::house::House;
use actions::see_desk_week::{DAYS, DeskWeek, see_desk_week};
use axum::Router;
use axum::routing::get;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use schedule::closure::away;
use shell::reply::{self, Reply};

use crate::asked::Asked;
use crate::desk_grid::{Column, Entry, away_words, table};
use crate::desk_today::not_happening;
use crate::desk_words::{book_and_log, day_asked};

/// The week.
pub fn routes() -> Router<House> {
    Router::new().route("/desk/calendar/week", get(show))
}

async fn show(asked: Asked) -> Reply {
    let (date, who) = (day_asked(&asked), asked.query("who").parse().ok());
    match asked.act(move |house, by| see_desk_week(house, by, date, who)).await {
        Ok(week) => reply::ok(asked.page(("Calendar", "/desk/calendar"), None, page(&asked, &week))),
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(asked: &Asked, week: &DeskWeek) -> Markup {
    let zone = asked.house.zone();
    let columns: Vec<Column<'_>> =
        (0..DAYS).filter_map(|day| Some(column(week, week.monday.checked_add(day.days()).ok()?, &zone))).collect();
    let turned = |weeks: i32| week.monday.checked_add(weeks.weeks()).ok();
    let link = |monday: Date| format!("/desk/calendar/week?day={monday}&who={}", week.clinician.id);
    html! {
        header.row.apart { h1 { (week.clinician.name.as_str()) ", week of " (week.monday.strftime("%B %-d, %Y").to_string()) } (book_and_log("")) }
        div.row.apart {
            nav.row aria-label="Weeks" {
                @if let Some(before) = turned(-1) { a.btn.line.sm href=(link(before)) { "Previous week" } }
                a.btn.line.sm href=(link(asked.house.today(asked.by.now))) { "This week" }
                @if let Some(after) = turned(1) { a.btn.line.sm href=(link(after)) { "Next week" } }
            }
            a href={ "/desk/calendar?day=" (week.monday) } { "The day of everybody" }
        }
        nav.subnav aria-label="People" {
            @for person in &week.clinicians {
                a href={ "/desk/calendar/week?day=" (week.monday) "&who=" (person.id) } aria-current=[(person.id == week.clinician.id).then_some("true")] { (person.name.as_str()) }
            }
        }
        (table(&columns, asked.by.now, &zone))
        (not_happening(&week.visits, &zone))
    }
}

fn column<'a>(week: &'a DeskWeek, date: Date, zone: &TimeZone) -> Column<'a> {
    let is_that_day = |at: jiff::Timestamp| zone.to_datetime(at).date() == date;
    let standing = week.visits.iter().filter(|known| known.visit.state.stands() && is_that_day(known.visit.span.from));
    let held = week.held.iter().filter(|span| is_that_day(span.from));
    let away = away(&week.closures, week.clinician.id, date);
    Column {
        head: html! { a href={ "/desk/calendar?day=" (date) } { (date.strftime("%a, %b %-d").to_string()) } (away_words(away)) },
        about: date.strftime("%A, %B %-d").to_string(),
        date,
        entries: standing.map(Entry::Visit).chain(held.map(|span| Entry::Taken(*span, "Held for an offer"))).collect(),
        open: away.map_or_else(|| week.clinician.hours.on(date, zone), |_| Vec::new()),
        query: format!("&who={}", week.clinician.id),
    }
}
