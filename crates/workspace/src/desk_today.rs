//! The front desk's day: who has arrived, who has not yet, which rooms are free, and what is to do after calls.

use actions::house::House;
use actions::see_calls::{PhoneLog, see_calls};
use actions::see_desk_day::{DeskDay, DeskVisit, see_desk_day};
use actions::see_letters::count_failed_letters;
use axum::Router;
use axum::routing::get;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use schedule::appointment::AppointmentState;
use schedule::people::Room;
use schedule::step_visit::next_steps;
use shell::fields::hidden;
use shell::icon::{Icon, icon};
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge};
use shell::time::clock;

use crate::asked::Asked;
use crate::desk_words::{book_and_log, from_to, name_of, state_badge, step_words, toast, tone};
use crate::letters::failed_note;
use crate::reach_words::client_ways;

/// The desk's first page.
pub fn routes() -> Router<House> {
    Router::new().route("/desk", get(show))
}

async fn show(asked: Asked) -> Reply {
    let today = asked.house.today(asked.by.now);
    let day = match asked.act(move |house, by| see_desk_day(house, by, today)).await {
        Ok(day) => day,
        Err(trouble) => return asked.instead(trouble),
    };
    match asked.act(|house, by| Ok((see_calls(house, by)?, count_failed_letters(house, by)?))).await {
        Ok((log, failed)) => {
            let main = html! { (failed_note(failed)) (page(&day, &log, asked.by.now, &asked.house.zone())) };
            reply::ok(asked.page(("Front desk", "/desk"), toast(asked.query("done")), main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(day: &DeskDay, log: &PhoneLog, now: Timestamp, zone: &TimeZone) -> Markup {
    html! {
        header.row.apart {
            div { h1 { (day.date.strftime("%A, %B %-d").to_string()) } p.dim { (summary(&day.visits)) } }
            (book_and_log(""))
        }
        div.split.main {
            section.card.flush aria-label="Today" { (schedule(day, now, zone)) }
            div.stack {
                (rooms_now(day, now, zone))
                (to_do(log))
                p.small { a href="/desk/waitlist" { "Wait list" } " · " a href="/desk/letters" { "Letters" } " · " a href="/desk/calendar" { "Calendar" } }
            }
        }
        p.xs.dim.wide-only { kbd { "J" } " " kbd { "K" } " move  " kbd { "Enter" } " open  " kbd { "B" } " book  " kbd { "L" } " log a call  " kbd { "/" } " find" }
    }
}

fn summary(visits: &[DeskVisit]) -> String {
    let count = |of: &dyn Fn(AppointmentState) -> bool| visits.iter().filter(|known| of(known.visit.state)).count();
    let here = count(&|state| matches!(state, AppointmentState::Arrived | AppointmentState::InSession));
    match count(&AppointmentState::stands) {
        0 => "Nobody comes today.".to_owned(),
        1 => format!("1 visit, {here} here now."),
        more => format!("{more} visits, {here} here now."),
    }
}

fn schedule(day: &DeskDay, now: Timestamp, zone: &TimeZone) -> Markup {
    html! {
        @if day.visits.is_empty() {
            div.empty { (icon(Icon::Calendar)) p { "Nothing is booked today." } a.btn.soft.sm href="/desk/calendar" { "Open the calendar" } }
        } @else {
            div.scroll {
                table.fold {
                    thead { tr { th scope="col" { "Time" } th scope="col" { "Client" } th scope="col" { "With" } th scope="col" { "State" } th scope="col" { "Next" } } }
                    tbody { @for known in &day.visits { (line(day, known, now, zone)) } }
                }
            }
        }
    }
}

fn line(day: &DeskDay, known: &DeskVisit, now: Timestamp, zone: &TimeZone) -> Markup {
    let visit = &known.visit;
    html! {
        tr {
            td.num { b { (visit.span.from.to_zoned_datetime(zone.clone()).strftime("%-I:%M").to_string()) } }
            th scope="row" {
                a href={ "/desk/visits/" (visit.id) } { (known.client.name.as_str()) } " " span.xs.dim { (known.client.chart_number) }
                br; span.xs.dim { (client_ways(&known.client.reach)) }
            }
            td { (name_of(&day.clinicians, visit.clinician)) br; span.xs.dim { (known.room.as_ref().map_or(visit.place.word(), |room| room.as_str())) ", " } (badge(tone(visit.kind), visit.kind.word())) }
            td { (state(known, now)) }
            td { div.row { (steps(known, now)) } }
        }
    }
}

/// Whoever is expected and not here yet is said plainly, with for how long.
fn state(known: &DeskVisit, now: Timestamp) -> Markup {
    let waited = known.visit.span.from.duration_until(now).as_mins();
    let is_expected = known.visit.state == AppointmentState::Planned && known.visit.span.until > now;
    html! {
        @if is_expected && waited > 0 { (badge(Tone::Warn, &format!("Not here yet, {waited} min"))) }
        @else { (state_badge(known.visit.state)) }
    }
}

/// The likeliest step, and the way back from the last one.
fn steps(known: &DeskVisit, now: Timestamp) -> Markup {
    let visit = &known.visit;
    html! {
        @if let Some(to) = next_steps(visit, now).first() {
            form method="post" action={ "/desk/visits/" (visit.id) "/step" } {
                (hidden("back", "day"))
                button.btn.line.sm name="to" value=(to.code()) { (step_words(*to)) span.vh { ": " (known.client.name.as_str()) } }
            }
        }
        @if let Some((turn, _)) = visit.last_turn().filter(|(_, last)| last.to == visit.state) {
            form method="post" action={ "/desk/visits/" (visit.id) "/undo" } {
                (hidden("back", "day"))
                button.btn.plain.sm name="turn" value=(turn) { "Undo" span.vh { ": " (known.client.name.as_str()) } }
            }
        }
    }
}

fn rooms_now(day: &DeskDay, now: Timestamp, zone: &TimeZone) -> Markup {
    html! {
        section.card.flush aria-labelledby="rooms" {
            h2 #rooms { "Rooms now" }
            @if day.rooms.is_empty() { p.empty { "The practice has no rooms yet." } }
            ul.rows.tight { @for room in &day.rooms { li { span.grow { (room.name.as_str()) } span.small.dim { (room_words(day, room, now, zone)) } } } }
        }
    }
}

fn room_words(day: &DeskDay, room: &Room, now: Timestamp, zone: &TimeZone) -> String {
    let standing = day.visits.iter().map(|known| &known.visit);
    let mut here =
        standing.filter(|visit| visit.state.stands() && visit.room == Some(room.id) && visit.span.until > now);
    let next = here.next();
    match next {
        Some(visit) if visit.span.from <= now => format!("Taken until {}", clock(visit.span.until, zone)),
        Some(visit) => format!("Free until {}", clock(visit.span.from, zone)),
        None => "Free for the rest of the day".to_owned(),
    }
}

fn to_do(log: &PhoneLog) -> Markup {
    html! {
        section.card.flush aria-labelledby="todo" {
            h2 #todo { "To do after calls" }
            @if log.open.is_empty() { p.empty { "Nothing is to do after a call." } }
            ul.rows {
                @for logged in &log.open {
                    li {
                        (icon(Icon::Phone))
                        span.grow {
                            a.all href="/desk/phone" { (logged.call.next.as_ref().map_or("", |next| next.as_str())) }
                            br; span.xs.dim { (logged.call.who.as_str()) @if let Some(owner) = logged.call.owner { ", for " (name_of(&log.staff, owner)) } }
                        }
                    }
                }
            }
        }
    }
}

/// Visits of a day that do not take place, each with the way to where that is taken back.
pub fn not_happening(visits: &[DeskVisit], zone: &TimeZone) -> Markup {
    let gone: Vec<&DeskVisit> = visits.iter().filter(|known| !known.visit.state.stands()).collect();
    html! {
        @if !gone.is_empty() {
            section.card.flush aria-labelledby="gone" {
                h2 #gone { "Not taking place" }
                ul.rows {
                    @for known in gone {
                        li {
                            span.grow { a.all href={ "/desk/visits/" (known.visit.id) } { (known.client.name.as_str()) } br; span.small.dim { (from_to(&known.visit.span, zone)) } }
                            (state_badge(known.visit.state))
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_day_has_its_words() {
        let date = "2026-06-22".parse().unwrap();
        let day = DeskDay {
            date,
            clinicians: Vec::new(),
            rooms: Vec::new(),
            visits: Vec::new(),
            held: Vec::new(),
            closures: Vec::new(),
        };
        let log = PhoneLog { open: Vec::new(), recent: Vec::new(), staff: Vec::new() };
        let page = page(&day, &log, Timestamp::UNIX_EPOCH, &TimeZone::UTC).into_string();
        for words in
            ["Monday, June 22", "Nobody comes today.", "Nothing is booked today.", "no rooms yet", "Nothing is to do"]
        {
            assert!(page.contains(words), "{words}");
        }
        assert!(not_happening(&day.visits, &TimeZone::UTC).into_string().is_empty());
    }
}
