//! One question of a check-in. It is saved when you go on; you can skip it, go back, or stop.

use actions::answer_check_in::{Heard, answer_check_in};
use actions::house::House;
use actions::open_mine::open_mine;
use axum::Router;
use axum::routing::get;
use care::check_in::{CheckIn, CheckInRefusal, CheckInState, NewAnswer};
use care::measure::{Item, Measure};
use maud::{Markup, html};
use shell::fields::{self, Choice, Choices, Look, Problem};
use shell::form::Posted;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::ids::CheckInId;
use terms::trouble::Trouble;

use crate::again::page_or_again;
use crate::asked::{Asked, At};
use crate::check_in::after;
use crate::check_in_words::words;
use crate::scale::scale;

/// The question and its answer.
pub fn routes() -> Router<House> {
    Router::new().route("/my/check-ins/{id}/{item}", get(show).post(answer))
}

async fn show(asked: Asked, At(at): At<(CheckInId, u8)>) -> Reply {
    shown(&asked, at, None, &[]).await
}

async fn shown(asked: &Asked, (id, number): (CheckInId, u8), posted: Option<&Posted>, problems: &[Problem]) -> Reply {
    match asked.act(open_mine).await {
        Ok(mine) => {
            let found =
                mine.workbook.check_in(id).and_then(|check_in| Some((check_in, check_in.measure.item(number)?)));
            match found {
                Some((check_in, _)) if check_in.state() == CheckInState::Finished => {
                    reply::go(format!("/my/check-ins/{id}"))
                }
                Some((check_in, item)) => {
                    let given = check_in.answers().get(&number).map(|answer| answer.number().to_string());
                    let stored = Posted::from_pairs([("answer", given.unwrap_or_default())]);
                    let main = page((check_in, item), &Typed { posted: posted.unwrap_or(&stored), problems });
                    page_or_again(asked, ("Check-in", "/my/check-ins"), None, (problems, main))
                }
                None => asked.not_found(),
            }
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn answer(asked: Asked, At((id, item)): At<(CheckInId, u8)>, posted: Posted) -> Reply {
    let Ok(number) = posted.one("answer").parse() else {
        return shown(&asked, (id, item), Some(&posted), &[words(CheckInRefusal::NoSuchAnswer)]).await;
    };
    let (subject, new) = (asked.client.subject, NewAnswer { id, item, answer: number });
    let made = asked
        .act(move |house, by| {
            let heard = answer_check_in(house, by, subject, new)?;
            let mine = open_mine(house, by).map_err(Trouble::unrefused)?;
            Ok((heard, mine.workbook.check_in(id).map_or(Measure::Distress, |check_in| check_in.measure)))
        })
        .await;
    match made {
        Ok((heard, measure)) => reply::go(onward(heard, &next((id, measure), item))),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(CheckInRefusal::NoSuchAnswer) => {
                shown(&asked, (id, item), Some(&posted), &[words(CheckInRefusal::NoSuchAnswer)]).await
            }
            Ok(refusal) => after(&asked, id, refusal),
            Err(page) => *page,
        },
    }
}

/// After an answer that worries, help comes before anything else, and leads back here.
fn onward(heard: Heard, next: &str) -> String {
    match heard {
        Heard::Plain => next.to_owned(),
        Heard::Worrying => format!("/my/help?after=answer&next={next}"),
    }
}

/// The next question, or after the last the check-in itself.
fn next((id, measure): (CheckInId, Measure), item: u8) -> String {
    match item.checked_add(1).and_then(|next| measure.item(next)) {
        Some(next) => format!("/my/check-ins/{id}/{}", next.number),
        None => format!("/my/check-ins/{id}"),
    }
}

fn page((check_in, item): (&CheckIn, &Item), typed: &Typed<'_>) -> Markup {
    let (id, measure, number) = (check_in.id, check_in.measure, item.number);
    let back = if number > 1 { format!("/my/check-ins/{id}/{}", number - 1) } else { format!("/my/check-ins/{id}") };
    html! {
        header.stack.tight {
            p.small { a href="/my/check-ins" { "Check-ins" } }
            h1 { "Question " (number) " of " (measure.items().len()) }
            @if item.scored { p.lead { (measure.lead()) } }
        }
        (fields::error_summary(typed.problems))
        form.card.stack.prose method="post" {
            (choices(item, measure, typed))
            div.row { button.btn { "Save and go on" } a.btn.line href=(next((id, measure), number)) { "Skip this question" } }
        }
        p.row { a href=(back) { "Back" } a href={ "/my/check-ins/" (id) } { "Stop here" } span.small.dim { "What you answered is saved." } }
        p.xs.dim { (measure.credit()) }
    }
}

fn choices(item: &Item, measure: Measure, typed: &Typed<'_>) -> Markup {
    match measure {
        Measure::Distress => scale(typed, ("answer", item.text), ("none at all", "the most you can think of")),
        Measure::Phq9 | Measure::Gad7 => {
            let numbers: Vec<String> = item.choices.iter().map(|choice| choice.number.to_string()).collect();
            let options: Vec<Choice<'_>> = item
                .choices
                .iter()
                .zip(&numbers)
                .map(|(choice, value)| Choice { value, label: choice.words, small: None })
                .collect();
            let spec = Choices {
                name: "answer",
                legend: item.text,
                hint: None,
                many: false,
                look: Look::Rows,
                options: &options,
            };
            fields::choices(&spec, &[typed.posted.one("answer")], typed.problems)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id() -> CheckInId {
        "aaaaaaaaaa".parse().unwrap()
    }

    #[test]
    fn the_last_question_leads_back_to_the_check_in() {
        for (measure, item, expected) in [
            (Measure::Phq9, 9, "/my/check-ins/aaaaaaaaaa/10"),
            (Measure::Phq9, 10, "/my/check-ins/aaaaaaaaaa"),
            (Measure::Gad7, 7, "/my/check-ins/aaaaaaaaaa"),
            (Measure::Distress, 1, "/my/check-ins/aaaaaaaaaa"),
            (Measure::Phq9, 255, "/my/check-ins/aaaaaaaaaa"),
        ] {
            assert_eq!(next((id(), measure), item), expected);
        }
    }

    #[test]
    fn behaviour_18_an_answer_that_worries_leads_to_help_first() {
        assert_eq!(onward(Heard::Plain, "/my/check-ins/a/2"), "/my/check-ins/a/2");
        assert!(onward(Heard::Worrying, "/my/check-ins/a/10").starts_with("/my/help?after=answer&next="));
    }
}
