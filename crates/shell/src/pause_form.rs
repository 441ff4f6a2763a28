//! A time without large decisions, as fields of a form. Client and team fill in the same.

use care::pause::{Pause, PauseRefusal};
use maud::{Markup, html};

use crate::fields::{Kind, Problem};
use crate::form::Posted;
use crate::reading::Reading;
use crate::typed::Typed;

/// The fields.
pub fn pause_fields(typed: &Typed<'_>) -> Markup {
    html! {
        (typed.input("until", "Until which day", Some("Two to four weeks are often agreed"), Kind::Date))
        (typed.input("about", "What is left undecided so long", Some("A job, a move, a marriage; may stay empty"), Kind::Line))
    }
}

/// Reads them.
pub fn read_pause(posted: &Posted) -> Result<Pause, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let until = form.date("until");
    let until = form.wanted("until", until, "Enter the last day of it as year, month and day: 2026-07-06");
    let about = form.line("about");
    form.done(until.map(|until| Pause { until, about }))
}

/// The fields as they stand.
pub fn pause_pairs(pause: Option<&Pause>) -> [(&'static str, String); 2] {
    let about = pause.and_then(|pause| pause.about.as_ref());
    [
        ("until", pause.map(|pause| pause.until.to_string()).unwrap_or_default()),
        ("about", about.map(|about| about.as_str().to_owned()).unwrap_or_default()),
    ]
}

/// What to do about a refusal.
pub fn pause_refused(refusal: PauseRefusal) -> Problem {
    let words = match refusal {
        PauseRefusal::InThePast => "This day is over. Enter one to come",
        PauseRefusal::TooLong => "Three months are the most at once. Enter an earlier day; it can be agreed again then",
    };
    Problem { field: "until", words: words.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_is_read_as_it_stands_and_wants_its_last_day() {
        let pause = read_pause(&Posted::from_pairs([("until", "2026-07-06"), ("about", "The house")])).unwrap();
        assert_eq!(read_pause(&Posted::from_pairs(pause_pairs(Some(&pause)))), Ok(pause));
        for posted in
            [Posted::default(), Posted::from_pairs([("until", "soon")]), Posted::from_pairs(pause_pairs(None))]
        {
            assert_eq!(read_pause(&posted).unwrap_err()[0].field, "until");
        }
        assert_eq!(pause_refused(PauseRefusal::InThePast).field, "until");
        assert_eq!(pause_refused(PauseRefusal::TooLong).field, "until");
    }
}
