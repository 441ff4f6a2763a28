//! The workbook as the team writes in it with the client: intention, boundaries, grounding, gentle changes.

use actions::house::House;
use actions::open_chart::{OpenChart, open_chart};
use axum::Router;
use axum::routing::{get, post};
use care::boundaries::{Boundaries, Touch};
use care::change::ChangeState;
use care::grounding_tool::{Helps, Tool};
use care::pause::Pause;
use care::workbook::Workbook;
use jiff::civil::Date;
use maud::{Markup, html};
use shell::fields::{self, Kind, Problem, hidden};
use shell::form::Posted;
use shell::pause_form::{pause_fields, pause_pairs};
use shell::reply::Reply;
use shell::shape::{Phase, shape};
use terms::ids::SubjectId;
use terms::text::{Line, Prose};

use crate::asked::{Asked, At};
use crate::chart::subnav;
use crate::chart_cards::change_words;
use crate::dates::{chart_link, words_of};
use crate::workbook_forms::{add, boundaries, end_pause, intention, move_on, pause, tool};
use shell::typed::Typed;

/// One page, and where each of its forms goes.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/t/c/{subject}/words", get(show))
        .route("/t/c/{subject}/words/intention", post(intention))
        .route("/t/c/{subject}/words/boundaries", post(boundaries))
        .route("/t/c/{subject}/words/grounding", post(tool))
        .route("/t/c/{subject}/words/pause", post(pause))
        .route("/t/c/{subject}/words/pause/end", post(end_pause))
        .route("/t/c/{subject}/words/changes", post(add))
        .route("/t/c/{subject}/words/changes/{change}", post(move_on))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    shown(&asked, subject, None, &[]).await
}

/// The page; without a posted form, filled in with what is written now.
pub async fn shown(asked: &Asked, subject: SubjectId, posted: Option<&Posted>, problems: &[Problem]) -> Reply {
    let open = match asked.act(move |house, by| open_chart(house, by, subject)).await {
        Ok(open) => open,
        Err(trouble) => return asked.instead(trouble),
    };
    let today = asked.house.today(asked.by.now);
    let filled = as_posted((&open.workbook, today), posted, &open.fresh.to_string());
    let main = page((&open, today), &Typed { posted: &filled, problems });
    let title = format!("Chart {}", open.client.chart_number);
    asked.form_page((&title, "/t/caseload"), toast(asked.query("done")), !problems.is_empty(), main)
}

fn toast(done: &str) -> Option<&'static str> {
    match done {
        "intention" => Some("The intention is written. The one before stays readable."),
        "boundaries" => Some("The boundaries are written. Those before stay readable."),
        "grounding" => Some("It stands in the grounding kit now."),
        "pause" => Some("Written down. It holds nothing up; the client reads it and may end it."),
        "pause-ended" => Some("Ended."),
        "change" => Some("The gentle change is taken up."),
        "moved" => Some("Written down. Nothing here counts as failed."),
        _ => None,
    }
}

/// What was posted comes first; forms that were not posted keep what is written now.
fn as_posted((workbook, today): (&Workbook, Date), posted: Option<&Posted>, fresh: &str) -> Posted {
    let mut pairs: Vec<(String, String)> = posted.map(|posted| posted.pairs().to_vec()).unwrap_or_default();
    let mut keep = |name: &str, value: Option<&str>| {
        if pairs.iter().all(|(known, _)| known != name) {
            pairs.push((name.to_owned(), value.unwrap_or_default().to_owned()));
        }
    };
    let agreed = workbook.boundaries().map(|agreed| &agreed.boundaries);
    keep("intention", workbook.intention().map(|intention| intention.text.as_str()));
    keep("touch", agreed.map(|agreed| agreed.touch.code()));
    keep("slow", agreed.and_then(|agreed| agreed.slow_word.as_ref()).map(Line::as_str));
    keep("stop", agreed.and_then(|agreed| agreed.stop_word.as_ref()).map(Line::as_str));
    keep("not-today", agreed.and_then(|agreed| agreed.not_today.as_ref()).map(Prose::as_str));
    keep("ask-first", agreed.and_then(|agreed| agreed.ask_first.as_ref()).map(Prose::as_str));
    keep("who-may-know", agreed.and_then(|agreed| agreed.who_may_know.as_ref()).map(Prose::as_str));
    keep("other", agreed.and_then(|agreed| agreed.other.as_ref()).map(Prose::as_str));
    for (name, value) in pause_pairs(workbook.pause(today)) {
        keep(name, Some(&value));
    }
    keep("id", Some(fresh));
    Posted::from_pairs(pairs)
}

