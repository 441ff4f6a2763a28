//! What a check-in says, in sentences: a total with its context and never a bare band, or why there is none.

use care::check_in::{CheckIn, CheckInRefusal};
use care::measure::{Incomplete, Measure, Total};
use care::score_change::{ScoreChange, Went};
use care::workbook::Workbook;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use shell::fields::Problem;
use shell::time::day;

/// What a measure is called where a client reads it.
pub fn name(measure: Measure) -> &'static str {
    match measure {
        Measure::Phq9 => "Mood, over two weeks",
        Measure::Gad7 => "Worry, over two weeks",
        Measure::Distress => "Distress, right now",
    }
}

/// How long it takes.
pub fn length(measure: Measure) -> &'static str {
    match measure {
        Measure::Phq9 => "Ten questions, about three minutes",
        Measure::Gad7 => "Seven questions, about two minutes",
        Measure::Distress => "One question, less than a minute",
    }
}

/// What happens if an answer worries; said before the first item.
pub fn if_it_worries(measure: Measure, therapist: &str) -> String {
    match measure {
        Measure::Phq9 => format!(
            "One question asks about thoughts of being better off dead or of hurting yourself. If you have had them, the next page shows whom you can call at any hour, and {therapist} is told to look at it. Nobody watches these pages around the clock."
        ),
        Measure::Gad7 | Measure::Distress => format!(
            "Nothing you choose here calls anybody. {therapist} may read it only days later; if it is a lot right now, use “Help now”."
        ),
    }
}

/// The result: a sentence on the total or its absence, and one on the time before.
pub fn result(check_in: &CheckIn, workbook: &Workbook, zone: &TimeZone) -> Vec<String> {
    match check_in.score() {
        Ok(total) => {
            let finished_at = check_in.finished_at();
            let before = workbook.totals(check_in.measure).into_iter().rfind(|(at, _)| Some(*at) < finished_at);
            std::iter::once(total_words(total)).chain(before.map(|before| change_words(before, total, zone))).collect()
        }
        Err(Incomplete { missing }) => vec![missing_words(&missing)],
    }
}

/// The total with the scale it stands on, and what its makers call it.
pub fn total_words(total: Total) -> String {
    let Total { measure, number } = total;
    let most = measure.most();
    let adds_up = match measure {
        Measure::Phq9 | Measure::Gad7 => format!("Your answers add up to {number}, on a scale from 0 to {most}."),
        Measure::Distress => {
            format!("You chose {number}, where 0 is no distress and {most} the most you can think of.")
        }
    };
    match total.band().and_then(|band| Some((band.word().to_lowercase(), band.range(measure)?))) {
        Some((word, range)) => format!(
            "{adds_up} Whoever made these questions calls {} to {} “{word}”: a word for how much there was of this lately, not for you.",
            range.start(),
            range.end()
        ),
        None => adds_up,
    }
}

/// Where it went since the time before, and whether that is more than the questions waver by themselves.
pub fn change_words((at, before): (Timestamp, Total), now: Total, zone: &TimeZone) -> String {
    let change = ScoreChange::of(now.measure, before.number, now.number);
    let (points, on) = (change.points().unsigned_abs(), day(at, zone));
    let went = match change.went() {
        Went::Same => return format!("On {on} it was the same."),
        Went::Easier => "lower",
        Went::Harder => "higher",
    };
    let meaning = if change.is_more_than_noise() {
        "That is more than such questions waver by themselves."
    } else {
        "Such questions waver by that much on their own; how it feels to you says more."
    };
    format!("That is {points} {went} than on {on}. {meaning}")
}

/// "There is no total, because item 4 was left out."
pub fn missing_words(missing: &[u8]) -> String {
    let numbers: Vec<String> = missing.iter().map(ToString::to_string).collect();
    match numbers.split_last() {
        None => "There is no total.".to_owned(),
        Some((one, [])) => {
            format!("There is no total, because item {one} was left out. That is fine; nothing is filled in for you.")
        }
        Some((last, rest)) => format!(
            "There is no total, because items {} and {last} were left out. That is fine; nothing is filled in for you.",
            rest.join(", ")
        ),
    }
}

