//! One part of your workbook: its questions with a line on each, what you wrote before, and a way to skip it.

use actions::house::House;
use actions::open_mine::{Mine, open_mine};
use actions::skip_part::skip_part;
use actions::write_answer::{Answer, write_answers};
use actions::write_boundaries::write_boundaries;
use actions::write_intention::write_intention;
use axum::Router;
use axum::routing::{get, post};
use care::boundaries::{Boundaries, BoundariesRefusal};
use care::document::DocumentKind;
use care::question::{Question, Speaks, questions};
use care::workbook_part::{PartState, Skip, WorkbookPart};
use jiff::Timestamp;
use maud::{Markup, html};
use shell::altered_state_form::altered_state_words;
use shell::fields::{self, Problem, hidden};
use shell::form::Posted;
use shell::prose::paragraphs;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::time::day;
use shell::typed::Typed;
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::text::Prose;
use terms::trouble::Trouble;

use crate::again::page_or_again;
use crate::asked::{Asked, At};
use crate::boundaries;
use crate::kit::kit_card;

/// The part, and skipping it.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/my/preparation/{part}", get(show).post(write))
        .route("/my/preparation/{part}/skip", post(skip))
}

async fn show(asked: Asked, At(code): At<String>) -> Reply {
    match WorkbookPart::from_code(&code) {
        Some(part) => shown(&asked, part, None, &[]).await,
        None => asked.not_found(),
    }
}

