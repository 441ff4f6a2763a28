//! Today: who comes, what to know before going in, what is to sign, and who had a dosing day lately.

use actions::break_glass::see_emergencies;
use actions::custody::see_my_custody;
use actions::house::House;
use actions::see_today::{DaysAfter, NoteStatus, Today, TodaysVisit, see_today};
use axum::Router;
use axum::routing::get;
use care::before_visit::BeforeVisit;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use schedule::alert::AlertState;
use shell::icon::{Icon, icon};
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge};
use shell::time::{age, clock, short_day as moment_day};
use terms::place::Place;

use crate::asked::Asked;
use crate::custody;
use crate::dates::{day, visit_badge};
use crate::emergency;
use crate::start_note::{Weight, start_button};
use crate::to_sign::age_badge;

/// The most requests that are named here; the rest stand at the front desk.
const REQUESTS_SHOWN: usize = 3;

/// The therapist's first page.
pub fn routes() -> Router<House> {
    Router::new().route("/t", get(show))
}

async fn show(asked: Asked) -> Reply {
    let look =
        |house: &House, by: &_| Ok((see_today(house, by)?, see_emergencies(house, by)?, see_my_custody(house, by)?));
    match asked.act(look).await {
        Ok((today, emergencies, custody)) => {
            let zone = asked.house.zone();
            let above = html! {
                @for emergency in &emergencies { (emergency::told(emergency, &zone)) }
                (custody::on_the_first_page(&custody, &zone))
            };
            let main = page((&today, &above), asked.by.now, &zone);
            reply::ok(asked.page(("Today", "/t"), None, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn page((today, above): (&Today, &Markup), now: Timestamp, zone: &TimeZone) -> Markup {
    let next = today.visits.iter().find(|visit| visit.appointment.span.until > now);
    html! {
        header.row.apart {
            div { h1 { (today.date.strftime("%A, %B %-d").to_string()) } p.dim { (summary(today, next, now, zone)) } }
            @if let Some(visit) = next { div.row { (main_button(visit)) } }
        }
        (alerts(today, now))
        (above)
        div.split.main {
            section.card.flush aria-label="Schedule" { (schedule(today, next, zone)) }
            div.stack {
                (needs_you(today, now))
                (days_after(&today.days_after, zone))
            }
        }
        p.xs.dim.wide-only { kbd { "J" } " " kbd { "K" } " move  " kbd { "Enter" } " open  " kbd { "N" } " note  " kbd { "/" } " find" }
    }
}

fn summary(today: &Today, next: Option<&TodaysVisit>, now: Timestamp, zone: &TimeZone) -> String {
    let visits = match today.visits.len() {
        0 => return "Nothing is booked today.".to_owned(),
        1 => "1 session.".to_owned(),
        more => format!("{more} sessions."),
    };
    let Some(next) = next else { return format!("{visits} All are over.") };
    let (name, from) = (next.client.name.as_str(), next.appointment.span.from);
    let minutes = now.duration_until(from).as_mins();
    match minutes {
        ..=0 => format!("{visits} With {name} since {}.", clock(from, zone)),
        1..=90 => format!("{visits} Next is {name} at {}, in {minutes} minutes.", clock(from, zone)),
        91.. => format!("{visits} Next is {name} at {}.", clock(from, zone)),
    }
}

fn main_button(visit: &TodaysVisit) -> Markup {
    let appointment = &visit.appointment;
    html! {
        @match visit.note {
            NoteStatus::None => (start_button(appointment.subject, appointment.kind.into(), appointment.id, Weight::Main)),
            NoteStatus::Draft(note) => a.btn.sm href={ "/t/n/" (note) } data-key="n" { "Open draft " kbd { "N" } },
            NoteStatus::Signed(note) => a.btn.line.sm href={ "/t/c/" (appointment.subject) "/n/" (note) } { "Open note" },
        }
    }
}

fn schedule(today: &Today, next: Option<&TodaysVisit>, zone: &TimeZone) -> Markup {
    let is_next = |visit: &TodaysVisit| next.is_some_and(|next| next.appointment.id == visit.appointment.id);
    html! {
        @if today.visits.is_empty() {
            div.empty { (icon(Icon::Calendar)) p { "Nobody comes today." } a.btn.soft.sm href="/t/caseload" { "Open the caseload" } }
        } @else {
            div.scroll {
                table.fold {
                    thead { tr { th scope="col" { "Time" } th scope="col" { "Client" } th scope="col" { "Session" } th scope="col" { "Where" } th scope="col" { "Before you go in" } th scope="col" { "Note" } } }
                    tbody { @for visit in &today.visits { (line(visit, is_next(visit).then_some("true"), zone)) } }
                }
            }
        }
    }
}

fn line(visit: &TodaysVisit, current: Option<&str>, zone: &TimeZone) -> Markup {
    let appointment = &visit.appointment;
    let subject = appointment.subject;
    html! {
        tr.now[current.is_some()] aria-current=[current] {
            td.num { b { (appointment.span.from.to_zoned_datetime(zone.clone()).strftime("%-I:%M").to_string()) } }
            th scope="row" { a href={ "/t/c/" (subject) } { (visit.client.name.as_str()) } " " span.xs.dim { (visit.client.chart_number) } }
            td { (visit_badge(appointment.kind.into(), visit.number, visit.day)) }
            td.nowrap { (place_words(visit)) }
            td { a href={ "/t/c/" (subject) "/brief" } { (before_words(&visit.before)) span.vh { ": all to know before " (visit.client.name.as_str()) } } }
            td {
                @match visit.note {
                    NoteStatus::None => (start_button(subject, appointment.kind.into(), appointment.id, Weight::Plain)),
                    NoteStatus::Draft(note) => a href={ "/t/n/" (note) } { (badge(Tone::Warn, "Draft")) },
                    NoteStatus::Signed(note) => a href={ "/t/c/" (subject) "/n/" (note) } { (badge(Tone::Ok, "Signed")) },
                }
            }
        }
    }
}

fn place_words(visit: &TodaysVisit) -> String {
    match (visit.appointment.place, &visit.room) {
        (Place::InPerson, Some(room)) => room.as_str().to_owned(),
        (place @ (Place::InPerson | Place::Online), _) => place.word().to_owned(),
    }
}

/// The first two things to know: enough to read in a doorway.
fn before_words(before: &[BeforeVisit]) -> String {
    let words = before.iter().take(2).map(|thing| match thing {
        BeforeVisit::FirstVisit => "First visit".to_owned(),
        BeforeVisit::BoundariesNotWritten => "Boundaries not written yet".to_owned(),
        BeforeVisit::IntentionNotWritten => "Intention not written yet".to_owned(),
        BeforeVisit::DosingPlanned(date) => format!("Dosing planned {}", day(*date)),
        BeforeVisit::LastVisit(date) => format!("Last visit {}", day(*date)),
    });
    words.collect::<Vec<_>>().join(". ")
}

/// One queue: who did not come after a dosing day, what is unsigned, then requests, then money. Alerts stand above everything.
fn needs_you(today: &Today, now: Timestamp) -> Markup {
    let missed: Vec<&DaysAfter> = today.days_after.iter().filter(|row| row.missed.is_some()).collect();
    let is_empty =
        today.to_sign.is_empty() && today.requests.is_empty() && today.open_payments.is_empty() && missed.is_empty();
    let is_empty = is_empty && today.left.is_empty() && today.asked_for.is_empty();
    html! {
        section.card.flush aria-labelledby="needs" {
            h2 #needs { "Needs you" }
            @if is_empty { div.empty { p { "Nothing waits for you. Every note you began is signed." } } }
            ul.rows {
                @for row in missed {
                    li.warn {
                        (icon(Icon::Phone))
                        span.grow { a.all href={ "/t/c/" (row.client.subject) } { "Call: " (row.client.name.as_str()) " did not come" } br; span.xs.dim { "Day " (row.day) " after a dosing day. No fee, and no letter goes out." } }
                        @if let Some(missed) = row.missed { (badge(Tone::Warn, &age(missed, now))) }
                    }
                }
                @for unit in &today.left {
                    li.warn {
                        (icon(Icon::Alert))
                        span.grow { a.all href={ "/t/c/" (unit.subject) } { "The joint work ended: " (unit.name.as_str()) } br; span.xs.dim { "Joint visits to come are called off. See that both know." } }
                    }
                }
                @for note in &today.to_sign {
                    li {
                        (icon(Icon::Pen))
                        span.grow { a.all href={ "/t/n/" (note.draft.id) } { "Sign: " (note.client.name.as_str()) ", " (day(note.draft.date)) } }
                        (age_badge(note.age_days))
                    }
                }
                @for (client, due) in &today.asked_for {
                    li {
                        (icon(Icon::Document))
                        span.grow { a.all href={ "/t/c/" (client.subject) "/asked" } { "A payer asks for a record: " (client.name.as_str()) } br; span.xs.dim { "Nothing leaves before you decide" } }
                        (badge(if *due < today.date { Tone::Stop } else { Tone::Warn }, &format!("by {}", day(*due))))
                    }
                }
                @for request in today.requests.iter().take(REQUESTS_SHOWN) {
                    li {
                        (icon(Icon::Inbox))
                        span.grow { "Request: " (request.answers.name.as_str()) br; span.xs.dim { "Waits at the front desk" } }
                        (badge(Tone::Quiet, &age(request.received_at, now)))
                    }
                }
                @for (client, open) in &today.open_payments {
                    li {
                        (icon(Icon::Card))
                        span.grow { a.all href={ "/t/c/" (client.subject) "/money" } { (client.name.as_str()) } br; span.xs.dim { "Open for therapy" } }
                        span.num { (open) }
                    }
                }
            }
        }
    }
}

/// Safety first: full width, one line each, gone only with an outcome.
fn alerts(today: &Today, now: Timestamp) -> Markup {
    html! {
        @for waiting in &today.alerts {
            div.note.warn {
                (icon(Icon::Alert))
                div.grow {
                    p { b { (waiting.client.name.as_str()) } " gave an answer that asks for you. It came " (age(waiting.alert.raised_at, now)) " ago." }
                    @if waiting.alert.state == AlertState::Escalated { p.small { "It waited too long and was passed on to the owner and to whoever covers." } }
                }
                a.btn href={ "/t/c/" (waiting.client.subject) "/alerts/" (waiting.alert.id) } { "Look at it" }
            }
        }
    }
}

fn days_after(rows: &[DaysAfter], zone: &TimeZone) -> Markup {
    html! {
        section.card.flush aria-labelledby="after" {
            h2 #after { "Days after" }
            @if rows.is_empty() { div.empty { p { "No dosing day was told in the last two weeks." } } }
            ul.rows {
                @for row in rows {
                    li.integ {
                        span.grow {
                            a.all href={ "/t/c/" (row.client.subject) } { (row.client.name.as_str()) }
                            br; span.xs.dim { "Day " (row.day) ", " (booked_words(row.booked, zone)) }
                        }
                        @if row.booked.is_none() { a.btn.soft.sm.over href={ "/t/c/" (row.client.subject) "/book" } { "Book" } }
                    }
                }
            }
        }
    }
}

fn booked_words(booked: Option<Timestamp>, zone: &TimeZone) -> String {
    booked.map_or("nothing booked".to_owned(), |at| format!("next {}, {}", moment_day(at, zone), clock(at, zone)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_things_are_enough_to_read_in_a_doorway() {
        let date = "2026-06-30".parse().unwrap();
        let all = [
            BeforeVisit::BoundariesNotWritten,
            BeforeVisit::IntentionNotWritten,
            BeforeVisit::DosingPlanned(date),
            BeforeVisit::LastVisit(date),
            BeforeVisit::FirstVisit,
        ];
        for (given, expected) in [
            (&all[..], "Boundaries not written yet. Intention not written yet"),
            (&all[2..], "Dosing planned June 30. Last visit June 30"),
            (&all[4..], "First visit"),
            (&[], ""),
        ] {
            assert_eq!(before_words(given), expected);
        }
    }

    #[test]
    fn an_empty_day_has_its_words() {
        let date = "2026-06-22".parse().unwrap();
        let today = Today {
            date,
            visits: Vec::new(),
            to_sign: Vec::new(),
            days_after: Vec::new(),
            alerts: Vec::new(),
            left: Vec::new(),
            requests: Vec::new(),
            open_payments: Vec::new(),
            asked_for: Vec::new(),
        };
        let page = page((&today, &html! {}), Timestamp::UNIX_EPOCH, &TimeZone::UTC).into_string();
        for words in ["Monday, June 22", "Nothing is booked today.", "Nobody comes today.", "No dosing day was told"] {
            assert!(page.contains(words), "{words}");
        }
    }

    #[test]
    fn whoever_has_nothing_booked_is_said_plainly() {
        assert_eq!(booked_words(None, &TimeZone::UTC), "nothing booked");
    }
}