fn page((open, today): (&OpenChart, Date), typed: &Typed<'_>) -> Markup {
    let (subject, workbook) = (open.client.subject, &open.workbook);
    html! {
        header.stack {
            div { p.small { (chart_link(&open.client)) } h1 { "Words and changes" } p.dim { "What you write here with the client belongs to both of you." } }
            (subnav(open, "/workbook"))
        }
        (fields::error_summary(typed.problems))
        div.split.even {
            div.stack { (intention_card(open, typed)) (grounding_card(subject, workbook, typed)) }
            div.stack { (boundaries_card(subject, workbook, typed)) (changes_card(subject, workbook, typed)) (pause_card(subject, workbook.pause(today), typed)) }
        }
    }
}

fn intention_card(open: &OpenChart, typed: &Typed<'_>) -> Markup {
    let earlier = open.workbook.earlier_intentions();
    html! {
        form.card.stack method="post" action={ "/t/c/" (open.client.subject) "/words/intention" } aria-labelledby="w1" {
            h2 #w1 { (words_of(&open.client)) }
            (typed.area("intention", "Intention", Some("As they say it. Something to come back to, never a goal to be met")))
            div.row { button.btn.line { "Write intention" } }
            @if !earlier.is_empty() {
                details {
                    summary.small { "Earlier" }
                    @for intention in earlier.iter().rev() { blockquote.voice { "“" (intention.text.as_str()) "”" } }
                }
            }
        }
    }
}

fn boundaries_card(subject: SubjectId, workbook: &Workbook, typed: &Typed<'_>) -> Markup {
    let earlier = workbook.earlier_boundaries();
    html! {
        form.card.stack method="post" action={ "/t/c/" (subject) "/words/boundaries" } aria-labelledby="w2" {
            h2 #w2 { "Boundaries" }
            (typed.one_of("touch", "Touch", &Touch::ALL.map(|touch| (touch.code(), touch.word()))))
            (typed.input("slow", "Word that slows", Some("May stay empty"), Kind::Line))
            (typed.input("stop", "Word that stops", Some("May stay empty"), Kind::Line))
            (typed.area("not-today", "Not today", Some("What is not for now")))
            (typed.area("ask-first", "Ask first", Some("What is all right when asked each time")))
            (typed.area("who-may-know", "Who may know what", Some("May stay empty")))
            (typed.area("other", "Whatever else", Some("May stay empty")))
            p.small.dim { "Narrower at any time; wider never on a dosing day or the morning after." }
            div.row { button.btn.line { "Write boundaries" } }
            @if !earlier.is_empty() {
                details {
                    summary.small { "Earlier" }
                    ul.small { @for agreed in earlier.iter().rev() { li { (one_line(&agreed.boundaries)) } } }
                }
            }
        }
    }
}

fn one_line(boundaries: &Boundaries) -> String {
    crate::note_aside::boundaries_words(Some(boundaries))
}

fn grounding_card(subject: SubjectId, workbook: &Workbook, typed: &Typed<'_>) -> Markup {
    html! {
        form.card.stack method="post" action={ "/t/c/" (subject) "/words/grounding" } aria-labelledby="w3" {
            h2 #w3 { "Grounding" }
            @if workbook.tools().is_empty() { p.dim { "Nothing tried yet. Two or three that work are plenty." } }
            ul.rows.small.tight { @for tool in workbook.tools() { li { span.grow { (tool.name.as_str()) } span.dim { (tool_words(tool)) } } } }
            (typed.input("tool", "What you tried", Some("Feet, cold water, naming five blues"), Kind::Line))
            (typed.one_of("helps", "How it was", &Helps::ALL.map(|helps| (helps.code(), helps.word()))))
            div.grid {
                (typed.input("before", "Distress before", Some("0 to 10, may stay empty"), Kind::Number))
                (typed.input("after", "Distress after", Some("0 to 10, may stay empty"), Kind::Number))
            }
            div.row { button.btn.line { "Add to the kit" } }
        }
    }
}

