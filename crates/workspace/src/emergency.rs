//! Somebody else's client's chart, opened in an emergency: why, for how long, and who is told.

use actions::break_glass::{Emergency, break_glass, see_emergencies};
use actions::house::House;
use actions::travel::one_time_number;
use axum::Router;
use axum::routing::get;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use shell::fields::{Kind, Problem, error_summary, hidden, tick};
use shell::form::Posted;
use shell::icon::Icon;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::shape::{Tone, note};
use shell::time::moment;
use shell::typed::Typed;
use terms::ids::SubjectId;
use terms::text::Line;

use crate::asked::{Asked, At};

/// The form, and the owner's list.
pub fn routes() -> Router<House> {
    Router::new().route("/t/c/{subject}/emergency", get(show).post(open)).route("/practice/emergencies", get(list))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    drawn(&asked, subject, &Posted::default(), &[])
}

async fn open(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let reason = match read(&posted) {
        Ok(reason) => reason,
        Err(problems) => return drawn(&asked, subject, &posted, &problems),
    };
    let once = posted.one("once").to_owned();
    match asked.act(move |house, by| break_glass(house, by, subject, (&reason, &once))).await {
        Ok(_) => reply::go(format!("/t/c/{subject}?done=emergency")),
        Err(trouble) => asked.instead(trouble),
    }
}

async fn list(asked: Asked) -> Reply {
    match asked.act(see_emergencies).await {
        Ok(found) => {
            let main = html! {
                p.small { a href="/practice" { "Practice" } }
                header { h1 { "Opened in an emergency" } p.dim { "Charts that a therapist opened who does not treat the client, within the last week. The client reads it in their own list." } }
                @if found.is_empty() { div.card.empty { p { "None." } } }
                @for emergency in &found { (told(emergency, &asked.house.zone())) p.small { a href={ "/practice/accesses?chart=" (emergency.client.chart_number) } { "Everything that was opened of chart " (emergency.client.chart_number) } } }
            };
            reply::ok(asked.page(("Opened in an emergency", "/practice"), None, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

/// An emergency, as whoever must know of it reads it.
pub fn told(emergency: &Emergency, zone: &TimeZone) -> Markup {
    note(
        Tone::Warn,
        Icon::Alert,
        html! {
            p { b { (emergency.who) } " opened the chart of " (emergency.client.name.as_str()) " in an emergency, " (moment(emergency.at, zone)) ", to read until " (moment(emergency.until, zone)) "." }
            p.small { "Why: " (emergency.reason) }
        },
    )
}

fn read(posted: &Posted) -> Result<Line, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let reason = form.line("reason");
    let reason = form.wanted("reason", reason, "Say in a few words what the emergency is");
    let knows = posted.has("knows", "yes").then_some(());
    let knows = form.wanted("knows", knows, "Tick that you know who is told");
    form.done(reason.zip(knows).map(|(reason, ())| reason))
}

fn drawn(asked: &Asked, subject: SubjectId, posted: &Posted, problems: &[Problem]) -> Reply {
    let typed = Typed { posted, problems };
    let once = match posted.one("once") {
        "" => one_time_number(&asked.house),
        sent => sent.to_owned(),
    };
    let main = html! {
        header { h1 { "Open this chart in an emergency" } p.lead.dim { "For somebody’s safety, when whoever treats this client can’t be reached." } }
        (error_summary(problems))
        form.card.stack.prose method="post" action={ "/t/c/" (subject) "/emergency" } novalidate {
            (hidden("once", &once))
            p { "You can read chart and workbook for an hour. You can’t write in them, and psychotherapy notes stay closed." }
            (typed.input("reason", "What is the emergency?", Some("The therapist, the owner and the client read it"), Kind::Line))
            (tick("knows", "I know that the treating therapist and the owner are told now, and that the client sees it", None, posted.has("knows", "yes"), problems))
            div.row { button.btn { "Open the chart" } a.btn.line href="/t" { "Leave it closed" } }
        }
    };
    asked.form_page(("Open in an emergency", "/t/caseload"), None, !problems.is_empty(), main)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_given_and_who_is_told_is_known() {
        for (reason, knows, expected) in
            [("Can’t go on", "yes", ""), ("", "yes", "reason"), ("Can’t go on", "", "knows"), ("", "", "reason knows")]
        {
            let fields = read(&Posted::from_pairs([("reason", reason), ("knows", knows)])).err().unwrap_or_default();
            let fields: Vec<_> = fields.iter().map(|problem| problem.field).collect();
            assert_eq!(fields.join(" "), expected);
        }
    }
}
