//! The first two weeks after a dosing day as a plain calendar: days and sessions, and no number that counts down.

use actions::house::House;
use actions::open_mine::Mine;
use care::pathway::{Step, StepPhase, days_after_on_card};
use care::question::Speaks;
use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};
use shell::shape::Phase;
use shell::time::{clock, day};

/// How many days are shown, the dosing day among them.
const DAYS: i32 = 14;

/// How many days ago the last dosing day was, when it was told and lies within the two weeks. Whoever is on a path
/// without dosing is never told of one.
pub fn days_since(mine: &Mine, today: Date) -> Option<i32> {
    match Speaks::on(mine.card.path) {
        Speaks::OfDosing => days_after_on_card(&mine.card, today).filter(|days| *days <= DAYS),
        Speaks::NotOfDosing => None,
    }
}

/// "Three days since your dosing day."
pub fn since_words(days: i32) -> String {
    const WORDS: [&str; 15] = [
        "Today", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve",
        "Thirteen", "Fourteen",
    ];
    match (days, usize::try_from(days).ok().and_then(|days| WORDS.get(days))) {
        (0, _) => "Today is a rest from this. If one line wants to be written, it can be.".to_owned(),
        (1, _) => "One day since your dosing day.".to_owned(),
        (_, Some(word)) => format!("{word} days since your dosing day."),
        (_, None) => String::new(),
    }
}

/// The calendar.
pub fn calendar(house: &House, mine: &Mine, (today, days): (Date, i32), now: jiff::Timestamp) -> Markup {
    let steps = mine.path(house, today);
    let Ok(first) = today.checked_sub(days.days()) else { return html! {} };
    let dates: Vec<Date> = (0..DAYS).filter_map(|day| first.checked_add(day.days()).ok()).collect();
    let zone = house.zone();
    html! {
        section.card.stack aria-labelledby="dd" {
            div.row.apart {
                h2 #dd { "The first two weeks" }
                @if let Some(visit) = mine.next_visit(now) { span.small.dim { "Next session: " (day(visit.span.from, &zone)) ", " (clock(visit.span.from, &zone)) } }
            }
            ol.days { @for date in dates { (cell(&steps, date, today)) } }
        }
    }
}

fn cell(steps: &[Step], date: Date, today: Date) -> Markup {
    let on_day = |step: &&Step| step.date.known() == Some(date);
    // A dosing day comes before a session on the same day.
    let step = steps.iter().filter(on_day).max_by_key(|step| step.phase == StepPhase::Dosing);
    let phase = step.and_then(|step| phase(step.phase));
    html! {
        li.(phase.map(Phase::class).unwrap_or_default()) aria-current=[(date == today).then_some("date")] {
            span { (date.strftime("%a").to_string()) br; (date.strftime("%b %-d").to_string()) }
            @if date == today { span { "today" } }
            @if let Some(step) = step {
                @if phase.is_some() { span.shape.done[step.done] aria-hidden="true" {} }
                span.vh { (words(step)) }
            }
        }
    }
}

fn phase(phase: StepPhase) -> Option<Phase> {
    match phase {
        StepPhase::Preparation => Some(Phase::Preparation),
        StepPhase::Dosing => Some(Phase::Dosing),
        StepPhase::Integration => Some(Phase::Integration),
        StepPhase::FirstConversation
        | StepPhase::Intake
        | StepPhase::Therapy
        | StepPhase::Couple
        | StepPhase::Closing => None,
    }
}

fn words(step: &Step) -> String {
    match (step.phase, step.done) {
        (StepPhase::Dosing, _) => "Dosing day".to_owned(),
        (phase, true) => format!("{} session, done", phase.word()),
        (phase, false) => format!("{} session, booked", phase.word()),
    }
}

#[cfg(test)]
mod tests {
    use care::dosing_day::Told;

    use super::*;

    #[test]
    fn days_are_told_in_words_and_never_count_down() {
        for (days, expected) in [
            (0, "Today is a rest from this. If one line wants to be written, it can be."),
            (1, "One day since your dosing day."),
            (3, "Three days since your dosing day."),
            (14, "Fourteen days since your dosing day."),
            (15, ""),
        ] {
            assert_eq!(since_words(days), expected);
        }
    }

    #[test]
    fn a_day_shows_what_is_on_it_by_shape_and_word() {
        let date: Date = "2026-07-02".parse().unwrap();
        let step = |phase, done| Step {
            phase,
            label: String::new(),
            date: Told::Known(date),
            done,
            note: None,
            appointment: None,
        };
        let shown = |steps: &[Step]| cell(steps, date, date).into_string();
        let day = shown(&[step(StepPhase::Integration, true), step(StepPhase::Dosing, true)]);
        assert!(
            day.contains("class=\"dose\"") && day.contains("Dosing day") && day.contains("aria-current=\"date\""),
            "{day}"
        );
        let booked = shown(&[step(StepPhase::Integration, false)]);
        assert!(booked.contains("Integration session, booked") && !booked.contains("shape done"), "{booked}");
        assert!(!shown(&[step(StepPhase::Therapy, true)]).contains("class=\"shape"));
        assert!(!shown(&[]).contains("shape"));
    }
}