/// "Helps, distress 3 lower".
fn tool_words(tool: &Tool) -> String {
    let helps = tool.helps().map(|helps| helps.word().to_owned());
    let eased = tool.eased().map(|eased| match eased {
        0 => "distress the same".to_owned(),
        lower @ 1.. => format!("distress {lower} lower"),
        higher => format!("distress {} higher", higher.unsigned_abs()),
    });
    helps.into_iter().chain(eased).collect::<Vec<_>>().join(", ")
}

fn changes_card(subject: SubjectId, workbook: &Workbook, typed: &Typed<'_>) -> Markup {
    html! {
        section.card.stack aria-labelledby="w4" {
            h2 #w4 { "Carrying forward" }
            @if workbook.changes().is_empty() { p.dim { "Nothing is taken up yet. One small thing is enough; three at most." } }
            ul.rows {
                @for change in workbook.changes() {
                    li.integ.stack {
                        span.row { (shape(Phase::Integration, !matches!(change.state, ChangeState::Resting | ChangeState::LetGo))) span.grow { (change.text.as_str()) br; span.xs.dim { (change_words(change)) } } }
                        form.row method="post" action={ "/t/c/" (subject) "/words/changes/" (change.id) } {
                            input.w-m name="note" aria-label={ "A word on: " (change.text.as_str()) } placeholder="A word on it, if you like" autocomplete="off";
                            @for state in ChangeState::ALL.into_iter().filter(|state| *state != change.state) {
                                button.btn.line.sm name="state" value=(state.code()) { (state.word()) }
                            }
                        }
                    }
                }
            }
            form.stack method="post" action={ "/t/c/" (subject) "/words/changes" } {
                (hidden("id", typed.posted.one("id")))
                (typed.input("text", "One small thing", Some("Small enough for an ordinary day"), Kind::Line))
                (typed.input("cue", "What reminds of it", Some("A time, a place, a feeling; may stay empty"), Kind::Line))
                div.row { button.btn.line { "Take it up" } }
            }
        }
    }
}

/// A time without large decisions, as both agree it. It holds nothing up.
fn pause_card(subject: SubjectId, pause: Option<&Pause>, typed: &Typed<'_>) -> Markup {
    html! {
        section.card.stack aria-labelledby="w5" {
            h2 #w5 { "No large decisions, for a while" }
            form.stack method="post" action={ "/t/c/" (subject) "/words/pause" } {
                (pause_fields(typed))
                div.row { button.btn.line { @if pause.is_some() { "Keep it so" } @else { "Agree on it" } } }
            }
            @if pause.is_some() { form method="post" action={ "/t/c/" (subject) "/words/pause/end" } { button.btn.plain.sm { "End it" } } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_posted_stays_and_the_rest_is_what_is_written() {
        let posted = Posted::from_pairs([("slow", "amber")]);
        let filled = as_posted((&Workbook::default(), Date::constant(2026, 6, 22)), Some(&posted), "aaaaaaaaaa");
        assert_eq!((filled.one("slow"), filled.one("stop"), filled.one("id")), ("amber", "", "aaaaaaaaaa"));
    }

    #[test]
    fn an_empty_workbook_has_its_words() {
        let posted = Posted::default();
        let typed = Typed { posted: &posted, problems: &[] };
        let subject = "ssssssssss".parse().unwrap();
        let page = html! { (grounding_card(subject, &Workbook::default(), &typed)) (changes_card(subject, &Workbook::default(), &typed)) };
        let page = page.into_string();
        assert!(page.contains("Nothing tried yet.") && page.contains("Nothing is taken up yet."));
    }
}
