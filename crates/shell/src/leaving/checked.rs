//! Check-ins with their answers and results, steadiness, and what came of alerts.

use care::check_in::{CheckIn, CheckInState};
use maud::{Markup, html};

use crate::leaving::{Record, fact, paragraphs};

/// Every check-in with each answer in the words it was given to. One with no answer and no end says so.
pub(crate) fn check_ins(record: &Record<'_>) -> Markup {
    html! {
        section.page {
            h2 { "Check-ins" }
            @if record.workbook.check_ins().is_empty() { p.quiet { "None was asked." } }
            @for check_in in record.workbook.check_ins() { (one(record, check_in)) }
        }
    }
}

fn one(record: &Record<'_>, check_in: &CheckIn) -> Markup {
    let (answers, measure) = (check_in.answers(), check_in.measure);
    html! {
        article.note {
            h3 { (measure.word()) ", " (record.copied.moment(check_in.asked_at)) }
            dl {
                (fact("State", check_in.state().word()))
                (fact("Finished", &check_in.finished_at().map_or_else(String::new, |at| record.copied.moment(at))))
                (fact("Asked early, because", check_in.reason.as_ref().map_or("", |reason| reason.as_str())))
                (fact("Administered by", &record.author(check_in.administered_by())))
                (fact("Total", &total(check_in)))
            }
            table {
                tbody {
                    @for item in measure.items() {
                        @if let Some(answer) = answers.get(&item.number) {
                            tr {
                                th scope="row" { (item.number) ". " (item.text) }
                                td { @for choice in item.choices.iter().filter(|choice| choice.number == answer.number()) { (choice.words) } }
                                td.num { (answer.number()) }
                            }
                        }
                    }
                }
            }
            @if !answers.is_empty() { p.quiet { (measure.version()) ". " (measure.credit()) } }
        }
    }
}

/// The total with its band; without one, which items are missing. A check-in under way has neither.
pub(crate) fn total(check_in: &CheckIn) -> String {
    match (check_in.state(), check_in.score()) {
        (CheckInState::Finished, Ok(total)) => {
            let band = total.band().map(|band| format!(", {}", band.word().to_lowercase())).unwrap_or_default();
            format!("{} of {}{band}", total.number, check_in.measure.most())
        }
        (CheckInState::Finished, Err(incomplete)) => {
            let missing: Vec<String> = incomplete.missing.iter().map(ToString::to_string).collect();
            format!("No total: left out {}", missing.join(", "))
        }
        (CheckInState::Asked | CheckInState::Begun | CheckInState::Left, _) => String::new(),
    }
}

/// How steady someone said that they were.
pub(crate) fn steadiness(record: &Record<'_>) -> Markup {
    html! {
        @if !record.workbook.steadiness().is_empty() {
            section {
                h2 { "Steadiness" }
                table {
                    tbody {
                        @for told in record.workbook.steadiness() {
                            tr { th scope="row" { (record.copied.moment(told.at)) } td { (told.steadiness.word()) } td { (record.author(told.by)) } }
                        }
                    }
                }
            }
        }
    }
}

/// What came of each alert.
pub(crate) fn outcomes(record: &Record<'_>) -> Markup {
    html! {
        @if !record.chart.alerts_closed().is_empty() {
            section {
                h2 { "What came of alerts" }
                @for closing in record.chart.alerts_closed() {
                    article.note {
                        h3 { (record.copied.moment(closing.at)) ", " (record.person(closing.by)) }
                        dl {
                            (fact("Reached", closing.reached.word()))
                            (fact("Risk now", closing.risk.word()))
                            (fact("Safety plan", closing.plan.word()))
                            (fact("Also told", closing.told.as_ref().map_or("", |told| told.as_str())))
                        }
                        (paragraphs(closing.assessment.as_str()))
                    }
                }
            }
        }
    }
}
