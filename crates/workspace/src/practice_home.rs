//! The owner's first page: what is set up, what is still to do, and when a backup was last opened and read through.

use actions::house::House;
use actions::see_alerts::see_passed_on;
use actions::see_practice::{Standing, see_practice};
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use shell::icon::{Icon, icon};
use shell::reply::{self, Reply};
use shell::shape::{Tone, note};
use shell::time::day;

use crate::asked::Asked;

/// The page.
pub fn routes() -> Router<House> {
    Router::new().route("/practice", get(show))
}

async fn show(asked: Asked) -> Reply {
    match asked.act(|house, by| Ok((see_practice(house, by)?, see_passed_on(house, by)?.len()))).await {
        Ok((standing, passed_on)) => {
            let main = page(&asked, &standing, passed_on);
            reply::ok(asked.page(("Practice", "/practice"), toast(asked.query("done")), main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn toast(done: &str) -> Option<&'static str> {
    match done {
        "facts" => Some("Saved. The pages say so now."),
        "fees" => Some("Saved. The fees hold for visits signed from now on."),
        "billing" => Some("Saved. Claims carry it from now on."),
        "days-after" => Some("Saved. It holds from now on."),
        "sheet" => Some("Read back. Keep the sheet where no computer is."),
        _ => None,
    }
}

fn page(asked: &Asked, standing: &Standing, passed_on: usize) -> Markup {
    html! {
        h1 { "Practice" }
        @if passed_on > 0 {
            (note(Tone::Stop, Icon::Alert, html! { p { a href="/practice/passed-on" { (passed_on) @if passed_on == 1 { " alert has" } @else { " alerts have" } " waited too long." } } }))
        }
        @if standing.is_set_up() {
            p.dim { "Everything is set up." }
        } @else {
            p.lead { "A few steps, in any order. The public pages open after the first." }
        }
        div.split.main {
            section.card.flush aria-labelledby="steps" {
                h2 #steps { "Set up" }
                ul.rows {
                    (step(standing.has_facts, "The practice", "Name, ways to reach it, promises", "/practice/facts"))
                    (step(standing.has_clinician, "People", "Who works here: licenses, hours, invitations", "/practice/people"))
                    (step(standing.has_place, "Rooms", "Where visits take place", "/practice/rooms"))
                    (step(standing.has_fees, "Visits and fees", "How long, and what they cost", "/practice/services"))
                    (step(standing.has_sheet, "Recovery sheet", "The one paper that opens a backup", "/practice/recovery"))
                }
            }
            div.stack {
                section.card.stack aria-labelledby="backup" {
                    h2 #backup { "Backup" }
                    (proven(asked, standing))
                }
                section.card.flush aria-labelledby="more" {
                    h2 #more { "More" }
                    ul.rows {
                        (more("Billing identity", "/practice/billing"))
                        (more("Packages", "/practice/packages"))
                        (more("Public pages", "/practice/site"))
                        (more("Closed months", "/practice/months"))
                        (more("Days closed", "/practice/closures"))
                        (more("Days after a dosing day", "/practice/days-after"))
                        (more("Cover", "/practice/cover"))
                        (more("Incidents", "/practice/incidents"))
                        (more("Words of letters", "/practice/notices"))
                        (more("Moving in", "/practice/move-in"))
                        (more("Opened in an emergency", "/practice/emergencies"))
                        (more("Passed on", "/practice/passed-on"))
                        (more("Who keeps whose notes", "/practice/custody"))
                        (more("Who opened what", "/practice/accesses"))
                        (more("Leaving: a copy of every record", "/practice/export"))
                    }
                }
            }
        }
    }
}

fn proven(asked: &Asked, standing: &Standing) -> Markup {
    let zone = asked.house.zone();
    match standing.proof {
        None => {
            html! { p { "No backup has been opened and read through yet. Whoever runs the server plans one; it is then tried once a week." } }
        }
        Some((at, made, 0)) => {
            html! { p { (icon(Icon::Check)) " Whole, as of " b { (day(at, &zone)) } ": the backup of " (day(made, &zone)) " was opened elsewhere, and everything in it held." } }
        }
        Some((at, _, problems)) => {
            html! { p { (icon(Icon::Alert)) " On " b { (day(at, &zone)) } " a backup did not hold: " (problems) @if problems == 1 { " problem." } @else { " problems." } " Tell whoever runs the server today." } }
        }
    }
}

fn step(done: bool, name: &str, what: &str, path: &str) -> Markup {
    html! {
        li {
            (icon(if done { Icon::Check } else { Icon::Pen }))
            span.grow { a.all href=(path) { (name) } br; span.xs.dim { (what) } }
            span.small { @if done { "done" } @else { b { "to do" } } }
        }
    }
}

fn more(name: &str, path: &str) -> Markup {
    html! { li { span.grow { a.all href=(path) { (name) } } } }
}
