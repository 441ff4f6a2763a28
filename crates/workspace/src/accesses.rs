//! Who opened which record: the owner looks it up by chart number, and reads no chart.

use actions::house::House;
use actions::see_accesses::{NamedOpening, see_accesses_of_chart};
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use shell::reply::{self, Reply};

use crate::asked::Asked;
use crate::chart_access::table;

/// The page and its search.
pub fn routes() -> Router<House> {
    Router::new().route("/practice/accesses", get(show))
}

async fn show(asked: Asked) -> Reply {
    let sought = asked.query("chart").to_owned();
    let number: Option<u32> = sought.parse().ok();
    let found = match number {
        Some(number) => asked.act(move |house, by| see_accesses_of_chart(house, by, number)).await,
        None => Ok(None),
    };
    match found {
        Ok(openings) => {
            let main = page(&asked, &sought, openings.as_deref());
            reply::ok(asked.page(("Who opened what", "/practice/accesses"), None, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(asked: &Asked, sought: &str, openings: Option<&[NamedOpening]>) -> Markup {
    html! {
        header { h1 { "Who opened what" } p.dim { "Every look at a record is written down before anything is shown." } }
        form.row action="/practice/accesses" {
            div.field { label for="chart" { "Chart number" } input.w-m #chart name="chart" inputmode="numeric" autocomplete="off" value=(sought); }
            button.btn { "Show" }
        }
        @match openings {
            Some(openings) => (table(openings, &asked.house.zone())),
            None if sought.is_empty() => {},
            None => p { "No chart has this number. Chart numbers are four or more digits." },
        }
    }
}
