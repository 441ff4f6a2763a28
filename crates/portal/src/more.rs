//! Everything in the portal, for phones where the bar holds five words.

use actions::house::House;
use actions::open_mine::open_mine;
use axum::Router;
use axum::routing::get;
use care::question::Speaks;
use maud::{Markup, html};
use shell::icon::{Icon, icon};
use shell::reply::{self, Reply};

use crate::asked::Asked;

/// The list.
pub fn routes() -> Router<House> {
    Router::new().route("/my/more", get(show))
}

const PLACES: [(Icon, &str, &str); 13] = [
    (Icon::Calendar, "Appointments", "/my/appointments"),
    (Icon::Chart, "Check-ins", "/my/check-ins"),
    (Icon::Pen, "Journal", "/my/journal"),
    (Icon::Path, "Carrying forward", "/my/carry-forward"),
    (Icon::Shield, "My plan for hard moments", "/my/safety-plan"),
    (Icon::Document, "Documents", "/my/documents"),
    (Icon::Card, "Payments", "/my/money"),
    (Icon::Person, "Account and privacy", "/my/account"),
    (Icon::Eye, "Who opened my record", "/my/accesses"),
    (Icon::Leaf, "Preparation", "/my/preparation"),
    (Icon::Path, "Integration", "/my/integration"),
    (Icon::Wave, "The days after", "/my/after-care"),
    (Icon::Phone, "Help now", "/my/help"),
];

async fn show(asked: Asked) -> Reply {
    match asked.act(open_mine).await {
        Ok(mine) => {
            let units: Vec<(String, String)> = mine
                .units
                .iter()
                .map(|unit| (format!("Together: {}", unit.name.as_str()), format!("/my/together/{}", unit.subject)))
                .collect();
            reply::ok(asked.page(("More", "/my/more"), None, page(&units, Speaks::on(mine.card.path))))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(units: &[(String, String)], speaks: Speaks) -> Markup {
    let is_theirs = |path: &str| speaks == Speaks::OfDosing || path != "/my/after-care";
    html! {
        header { h1 { "More" } }
        ul.rows.card {
            @for (words, path) in units { li { (icon(Icon::People)) span.grow { a.all href=(path) { (words) } } } }
            @for (drawing, words, path) in PLACES.into_iter().filter(|(_, _, path)| is_theirs(path)) { li { (icon(drawing)) span.grow { a.all href=(path) { (words) } } } }
        }
        form action="/sign-out" method="post" { button.btn.line { (icon(Icon::Out)) "Sign out" } }
    }
}