async fn shown(asked: &Asked, part: WorkbookPart, posted: Option<&Posted>, problems: &[Problem]) -> Reply {
    match asked.act(open_mine).await {
        Ok(mine) => {
            let stored = as_posted(&mine, part);
            let main = page(asked, &mine, part, &Typed { posted: posted.unwrap_or(&stored), problems });
            let toast =
                (asked.query("done") == "saved").then(|| format!("Saved. You and {} can read it.", mine.therapist()));
            page_or_again(asked, ("Preparation", "/my/preparation"), toast.as_deref(), (problems, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn write(asked: Asked, At(code): At<String>, posted: Posted) -> Reply {
    let Some(part) = WorkbookPart::from_code(&code) else { return asked.not_found() };
    let written = match read(&posted, part) {
        Ok(written) => written,
        Err(problems) => return shown(&asked, part, Some(&posted), &problems).await,
    };
    let subject = asked.client.subject;
    match asked.act(move |house, by| write_part(house, by, subject, &written)).await {
        Ok(()) => reply::go(onward(part, posted.one("do"))),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => {
                shown(&asked, part, Some(&posted), &[boundaries::words(refusal, asked.by.now, &asked.house.zone())])
                    .await
            }
            Err(page) => *page,
        },
    }
}

async fn skip(asked: Asked, At(code): At<String>, posted: Posted) -> Reply {
    let Some(part) = WorkbookPart::from_code(&code) else { return asked.not_found() };
    let to = Skip::from_code(posted.one("to")).unwrap_or(Skip::Skipped);
    let subject = asked.client.subject;
    match asked.act(move |house, by| skip_part(house, by, subject, (part, to))).await {
        Ok(()) => reply::go(match to {
            Skip::Skipped => "/my/preparation?done=skipped".to_owned(),
            Skip::TakenUp => format!("/my/preparation/{}", part.code()),
        }),
        Err(trouble) => asked.instead(trouble),
    }
}

/// What a part's form says.
struct PartWritten {
    answers: Vec<Answer>,
    intention: Option<Prose>,
    boundaries: Option<Boundaries>,
}

/// Only what the form asked is written: a question that was not on the page keeps its answer.
fn read(posted: &Posted, part: WorkbookPart) -> Result<PartWritten, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let intention = (part == WorkbookPart::Intentions).then(|| form.prose("intention")).flatten();
    let boundaries = (part == WorkbookPart::Boundaries).then(|| boundaries::read(&mut form)).flatten();
    let was_asked = |question: &Question| posted.pairs().iter().any(|(name, _)| name == question.code());
    let asked = questions(part, Speaks::OfDosing).into_iter().filter(was_asked);
    let answers = asked.map(|question| (question, form.prose(question.code()))).collect();
    form.done(Some(PartWritten { answers, intention, boundaries }))
}

fn write_part(
    house: &House,
    by: &Context,
    subject: SubjectId,
    written: &PartWritten,
) -> Result<(), Trouble<BoundariesRefusal>> {
    if let Some(boundaries) = &written.boundaries {
        write_boundaries(house, by, subject, boundaries)?;
    }
    if let Some(intention) = &written.intention {
        write_intention(house, by, subject, intention).map_err(Trouble::unrefused)?;
    }
    write_answers(house, by, subject, &written.answers).map_err(Trouble::unrefused)
}

/// To the next part, or back to the list.
fn onward(part: WorkbookPart, how: &str) -> String {
    let next = WorkbookPart::ALL.into_iter().skip_while(|known| *known != part).nth(1);
    match next.filter(|_| how == "on") {
        Some(next) => format!("/my/preparation/{}?done=saved", next.code()),
        None => "/my/preparation?done=saved".to_owned(),
    }
}

fn as_posted(mine: &Mine, part: WorkbookPart) -> Posted {
    let answer = |question: Question| {
        let text = mine.workbook.answer(question).and_then(|answer| answer.text.as_ref());
        (question.code(), text.map(|text| text.as_str().to_owned()).unwrap_or_default())
    };
    let mut pairs: Vec<(&str, String)> = questions(part, Speaks::OfDosing).into_iter().map(answer).collect();
    pairs.extend(mine.workbook.intention().map(|intention| ("intention", intention.text.as_str().to_owned())));
    pairs.extend(boundaries::pairs(mine));
    Posted::from_pairs(pairs)
}

fn page(asked: &Asked, mine: &Mine, part: WorkbookPart, typed: &Typed<'_>) -> Markup {
    let (speaks, place) = (Speaks::on(mine.card.path), format!("/my/preparation/{}", part.code()));
    html! {
        header.stack.tight {
            p.small { a href="/my/preparation" { "Preparation" } }
            h1 { (part.title(speaks)) }
            p.lead.dim { (part.about(speaks)) }
            p.small { "You and " (mine.therapist()) " can read this. Write as much or as little as you like." }
        }
        (fields::error_summary(typed.problems))
        @if mine.workbook.part_state(part) == PartState::Skipped { (skipped(&place)) }
        @if part == WorkbookPart::NervousSystem { (kit_card(mine)) }
        @if part == WorkbookPart::PastExperiences && speaks == Speaks::OfDosing { (altered_states(mine)) }
        @if part == WorkbookPart::SetAndSetting || part == WorkbookPart::AfterCare { (support_person(mine)) }
        @if part == WorkbookPart::Boundaries { (touch_now(mine)) }
        form.card.stack.wide.prose method="post" action=(place) {
            @if part == WorkbookPart::Intentions { (intention(asked, mine, typed)) }
            @if part == WorkbookPart::Boundaries { (boundaries::fields(typed)) }
            @for question in questions(part, speaks) { (asked_question(asked, mine, question, typed)) }
            div.row {
                button.btn name="do" value="stop" { "Save and stop here" }
                button.btn.line name="do" value="on" { "Save and go on" }
            }
        }
        @if part == WorkbookPart::Boundaries { (boundaries::earlier(mine, &asked.house.zone())) }
        @if mine.workbook.part_state(part) != PartState::Skipped {
            form.row method="post" action={ (place) "/skip" } { (hidden("to", Skip::Skipped.code())) button.btn.line { "Skip this part" } span.small.dim { "Skipping is an answer. What you wrote stays." } }
        }
    }
}

/// What stands on the page of altered states.
fn altered_states(mine: &Mine) -> Markup {
    let told = mine.workbook.altered_states();
    html! {
        section.card.stack.tight aria-labelledby="altered" {
            h2 #altered { "Altered states, one by one" }
            @if told.is_empty() { p.dim { "Nothing is written down. None is an answer, and so is “I don’t know”." } }
            ul.rows { @for state in told { li { span.grow { (altered_state_words(state)) } } } }
            p { a.btn.line href="/my/altered-states" { "Write one down" } }
        }
    }
}

fn support_person(mine: &Mine) -> Markup {
    html! {
        p.card.row {
            span.grow { @match mine.workbook.support_person() { Some(person) => { "My support person: " b { (person.name.as_str()) } }, None => "Nobody is named as support person, which is an answer too." } }
            a.btn.line.sm href="/my/support-person" { "My support person" }
        }
    }
}

/// What holds now. Whatever is chosen below, more than none wants a signed yes.
fn touch_now(mine: &Mine) -> Markup {
    html! {
        p.card { "Now: " b { (mine.workbook.touch().word()) } ". Any touch at all also wants your name under the page "
            a href={ "/my/documents/" (DocumentKind::TouchConsent.code()) } { "on touch" } "; without it there is none, whatever is chosen here." }
    }
}

fn skipped(place: &str) -> Markup {
    html! {
        form.card.row method="post" action={ (place) "/skip" } {
            (hidden("to", Skip::TakenUp.code()))
            p.grow { "You skipped this part, and that is fine. Writing in it takes it up again." }
            button.btn.line { "Take it up again" }
        }
    }
}

/// The intention stands apart from what is hoped and expected.
fn intention(asked: &Asked, mine: &Mine, typed: &Typed<'_>) -> Markup {
    let before = mine.workbook.earlier_intentions();
    let before: Vec<(Timestamp, &Prose)> = before.iter().map(|before| (before.at, &before.text)).collect();
    html! {
        (typed.area("intention", "My intention, for now", Some("Something to come back to, not something to reach. “To be kind to what comes” is one")))
        (earlier(asked, &before))
        p.small.dim { "A hope or an expectation is something else, and has its own place below. Having them apart makes each easier to set down." }
    }
}

fn asked_question(asked: &Asked, mine: &Mine, question: Question, typed: &Typed<'_>) -> Markup {
    let before = mine.workbook.earlier_answers(question);
    let before: Vec<(Timestamp, &Prose)> =
        before.iter().filter_map(|answer| Some((answer.at, answer.text.as_ref()?))).collect();
    let words = question.word_in(asked.house.practice().nervous_words);
    let field = typed.area(question.code(), words, Some(question.hint()));
    let is_closed = question.is_sensitive() && typed.posted.one(question.code()).is_empty();
    html! {
        div.stack.tight {
            @if is_closed {
                details {
                    summary.btn.line { (words) }
                    p.small.dim { "This one can stir things. You can leave it closed, or keep it for when you are together." }
                    (field)
                }
            } @else { (field) }
            (earlier(asked, &before))
        }
    }
}

/// What stood here before, the latest first.
fn earlier(asked: &Asked, before: &[(Timestamp, &Prose)]) -> Markup {
    let zone = asked.house.zone();
    html! {
        @if !before.is_empty() {
            details {
                summary.btn.plain.sm { "Earlier" }
                ul.rows { @for (at, text) in before.iter().rev() { li.stack.tight { span.small.dim { (day(*at, &zone)) } div.voice { (paragraphs(text.as_str())) } } } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_that_was_not_on_the_page_keeps_its_answer() {
        let posted = Posted::from_pairs([("therapy-before", "Two years."), ("what-helped", "")]);
        let written = read(&posted, WorkbookPart::PastExperiences).unwrap();
        let asked: Vec<_> = written.answers.iter().map(|(question, text)| (*question, text.is_some())).collect();
        assert_eq!(asked, [(Question::TherapyBefore, true), (Question::WhatHelped, false)]);
        assert!(written.intention.is_none() && written.boundaries.is_none());
    }

    #[test]
    fn a_part_reads_only_its_own_fields() {
        let posted =
            Posted::from_pairs([("intention", "To rest."), ("touch", "none"), ("why-now", "x"), ("hope", "Sleep.")]);
        for (part, expected) in [
            (WorkbookPart::Intentions, (true, false, 1)),
            (WorkbookPart::Boundaries, (false, true, 0)),
            (WorkbookPart::WhatBringsMe, (false, false, 1)),
        ] {
            let written = read(&posted, part).unwrap();
            let found = (written.intention.is_some(), written.boundaries.is_some(), written.answers.len());
            assert_eq!(found, expected, "{part:?}");
        }
        let long = Posted::from_pairs([("why-now", "x".repeat(20_001))]);
        assert_eq!(read(&long, WorkbookPart::WhatBringsMe).err().map(|problems| problems[0].field), Some("why-now"));
    }

    #[test]
    fn going_on_leads_to_the_next_part_and_stopping_to_the_list() {
        for (part, how, expected) in [
            (WorkbookPart::WhatBringsMe, "on", "/my/preparation/intentions?done=saved"),
            (WorkbookPart::WhatBringsMe, "stop", "/my/preparation?done=saved"),
            (WorkbookPart::AfterCare, "on", "/my/preparation?done=saved"),
        ] {
            assert_eq!(onward(part, how), expected);
        }
    }
}
