//! A chart: who it is, the path, the client's words, the notes, and what they carry forward.

use actions::house::House;
use actions::open_chart::{OpenChart, open_chart};
use axum::Router;
use axum::routing::get;
use care::chart::Path;
use care::note::NoteKind;
use care::pathway::{Step, days_after_dosing};
use care::stage::{Stage, stage};
use jiff::civil::Date;
use maud::{Markup, html};
use schedule::appointment::Appointment;
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge};
use terms::ids::SubjectId;
use terms::reach::Reach;

use crate::asked::{Asked, At};
use crate::asked_alone::look_first;
use crate::caseload::stage_tone;
use crate::chart_cards::{carrying_forward, couple_intake, dosing_days, notes, words_card};
use crate::chart_path::{figure, steps};
use crate::dates::{day, visit_words};
use crate::leave_together;
use crate::measures;
use crate::start_note::{Weight, new_note, private_sides, start_button};

/// The chart's first page.
pub fn routes() -> Router<House> {
    Router::new().route("/t/c/{subject}", get(show))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    match asked.act(move |house, by| open_chart(house, by, subject)).await {
        Ok(open) => {
            let title = format!("Chart {}", open.client.chart_number);
            let today = asked.house.today(asked.by.now);
            let main = page(&asked.house, &open, today);
            reply::ok(asked.page((&title, "/t/caseload"), toast(asked.query("done")), main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn toast(done: &str) -> Option<&'static str> {
    match done {
        "emergency" => {
            Some("Open for you to read, for an hour. The therapist and the owner are told, and the client sees it.")
        }
        "thrown" => Some("The draft is thrown away."),
        "path" => Some("The path is changed."),
        "booked" => Some("The visit is booked."),
        "no-visit" => Some("That appointment is not this client’s any more. Nothing was begun."),
        "parted" => Some("Written down. Joint visits to come are called off, and nothing new is begun together."),
        "not-parted" => Some("Nobody was written down: choose which of them leaves."),
        "parted-before" => {
            Some("One of them left the joint work, so no new joint note was begun. Write in each one’s own chart.")
        }
        "not-offered" => Some("The practice does not attend dosing days. Nothing was begun."),
        _ => None,
    }
}

fn page(house: &House, open: &OpenChart, today: Date) -> Markup {
    let steps = steps(house, open, today);
    // On the path without dosing nothing speaks of it.
    let has_dosing_card = open.chart.path() != Path::NoDosing || !open.chart.dosing_days().is_empty();
    html! {
        header.stack {
            div.row.apart {
                div { (name(open)) (about(house, open)) }
                div.row { (actions(open, &steps, today)) }
            }
            p.row { (badges(open, today)) }
            (subnav(open, ""))
        }
        (leave_together::card(house, open))
        @if open.look_first { (look_first(&open.members)) }
        @if let Some(visit) = due(open, &steps, today) { (private_sides(open, visit)) }
        (couple_intake(house, open))
        (figure(house, open, &steps))
        (measures::figure(house, open, &steps))
        div.grid {
            div.stack {
                (words_card(open))
                @if has_dosing_card { (dosing_days(&open.chart, open.client.subject)) }
            }
            (notes(open, &steps))
            (carrying_forward(&open.workbook, open.client.subject))
        }
        section.stack.tight aria-label="New note" { (new_note(house, open)) }
    }
}

/// The pages of a chart, with the one that is open marked.
pub fn subnav(open: &OpenChart, here: &str) -> Markup {
    let subject = open.client.subject;
    html! {
        nav.subnav aria-label="Chart" {
            @for (end, words) in PAGES { a href={ "/t/c/" (subject) (end) } aria-current=[(end == here).then_some("page")] { (words) } }
        }
    }
}

const PAGES: [(&str, &str); 9] = [
    ("", "Overview"),
    ("/notes", "Notes"),
    ("/check-ins", "Check-ins"),
    ("/workbook", "Workbook"),
    ("/plan", "Plan"),
    ("/safety", "Safety"),
    ("/consents", "Consents"),
    ("/money", "Money"),
    ("/access", "Access"),
];

fn name(open: &OpenChart) -> Markup {
    html! {
        h1 {
            (open.client.name.as_str())
            @if let Some(pronouns) = &open.client.pronouns { " " span.dim { (pronouns.as_str()) } }
        }
    }
}

fn about(house: &House, open: &OpenChart) -> Markup {
    let since = open.chart.opened_at().map_or(open.client.since, |at| house.today(at));
    html! {
        p.dim {
            "Chart " span.mono { (open.client.chart_number) } ". Seen since " (day(since)) "."
            @for (place, member) in open.members.iter().enumerate() {
                @if place == 0 { " Both have charts of their own: " } @else { ", " }
                a href={ "/t/c/" (member.subject) } { (member.name.as_str()) }
            }
            @for unit in &open.units { " Also seen together: " a href={ "/t/c/" (unit.subject) } { (unit.name.as_str()) } ". What is written there both can read." }
        }
    }
}

/// The brief, booking, and one filled button: the draft that is begun, or the visit that is nearest.
fn actions(open: &OpenChart, steps: &[Step], today: Date) -> Markup {
    let subject = open.client.subject;
    let visit = due(open, steps, today);
    html! {
        a.btn.line.sm href={ "/t/c/" (subject) "/brief" } { "Before you go in" }
        a.btn.line.sm href={ "/t/c/" (subject) "/book" } { "Book" }
        @match (open.drafts.first(), visit) {
            (Some(draft), _) => a.btn.sm href={ "/t/n/" (draft.id) } data-key="n" { "Open draft " kbd { "N" } },
            (None, Some(visit)) => (start_button(subject, visit.kind.into(), visit.id, Weight::Main)),
            (None, None) => {},
        }
    }
}

/// The visit of today, or one before it whose note is not begun.
fn due<'a>(open: &'a OpenChart, steps: &[Step], today: Date) -> Option<&'a Appointment> {
    let due = steps.iter().find(|step| !step.done && step.date.known().is_some_and(|date| date <= today))?;
    open.planned.iter().find(|visit| Some(visit.id) == due.appointment)
}

fn badges(open: &OpenChart, today: Date) -> Markup {
    let stage = stage(&open.chart);
    let days = days_after_dosing(&open.chart, today);
    let words = match stage {
        Stage::Integration => visit_words(NoteKind::Integration, None, days),
        Stage::Opening | Stage::Preparation | Stage::BetweenDosingDays | Stage::Therapy => stage.word().to_owned(),
    };
    html! {
        (badge(stage_tone(stage), &words))
        (badge(Tone::Quiet, &reach_words(&open.client.reach)))
        @if let Some(times) = &open.client.reach.safe_times { (badge(Tone::Quiet, times.as_str())) }
    }
}

/// How someone may be reached, before anybody tries: "Text and email, no calls".
pub fn reach_words(reach: &Reach) -> String {
    let ways = [(reach.may_text, "text"), (reach.email.is_some(), "email"), (reach.may_call, "call")];
    let may: Vec<&str> = ways.iter().filter(|(allowed, _)| *allowed).map(|(_, way)| *way).collect();
    let mut words = match may.as_slice() {
        [] => "Do not send or call".to_owned(),
        [only] => format!("{only} only"),
        [ways @ .., last] => format!("{} and {last}", ways.join(", ")),
    };
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    if reach.may_call && !reach.may_leave_voicemail {
        words.push_str(", no voicemail");
    }
    words
}

#[cfg(test)]
mod tests {
    use terms::reach::{Email, Phone};

    use super::*;

    #[test]
    fn it_is_said_how_someone_may_be_reached() {
        let phone = Phone::parse("303 555 0142").ok();
        let email = Email::parse("rowan@example.org").ok();
        let text = Reach { phone: phone.clone(), may_text: true, ..Reach::default() };
        let call = Reach { phone, may_call: true, ..Reach::default() };
        for (given, expected) in [
            (Reach::default(), "Do not send or call"),
            (text.clone(), "Text only"),
            (Reach { email: email.clone(), ..text.clone() }, "Text and email"),
            (call.clone(), "Call only, no voicemail"),
            (Reach { may_leave_voicemail: true, may_text: true, email, ..call }, "Text, email and call"),
        ] {
            assert_eq!(reach_words(&given), expected);
        }
    }

    #[test]
    fn an_unknown_word_in_the_address_shows_nothing() {
        assert_eq!((toast("booked"), toast("anything")), (Some("The visit is booked."), None));
    }
}
