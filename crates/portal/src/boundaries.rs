//! The boundaries' own fields: touch, what is not for today, what to ask first, words to slow and to stop.

use actions::open_mine::Mine;
use care::boundaries::{Boundaries, BoundariesRefusal, Touch};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use shell::fields::{Kind, Problem};
use shell::not_today::not_today;
use shell::reading::Reading;
use shell::time::day;
use shell::typed::Typed;
use terms::text::{Line, Prose};

/// The fields as they stand in the workbook. Where nothing is written, there is no touch.
pub fn pairs(mine: &Mine) -> Vec<(&'static str, String)> {
    let written = mine.workbook.boundaries().map(|agreed| agreed.boundaries.clone()).unwrap_or_default();
    let line = |line: &Option<Line>| line.as_ref().map(|line| line.as_str().to_owned()).unwrap_or_default();
    let prose = |prose: &Option<Prose>| prose.as_ref().map(|prose| prose.as_str().to_owned()).unwrap_or_default();
    vec![
        ("touch", written.touch.code().to_owned()),
        ("slow", line(&written.slow_word)),
        ("stop", line(&written.stop_word)),
        ("not-today", prose(&written.not_today)),
        ("ask-first", prose(&written.ask_first)),
        ("who-may-know", prose(&written.who_may_know)),
        ("other", prose(&written.other)),
    ]
}

/// Reads them.
pub fn read(form: &mut Reading<'_>) -> Option<Boundaries> {
    let touch = Touch::from_code(form.posted.one("touch"));
    let touch = form.wanted("touch", touch, "Choose what may happen with touch. “No touch” is a whole answer")?;
    Some(Boundaries {
        touch,
        slow_word: form.line("slow"),
        stop_word: form.line("stop"),
        not_today: form.prose("not-today"),
        ask_first: form.prose("ask-first"),
        who_may_know: form.prose("who-may-know"),
        other: form.prose("other"),
    })
}

/// What to do about a refusal.
pub fn words(refusal: BoundariesRefusal, now: Timestamp, zone: &TimeZone) -> Problem {
    match refusal {
        BoundariesRefusal::WidenedAtRest(resting) => {
            let words = format!(
                "More than before can’t be agreed around a dosing day; less always can. {}",
                not_today(resting.until, now, zone)
            );
            Problem { field: "touch", words }
        }
    }
}

/// The fields.
pub fn fields(typed: &Typed<'_>) -> Markup {
    html! {
        (typed.one_of("touch", "Touch, if it ever comes up", &Touch::ALL.map(|touch| (touch.code(), touch.word()))))
        p.small.dim { "You can make this less at any moment, without a reason." }
        div.grid {
            (typed.input("slow", "A word that slows things down", Some("Such as “yellow”, or any word that is yours"), Kind::Line))
            (typed.input("stop", "A word that stops", Some("It ends whatever is happening, at once"), Kind::Line))
        }
        (typed.area("not-today", "Not today", Some("Topics, silences, exercises: what is not for now")))
        (typed.area("ask-first", "Ask me first", Some("What is all right when you are asked each time")))
        (typed.area("who-may-know", "Who may know what", Some("A partner, a doctor, a friend. Nobody is told anything because it stands here; it helps your therapist ask you")))
        (typed.area("other", "Anything else", None))
    }
}

/// What was written before, the latest first.
pub fn earlier(mine: &Mine, zone: &TimeZone) -> Markup {
    let before = mine.workbook.earlier_boundaries();
    html! {
        @if !before.is_empty() {
            details {
                summary.btn.plain.sm { "Earlier" }
                ul.rows {
                    @for agreed in before.iter().rev() {
                        @let written = &agreed.boundaries;
                        li.stack.tight {
                            span.small.dim { (day(agreed.at, zone)) }
                            span { (written.touch.word()) @if let Some(word) = &written.slow_word { ". Slows: “" (word.as_str()) "”" } @if let Some(word) = &written.stop_word { ". Stops: “" (word.as_str()) "”" } }
                            @for text in [&written.not_today, &written.ask_first, &written.who_may_know, &written.other].into_iter().flatten() { span.voice { (text.as_str()) } }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use shell::form::Posted;

    use care::capacity::Resting;

    use super::*;

    #[test]
    fn boundaries_are_read_as_they_are_typed_and_touch_is_always_chosen() {
        let posted = Posted::from_pairs([("touch", "ask-first"), ("stop", "red"), ("not-today", "My father.")]);
        let mut form = Reading::of(&posted);
        let read_so = read(&mut form).unwrap();
        assert_eq!((read_so.touch, read_so.slow_word), (Touch::AskFirst, None));
        assert_eq!(read_so.stop_word.as_ref().map(Line::as_str), Some("red"));
        assert_eq!(read_so.not_today.as_ref().map(Prose::as_str), Some("My father."));
        let nothing = Posted::default();
        let mut form = Reading::of(&nothing);
        assert!(read(&mut form).is_none() && form.problems[0].field == "touch");
    }

    #[test]
    fn behaviour_9_more_than_before_around_a_dosing_day_is_refused_in_kind_words() {
        let (until, now) = ("2026-06-17T18:00:00Z".parse().unwrap(), "2026-06-16T20:00:00Z".parse().unwrap());
        let refusal = BoundariesRefusal::WidenedAtRest(Resting { until });
        let problem = words(refusal, now, &TimeZone::get("America/Denver").unwrap());
        assert!(problem.field == "touch" && problem.words.ends_with("It will be here tomorrow after noon."));
    }
}
