//! My plan for hard moments: six steps in your own words, with numbers that call and text, on one page to print.

use actions::house::House;
use actions::open_mine::{Mine, open_mine};
use actions::write_safety_plan::write_safety_plan;
use axum::Router;
use axum::routing::get;
use care::safety_plan::{SafetyPart, SafetyPlan, SafetyPlanRefusal, WrittenSafetyPlan};
use care::workbook::Author;
use maud::{Markup, html};
use shell::fields::{self, Problem};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::time::day;
use shell::typed::Typed;

use crate::again::page_or_again;
use crate::asked::Asked;

/// The plan and its form.
pub fn routes() -> Router<House> {
    Router::new().route("/my/safety-plan", get(show).post(write))
}

async fn show(asked: Asked) -> Reply {
    shown(&asked, None, &[]).await
}

async fn shown(asked: &Asked, posted: Option<&Posted>, problems: &[Problem]) -> Reply {
    match asked.act(open_mine).await {
        Ok(mine) => {
            let stored = as_posted(mine.workbook.safety_plan());
            let main = page(asked, &mine, &Typed { posted: posted.unwrap_or(&stored), problems });
            let toast = (asked.query("done") == "saved")
                .then(|| format!("Saved. You, {} and your team can read it.", mine.therapist()));
            page_or_again(asked, ("My plan", "/my/safety-plan"), toast.as_deref(), (problems, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn write(asked: Asked, posted: Posted) -> Reply {
    let plan = match read(&posted) {
        Ok(plan) => plan,
        Err(problems) => return shown(&asked, Some(&posted), &problems).await,
    };
    let subject = asked.client.subject;
    match asked.act(move |house, by| write_safety_plan(house, by, subject, &plan)).await {
        Ok(()) => reply::go("/my/safety-plan?done=saved"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, Some(&posted), &[words(refusal)]).await,
            Err(page) => *page,
        },
    }
}

fn read(posted: &Posted) -> Result<SafetyPlan, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let plan = SafetyPart::ALL
        .into_iter()
        .fold(SafetyPlan::default(), |plan, part| plan.with_part(part, form.prose(part.code())));
    form.done(Some(plan))
}

fn words(refusal: SafetyPlanRefusal) -> Problem {
    let words = match refusal {
        SafetyPlanRefusal::Empty => {
            "Write one step at least, or leave the plan for another day. You can write it together, too"
        }
    };
    Problem { field: SafetyPart::Signs.code(), words: words.to_owned() }
}

fn as_posted(written: Option<&WrittenSafetyPlan>) -> Posted {
    let text = |part| written.and_then(|written| written.plan.part(part)).map(|text| text.as_str().to_owned());
    Posted::from_pairs(SafetyPart::ALL.map(|part| (part.code(), text(part).unwrap_or_default())))
}

fn page(asked: &Asked, mine: &Mine, typed: &Typed<'_>) -> Markup {
    let written = mine.workbook.safety_plan();
    html! {
        header.stack.tight {
            h1 { "My plan for hard moments" }
            p.lead.dim { "Begin at the top, and go down only as far as you need." }
        }
        (fields::error_summary(typed.problems))
        @if let Some(written) = written { (plan(asked, written)) }
        section.card.stack.tight aria-labelledby="lines" {
            h2 #lines { "At any hour" }
            div.row { a.btn href="tel:988" { "Call 988" } a.btn.line href="sms:988" { "Text 988" } a.btn.line href="tel:911" { "Call 911" } }
            p.small { "988, by phone or text, is for any kind of crisis. 911 is for danger." }
        }
        @match written {
            Some(_) if typed.problems.is_empty() => { details.card { summary.btn.line { "Change it" } (form(mine, typed)) } },
            Some(_) | None => section.card { (form(mine, typed)) },
        }
    }
}

fn plan(asked: &Asked, written: &WrittenSafetyPlan) -> Markup {
    let by = match written.by {
        Author::Client => "you",
        Author::Team(_) => "your team, with you",
    };
    html! {
        section.card.stack aria-label="The plan" {
            @for part in SafetyPart::ALL {
                @if let Some(text) = written.plan.part(part) {
                    div.stack.tight { h2 { (part.word()) } @for line in text.as_str().lines() { (plan_line(line)) } }
                }
            }
            p.xs.dim { "Written by " (by) ", " (day(written.at, &asked.house.zone())) ". To keep it on paper, print this page from your browser." }
        }
    }
}

/// A line as it was written; with a phone number in it, ways to use it.
fn plan_line(line: &str) -> Markup {
    html! {
        div.row {
            span.voice { (line) }
            @if let Some(number) = number_in(line) {
                a.btn.line.sm href={ "tel:" (number) } { "Call" span.vh { ": " (line) } }
                a.btn.line.sm href={ "sms:" (number) } { "Text" span.vh { ": " (line) } }
            }
        }
    }
}

/// The phone number in a line, when there is one of ten digits: "+13035550142".
fn number_in(line: &str) -> Option<String> {
    let is_of_a_number = |letter: char| letter.is_ascii_digit() || " ()-.+".contains(letter);
    line.split(|letter: char| !is_of_a_number(letter)).find_map(|run| {
        let digits: String = run.chars().filter(char::is_ascii_digit).collect();
        let digits = if digits.len() == 11 { digits.strip_prefix('1')?.to_owned() } else { digits };
        (digits.len() == 10).then(|| format!("+1{digits}"))
    })
}

fn form(mine: &Mine, typed: &Typed<'_>) -> Markup {
    html! {
        form.stack.prose method="post" {
            @for part in SafetyPart::ALL { (typed.area(part.code(), part.word(), Some(part.hint()))) }
            p.small.dim { "Every step may stay empty. You and " (mine.therapist()) " read the same plan, and you can write it together. The one before stays readable for your team." }
            div.row { button.btn { "Save my plan" } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_number_in_a_line_can_be_called() {
        for (line, expected) in [
            ("Sam, (303) 555-0142", Some("+13035550142")),
            ("My sister 303.555.0143 in the evening", Some("+13035550143")),
            ("+1 303 555 0144", Some("+13035550144")),
            ("Sam 555-0142", None),
            ("A walk at 7", None),
            ("303555014277", None),
            ("", None),
        ] {
            assert_eq!(number_in(line).as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn a_plan_is_read_step_by_step_and_an_empty_one_is_told_so() {
        let posted = Posted::from_pairs([("signs", "I stop eating."), ("ask-for-help", "Sam")]);
        let plan = read(&posted).unwrap();
        let filled: Vec<_> = SafetyPart::ALL.into_iter().filter(|part| plan.part(*part).is_some()).collect();
        assert_eq!(filled, [SafetyPart::Signs, SafetyPart::AskForHelp]);
        assert!(words(SafetyPlanRefusal::Empty).words.starts_with("Write one step at least"));
    }
}
