//! The days around a dosing day: until when nothing is signed, when visits are proposed, and when somebody reads.

use actions::house::House;
use actions::tell_facts::tell_facts;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use shell::fields::{self, Kind, Problem};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::practice::{DaysAfter, Practice};

use crate::asked::Asked;

/// The most days after that a visit is proposed.
const MOST_DAYS: u8 = 60;

/// The form.
pub fn routes() -> Router<House> {
    Router::new().route("/practice/days-after", get(show).post(tell))
}

async fn show(asked: Asked) -> Reply {
    drawn(&asked, &as_posted(&asked.house.practice()), &[])
}

async fn tell(asked: Asked, posted: Posted) -> Reply {
    let practice = match read(&posted, &asked.house.practice()) {
        Ok(practice) => practice,
        Err(problems) => return drawn(&asked, &posted, &problems),
    };
    match asked.act(move |house, by| tell_facts(house, by, &practice)).await {
        Ok(()) => reply::go("/practice?done=days-after"),
        Err(trouble) => asked.instead(trouble),
    }
}

fn drawn(asked: &Asked, posted: &Posted, problems: &[Problem]) -> Reply {
    asked.form_page(("Days after", "/practice"), None, !problems.is_empty(), page(&Typed { posted, problems }))
}

fn as_posted(practice: &Practice) -> Posted {
    let after = practice.days_after;
    Posted::from_pairs(
        [
            ("rest", after.rest_until_hour),
            ("first-from", practice.integration_from_days),
            ("first-until", practice.integration_until_days),
            ("second-from", after.second_from_days),
            ("second-until", after.second_until_days),
            ("read-from", after.reading_from_hour),
            ("read-until", after.reading_until_hour),
        ]
        .map(|(field, number)| (field, number.to_string())),
    )
}

fn read(posted: &Posted, before: &Practice) -> Result<Practice, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let rest = hour(&mut form, "rest");
    let first =
        in_order(&mut form, ("first-from", "first-until"), MOST_DAYS, "Enter days from 0 to 60, the earlier first");
    let second =
        in_order(&mut form, ("second-from", "second-until"), MOST_DAYS, "Enter days from 0 to 60, the earlier first");
    let hours = in_order(&mut form, ("read-from", "read-until"), 23, "Enter hours from 0 to 23, the earlier first");
    let practice = (|| {
        let ((integration_from_days, integration_until_days), (second_from_days, second_until_days)) =
            (first?, second?);
        let (rest_until_hour, (reading_from_hour, reading_until_hour)) = (rest?, hours?);
        let days_after =
            DaysAfter { rest_until_hour, second_from_days, second_until_days, reading_from_hour, reading_until_hour };
        Some(Practice { integration_from_days, integration_until_days, days_after, ..before.clone() })
    })();
    form.done(practice)
}

fn hour(form: &mut Reading<'_>, field: &'static str) -> Option<u8> {
    let hour = form.posted.one(field).parse().ok().filter(|hour: &u8| *hour < 24);
    form.wanted(field, hour, "Enter an hour from 0 to 23, such as 12 for noon")
}

/// Two numbers of which the first is not the later.
fn in_order(
    form: &mut Reading<'_>,
    (from, until): (&'static str, &'static str),
    most: u8,
    words: &str,
) -> Option<(u8, u8)> {
    let number = |field| form.posted.one(field).parse().ok().filter(|number: &u8| *number <= most);
    let both = number(from).zip(number(until)).filter(|(from, until)| from <= until);
    form.wanted(from, both, words)
}

fn page(typed: &Typed<'_>) -> Markup {
    let number = |name, label, hint| typed.input(name, label, hint, Kind::Number);
    html! {
        p.small { a href="/practice" { "Practice" } }
        header { h1 { "Days after" } p.dim.measure { "What the practice keeps to around a dosing day. Proposals are never deadlines: nothing turns red, and a later visit is integration all the same." } }
        (fields::error_summary(typed.problems))
        form.stack.wide method="post" action="/practice/days-after" {
            section.card.stack aria-labelledby="rest-h" {
                h2 #rest-h { "Nothing is signed" }
                p.small.dim { "From the start of a dosing day, nobody signs, releases or agrees to more. Stopping, narrowing and asking for help are always open." }
                (number("rest", "Until this hour of the next day", Some("0 to 23; 12 is noon")))
            }
            section.card.stack aria-labelledby="visits-h" {
                h2 #visits-h { "Integration visits are proposed" }
                div.grid {
                    (number("first-from", "The first, from this day after", None)) (number("first-until", "until this one", None))
                    (number("second-from", "The second, from this day after", None)) (number("second-until", "until this one", None))
                }
            }
            section.card.stack aria-labelledby="reading-h" {
                h2 #reading-h { "Somebody reads" }
                p.small.dim { "Monday to Friday, without the days that the practice is closed. Pages tell clients so before and after they answer; a clock that waits for an answer runs only then." }
                div.grid { (number("read-from", "From this hour", Some("0 to 23"))) (number("read-until", "Until this hour", Some("0 to 23"))) }
            }
            (fields::submit("Save"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_and_days_are_numbers_and_in_order() {
        let before = Practice::blank();
        let pairs = as_posted(&before).pairs().to_vec();
        assert_eq!(read(&Posted::from_pairs(pairs.clone()), &before).unwrap(), before);
        for (field, wrong, named) in [
            ("rest", "24", "rest"),
            ("rest", "noon", "rest"),
            ("first-until", "0", "first-from"),
            ("second-until", "61", "second-from"),
            ("read-from", "18", "read-from"),
        ] {
            let posted = pairs
                .iter()
                .map(|(name, value)| (name.clone(), if name == field { wrong.to_owned() } else { value.clone() }));
            let problems = read(&Posted::from_pairs(posted), &before).unwrap_err();
            assert_eq!(problems.iter().map(|problem| problem.field).collect::<Vec<_>>(), [named], "{field} {wrong}");
        }
    }
}
