//! Cover: who stands in for whom, on which days, so that someone is told of alerts when a therapist is away.

use actions::house::House;
use actions::name_cover::{NewCover, Roster, end_cover, name_cover, see_covers};
use actions::see_note::name_in;
use actions::travel::one_time_number;
use axum::Router;
use axum::routing::{get, post};
use jiff::civil::Date;
use maud::{Markup, html};
use schedule::cover::{Cover, CoverRefusal};
use shell::fields::{self, Kind, Problem, hidden};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge};
use shell::typed::Typed;
use terms::ids::CoverId;

use crate::asked::{Asked, At};
use crate::dates::day;

/// The roster, naming a cover and ending one.
pub fn routes() -> Router<House> {
    Router::new().route("/practice/cover", get(show).post(name)).route("/practice/cover/{id}/end", post(end))
}

async fn show(asked: Asked) -> Reply {
    drawn(&asked, &Posted::default(), &[]).await
}

async fn name(asked: Asked, posted: Posted) -> Reply {
    let new = match read(&posted) {
        Ok(new) => new,
        Err(problems) => return drawn(&asked, &posted, &problems).await,
    };
    let once = posted.one("once").to_owned();
    match asked.act(move |house, by| name_cover(house, by, new, &once)).await {
        Ok(()) => reply::go("/practice/cover?done=named"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => drawn(&asked, &posted, &[problem(refusal)]).await,
            Err(page) => *page,
        },
    }
}

async fn end(asked: Asked, At(id): At<CoverId>) -> Reply {
    match asked.act(move |house, by| end_cover(house, by, id)).await {
        Ok(()) => reply::go("/practice/cover?done=ended"),
        Err(trouble) => asked.instead(trouble),
    }
}

fn read(posted: &Posted) -> Result<NewCover, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let away = form.wanted("away", posted.one("away").parse().ok(), "Choose who is away");
    let covers = form.wanted("covers", posted.one("covers").parse().ok(), "Choose who stands in");
    let (from, until) = (form.date("from"), form.date("until"));
    let from = form.wanted("from", from, "Enter the first day");
    let until = form.wanted("until", until, "Enter the last day");
    let new = away.zip(covers).zip(from.zip(until));
    form.done(new.map(|((away, covers), (from, until))| NewCover { away, covers, from, until }))
}

fn problem(refusal: CoverRefusal) -> Problem {
    let (field, words) = match refusal {
        CoverRefusal::NotACover => ("covers", "Choose two different people who treat here"),
        CoverRefusal::EndsBeforeItBegins => ("until", "The last day needs to be the first day or later"),
        CoverRefusal::Over => ("until", "These days are over. Choose days that are not"),
    };
    Problem { field, words: words.to_owned() }
}

async fn drawn(asked: &Asked, posted: &Posted, problems: &[Problem]) -> Reply {
    let roster = match asked.act(see_covers).await {
        Ok(roster) => roster,
        Err(trouble) => return asked.instead(trouble),
    };
    let done = match asked.query("done") {
        "named" => Some("Named. On those days alerts go to them too."),
        "ended" => Some("Ended."),
        _ => None,
    };
    let today = asked.house.today(asked.by.now);
    let main = page((&roster, today), &one_time_number(&asked.house), &Typed { posted, problems });
    asked.form_page(("Cover", "/practice"), done, !problems.is_empty(), main)
}

fn page((roster, today): (&Roster, Date), once: &str, typed: &Typed<'_>) -> Markup {
    let ahead: Vec<&Cover> = roster.covers.iter().filter(|cover| cover.until >= today).collect();
    let treats = roster.staff.iter().filter(|person| person.treats());
    let people: Vec<(String, String)> = [(String::new(), "Choose".to_owned())]
        .into_iter()
        .chain(treats.map(|person| (person.id.to_string(), person.name.as_str().to_owned())))
        .collect();
    html! {
        p.small { a href="/practice" { "Practice" } }
        header { h1 { "Cover" } p.dim { "Whoever stands in reads the charts of the clients they cover on those days, and is told of their alerts. Each client sees it under “Who opened my record”." } }
        (fields::error_summary(typed.problems))
        div.split.main {
            section.card.flush aria-label="Roster" {
                @if ahead.is_empty() { div.empty { p { "Nobody is named. An alert that nobody looks at goes on to the owner." } } }
                ul.rows {
                    @for cover in ahead {
                        li {
                            span.grow { (name_in(&roster.staff, cover.covers)) " for " (name_in(&roster.staff, cover.away)) br; span.xs.dim { (day(cover.from)) " to " (day(cover.until)) } }
                            @if cover.holds_on(today) { (badge(Tone::Ok, "Now")) } @else { (badge(Tone::Quiet, "Ahead")) }
                            form method="post" action={ "/practice/cover/" (cover.id) "/end" } { button.btn.plain.sm { "End" span.vh { " the cover for " (name_in(&roster.staff, cover.away)) } } }
                        }
                    }
                }
            }
            form.card.stack method="post" action="/practice/cover" {
                h2 { "Name a cover" }
                (hidden("once", once))
                (typed.select("away", "Who is away", &people))
                (typed.select("covers", "Who stands in", &people))
                div.grid { (typed.input("from", "First day", None, Kind::Date)) (typed.input("until", "Last day", None, Kind::Date)) }
                (fields::submit("Name them"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_says_what_it_still_needs() {
        let fields: Vec<_> = read(&Posted::default()).unwrap_err().iter().map(|problem| problem.field).collect();
        assert_eq!(fields, ["away", "covers", "from", "until"]);
    }

    #[test]
    fn every_refusal_says_what_to_do() {
        for refusal in [CoverRefusal::NotACover, CoverRefusal::EndsBeforeItBegins, CoverRefusal::Over] {
            assert!(!problem(refusal).words.is_empty(), "{refusal:?}");
        }
    }
}