/// What to do about a refusal.
pub fn words(refusal: CheckInRefusal) -> Problem {
    let words = match refusal {
        CheckInRefusal::TooSoon { .. } => {
            "This one looks back over two weeks, and the last is not two weeks ago. Wait a little, or ask your therapist"
        }
        CheckInRefusal::AskedByTeamOnly => "Your therapist asks for this one. You can begin one on distress yourself",
        CheckInRefusal::NoSuchCheckIn => "This check-in is not here any more. Go back to the list",
        CheckInRefusal::AlreadyFinished => "This check-in is finished, so its answers stay as they are",
        CheckInRefusal::NoSuchItem => "This question is not part of it. Go back to the check-in",
        CheckInRefusal::NoSuchAnswer => "Choose an answer, or skip this question",
    };
    Problem { field: "answer", words: words.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone() -> TimeZone {
        TimeZone::get("America/Denver").unwrap()
    }

    #[test]
    fn a_total_is_a_sentence_with_its_context() {
        for (measure, number, expected) in [
            (
                Measure::Phq9,
                12,
                "Your answers add up to 12, on a scale from 0 to 27. Whoever made these questions calls 10 to 14 “moderate”: a word for how much there was of this lately, not for you.",
            ),
            (
                Measure::Gad7,
                0,
                "Your answers add up to 0, on a scale from 0 to 21. Whoever made these questions calls 0 to 4 “minimal”: a word for how much there was of this lately, not for you.",
            ),
            (Measure::Distress, 7, "You chose 7, where 0 is no distress and 10 the most you can think of."),
        ] {
            assert_eq!(total_words(Total { measure, number }), expected);
        }
    }

    #[test]
    fn behaviour_17_a_missing_answer_is_named_and_gives_no_total() {
        for (missing, begins) in [
            (&[4][..], "There is no total, because item 4 was left out."),
            (&[4, 7], "There is no total, because items 4 and 7 were left out."),
            (&[1, 2, 9], "There is no total, because items 1, 2 and 9 were left out."),
            (&[], "There is no total."),
        ] {
            assert!(missing_words(missing).starts_with(begins), "{missing:?}");
        }
    }

    #[test]
    fn behaviour_21_a_change_says_whether_it_is_more_than_the_questions_waver() {
        let at: Timestamp = "2026-05-04T18:00:00Z".parse().unwrap();
        let measure = Measure::Phq9;
        for (from, to, expected) in [
            (12, 12, "On Monday, May 4 it was the same."),
            (
                16,
                12,
                "That is 4 lower than on Monday, May 4. Such questions waver by that much on their own; how it feels to you says more.",
            ),
            (
                16,
                11,
                "That is 5 lower than on Monday, May 4. Such questions waver by that much on their own; how it feels to you says more.",
            ),
            (16, 10, "That is 6 lower than on Monday, May 4. That is more than such questions waver by themselves."),
            (10, 16, "That is 6 higher than on Monday, May 4. That is more than such questions waver by themselves."),
        ] {
            let words = change_words((at, Total { measure, number: from }), Total { measure, number: to }, &zone());
            assert_eq!(words, expected);
        }
    }

    #[test]
    fn every_refusal_says_what_to_do() {
        for (refusal, begins) in [
            (CheckInRefusal::TooSoon { last: Timestamp::UNIX_EPOCH }, "This one looks back"),
            (CheckInRefusal::AskedByTeamOnly, "Your therapist asks"),
            (CheckInRefusal::NoSuchCheckIn, "This check-in is not here"),
            (CheckInRefusal::AlreadyFinished, "This check-in is finished"),
            (CheckInRefusal::NoSuchItem, "This question is not part"),
            (CheckInRefusal::NoSuchAnswer, "Choose an answer, or skip"),
        ] {
            assert!(words(refusal).words.starts_with(begins), "{refusal:?}");
        }
    }

    #[test]
    fn only_the_measure_that_asks_says_that_someone_is_told() {
        assert!(if_it_worries(Measure::Phq9, "Dana").contains("Dana is told"));
        for measure in [Measure::Gad7, Measure::Distress] {
            assert!(!if_it_worries(measure, "Dana").contains("told"));
        }
        assert!(Measure::ALL.into_iter().all(|measure| !name(measure).is_empty() && !length(measure).is_empty()));
    }
}
