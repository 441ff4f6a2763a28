//! What belongs to both partners of a couple: their sessions, their intention, and the small things they carry forward.

use actions::add_change::add_change;
use actions::house::House;
use actions::leave_together::leave_together;
use actions::move_change::move_change;
use actions::open_together::{Together, open_together};
use actions::write_intention::write_intention;
use axum::Router;
use axum::routing::{get, post};
use care::change::{ChangeMove, ChangeState, MAX_ACTIVE, NewChange};
use care::workbook::WorkbookRefusal;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use schedule::parted::PartRefusal;
use shell::fields::{self, Kind, Problem, hidden};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::time::{clock, day};
use shell::typed::Typed;
use terms::ids::{ChangeId, SubjectId};

use crate::again::page_or_again;
use crate::asked::{Asked, At};
use crate::home::for_both;

/// The page and its forms.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/my/together/{unit}", get(show))
        .route("/my/together/{unit}/intention", post(intention))
        .route("/my/together/{unit}/leave", post(leave))
        .route("/my/together/{unit}/changes", post(add))
        .route("/my/together/{unit}/changes/{change}", post(move_on))
}

async fn show(asked: Asked, At(unit): At<SubjectId>) -> Reply {
    shown(&asked, unit, &Posted::default(), &[]).await
}

