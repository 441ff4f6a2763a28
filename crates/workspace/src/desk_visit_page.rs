//! How one visit is drawn for the front desk.

use actions::see_visit::SeenVisit;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use schedule::appointment::{AppointmentState, Hand, Turn};
use schedule::cancel_visit::CountsAs;
use schedule::held_visit::said;
use schedule::move_visit::is_late;
use schedule::people::Staff;
use schedule::step_visit::next_steps;
use shell::fields::{self, Kind, hidden};
use shell::time::{clock, day, short_day};

use crate::asked::Asked;
use crate::desk_waitlist::book_button;
use crate::desk_words::{PLACES, book_and_log, in_a_line, name_of, rooms, state_badge, step_words};
use crate::reach_words::contact_limits;
use shell::typed::Typed;

/// The page, with what needs another look.
pub fn page(asked: &Asked, (seen, through): (&SeenVisit, Option<&str>), typed: &Typed<'_>) -> Markup {
    let (visit, client, zone) = (&seen.visit, &seen.client, asked.house.zone());
    let is_planned = visit.state == AppointmentState::Planned;
    html! {
        p.small { a href={ "/desk/calendar?day=" (zone.to_datetime(visit.span.from).date()) } { (day(visit.span.from, &zone)) } }
        header.row.apart {
            div {
                h1 { a href={ "/desk/clients/" (client.subject) } { (client.name.as_str()) } }
                p.dim { "Chart " (client.chart_number) ". " (day(visit.span.from, &zone)) ", " (in_a_line(visit, (&seen.staff, &seen.rooms), &zone)) ". " (visit.kind.word()) ", " (visit.span.minutes()) " minutes." }
            }
            (book_and_log(&format!("?client={}", client.subject)))
        }
        (contact_limits(client, through))
        (fields::error_summary(typed.problems))
        div.split {
            div.stack {
                (steps(asked, seen))
                @if seen.free.is_some() { (suits(asked, seen)) }
                @if is_planned { (move_form(seen, typed)) (cancel_form(asked, seen, typed)) }
            }
            aside.stack aria-label="What happened" { (history(seen, &zone)) }
        }
    }
}

fn steps(asked: &Asked, seen: &SeenVisit) -> Markup {
    let visit = &seen.visit;
    let action = format!("/desk/visits/{}", visit.id);
    let next = next_steps(visit, asked.by.now);
    html! {
        section.card.stack #steps aria-labelledby="now" tabindex="-1" {
            div.row.apart { h2 #now { "How it stands" } (state_badge(visit.state)) }
            @if next.is_empty() && visit.state == AppointmentState::Planned { p.dim { "Its steps are marked on the day of the visit." } }
            div.row {
                @for (at, to) in next.iter().enumerate() {
                    form method="post" action={ (action) "/step" } {
                        button.btn.line[at > 0] name="to" value=(to.code()) { (step_words(*to)) }
                    }
                }
                @if let Some((turn, last)) = visit.last_turn().filter(|(_, last)| last.to == visit.state) {
                    form method="post" action={ (action) "/undo" } { (hidden("turn", &turn.to_string())) button.btn.plain { "Undo: " (turn_words(last)) } }
                }
            }
            @if !seen.video_open.is_empty() {
                p.small { "By video, and the page on video visits is not signed yet: " (seen.video_open.iter().map(terms::text::Line::as_str).collect::<Vec<_>>().join(", ")) "." }
            }
            @if let Some(said) = said(visit) { p.small { (said.saying.word()) ", by the link in a letter, " (short_day(said.at, &asked.house.zone())) "." } }
            @if visit.series.is_some() { p.small.dim { "One of a weekly series. What is done here is done to this visit alone." } }
            @if let Some(made) = &visit.made_layer { p.small { "Stands beside another visit. " (name_of(&seen.staff, made.by)) ": " (made.reason.as_str()) } }
        }
    }
}

