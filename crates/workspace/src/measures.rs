//! The measures of a chart beside its visits and dosing days: a sentence, the drawing, and the same as a table.

use actions::house::House;
use actions::open_chart::OpenChart;
use care::measure::Measure;
use care::pathway::{Step, StepPhase};
use care::score_change::{ScoreChange, Went};
use jiff::civil::Date;
use maud::{Markup, html};
use shell::plot::{Mark, Plot, Row, plot};
use shell::shape::Phase;

/// The figure; without a finished check-in, one line that says so.
pub fn figure(house: &House, open: &OpenChart, steps: &[Step]) -> Markup {
    let today = house.today(open.now);
    let points = Measure::ALL.map(|measure| (measure, points(house, open, measure)));
    let rows: Vec<Row<'_>> = points
        .iter()
        .filter(|(_, points)| !points.is_empty())
        .map(|(measure, points)| Row { name: short(*measure), most: measure.most(), points })
        .collect();
    let marks: Vec<Mark<'_>> = steps.iter().filter_map(mark).collect();
    let told = points.iter().filter_map(|(measure, points)| sentence(*measure, points)).collect::<Vec<_>>().join(" ");
    let sources: Vec<&str> = points
        .iter()
        .filter(|(_, points)| points.len() > 1)
        .map(|(measure, _)| ScoreChange::of(*measure, 0, 0).source())
        .collect();
    html! {
        figure.card.stack aria-labelledby="measures" {
            figcaption { h2 #measures { "Check-ins" } }
            @if rows.is_empty() {
                p.dim { "No check-in is finished yet. " a href={ "/t/c/" (open.client.subject) "/check-ins" } { "Ask for one" } }
            } @else {
                (plot(&Plot { sentence: &told, rows: &rows, marks: &marks, today }))
                @for source in sources { p.xs.dim { (source) } }
            }
        }
    }
}

/// Totals by day.
pub fn points(house: &House, open: &OpenChart, measure: Measure) -> Vec<(Date, u8)> {
    open.workbook.totals(measure).into_iter().map(|(at, total)| (house.today(at), total.number)).collect()
}

/// "PHQ-9 is 11, 8 lower than on April 9; more than measurement noise."
pub fn sentence(measure: Measure, points: &[(Date, u8)]) -> Option<String> {
    let (first_day, first) = points.first()?;
    let (_, last) = points.last()?;
    let name = short(measure);
    if points.len() == 1 {
        return Some(format!("{name} was {last} on {}.", words(*first_day)));
    }
    let change = ScoreChange::of(measure, *first, *last);
    let by = change.points().unsigned_abs();
    let went = match change.went() {
        Went::Same => format!("{name} is {last}, the same as on {}", words(*first_day)),
        Went::Easier => format!("{name} is {last}, {by} lower than on {}", words(*first_day)),
        Went::Harder => format!("{name} is {last}, {by} higher than on {}", words(*first_day)),
    };
    let noise = if change.is_more_than_noise() { "more than measurement noise" } else { "within measurement noise" };
    Some(format!("{went}; {noise}."))
}

/// As it is read beside a line.
pub fn short(measure: Measure) -> &'static str {
    match measure {
        Measure::Phq9 => "PHQ-9",
        Measure::Gad7 => "GAD-7",
        Measure::Distress => "Distress",
    }
}

fn mark(step: &Step) -> Option<Mark<'_>> {
    let phase = match step.phase {
        StepPhase::Preparation => Phase::Preparation,
        StepPhase::Dosing => Phase::Dosing,
        StepPhase::Integration => Phase::Integration,
        StepPhase::FirstConversation
        | StepPhase::Intake
        | StepPhase::Therapy
        | StepPhase::Couple
        | StepPhase::Closing => return None,
    };
    Some(Mark { phase, done: step.done, date: step.date.known()?, label: &step.label })
}

fn words(date: Date) -> String {
    date.strftime("%B %-d").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn behaviour_21_a_change_is_told_beside_what_a_measure_wavers_by_itself() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let since = |from, to| vec![(day("2026-04-09"), from), (day("2026-06-22"), to)];
        for (points, expected) in [
            (Vec::new(), None),
            (vec![(day("2026-04-09"), 19)], Some("PHQ-9 was 19 on April 9.")),
            (since(19, 11), Some("PHQ-9 is 11, 8 lower than on April 9; more than measurement noise.")),
            (since(16, 11), Some("PHQ-9 is 11, 5 lower than on April 9; within measurement noise.")),
            (since(4, 12), Some("PHQ-9 is 12, 8 higher than on April 9; more than measurement noise.")),
            (since(9, 9), Some("PHQ-9 is 9, the same as on April 9; within measurement noise.")),
        ] {
            assert_eq!(sentence(Measure::Phq9, &points).as_deref(), expected, "{points:?}");
        }
    }
}
