//! Alerts that nobody has looked at in time: whose they are, and whom to call about them.

use actions::house::House;
use actions::see_alerts::{WaitingAlert, see_passed_on};
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use schedule::people::Staff;
use shell::icon::{Icon, icon};
use shell::reply::{self, Reply};
use shell::time::{age, moment};

use crate::asked::Asked;

/// The list.
pub fn routes() -> Router<House> {
    Router::new().route("/practice/passed-on", get(show))
}

async fn show(asked: Asked) -> Reply {
    let found =
        asked.act(|house, by| Ok((see_passed_on(house, by)?, actions::sign_in::everybody(house, by.now)?))).await;
    match found {
        Ok((alerts, staff)) => {
            reply::ok(asked.page(("Passed on", "/practice/passed-on"), None, page(&asked, &alerts, &staff)))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(asked: &Asked, alerts: &[WaitingAlert], staff: &[Staff]) -> Markup {
    let (zone, hours) = (asked.house.zone(), asked.house.practice().alert_within_hours);
    let name = |waiting: &WaitingAlert| {
        let clinician = staff.iter().find(|person| person.id == waiting.alert.clinician);
        clinician.map_or("the treating therapist", |person| person.name.as_str())
    };
    html! {
        header { h1 { "Passed on" } p.dim { "An alert that has waited " (hours) " hours without an outcome comes here. What it is about stands in the chart, which is not yours to open." } }
        section.card.flush aria-label="Alerts" {
            @if alerts.is_empty() { div.empty { (icon(Icon::Check)) p { "No alert has waited too long." } } }
            ul.rows {
                @for waiting in alerts {
                    li.warn {
                        (icon(Icon::Alert))
                        span.grow {
                            b { "Chart " (waiting.client.chart_number) } ": call " (name(waiting)) ", or whoever covers."
                            br; span.xs.dim { "Came " (moment(waiting.alert.raised_at, &zone)) ", " (age(waiting.alert.raised_at, asked.by.now)) " ago" }
                        }
                    }
                }
            }
        }
    }
}
