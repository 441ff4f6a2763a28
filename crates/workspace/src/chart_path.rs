//! The path of a client's work as drawn in the chart: a list first, a line second.

use actions::house::House;
use actions::open_chart::OpenChart;
use care::pathway::{Step, StepPhase, pathway};
use jiff::civil::Date;
use maud::{Markup, html};
use shell::shape::{Phase, shape};

use crate::dates::short_day;
use crate::path::path_form;

/// How many marks fit on the line; earlier visits stand in the list of notes.
const MOST_MARKS: usize = 12;

/// Every visit and dosing day by date.
pub fn steps(house: &House, open: &OpenChart, today: Date) -> Vec<Step> {
    pathway(&open.chart, &open.planned_visits(house), today)
}

/// The card with the path.
pub fn figure(house: &House, open: &OpenChart, steps: &[Step]) -> Markup {
    let shown = &steps[steps.len().saturating_sub(MOST_MARKS)..];
    let earlier = steps.len() - shown.len();
    let next = shown.iter().position(|step| !step.done);
    html! {
        figure.card.stack aria-labelledby="pathway" {
            figcaption.row.apart { h2 #pathway { "Pathway" } (legend(steps)) }
            @if steps.is_empty() {
                p.dim { "Nothing is signed or planned yet." }
            } @else {
                @if earlier > 0 { p.small.dim { (earlier) " earlier, in the notes below." } }
                div.path-box {
                    ol.path {
                        @for (place, step) in shown.iter().enumerate() {
                            (mark(open, step, if next == Some(place) { Some("step") } else { None }))
                        }
                    }
                }
            }
            (path_form(house, &open.chart, open.client.subject))
        }
    }
}

fn mark(open: &OpenChart, step: &Step, current: Option<&str>) -> Markup {
    let place = format!("/t/c/{}", open.client.subject);
    html! {
        li.(class(step.phase)).done[step.done] aria-current=[current] {
            span.shape aria-hidden="true" {}
            div {
                b { @match step.note { Some(note) => a href={ (place) "/n/" (note) } { (step.label) }, None => (step.label) } }
                small { (when(step)) }
            }
        }
    }
}

fn when(step: &Step) -> String {
    let date = step.date.known().map_or("date not known".to_owned(), short_day);
    if step.done { date } else { format!("{date}, planned") }
}

/// The color of a phase; a visit of no phase has the color of what is in order.
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

/// Only the shapes that occur: without dosing, no diamond.
fn legend(steps: &[Step]) -> Markup {
    let shapes = [
        (StepPhase::Preparation, Phase::Preparation, "preparation"),
        (StepPhase::Dosing, Phase::Dosing, "dosing"),
        (StepPhase::Integration, Phase::Integration, "integration"),
    ];
    html! {
        span.row.small.dim {
            @for (_, phase, word) in shapes.iter().filter(|(of, _, _)| steps.iter().any(|step| step.phase == *of)) {
                span.row { (shape(*phase, true)) " " (word) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use care::dosing_day::Told;

    use super::*;

    fn step(phase: StepPhase, done: bool) -> Step {
        let date = Told::Known("2026-06-19".parse().unwrap());
        Step { phase, label: phase.word().to_owned(), date, done, note: None, appointment: None }
    }

    #[test]
    fn the_legend_names_only_the_shapes_that_occur() {
        let without = legend(&[step(StepPhase::Preparation, true), step(StepPhase::Integration, false)]).into_string();
        assert!(without.contains("preparation") && without.contains("integration") && !without.contains("dos"));
        assert!(legend(&[step(StepPhase::Dosing, true)]).into_string().contains("shape dose done"));
    }

    #[test]
    fn what_is_ahead_says_so() {
        let unknown = Step { date: Told::Unknown, ..step(StepPhase::Dosing, false) };
        for (given, expected) in [
            (step(StepPhase::Therapy, true), "Jun 19"),
            (step(StepPhase::Therapy, false), "Jun 19, planned"),
            (unknown, "date not known, planned"),
        ] {
            assert_eq!(when(&given), expected);
        }
    }
}
