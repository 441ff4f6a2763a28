//! What the clock does in the days after a dosing day: asks how someone is when that was agreed, and does what they
//! said silence means. One series at a time, at most one question a day.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use crate::after_care::{AfterCare, AskedAfter, Silence};
use crate::after_time::AfterTime;
use crate::chart::Path;
use crate::chart_card::ChartCard;
use crate::reading_hours::ReadingHours;

/// The hour at which they are asked, by their own clock. A letter also keeps to their quiet hours.
const ASKED_AT_HOUR: i8 = 10;

/// How long a question stays of use when the clock stood still meanwhile, in hours.
const OF_USE_HOURS: i64 = 24;

/// How long an answer is waited for, in seconds of reading: a working day.
const WAITED_SECONDS: i64 = 8 * 3600;

/// What the workbook's card says for the clock.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AfterCard {
    /// What is agreed, and since when.
    pub agreed: Option<(AfterCare, Timestamp)>,
    /// When they were asked.
    pub asked: Vec<AskedAfter>,
    /// When they last said how they are.
    pub last_word: Option<Timestamp>,
    /// Which question's silence was followed.
    pub followed: Option<AskedAfter>,
}

/// What is to be done now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterStep {
    /// Ask how they are.
    Ask(AskedAfter),
    /// They did not answer, and this is what they said it means.
    Follow(AskedAfter, Silence),
}

/// What is to be done now for one client, if anything. `zone` is where they live by the clock.
///
/// The same cards and the same moment lead to the same step, so that a clock that stood still catches up: a question
/// that is a day old is left out, a silence is followed whenever it is found.
pub fn next_step(
    (chart, card): (&ChartCard, &AfterCard),
    now: Timestamp,
    zone: &TimeZone,
    hours: &ReadingHours,
) -> Option<AfterStep> {
    let (wishes, since) = card.agreed.as_ref()?;
    match chart.path {
        Path::NoDosing => return None,
        Path::Undecided
        | Path::PreparationWithDosingElsewhere
        | Path::IntegrationAfterDosingElsewhere
        | Path::WithAttendedDosing => {}
    }
    silence_to_follow(card, wishes, now, hours).or_else(|| question(chart, (card, wishes, *since), now, zone))
}

fn silence_to_follow(card: &AfterCard, wishes: &AfterCare, now: Timestamp, hours: &ReadingHours) -> Option<AfterStep> {
    let last = card.asked.last().filter(|last| card.last_word.is_none_or(|word| word < last.at))?;
    let waited = hours.seconds_between(last.at, now) >= WAITED_SECONDS;
    match wishes.silence {
        Silence::Nothing => None,
        Silence::OneMessage | Silence::CallMe | Silence::CallMyPerson => {
            (waited && card.followed != Some(*last)).then_some(AfterStep::Follow(*last, wishes.silence))
        }
    }
}

