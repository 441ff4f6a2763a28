//! Add a client's wish for a time to the wait list.

use actions::add_wish::{AddWish, add_wish};
use actions::house::House;
use actions::see_client::{SeenClient, see_client};
use actions::travel::one_time_number;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use schedule::answers::TimeWish;
use shell::fields::{self, Problem, hidden};
use shell::form::Posted;
use shell::reply::{self, Reply};
use terms::ids::SubjectId;

use crate::asked::Asked;
use crate::desk_find::{For, finder};
use crate::desk_words::{PLACES, clinicians, kind_from_code, kinds, place_from_code};
use crate::reach_words::contact_limits;
use shell::reading::Reading;
use shell::typed::Typed;

/// Without a client, the search for one comes first.
const WHO: For = For { heading: "Add a wish", path: "/desk/waitlist/new", here: "/desk/waitlist", keep: &[] };

/// The form.
pub fn routes() -> Router<House> {
    Router::new().route("/desk/waitlist/new", get(show).post(add))
}

async fn show(asked: Asked) -> Reply {
    match asked.query("client").parse() {
        Ok(subject) => shown(&asked, subject, &Posted::default(), &[]).await,
        Err(_) => finder(&asked, &WHO).await,
    }
}

async fn add(asked: Asked, posted: Posted) -> Reply {
    let Ok(subject) = posted.one("client").parse() else { return reply::go("/desk/waitlist/new") };
    let wish = match read(&posted, subject) {
        Ok(wish) => wish,
        Err(problems) => return shown(&asked, subject, &posted, &problems).await,
    };
    let once = posted.one("once").to_owned();
    match asked.act(move |house, by| add_wish(house, by, &wish, &once)).await {
        Ok(_) => reply::go("/desk/waitlist?done=wished"),
        Err(trouble) => asked.instead(trouble),
    }
}

async fn shown(asked: &Asked, subject: SubjectId, posted: &Posted, problems: &[Problem]) -> Reply {
    let seen = match asked.act(move |house, by| see_client(house, by, subject)).await {
        Ok(seen) => seen,
        Err(trouble) => return asked.instead(trouble),
    };
    let main = page(asked, &seen, &Typed { posted, problems });
    asked.form_page(("Add a wish", "/desk/waitlist"), None, !problems.is_empty(), main)
}

fn read(posted: &Posted, subject: SubjectId) -> Result<AddWish, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let kind = form.wanted("kind", kind_from_code(posted.one("kind")), "Choose what kind of visit they wish for");
    let clinician = match posted.one("who") {
        "" => None,
        id => form.wanted("who", id.parse().ok(), "Choose one of the people who treat here, or anyone"),
    };
    let place = match posted.one("place") {
        "" => None,
        code => form.wanted("place", place_from_code(code), "Choose where they would like to meet"),
    };
    let times = posted.all("times").into_iter().filter_map(TimeWish::from_code).collect();
    form.done(kind.map(|kind| AddWish { subject, kind, clinician, times, place }))
}

fn page(asked: &Asked, seen: &SeenClient, typed: &Typed<'_>) -> Markup {
    let client = &seen.client;
    let once = match typed.posted.one("once") {
        "" => one_time_number(&asked.house),
        known => known.to_owned(),
    };
    let anyone = (String::new(), "Anyone".to_owned());
    let who: Vec<_> = std::iter::once(anyone).chain(clinicians(&seen.staff)).collect();
    let times = TimeWish::ALL.map(|time| (time.code(), time.word()));
    html! {
        header { p.small { a href={ "/desk/clients/" (client.subject) } { (client.name.as_str()) } " " span.mono.dim { (client.chart_number) } } h1 { "Add a wish" } }
        (contact_limits(client, None))
        (fields::error_summary(typed.problems))
        form.card.stack method="post" action="/desk/waitlist/new" {
            (hidden("client", &client.subject.to_string())) (hidden("once", &once))
            (typed.one_of("kind", "Kind of visit", &kinds(asked)))
            (typed.select("who", "With", &who))
            (typed.several("times", "Which times suit them? None means any", &times))
            (typed.one_of("place", "Where? Leave open if either is fine", &PLACES))
            (fields::submit("Add to the wait list"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_a_wish_or_says_which_field_is_not() {
        let read = |pairs: &[(&str, &str)]| {
            read(&Posted::from_pairs(pairs.iter().copied()), "ssssssssss".parse().unwrap())
                .map(|wish| wish.times.len())
                .map_err(|problems| problems.into_iter().map(|problem| problem.field).collect::<Vec<_>>())
        };
        for (pairs, expected) in [
            (&[("kind", "therapy")][..], Ok(0)),
            (&[("kind", "therapy"), ("times", "evenings"), ("times", "midday"), ("times", "never")], Ok(2)),
            (&[], Err(vec!["kind"])),
            (&[("kind", "therapy"), ("who", "x"), ("place", "moon")], Err(vec!["who", "place"])),
        ] {
            assert_eq!(read(pairs), expected, "{pairs:?}");
        }
    }
}