fn suits(asked: &Asked, seen: &SeenVisit) -> Markup {
    html! {
        section.card.flush aria-labelledby="suits" {
            h2 #suits { "Whose wishes this time fits" }
            @if seen.suits.is_empty() { p.empty { "Nobody on the wait list wished for a time like this." } }
            ul.rows {
                @for (wish, who) in &seen.suits {
                    li {
                        span.grow { a href={ "/desk/clients/" (who.subject) } { (who.name.as_str()) } br; span.xs.dim { (wish.kind.word()) ", waiting since " (short_day(wish.at, &asked.house.zone())) } }
                        @if let Some(free) = &seen.free { (book_button(asked, wish, free, "Book this time")) }
                    }
                }
            }
        }
    }
}

fn move_form(seen: &SeenVisit, typed: &Typed<'_>) -> Markup {
    let is_taken = typed.problems.iter().any(|problem| problem.field == "started");
    html! {
        section.card.stack aria-labelledby="move" {
            h2 #move { "Move" }
            form.stack method="post" action={ "/desk/visits/" (seen.visit.id) "/move" } {
                div.grid { (typed.input("date", "Date", None, Kind::Date)) (typed.input("started", "Begins", None, Kind::Time)) }
                (typed.one_of("place", "Where", &PLACES))
                (typed.select("room", "Room, if in person", &rooms(&seen.rooms)))
                @if is_taken || !typed.posted.one("reason").is_empty() {
                    (typed.input("reason", "Move it all the same, because", Some("Your name stands beside the reason"), Kind::Line))
                }
                div.row { button.btn.line { "Move visit" } }
            }
        }
    }
}

fn cancel_form(asked: &Asked, seen: &SeenVisit, typed: &Typed<'_>) -> Markup {
    let hours = asked.house.practice().cancel_until_hours;
    let counts = CountsAs::ALL.map(|counts| (counts.code(), counts.word()));
    html! {
        section.card.stack aria-labelledby="cancel" {
            h2 #cancel { "Cancel" }
            @if is_late(&seen.visit, asked.by.now, hours) { p.small { "Less than " (hours) " hours remain. Whether it counts as late is for you to decide." } }
            form.stack method="post" action={ "/desk/visits/" (seen.visit.id) "/cancel" } {
                (typed.one_of("counts", "Counts as", &counts))
                (typed.input("why", "Reason", Some("In a few words, nothing clinical: “ill”, “a meeting”"), Kind::Line))
                div.row { button.btn.line { "Cancel visit" } }
            }
        }
    }
}

fn history(seen: &SeenVisit, zone: &TimeZone) -> Markup {
    html! {
        section.card.flush aria-labelledby="history" {
            h2 #history { "So far" }
            @if seen.visit.history.is_empty() { p.empty { "Booked, and nothing since." } }
            ul.rows.small {
                @for turn in seen.visit.history.iter().rev() {
                    li {
                        span.num.dim { (short_day(turn.at, zone)) ", " (clock(turn.at, zone)) }
                        span.grow {
                            (turn_words(turn)) ", " (hand_words(turn.by, &seen.staff))
                            @if let Some(was) = &turn.moved_from { br; "Was " (day(was.span.from, zone)) ", " (clock(was.span.from, zone)) "." }
                            @if let Some(reason) = &turn.reason { br; (reason.as_str()) }
                            @if let Some((at, by)) = turn.undone { br; span.dim { "Taken back " (short_day(at, zone)) ", " (clock(at, zone)) ", " (hand_words(by, &seen.staff)) } }
                        }
                    }
                }
            }
        }
    }
}

fn turn_words(turn: &Turn) -> &'static str {
    if turn.moved_from.is_some() { "Moved" } else { turn.to.word() }
}

fn hand_words(hand: Hand, staff: &[Staff]) -> &str {
    match hand {
        Hand::Staff(id) => name_of(staff, id),
        Hand::Client(_) => "by the client",
        Hand::Link => "by the link in a letter",
    }
}