fn question(
    chart: &ChartCard,
    (card, wishes, since): (&AfterCard, &AfterCare, Timestamp),
    now: Timestamp,
    zone: &TimeZone,
) -> Option<AfterStep> {
    let today = zone.to_datetime(now).date();
    let day = chart.dosing_days.iter().map(|(date, _)| *date).filter(|date| *date < today).max()?;
    let due =
        |time: AfterTime| zone.to_timestamp(day.checked_add(time.days().days()).ok()?.at(ASKED_AT_HOUR, 0, 0, 0)).ok();
    let is_due = |time: &AfterTime| {
        due(*time).is_some_and(|due| {
            since <= due && due <= now && now.duration_since(due) < SignedDuration::from_hours(OF_USE_HOURS)
        })
    };
    let time = wishes.times.iter().copied().rev().find(is_due)?;
    let was_asked = card
        .asked
        .iter()
        .any(|asked| (asked.day == day && asked.time == time) || zone.to_datetime(asked.at).date() == today);
    (!was_asked).then_some(AfterStep::Ask(AskedAfter { day, time, at: now }))
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;
    use proptest::prelude::*;

    use super::*;
    use crate::dosing_day::DosingState::Past;
    use crate::made_up::{at, date, denver};
    use crate::reading_hours::nine_to_five;

    fn agreed(silence: Silence) -> AfterCard {
        let wishes = AfterCare { times: AfterTime::USUAL.to_vec(), silence, person: None };
        AfterCard { agreed: Some((wishes, at("2026-01-01 09:00"))), ..AfterCard::default() }
    }

    fn dosed(days: &[Date]) -> ChartCard {
        let dosing_days = days.iter().map(|day| (*day, Past)).collect();
        ChartCard { path: Path::PreparationWithDosingElsewhere, dosing_days, ..ChartCard::default() }
    }

    /// Runs the clock minute by minute in steps, and says what happened when, as "06-23 10:00 1": asked after a day.
    fn run(chart: &ChartCard, mut card: AfterCard, (from, until): (&str, &str), step_minutes: i64) -> Vec<String> {
        let (mut now, until) = (at(from), at(until));
        let mut told = Vec::new();
        while now <= until {
            if let Some(step) = next_step((chart, &card), now, &denver(), &nine_to_five(Vec::new())) {
                let when = now.to_zoned_datetime(denver()).strftime("%m-%d %H:%M").to_string();
                match step {
                    AfterStep::Ask(asked) => {
                        told.push(format!("{when} {}", asked.time.days()));
                        card.asked.push(asked);
                    }
                    AfterStep::Follow(asked, silence) => {
                        told.push(format!("{when} {}", silence.code()));
                        card.followed = Some(asked);
                    }
                }
            }
            now += SignedDuration::from_mins(step_minutes);
        }
        told
    }

    #[test]
    fn behaviour_24_they_are_asked_by_their_own_clock_and_the_last_dosing_day_counts() {
        let chart = dosed(&[date("2026-06-22")]);
        assert_eq!(
            run(&chart, agreed(Silence::Nothing), ("2026-06-22 09:00", "2026-10-01 00:00"), 10),
            ["06-23 10:00 1", "06-25 10:00 3", "06-29 10:00 7", "07-06 10:00 14", "07-22 10:00 30", "09-20 10:00 90"]
        );
        let twice = dosed(&[date("2026-06-22"), date("2026-06-25")]);
        assert_eq!(
            run(&twice, agreed(Silence::Nothing), ("2026-06-25 09:00", "2026-06-29 23:00"), 10),
            // On the day itself the series of the day before still runs; then the later one is the one.
            ["06-25 10:00 3", "06-26 10:00 1", "06-28 10:00 3"]
        );
    }

    #[test]
    fn behaviour_24_nobody_is_asked_who_did_not_agree_or_who_is_without_dosing() {
        let chart = dosed(&[date("2026-06-22")]);
        let span = ("2026-06-22 09:00", "2026-10-01 00:00");
        assert!(run(&chart, AfterCard::default(), span, 60).is_empty());
        let paused = AfterCard { agreed: Some((AfterCare::default(), at("2026-01-01 09:00"))), ..AfterCard::default() };
        assert!(run(&chart, paused, span, 60).is_empty());
        let without = ChartCard { path: Path::NoDosing, ..chart.clone() };
        assert!(run(&without, agreed(Silence::CallMe), span, 60).is_empty());
        // Agreed on the fourth day, nothing is asked for the days before.
        let AfterCard { agreed: Some((wishes, _)), .. } = agreed(Silence::Nothing) else { unreachable!() };
        let late = AfterCard { agreed: Some((wishes, at("2026-06-26 09:00"))), ..AfterCard::default() };
        assert_eq!(run(&chart, late, ("2026-06-26 09:00", "2026-06-30 00:00"), 10), ["06-29 10:00 7"]);
    }

    #[test]
    fn behaviour_24_silence_means_what_they_said_once_and_its_clock_runs_in_reading_hours() {
        let friday = dosed(&[date("2026-06-25")]);
        let span = ("2026-06-26 09:00", "2026-07-01 12:00");
        for (silence, expected) in [
            (Silence::Nothing, &["06-26 10:00 1", "06-28 10:00 3"][..]),
            (Silence::CallMe, &["06-26 10:00 1", "06-28 10:00 3", "06-29 17:00 call-me"]),
            (Silence::OneMessage, &["06-26 10:00 1", "06-28 10:00 3", "06-29 17:00 one-message"]),
        ] {
            assert_eq!(run(&friday, agreed(silence), span, 10), expected, "{silence:?}");
        }
        let monday = dosed(&[date("2026-06-21")]);
        let answered = AfterCard { last_word: Some(at("2026-06-22 12:00")), ..agreed(Silence::CallMe) };
        let days = ("2026-06-22 09:00", "2026-06-23 23:00");
        assert_eq!(run(&monday, answered, days, 10), ["06-22 10:00 1"]);
        assert_eq!(run(&monday, agreed(Silence::CallMe), days, 10), ["06-22 10:00 1", "06-23 10:00 call-me"]);
    }

    #[test]
    fn behaviour_24_other_days_than_the_usual_are_agreed_too() {
        let times = ["5", "2"].map(|days| AfterTime::parse(days).unwrap()).to_vec();
        let wishes = AfterCare { times, ..AfterCare::default() };
        let card = AfterCard { agreed: Some((wishes, at("2026-01-01 09:00"))), ..AfterCard::default() };
        let told = run(&dosed(&[date("2026-06-22")]), card, ("2026-06-22 09:00", "2026-07-22 00:00"), 10);
        assert_eq!(told, ["06-24 10:00 2", "06-27 10:00 5"]);
    }

    #[test]
    fn a_clock_that_stood_still_catches_up_once() {
        let chart = dosed(&[date("2026-06-21")]);
        // It comes back eleven hours late: the question is still of use. A day late, it is not.
        assert_eq!(
            run(&chart, agreed(Silence::Nothing), ("2026-06-22 21:00", "2026-06-23 09:00"), 10),
            ["06-22 21:00 1"]
        );
        assert!(run(&chart, agreed(Silence::Nothing), ("2026-06-23 10:00", "2026-06-23 23:00"), 10).is_empty());
        // The silence of a question that was asked before is followed whenever it is found.
        let asked = AskedAfter { day: date("2026-06-21"), time: AfterTime::USUAL[0], at: at("2026-06-22 10:00") };
        let card = AfterCard { asked: vec![asked], ..agreed(Silence::CallMyPerson) };
        let told = run(&chart, card, ("2026-06-24 05:00", "2026-06-24 09:00"), 10);
        assert_eq!(told, ["06-24 05:00 call-my-person"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        /// Over the days on which clocks change, however coarse the clock: each time once, at ten or later that day.
        #[test]
        fn each_time_is_asked_once_over_any_change_of_clocks(offset in 0..420i32, step in 5i64..240) {
            let day = date("2026-01-02").checked_add(offset.days()).unwrap();
            let told = run_from(day, step);
            prop_assert_eq!(told.len(), 4, "{:?}", told);
            for (time, hour) in &told {
                prop_assert!((10..=14).contains(hour), "{:?} at {}", time, hour);
            }
        }
    }

    fn run_from(day: Date, step: i64) -> Vec<(AfterTime, i8)> {
        let mut card = agreed(Silence::Nothing);
        let chart = dosed(&[day]);
        let mut now = denver().to_timestamp(day.at(0, 0, 0, 0)).unwrap();
        let end = now + SignedDuration::from_hours(24 * 16);
        let mut told = Vec::new();
        while now < end {
            if let Some(AfterStep::Ask(asked)) = next_step((&chart, &card), now, &denver(), &nine_to_five(Vec::new())) {
                card.asked.push(asked);
                told.push((asked.time, now.to_zoned_datetime(denver()).hour()));
            }
            now += SignedDuration::from_mins(step);
        }
        told
    }
}