async fn shown(asked: &Asked, unit: SubjectId, posted: &Posted, problems: &[Problem]) -> Reply {
    match asked.act(move |house, by| open_together(house, by, unit)).await {
        Ok(together) => {
            let main = page(asked, &together, &Typed { posted, problems });
            page_or_again(asked, ("Together", "/my/more"), toast(asked.query("done")), (problems, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn toast(done: &str) -> Option<&'static str> {
    match done {
        "intention" => Some("Written. Both of you can read it."),
        "change" => Some("Taken up. Both of you can read it."),
        "left" => Some("Written down. Sessions for both of you are called off; your own go on."),
        "moved" => Some("Written down. Both of you can read it."),
        _ => None,
    }
}

async fn intention(asked: Asked, At(unit): At<SubjectId>, posted: Posted) -> Reply {
    let mut form = Reading::of(&posted);
    let text = form.prose("intention");
    let text = form.wanted("intention", text, "Write a few words, or leave it as it is");
    match form.done(text) {
        Ok(text) => match asked.act(move |house, by| write_intention(house, by, unit, &text)).await {
            Ok(()) => reply::go(format!("/my/together/{unit}?done=intention")),
            Err(trouble) => asked.instead(trouble),
        },
        Err(problems) => shown(&asked, unit, &posted, &problems).await,
    }
}

async fn leave(asked: Asked, At(unit): At<SubjectId>) -> Reply {
    match asked.act(move |house, by| leave_together(house, by, unit)).await {
        Ok(()) => reply::go(format!("/my/together/{unit}?done=left")),
        Err(trouble) => match asked.refusal(trouble) {
            // One's own record is no couple's; there is no such page.
            Ok(PartRefusal::NotAMember) => reply::go("/my/more"),
            Err(page) => *page,
        },
    }
}

async fn add(asked: Asked, At(unit): At<SubjectId>, posted: Posted) -> Reply {
    let mut form = Reading::of(&posted);
    let text = form.line("text");
    let text = form.wanted("text", text, "Write one small thing");
    let cue = form.line("cue");
    let id = form.wanted("text", posted.one("id").parse().ok(), "Open this page again, and write it once more");
    let new = id.zip(text).map(|(id, text)| NewChange { cue, ..NewChange::of(id, text) });
    let new = match form.done(new) {
        Ok(new) => new,
        Err(problems) => return shown(&asked, unit, &posted, &problems).await,
    };
    match asked.act(move |house, by| add_change(house, by, unit, &new)).await {
        Ok(()) => reply::go(format!("/my/together/{unit}?done=change")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, unit, &posted, &[words(refusal)]).await,
            Err(page) => *page,
        },
    }
}

async fn move_on(asked: Asked, At((unit, id)): At<(SubjectId, ChangeId)>, posted: Posted) -> Reply {
    let Some(state) = ChangeState::from_code(posted.one("state")) else {
        return reply::go(format!("/my/together/{unit}"));
    };
    let to = ChangeMove { id, state, note: None };
    match asked.act(move |house, by| move_change(house, by, unit, &to)).await {
        Ok(()) => reply::go(format!("/my/together/{unit}?done=moved")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, unit, &posted, &[words(refusal)]).await,
            Err(page) => *page,
        },
    }
}

fn words(refusal: WorkbookRefusal) -> Problem {
    let words = match refusal {
        WorkbookRefusal::TooManyActive => "Three are active, which is enough to carry. Let one rest first",
        WorkbookRefusal::NoSuchChange => "This one is not here any more. Open the page again",
    };
    Problem { field: "text", words: words.to_owned() }
}

fn page(asked: &Asked, together: &Together, typed: &Typed<'_>) -> Markup {
    let unit = together.unit.subject;
    let intention = together.workbook.intention().map(|intention| intention.text.as_str()).unwrap_or_default();
    let stored = Posted::from_pairs([("intention", intention)]);
    let intentions =
        if typed.posted.one("intention").is_empty() { Typed { posted: &stored, ..*typed } } else { *typed };
    let zone = asked.house.zone();
    html! {
        header.stack.tight {
            h1 { "Together" }
            p.lead.dim { (together.unit.name.as_str()) ". Both of you can read and write everything on this page, and so can your therapist. Your own pages stay yours." }
            p { (for_both()) }
        }
        (fields::error_summary(typed.problems))
        div.split {
            div.stack {
                form.card.stack method="post" action={ "/my/together/" (unit) "/intention" } {
                    (intentions.area("intention", "What we want to come back to", Some("In your own words. The one before stays readable")))
                    div.row { button.btn.line { "Write it" } }
                }
                (changes(together, typed))
                (shown_to_each_other(asked, together))
                (leaving(together, &zone))
            }
            section.card.stack.tight aria-labelledby="visits" {
                h2 #visits { "Sessions for both of you" }
                @if together.visits.is_empty() { p.dim { "Nothing is booked for both of you." } }
                ul.rows {
                    @for visit in &together.visits {
                        li { span.grow { a.all href={ "/my/appointments/" (visit.id) } { (day(visit.span.from, &zone)) } br; span.small.dim { (clock(visit.span.from, &zone)) ", " (visit.kind.word()) } } }
                    }
                }
            }
        }
    }
}

/// Leaving alone, at any time; and since when that holds. It is not said who left.
fn leaving(together: &Together, zone: &TimeZone) -> Markup {
    html! {
        section.card.stack.tight aria-labelledby="leave" {
            h2 #leave { "The joint work" }
            @match together.unit.parted {
                Some(parted) => p { "It ended on " (day(parted.at, zone)) ". What you wrote here stays for both of you to read. Your own sessions and pages go on." },
                None => details {
                    summary { "Leave the joint work" }
                    form.stack.tight method="post" action={ "/my/together/" (together.unit.subject) "/leave" } {
                        p { "Each of you can, alone, without a reason and at no cost. Your name under the agreement for couples is withdrawn, sessions for both of you that are still to come are called off, and nothing new is booked. This page stays readable for both, and your own sessions go on." }
                        div.row { button.btn.line { "I leave the joint work" } }
                    }
                },
            }
        }
    }
}

fn changes(together: &Together, typed: &Typed<'_>) -> Markup {
    let unit = together.unit.subject;
    let id = Some(typed.posted.one("id")).filter(|id| !id.is_empty()).map_or(together.fresh.to_string(), str::to_owned);
    html! {
        section.card.warm.stack aria-labelledby="cf" {
            h2 #cf { "Carrying forward, the two of us" }
            @if together.workbook.changes().is_empty() { p.dim { "Nothing yet. One small thing is enough; " (MAX_ACTIVE) " at most." } }
            ul.rows {
                @for change in together.workbook.changes() {
                    li.stack.tight {
                        div { b { (change.text.as_str()) } br; span.small.dim { (change.state.word()) @if let Some(cue) = &change.cue { ": " (cue.as_str()) } } }
                        form.row method="post" action={ "/my/together/" (unit) "/changes/" (change.id) } {
                            @for state in ChangeState::ALL.into_iter().filter(|state| *state != change.state) {
                                button.btn.line.sm name="state" value=(state.code()) { (state.word()) }
                            }
                        }
                    }
                }
            }
            form.stack method="post" action={ "/my/together/" (unit) "/changes" } {
                (hidden("id", &id))
                (typed.input("cue", "When", Some("A time, a place, a feeling; may stay empty"), Kind::Line))
                (typed.input("text", "We will", Some("Small enough for an ordinary day"), Kind::Line))
                div.row { button.btn.line { "Take it up" } }
            }
        }
    }
}

/// What one of them shows the other. Nothing stands here that was not offered.
fn shown_to_each_other(asked: &Asked, together: &Together) -> Markup {
    let shown = together.workbook.shown_changes();
    html! {
        @if !shown.is_empty() {
            section.card.stack aria-labelledby="shown" {
                h2 #shown { "Shown to each other" }
                ul.rows {
                    @for change in shown {
                        li.stack.tight {
                            span {
                                @if let Some(cue) = &change.cue { span.small.dim { "If: " (cue.as_str()) } br; }
                                b { (change.text.as_str()) } br;
                                span.small.dim { (if change.of == asked.client.subject { "From you" } else { "From your partner, to read" }) ", " (day(change.at, &asked.house.zone())) }
                            }
                            @if change.of == asked.client.subject { a.small href={ "/my/carry-forward/" (change.id) } { "Other words, or take it back" } }
                        }
                    }
                }
            }
        }
    }
}
