//! Incidents: what went wrong or nearly did, what was done, and when the practice looks at it again.

use actions::house::House;
use actions::incidents::{NewIncident, Register, add_incident, look_again, see_incidents};
use actions::see_note::name_in;
use actions::travel::one_time_number;
use axum::Router;
use axum::routing::{get, post};
use care::incident::{Incident, IncidentRefusal};
use maud::{Markup, html};
use shell::fields::{self, Kind, Problem, hidden};
use shell::form::Posted;
use shell::prose::paragraphs;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge};
use shell::time::moment;
use shell::typed::Typed;
use terms::ids::IncidentId;

use crate::asked::{Asked, At};
use crate::dates::{day, long_day};

/// The register, for clinicians and for the owner alike.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/t/incidents", get(show_there).post(add_there))
        .route("/t/incidents/{id}", post(look_there))
        .route("/practice/incidents", get(show_owner).post(add_owner))
        .route("/practice/incidents/{id}", post(look_owner))
}

const THERE: &str = "/t/incidents";
const OWNER: &str = "/practice/incidents";

async fn show_there(asked: Asked) -> Reply {
    drawn(&asked, THERE, &Posted::default(), &[]).await
}

async fn show_owner(asked: Asked) -> Reply {
    drawn(&asked, OWNER, &Posted::default(), &[]).await
}

async fn add_there(asked: Asked, posted: Posted) -> Reply {
    add(&asked, THERE, &posted).await
}

async fn add_owner(asked: Asked, posted: Posted) -> Reply {
    add(&asked, OWNER, &posted).await
}

async fn look_there(asked: Asked, At(id): At<IncidentId>, posted: Posted) -> Reply {
    look(&asked, THERE, id, &posted).await
}

async fn look_owner(asked: Asked, At(id): At<IncidentId>, posted: Posted) -> Reply {
    look(&asked, OWNER, id, &posted).await
}

async fn add(asked: &Asked, place: &'static str, posted: &Posted) -> Reply {
    let new = match read(posted) {
        Ok(new) => new,
        Err(problems) => return drawn(asked, place, posted, &problems).await,
    };
    let once = posted.one("once").to_owned();
    match asked.act(move |house, by| add_incident(house, by, &new, &once)).await {
        Ok(()) => reply::go(format!("{place}?done=written")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => drawn(asked, place, posted, &[problem(refusal)]).await,
            Err(page) => *page,
        },
    }
}

async fn look(asked: &Asked, place: &'static str, id: IncidentId, posted: &Posted) -> Reply {
    let mut form = Reading::of(posted);
    let (seen, again) = (form.prose("seen"), form.date("again"));
    let seen = form.wanted("seen", seen, "Write what you saw, and what changes");
    let seen = match form.done(seen) {
        Ok(seen) => seen,
        Err(problems) => return drawn(asked, place, posted, &problems).await,
    };
    match asked.act(move |house, by| look_again(house, by, id, (&seen, again))).await {
        Ok(()) => reply::go(format!("{place}?done=looked")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => drawn(asked, place, posted, &[problem(refusal)]).await,
            Err(page) => *page,
        },
    }
}

fn read(posted: &Posted) -> Result<NewIncident, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let on = form.date("on");
    let on = form.wanted("on", on, "Enter the day on which it happened");
    let (what, whom, done) = (form.prose("what"), form.line("whom"), form.prose("done"));
    let what = form.wanted("what", what, "Write what happened");
    let whom = form.wanted("whom", whom, "Say whom it concerned; a chart number is enough");
    let done = form.wanted("done", done, "Write what was done");
    let look_again = form.date("again");
    let new = on.zip(what).zip(whom.zip(done));
    form.done(new.map(|((on, what), (whom, done))| NewIncident { on, what, whom, done, look_again }))
}

fn problem(refusal: IncidentRefusal) -> Problem {
    let (field, words) = match refusal {
        IncidentRefusal::InTheFuture => ("on", "This day is still to come. Enter the day on which it happened"),
        IncidentRefusal::LookInThePast => ("again", "Choose a day that is not over, or leave it empty"),
    };
    Problem { field, words: words.to_owned() }
}

async fn drawn(asked: &Asked, place: &'static str, posted: &Posted, problems: &[Problem]) -> Reply {
    let register = match asked.act(see_incidents).await {
        Ok(register) => register,
        Err(trouble) => return asked.instead(trouble),
    };
    let toast = match asked.query("done") {
        "written" => Some("Written down."),
        "looked" => Some("Written down. What was written before stays."),
        _ => None,
    };
    let main = page(asked, place, &register, &Typed { posted, problems });
    let here = if place == OWNER { "/practice" } else { "/t/caseload" };
    asked.form_page(("Incidents", here), toast, !problems.is_empty(), main)
}

fn page(asked: &Asked, place: &str, register: &Register, typed: &Typed<'_>) -> Markup {
    html! {
        header { h1 { "Incidents" } p.dim { "Clinicians and the owner read this, nobody else. It is there to learn from; what belongs to treatment stands in the chart." } }
        (fields::error_summary(typed.problems))
        div.split.main {
            section.card.stack aria-labelledby="all" {
                h2 #all { "The register" }
                @if register.incidents.is_empty() { p.dim { "Nothing is written down. A near miss is worth a line too." } }
                @for incident in &register.incidents { (one(asked, place, register, incident)) }
            }
            form.card.stack method="post" action=(place) {
                h2 { "Write one down" }
                (hidden("once", &one_time_number(&asked.house)))
                (typed.input("on", "Day", None, Kind::Date))
                (typed.area("what", "What happened", None))
                (typed.input("whom", "Whom it concerned", Some("A chart number, or a name"), Kind::Line))
                (typed.area("done", "What was done", None))
                (typed.input("again", "Look at it again on", Some("Empty when nothing is left to look at"), Kind::Date))
                (fields::submit("Write it down"))
            }
        }
    }
}

fn one(asked: &Asked, place: &str, register: &Register, incident: &Incident) -> Markup {
    let zone = asked.house.zone();
    html! {
        article.stack.tight {
            h3.row { (long_day(incident.on)) @if let Some(again) = incident.look_again { " " (badge(Tone::Warn, &format!("Look again {}", day(again)))) } }
            p.small.dim { (incident.whom.as_str()) ". Written by " (name_in(&register.staff, incident.by)) ", " (moment(incident.at, &zone)) "." }
            (paragraphs(incident.what.as_str()))
            p.small.dim { "What was done" } (paragraphs(incident.done.as_str()))
            @for look in &incident.looks {
                p.small.dim { "Looked at by " (name_in(&register.staff, look.by)) ", " (moment(look.at, &zone)) @if let Some(due) = look.due { ", planned for " (day(due)) } } (paragraphs(look.seen.as_str()))
            }
            @if incident.is_open() {
                details {
                    summary.small { "Look at it again" }
                    form.stack.tight method="post" action={ (place) "/" (incident.id) } {
                        div.field { label for={ "seen-" (incident.id) } { "What you saw, and what changes" } textarea id={ "seen-" (incident.id) } name="seen" {} }
                        div.field { label for={ "again-" (incident.id) } { "Look again on" } input.w-m id={ "again-" (incident.id) } name="again" type="date"; }
                        div.row { button.btn.line.sm { "Write it down" } }
                    }
                }
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
        assert_eq!(fields, ["on", "what", "whom", "done"]);
    }

    #[test]
    fn every_refusal_says_what_to_do() {
        assert!(problem(IncidentRefusal::InTheFuture).words.contains("Enter the day"));
        assert!(problem(IncidentRefusal::LookInThePast).words.contains("Choose a day"));
    }
}
