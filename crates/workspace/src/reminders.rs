//! Settle how many hours before a visit reminders go out, or that none do.

use actions::change_reminder_times::change_reminder_times;
use actions::house::House;
use actions::see_notices::see_notices;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use schedule::reminder::{MAX_HOURS, Reminder, ReminderTimes, TimesRefusal};
use shell::fields::{self, Kind, Problem};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;

use crate::asked::Asked;

/// The form.
pub fn routes() -> Router<House> {
    Router::new().route("/practice/reminders", get(show).post(change))
}

async fn show(asked: Asked) -> Reply {
    match asked.act(see_notices).await {
        Ok(notices) => drawn(&asked, &as_posted(notices.times), &[]),
        Err(trouble) => asked.instead(trouble),
    }
}

async fn change(asked: Asked, posted: Posted) -> Reply {
    let times = match read(&posted) {
        Ok(times) => times,
        Err(problems) => return drawn(&asked, &posted, &problems),
    };
    match asked.act(move |house, by| change_reminder_times(house, by, times)).await {
        Ok(()) => reply::go("/practice/notices?done=times"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => {
                let (field, words) = words(refusal);
                drawn(&asked, &posted, &[Problem { field, words }])
            }
            Err(page) => *page,
        },
    }
}

fn drawn(asked: &Asked, posted: &Posted, problems: &[Problem]) -> Reply {
    let main = page(&Typed { posted, problems });
    asked.form_page(("Reminders", "/practice/notices"), None, !problems.is_empty(), main)
}

fn words(refusal: TimesRefusal) -> (&'static str, String) {
    match refusal {
        TimesRefusal::SecondNotLater => {
            ("second", "The second reminder comes nearer to the visit: enter fewer hours than for the first".to_owned())
        }
        TimesRefusal::SecondAlone => {
            ("first", "Enter hours for the first reminder, or leave out the second".to_owned())
        }
        TimesRefusal::OutOfRange(reminder) => {
            (field(reminder), format!("Enter hours from 1 to {MAX_HOURS}, or leave it empty for no reminder"))
        }
    }
}

fn field(reminder: Reminder) -> &'static str {
    match reminder {
        Reminder::First => "first",
        Reminder::Second => "second",
        Reminder::Documents => "documents",
    }
}

fn as_posted(times: ReminderTimes) -> Posted {
    let hours = |reminder| times.hours(reminder).map_or(String::new(), |hours| hours.to_string());
    Posted::from_pairs(Reminder::ALL.map(|reminder| (field(reminder), hours(reminder))))
}

fn read(posted: &Posted) -> Result<ReminderTimes, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let [first, second, documents] = Reminder::ALL.map(|reminder| match posted.one(field(reminder)) {
        "" => None,
        text => form.wanted(field(reminder), text.parse().ok(), "Enter whole hours: 48"),
    });
    form.done(Some(ReminderTimes { first, second, documents }))
}

fn page(typed: &Typed<'_>) -> Markup {
    html! {
        p.small { a href="/practice/notices" { "All letters" } }
        header { h1 { "Reminders" } p.dim { "Hours before a visit. Leave a field empty for no reminder. Nobody is reminded in their quiet hours, and nobody twice." } }
        (fields::error_summary(typed.problems))
        form.card.stack method="post" action="/practice/reminders" {
            (typed.input("first", "First reminder", Some("Usually 48"), Kind::Number))
            (typed.input("second", "Second reminder", Some("Nearer to the visit, such as 2"), Kind::Number))
            (typed.input("documents", "Documents that wait to be read", Some("Usually 72. One letter, before the next visit"), Kind::Number))
            (fields::submit("Save"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_hours_or_says_which_field_is_not() {
        let read = |pairs: &[(&str, &str)]| {
            read(&Posted::from_pairs(pairs.iter().copied()))
                .map_err(|problems| problems.into_iter().map(|problem| problem.field).collect::<Vec<_>>())
        };
        let times = |first, second, documents| Ok(ReminderTimes { first, second, documents });
        for (pairs, expected) in [
            (&[("first", "48"), ("second", "2"), ("documents", "72")][..], times(Some(48), Some(2), Some(72))),
            (&[("first", "")], times(None, None, None)),
            (&[("first", "soon"), ("second", "-1"), ("documents", "99999")], Err(vec!["first", "second", "documents"])),
        ] {
            assert_eq!(read(pairs), expected, "{pairs:?}");
        }
    }

    #[test]
    fn every_refusal_says_what_to_do() {
        for (refusal, field, begins) in [
            (TimesRefusal::SecondNotLater, "second", "The second reminder"),
            (TimesRefusal::SecondAlone, "first", "Enter hours for the first"),
            (TimesRefusal::OutOfRange(Reminder::Documents), "documents", "Enter hours from 1 to 336"),
        ] {
            let (at, said) = words(refusal);
            assert!(at == field && said.starts_with(begins), "{refusal:?}");
        }
    }
}
