//! Your first page: the next session, where you are, and a few things you could do. Nothing on it is due.

use actions::house::House;
use actions::open_mine::{Mine, open_mine};
use axum::Router;
use axum::routing::get;
use care::pathway::{Step, StepPhase};
use care::question::Speaks;
use care::workbook_part::{PartState, WorkbookPart};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use schedule::appointment::Appointment;
use shell::icon::{Icon, icon};
use shell::reply::{self, Reply};
use shell::scenery::ridges;
use shell::shape::{Phase, Tone, badge};
use shell::time::{clock, day};
use terms::place::Place;

use crate::asked::Asked;
use crate::parts::state_badge;
use crate::steadiness::question;
use crate::todo::{Todo, todos};
use crate::visit_offer;

/// The page.
pub fn routes() -> Router<House> {
    Router::new().route("/my", get(show))
}

async fn show(asked: Asked) -> Reply {
    match asked.act(open_mine).await {
        Ok(mine) => {
            let today = asked.house.today(asked.by.now);
            let rests = mine.card.is_dosing_day(today) && mine.resting_until(&asked.house, asked.by.now).is_some();
            let main = if rests && asked.query("all").is_empty() { rest(&mine) } else { page(&asked, &mine, today) };
            reply::ok(asked.page(("Home", "/my"), None, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

/// On a dosing day the page is at its smallest.
fn rest(mine: &Mine) -> Markup {
    html! {
        header.stack.tight { h1 { "Today is a rest from this" } p.lead.dim { "Nothing to fill in, nothing to answer." } }
        section.card.stack {
            ul.rows {
                li { (icon(Icon::Wave)) span.grow { a.all href="/my/grounding" { "Grounding" } } }
                li { (icon(Icon::Leaf)) span.grow { a.all href="/my/preparation/boundaries" { "Your boundaries and your words" } } }
                li { (icon(Icon::Path)) span.grow { a.all href="/my/preparation/after-care" { "After-care, as you planned it" } } }
                li { (icon(Icon::Shield)) span.grow { a.all href="/my/safety-plan" { "Your plan for hard moments" } } }
                li { (icon(Icon::Phone)) span.grow { a.all href="/my/help" { "People to call" } } }
            }
            p.small { "Questions about the medicine or your body go to your prescriber, by the number they gave you. In danger, call " a href="tel:911" { "911" } "." }
            p.small.dim { "Everything else is still here: " a href="/my?all=yes" { "the whole page" } ". Only signing waits." }
        }
        @if let Some(intention) = mine.workbook.intention() {
            section.card.stack.tight aria-labelledby="int" { h2.label #int { "Your intention, for now" } blockquote.voice { "“" (intention.text.as_str()) "”" } }
        }
    }
}

fn page(asked: &Asked, mine: &Mine, today: Date) -> Markup {
    let (zone, now) = (asked.house.zone(), asked.by.now);
    let next = mine.next_visit(now);
    let steps = mine.path(&asked.house, today);
    html! {
        header.stack.tight {
            h1 { (greeting(now, &zone)) ", " (first_name(mine)) }
            p.lead.dim { @if next.is_some() { "You are between sessions. Nothing is due." } @else { "No session is booked. Nothing is due." } }
        }
        @if mine.workbook.open_question().is_some() { (question(asked, mine)) }
        (visit_offer::pointer(asked, mine))
        div.split.level {
            (next_card(asked, mine, next))
            (when_you_have_time(&todos(mine, (now, today))))
        }
        @for unit in &mine.units {
            section.card.row.apart aria-label="Together" {
                div { h2 { "Together" } p { a href={ "/my/together/" (unit.subject) } { (unit.name.as_str()) } } }
                (for_both())
            }
        }
        @if !steps.is_empty() { (path(&steps, Speaks::on(mine.card.path))) }
        div.split.level {
            (workbook(mine))
            div.stack { (intention(mine)) (settle()) }
        }
    }
}

/// By the clock on the practice's wall.
fn greeting(now: Timestamp, zone: &TimeZone) -> &'static str {
    match now.to_zoned_datetime(zone.clone()).hour() {
        4..12 => "Good morning",
        12..18 => "Good afternoon",
        _ => "Good evening",
    }
}

fn first_name(mine: &Mine) -> &str {
    mine.person.name.as_str().split_whitespace().next().unwrap_or_default()
}

fn next_card(asked: &Asked, mine: &Mine, next: Option<&Appointment>) -> Markup {
    let zone = asked.house.zone();
    html! {
        section.card.scene aria-labelledby="nx" {
            @match next {
                Some(visit) => {
                    h2.label #nx { "Your next session" }
                    p.serif.big { (day(visit.span.from, &zone)) br; (clock(visit.span.from, &zone)) ", " (visit.span.minutes()) " minutes" }
                    p { (about_visit(mine, visit)) }
                    div.row {
                        a.btn href={ "/my/appointments/" (visit.id) } { "Get ready for this session" }
                        a.btn.line href={ "/my/appointments/" (visit.id) "#change" } { "Move or cancel" }
                    }
                },
                None => {
                    h2.label #nx { "Your next session" }
                    p.serif.big { "Nothing is booked" }
                    p { "Call the office for a time, or ask " (mine.therapist()) " when you meet. Not now is fine too." }
                    div.row { a.btn.line href={ "tel:" (asked.house.practice().phone_dial) } { "Call the office" } }
                },
            }
            (ridges())
        }
    }
}

/// "Preparation. Online with Dana Reyes. You will need to be in Colorado."
pub fn about_visit(mine: &Mine, visit: &Appointment) -> String {
    let with = mine.name_of(visit.clinician);
    let room = mine.rooms.iter().find(|room| Some(room.id) == visit.room).map(|room| room.name.as_str());
    let place = match (visit.place, room) {
        (Place::Online, _) => format!("Online with {with}. You will need to be in Colorado."),
        (Place::InPerson, Some(room)) => format!("With {with}, in {room}."),
        (Place::InPerson, None) => format!("With {with}, in person."),
    };
    let both = mine.unit_of(visit).map_or(String::new(), |unit| format!(" For both of you: {}.", unit.name.as_str()));
    format!("{}. {place}{both}", visit.kind.word())
}

fn when_you_have_time(todos: &[Todo]) -> Markup {
    html! {
        section.card.stack aria-labelledby="fy" {
            h2 #fy { "When you have time" }
            @if todos.is_empty() { p.dim { "Nothing here. You can leave it at that." } }
            ul.rows {
                @for todo in todos {
                    li { (icon(todo.icon)) span.grow { a.all href=(todo.path) { (todo.words) } br; span.small.dim { (todo.more) } } }
                }
            }
        }
    }
}

fn path(steps: &[Step], speaks: Speaks) -> Markup {
    let next = steps.iter().position(|step| !step.done);
    html! {
        section.card.stack aria-labelledby="pa" {
            div.row.apart { h2 #pa { "Where you are" } span.dim.small { "Any of this can move. You can pause or stop whenever you want." } }
            @if speaks == Speaks::OfDosing { p.small { a href="/my/dosing" { "Tell a dosing day" } } }
            div.path-box {
                ol.path {
                    @for (place, step) in steps.iter().enumerate() {
                        li.(class(step.phase)).done[step.done] aria-current=[(next == Some(place)).then_some("step")] {
                            span.shape aria-hidden="true" {}
                            b { (step.label) }
                            small { (when(step)) }
                        }
                    }
                }
            }
        }
    }
}

fn class(phase: StepPhase) -> &'static str {
    match phase {
        StepPhase::Preparation => Phase::Preparation.class(),
        StepPhase::Dosing => Phase::Dosing.class(),
        StepPhase::Integration => Phase::Integration.class(),
        StepPhase::FirstConversation
        | StepPhase::Intake
        | StepPhase::Therapy
        | StepPhase::Couple
        | StepPhase::Closing => "ok",
    }
}

fn when(step: &Step) -> String {
    let date = step.date.known().map_or("Day not known".to_owned(), |date| date.strftime("%B %-d").to_string());
    match (step.phase, step.done) {
        (StepPhase::Dosing, false) => format!("{date}, with your prescriber"),
        _ => date,
    }
}

fn workbook(mine: &Mine) -> Markup {
    let speaks = Speaks::on(mine.card.path);
    let parts = WorkbookPart::ALL;
    let written = parts.iter().filter(|part| mine.workbook.part_state(**part) == PartState::Written).count();
    html! {
        section.card.stack aria-labelledby="wb" {
            div.row.apart { h2 #wb { "Preparation workbook" } span.small.dim { (written) " of " (parts.len()) " parts" } }
            progress value=(written) max=(parts.len()) aria-label={ "Workbook, " (written) " of " (parts.len()) " parts written" } {}
            ul.rows {
                @for part in parts {
                    @let state = mine.workbook.part_state(part);
                    li {
                        span.shape.prep.done[state == PartState::Written] aria-hidden="true" {}
                        span.grow { a.all href={ "/my/preparation/" (part.code()) } { (part.title(speaks)) } }
                        (state_badge(state))
                    }
                }
            }
        }
    }
}

fn intention(mine: &Mine) -> Markup {
    html! {
        section.card.stack.tight aria-labelledby="int" {
            h2.label #int { "Your intention, for now" }
            @match mine.workbook.intention() {
                Some(intention) => {
                    blockquote.voice { "“" (intention.text.as_str()) "”" }
                    p.small { a href="/my/preparation/intentions" { "Change it" } }
                },
                None => {
                    p.dim { "None is written. You don’t need one." }
                    p.small { a href="/my/preparation/intentions" { "Write one" } }
                },
            }
        }
    }
}

fn settle() -> Markup {
    html! {
        section.card.row.settle aria-labelledby="br" {
            div.breath aria-hidden="true" { i {} i {} b { "Breathe in" } b { "Breathe out" } }
            div.stack.tight.grow {
                h2 #br { "A minute to settle" }
                p { a href="/my/grounding/breathing" { "Breathing guide" } br; a href="/my/grounding/senses" { "5-4-3-2-1" } br; a href="/my/grounding/feet" { "Feet on the floor" } }
            }
        }
    }
}

/// A badge that says "both of you can read this" wherever something is a couple's.
pub fn for_both() -> Markup {
    badge(Tone::Quiet, "Both of you can read this")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hour_is_the_practices() {
        let denver = TimeZone::get("America/Denver").unwrap();
        for (now, expected) in [
            ("2026-06-22T14:40:00Z", "Good morning"),
            ("2026-06-22T18:05:00Z", "Good afternoon"),
            ("2026-06-23T00:00:00Z", "Good evening"),
            ("2026-06-22T09:00:00Z", "Good evening"),
        ] {
            assert_eq!(greeting(now.parse().unwrap(), &denver), expected, "{now}");
        }
    }
}
