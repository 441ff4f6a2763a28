//! Open a record for a couple, or for others who come together, beside each one's own.

use actions::house::House;
use actions::open_unit::{OpenUnit, open_unit};
use actions::see_client::{SeenClient, see_client};
use actions::travel::one_time_number;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use schedule::unit::{MOST_MEMBERS, UnitRefusal};
use shell::fields::{self, Kind, Problem, hidden};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::ids::SubjectId;

use crate::asked::{Asked, At};
use crate::desk_words::clinicians;

/// The form.
pub fn routes() -> Router<House> {
    Router::new().route("/desk/clients/{subject}/together", get(show).post(open))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    shown(&asked, subject, &Posted::default(), &[]).await
}

async fn open(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let unit = match read(&posted, subject) {
        Ok(unit) => unit,
        Err(problems) => return shown(&asked, subject, &posted, &problems).await,
    };
    let once = posted.one("once").to_owned();
    match asked.act(move |house, by| open_unit(house, by, &unit, &once)).await {
        Ok(unit) => reply::go(format!("/desk/clients/{unit}?done=together")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => shown(&asked, subject, &posted, &[problem(&refusal)]).await,
            Err(page) => *page,
        },
    }
}

async fn shown(asked: &Asked, subject: SubjectId, posted: &Posted, problems: &[Problem]) -> Reply {
    let seen = match asked.act(move |house, by| see_client(house, by, subject)).await {
        Ok(seen) => seen,
        Err(trouble) => return asked.instead(trouble),
    };
    let main = page(asked, &seen, &Typed { posted, problems });
    asked.form_page(("A record together", "/desk/clients"), None, !problems.is_empty(), main)
}

fn problem(refusal: &UnitRefusal) -> Problem {
    let words = match refusal {
        UnitRefusal::NobodyHas(number) => format!("Nobody has chart {number}. Look at the number again"),
        UnitRefusal::NeedsTwo => "Enter somebody else's chart number, each one once".to_owned(),
        UnitRefusal::TooMany => format!("A record together is for up to {MOST_MEMBERS} people"),
        UnitRefusal::NotAPerson(number) => {
            format!("Chart {number} is a record of several people. Enter each person's own number")
        }
        UnitRefusal::TogetherAlready(_) => {
            "These people have a record together already. It stands on the page of each".to_owned()
        }
    };
    Problem { field: "others", words }
}

fn read(posted: &Posted, first: SubjectId) -> Result<OpenUnit, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let parts = posted.one("others").split([',', ' ']).filter(|part| !part.is_empty());
    let others: Option<Vec<u32>> = parts.map(|part| part.parse().ok()).collect();
    let others = others.filter(|others| !others.is_empty() && others.len() <= 2 * MOST_MEMBERS);
    let others = form.wanted("others", others, "Enter the chart number, such as 2017");
    let name = form.line("name");
    let name = form.wanted("name", name, "Enter what to call them together");
    let clinician = form.wanted("who", posted.one("who").parse().ok(), "Choose who treats them together");
    let unit = others.zip(name).zip(clinician);
    form.done(unit.map(|((others, name), clinician)| OpenUnit { first, others, name, clinician }))
}

fn page(asked: &Asked, seen: &SeenClient, typed: &Typed<'_>) -> Markup {
    let client = &seen.client;
    let once = match typed.posted.one("once") {
        "" => one_time_number(&asked.house),
        known => known.to_owned(),
    };
    html! {
        header {
            p.small { a href={ "/desk/clients/" (client.subject) } { (client.name.as_str()) } " " span.mono.dim { (client.chart_number) } }
            h1 { "A record together" }
            p.dim.measure { "For a couple or others who come together. Each keeps their own record; joint visits and notes go into this one." }
        }
        (fields::error_summary(typed.problems))
        form.card.stack method="post" action={ "/desk/clients/" (client.subject) "/together" } {
            (hidden("once", &once))
            (typed.input("others", "The other person's chart number", Some("More than one? Put a comma between them"), Kind::Line))
            (typed.input("name", "What to call them together", Some("Such as “Kim and Sam Rivera”. Both see it"), Kind::Line))
            (typed.select("who", "Who treats them together?", &clinicians(&seen.staff)))
            (fields::submit("Open the record"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_a_unit_or_says_which_field_is_not() {
        let read = |pairs: &[(&str, &str)]| {
            read(&Posted::from_pairs(pairs.iter().copied()), "ssssssssss".parse().unwrap())
                .map(|unit| unit.others)
                .map_err(|problems| problems.into_iter().map(|problem| problem.field).collect::<Vec<_>>())
        };
        for (others, expected) in [
            ("2017", Ok(vec![2017])),
            (" 2017, 2044,", Ok(vec![2017, 2044])),
            ("", Err(vec!["others"])),
            ("Rowan", Err(vec!["others"])),
            ("1 2 3 4 5 6 7 8 9 10 11 12 13", Err(vec!["others"])),
        ] {
            assert_eq!(read(&[("others", others), ("name", "Both"), ("who", "dddddddddd")]), expected, "{others}");
        }
        assert_eq!(read(&[]), Err(vec!["others", "name", "who"]));
    }

    #[test]
    fn every_refusal_says_what_to_do() {
        for (refusal, says) in [
            (UnitRefusal::NobodyHas(9), "Look at the number again"),
            (UnitRefusal::NeedsTwo, "Enter somebody else's"),
            (UnitRefusal::TooMany, "up to 6 people"),
            (UnitRefusal::NotAPerson(9), "Enter each person's own"),
            (UnitRefusal::TogetherAlready("ssssssssss".parse().unwrap()), "on the page of each"),
        ] {
            assert!(problem(&refusal).words.contains(says), "{refusal:?}");
        }
    }
}
