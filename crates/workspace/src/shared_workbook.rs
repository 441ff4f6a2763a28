//! What the client wrote and shares: the parts of the workbook, pages of the journal they chose to show, how steady they felt.

use actions::house::House;
use actions::open_chart::{OpenChart, open_chart};
use axum::Router;
use axum::routing::get;
use care::question::{Question, Speaks, questions};
use care::workbook_part::{PartState, WorkbookPart};
use maud::{Markup, html};
use shell::altered_state_form::altered_state_words;
use shell::prose::paragraphs;
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge};
use shell::time::moment;
use terms::ids::SubjectId;

use crate::asked::{Asked, At};
use crate::chart::subnav;
use crate::dates::chart_link;
use crate::note_aside::{boundaries_now, intention};

/// How many times of steadiness are listed.
const STEADINESS_SHOWN: usize = 14;

/// The page.
pub fn routes() -> Router<House> {
    Router::new().route("/t/c/{subject}/workbook", get(show))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    match asked.act(move |house, by| open_chart(house, by, subject)).await {
        Ok(open) => {
            let title = format!("Chart {}", open.client.chart_number);
            reply::ok(asked.page((&title, "/t/caseload"), None, page(&asked, &open)))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(asked: &Asked, open: &OpenChart) -> Markup {
    let subject = open.client.subject;
    html! {
        header.stack {
            div.row.apart {
                div { p.small { (chart_link(&open.client)) } h1 { "Workbook" } p.dim { "In the client’s words. What they wrote only for themselves is not here, and can’t be opened." } }
                a.btn.line.sm href={ "/t/c/" (subject) "/words" } { "Write in it together" }
            }
            (subnav(open, "/workbook"))
        }
        div.split {
            div.stack { @for part in WorkbookPart::ALL { (part_card(asked, open, part)) } }
            div.stack { (shared_pages(asked, open)) (difficulties(asked, open)) (steadiness(asked, open)) }
        }
    }
}

fn part_card(asked: &Asked, open: &OpenChart, part: WorkbookPart) -> Markup {
    let speaks = Speaks::on(open.chart.path());
    let state = open.workbook.part_state(part);
    let answered: Vec<Question> = questions(part, Speaks::OfDosing)
        .into_iter()
        .filter(|question| open.workbook.answer(*question).is_some())
        .collect();
    let own = matches!(
        part,
        WorkbookPart::Intentions
            | WorkbookPart::Boundaries
            | WorkbookPart::NervousSystem
            | WorkbookPart::PastExperiences
            | WorkbookPart::SetAndSetting
    );
    html! {
        @if own || !answered.is_empty() || state == PartState::Skipped {
            section.card.stack.tight aria-label=(part.title(speaks)) {
                div.row.apart { h2 { (part.title(speaks)) } @if state == PartState::Skipped { (badge(Tone::Quiet, "Skipped")) } }
                (own_of(open, part))
                @for question in answered {
                    @if let Some(text) = open.workbook.answer(question).and_then(|answer| answer.text.as_ref()) {
                        h3 { (question.word_in(asked.house.practice().nervous_words)) } div.voice { (paragraphs(text.as_str())) }
                    }
                }
            }
        }
    }
}

/// What a part holds besides its questions.
fn own_of(open: &OpenChart, part: WorkbookPart) -> Markup {
    html! {
        @match part {
            WorkbookPart::Intentions => (intention(&open.workbook)),
            WorkbookPart::Boundaries => {
                @let agreed = open.workbook.boundaries().map(|agreed| &agreed.boundaries);
                p { (boundaries_now(&open.workbook)) }
                @if let Some(boundaries) = agreed {
                    @for (word, text) in [("Not today", &boundaries.not_today), ("Ask first", &boundaries.ask_first), ("Who may know what", &boundaries.who_may_know), ("Whatever else", &boundaries.other)] {
                        @if let Some(text) = text { h3 { (word) } (paragraphs(text.as_str())) }
                    }
                }
            },
            WorkbookPart::NervousSystem => {
                @if open.workbook.tools().is_empty() { p.dim { "No grounding tool is tried yet." } }
                @else { p { "Grounding, what helps best first: " (open.workbook.tools().iter().map(|tool| tool.name.as_str()).collect::<Vec<_>>().join(", ")) "." } }
            },
            WorkbookPart::PastExperiences if Speaks::on(open.chart.path()) == Speaks::OfDosing => {
                @let states = open.workbook.altered_states();
                @if states.is_empty() { p.dim { "No altered state before now is written down." } }
                ul.rows { @for state in states { li { span.grow { (altered_state_words(state)) } } } }
                p.small { a href={ "/t/c/" (open.client.subject) "/altered-states" } { "Altered states before now" } }
            },
            WorkbookPart::SetAndSetting => (support_person(open)),
            WorkbookPart::WhatBringsMe | WorkbookPart::PastExperiences | WorkbookPart::Relationship | WorkbookPart::AfterCare => {},
        }
    }
}

/// Whom the client named; only they do.
fn support_person(open: &OpenChart) -> Markup {
    html! {
        @match open.workbook.support_person() {
            None => p.dim { "No support person is named. Only the client names one." },
            Some(person) => {
                p { "Support person: " b { (person.name.as_str()) } @if let Some(reach) = &person.reach { ", " (reach.as_str()) } "." }
                @if let Some(ride) = &person.ride { p { "The way home: " (ride.as_str()) } }
                @if let Some(helps) = &person.helps { h3 { "What helps" } div.voice { (paragraphs(helps.as_str())) } }
                @if let Some(told) = &person.instructions { h3 { "What the prescriber told them" } div.voice { (paragraphs(told.as_str())) } }
            },
        }
    }
}

/// What is hard these days, with a mark on what lasts.
fn difficulties(asked: &Asked, open: &OpenChart) -> Markup {
    let (now, today) = (asked.by.now, asked.house.today(asked.by.now));
    html! {
        section.card.stack.tight aria-labelledby="hard" {
            h2 #hard { "What is hard" }
            @if open.workbook.difficulties().next().is_none() { p.dim { "Nothing is written down, and nothing has to be." } }
            ul.rows.tight {
                @for known in open.workbook.difficulties() {
                    li { span.grow { (known.told.kind.word()) } @if known.wants_a_look(now, today) { (badge(Tone::Warn, "Over two weeks")) } }
                }
            }
            p.small { a href={ "/t/c/" (open.client.subject) "/difficulties" } { "What is hard, and since when" } }
        }
    }
}

fn shared_pages(asked: &Asked, open: &OpenChart) -> Markup {
    html! {
        section.card.stack aria-labelledby="pages" {
            h2 #pages { "Pages shared with you" }
            @if open.workbook.shared_pages().is_empty() { p.dim { "None. The journal is the client’s own; a page is here only while they share it." } }
            @for page in open.workbook.shared_pages().iter().rev() {
                article.stack.tight { p.small.dim { "Written " (moment(page.written_at, &asked.house.zone())) } div.voice { (paragraphs(page.text.as_str())) } }
            }
        }
    }
}

fn steadiness(asked: &Asked, open: &OpenChart) -> Markup {
    let told = open.workbook.steadiness();
    html! {
        section.card.stack.tight aria-labelledby="steady" {
            h2 #steady { "How steady they felt" }
            @if told.is_empty() { p.dim { "Nothing was said yet, and nobody has to." } }
            ul.rows.tight {
                @for told in told.iter().rev().take(STEADINESS_SHOWN) {
                    li { span.grow { (moment(told.at, &asked.house.zone())) } span { (told.steadiness.word()) } }
                }
            }
        }
    }
}
