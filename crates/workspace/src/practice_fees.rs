//! What visits cost and how long they are. Therapy and attended dosing days stand apart.

use actions::house::House;
use actions::tell_facts::tell_facts;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use shell::csv_file::dollars;
use shell::fields::{self, Kind, Problem};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::fees_beside::FeesBeside;
use terms::money::Cents;
use terms::practice::{Fees, Practice};

use crate::asked::Asked;

/// The form.
pub fn routes() -> Router<House> {
    Router::new().route("/practice/services", get(show).post(tell))
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
        Ok(()) => reply::go("/practice?done=fees"),
        Err(trouble) => asked.instead(trouble),
    }
}

fn drawn(asked: &Asked, posted: &Posted, problems: &[Problem]) -> Reply {
    let main = page(&Typed { posted, problems }, asked.house.practice().attends_dosing);
    asked.form_page(("Visits and fees", "/practice"), None, !problems.is_empty(), main)
}

fn as_posted(practice: &Practice) -> Posted {
    let told = |amount: Cents| if amount == Cents::ZERO { String::new() } else { dollars(amount) };
    let fees = practice.fees;
    let (minutes, first) = match practice.first_conversation_min {
        0 => (String::new(), String::new()),
        minutes => (minutes.to_string(), dollars(fees.first_conversation_cents)),
    };
    Posted::from_pairs([
        ("first-min", minutes),
        ("first", first),
        ("short", told(fees.short_visit_cents)),
        ("visit", told(fees.visit_cents)),
        ("long", told(fees.long_visit_cents)),
        ("dosing", told(fees.attended_dosing_cents)),
        ("missed", told(fees.missed_visit_cents)),
        ("crisis", told(fees.beside.crisis_cents)),
        ("crisis-more", told(fees.beside.crisis_more_cents)),
        ("harder", told(fees.beside.complex_cents)),
        ("measure", told(fees.beside.measure_cents)),
    ])
}

fn read(posted: &Posted, before: &Practice) -> Result<Practice, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let minutes = match posted.one("first-min") {
        "" => Some(0),
        text => {
            let minutes = text.parse().ok().filter(|minutes: &u16| (5..=240).contains(minutes));
            form.wanted("first-min", minutes, "Enter from 5 to 240 minutes, or leave it empty if you offer none")
        }
    };
    let mut fee = |field: &'static str| match posted.one(field) {
        "" => Some(Cents::ZERO),
        text => form.wanted(field, Cents::parse(text), "Enter dollars and cents, such as 165.00"),
    };
    let fees = (|| {
        let (first, short, visit, long, dosing, missed) =
            (fee("first"), fee("short"), fee("visit"), fee("long"), fee("dosing"), fee("missed"));
        let (crisis, crisis_more, harder, measure) = (fee("crisis"), fee("crisis-more"), fee("harder"), fee("measure"));
        Some(Fees {
            first_conversation_cents: first?,
            short_visit_cents: short?,
            visit_cents: visit?,
            long_visit_cents: long?,
            attended_dosing_cents: dosing?,
            missed_visit_cents: missed?,
            beside: FeesBeside {
                crisis_cents: crisis?,
                crisis_more_cents: crisis_more?,
                complex_cents: harder?,
                measure_cents: measure?,
            },
        })
    })();
    let practice =
        minutes.zip(fees).map(|(minutes, fees)| Practice { first_conversation_min: minutes, fees, ..before.clone() });
    form.done(practice)
}

fn page(typed: &Typed<'_>, attends_dosing: bool) -> Markup {
    let fee = |name, label, hint| typed.input(name, label, hint, Kind::Line);
    html! {
        p.small { a href="/practice" { "Practice" } }
        header { h1 { "Visits and fees" } p.dim.measure { "In dollars. A fee that is not told stands on no page, and its visits make no charge." } }
        (fields::error_summary(typed.problems))
        form.stack.wide method="post" action="/practice/services" {
            section.card.stack aria-labelledby="first-visit" {
                h2 #first-visit { "First conversation" }
                div.grid {
                    (typed.input("first-min", "Minutes", Some("Empty: you offer none"), Kind::Number))
                    (fee("first", "Fee", Some("0 reads as free")))
                }
            }
            section.card.stack aria-labelledby="therapy" {
                h2 #therapy { "Therapy, preparation and integration" }
                div.grid {
                    (fee("short", "Up to 37 minutes", None)) (fee("visit", "38 to 52 minutes", None)) (fee("long", "53 minutes or more", None))
                }
            }
            section.card.stack aria-labelledby="beside" {
                h2 #beside { "Beside the fee for the time" }
                p.small.dim { "Asked only where whoever signs the note says so. Empty: nothing is asked." }
                div.grid {
                    (fee("crisis", "A crisis visit, 30 minutes or more", Some("In place of the fee for its time (90839)")))
                    (fee("crisis-more", "Each further half hour of one", Some("From 75 minutes on (90840)")))
                    (fee("harder", "A session that was much harder than usual", Some("Beside an intake or a session with one client (90785)")))
                    (fee("measure", "A questionnaire, answered and scored", Some("Each (96127)")))
                }
            }
            @if attends_dosing {
                section.card.stack aria-labelledby="attended" {
                    h2 #attended { "A dosing day that a therapist attends" }
                    p.small.dim { "Private pay. It never stands on a therapy bill." }
                    (fee("dosing", "Fee", None))
                }
            }
            section.card.stack aria-labelledby="missed-visit" {
                h2 #missed-visit { "A missed visit" }
                (fee("missed", "Fee for a visit that somebody missed or canceled too late", Some("Empty: none is suggested. Billing decides on each visit, and no insurer is ever asked for it")))
            }
            (fields::submit("Save"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fees_are_read_as_people_type_them_or_the_field_is_named() {
        for (typed, expected) in [
            (&[("visit", "165"), ("long", "195.50")][..], Ok((0, 16_500, 19_550))),
            (&[("first-min", "20"), ("first", "0")], Ok((20, 0, 0))),
            (&[("visit", "a lot")], Err(vec!["visit"])),
            (&[("first-min", "3"), ("short", "-1")], Err(vec!["first-min", "short"])),
        ] {
            let read = read(&Posted::from_pairs(typed.iter().copied()), &Practice::blank());
            let told = read
                .map(|practice| {
                    (practice.first_conversation_min, practice.fees.visit_cents.0, practice.fees.long_visit_cents.0)
                })
                .map_err(|problems| problems.into_iter().map(|problem| problem.field).collect::<Vec<_>>());
            assert_eq!(told, expected, "{typed:?}");
        }
    }
}
