//! The calendar of a day: everybody who treats beside each other, all rooms or one, and where one may book.

use actions::house::House;
use actions::see_desk_day::{DeskDay, DeskVisit, see_desk_day};
use axum::Router;
use axum::routing::get;
use jiff::ToSpan;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use schedule::closure::away;
use schedule::people::{Room, Staff};
use shell::reply::{self, Reply};
use terms::ids::RoomId;

use crate::asked::Asked;
use crate::desk_grid::{Column, Entry, away_words, table};
use crate::desk_today::not_happening;
use crate::desk_words::{book_and_log, day_asked};

/// The day.
pub fn routes() -> Router<House> {
    Router::new().route("/desk/calendar", get(show))
}

async fn show(asked: Asked) -> Reply {
    let date = day_asked(&asked);
    match asked.act(move |house, by| see_desk_day(house, by, date)).await {
        Ok(day) => {
            let room = asked.query("room").parse().ok();
            let room = day.rooms.iter().find(|known| Some(known.id) == room);
            let main = page(&asked, &day, room);
            reply::ok(asked.page(("Calendar", "/desk/calendar"), None, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(asked: &Asked, day: &DeskDay, room: Option<&Room>) -> Markup {
    let zone = asked.house.zone();
    let columns: Vec<Column<'_>> =
        day.clinicians.iter().map(|person| column(day, person, room.map(|room| room.id), &zone)).collect();
    let filter = room.map(|room| format!("&room={}", room.id)).unwrap_or_default();
    let (before, after) = (day.date.checked_sub(1.day()), day.date.checked_add(1.day()));
    html! {
        header.row.apart { h1 { (day.date.strftime("%A, %B %-d, %Y").to_string()) } (book_and_log("")) }
        div.row.apart {
            nav.row aria-label="Days" {
                @if let Ok(before) = before { a.btn.line.sm href={ "/desk/calendar?day=" (before) (filter) } { "Previous day" } }
                a.btn.line.sm href={ "/desk/calendar?day=" (asked.house.today(asked.by.now)) (filter) } { "Today" }
                @if let Ok(after) = after { a.btn.line.sm href={ "/desk/calendar?day=" (after) (filter) } { "Next day" } }
            }
            a href={ "/desk/calendar/week?day=" (day.date) } { "The week of one person" }
        }
        nav.subnav aria-label="Rooms" {
            a href={ "/desk/calendar?day=" (day.date) } aria-current=[room.is_none().then_some("true")] { "All rooms" }
            @for known in &day.rooms {
                a href={ "/desk/calendar?day=" (day.date) "&room=" (known.id) } aria-current=[room.is_some_and(|room| room.id == known.id).then_some("true")] { (known.name.as_str()) }
            }
        }
        @if columns.is_empty() { p.empty { "Nobody treats here yet." } } @else { (table(&columns, asked.by.now, &zone)) }
        (not_happening(&day.visits, &zone))
    }
}

/// A clinician's day. With a room in view, what they do elsewhere is only taken, and so is what others do in the room.
fn column<'a>(day: &'a DeskDay, person: &Staff, room: Option<RoomId>, zone: &TimeZone) -> Column<'a> {
    let mut entries = Vec::new();
    for known in day.visits.iter().filter(|known| known.visit.state.stands()) {
        entries.extend(entry(known, person, room));
    }
    let held = day.held.iter().filter(|(clinician, _)| *clinician == person.id);
    entries.extend(held.map(|(_, span)| Entry::Taken(*span, "Held for an offer")));
    let in_room = room.map(|room| format!("&room={room}")).unwrap_or_default();
    let away = away(&day.closures, person.id, day.date);
    Column {
        head: html! { (person.name.as_str()) (away_words(away)) },
        about: format!("with {}", person.name.as_str()),
        date: day.date,
        entries,
        open: away.map_or_else(|| person.hours.on(day.date, zone), |_| Vec::new()),
        query: format!("&who={}{in_room}", person.id),
    }
}

fn entry<'a>(known: &'a DeskVisit, person: &Staff, room: Option<RoomId>) -> Option<Entry<'a>> {
    let visit = &known.visit;
    match (visit.clinician == person.id, room) {
        (true, Some(room)) if visit.room != Some(room) => Some(Entry::Taken(visit.span, "Elsewhere")),
        (true, Some(_) | None) => Some(Entry::Visit(known)),
        (false, Some(room)) if visit.room == Some(room) => Some(Entry::Taken(visit.span, "Room taken")),
        (false, Some(_) | None) => None,
    }
}
