//! The practice's public pages as text boxes: seen before they are shown, with every earlier version.

use actions::see_texts::see_versions;
use actions::write_text::write_text;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use maud::{Markup, html};
use shell::act::act;
use shell::fields::{self, Kind, Problem, Text, hidden};
use shell::form::Posted;
use shell::frame::{StaffFrame, public, staff};
use shell::problem;
use shell::reply::{self, Reply};
use shell::request::{Asking, Who};
use shell::time::moment;
use terms::actor::Context;
use terms::site_text::SiteText;
use terms::text::Line;
use terms::trouble::Trouble;

use crate::content::{PAGES, shipped_text};
use crate::draw;
use crate::front::Front;
use crate::mistake::Found;
use crate::page::{self, Page};

const HERE: &str = "/practice/site";

/// The list, and each page's box.
pub fn routes<S: Clone + Send + Sync + 'static>(front: Front) -> Router<S> {
    Router::new()
        .route("/practice/site", get(list))
        .route("/practice/site/{name}", get(show).post(keep))
        .route("/practice/site/{name}/look", post(look))
        .route("/practice/site/{name}/back", post(back))
        .with_state(front)
}

async fn list(who: Who) -> Reply {
    let main = html! {
        header { h1 { "Public pages" } p.dim { "What anyone reads before they know us. A change shows at once; every earlier version stays." } }
        ul.rows.card { @for (name, path) in PAGES { li { span.grow { a.all href={ "/practice/site/" (bare(name)) } { (title_of(name)) } } span.small.dim { (path) } } } }
    };
    reply::ok(framed(&who, "Public pages", None, main))
}

async fn show(
    State(front): State<Front>,
    Asking(by): Asking,
    who: Who,
    Path(name): Path<String>,
    Query(asked): Query<Vec<(String, String)>>,
) -> Response {
    let Some(file) = file_of(&name) else { return reply::go(HERE).into_response() };
    let done = asked.iter().any(|(key, _)| key == "done").then_some("It is shown now.");
    let wanted = asked.iter().find(|(key, _)| key == "version").map(|(_, id)| id.clone());
    match versions(&front, by, file).await {
        Ok(versions) => {
            let chosen = wanted.and_then(|id| versions.iter().find(|version| version.id.to_string() == id));
            let text =
                chosen.or(versions.first()).map_or(shipped_text(file), |version| version.body.as_str()).to_owned();
            let main = form(&front, file, &text, (&[], &versions));
            reply::ok(framed(&who, "Public page", done, main)).into_response()
        }
        Err(reply) => reply.into_response(),
    }
}

async fn keep(
    State(front): State<Front>,
    Asking(by): Asking,
    who: Who,
    Path(name): Path<String>,
    posted: Posted,
) -> Response {
    let Some(file) = file_of(&name) else { return reply::go(HERE).into_response() };
    let text = text_in(&posted);
    if let Err(problems) = read(&text) {
        return boxed(&front, by, &who, (file, &text), &problems).await;
    }
    let Ok(line) = Line::parse(file) else { return reply::go(HERE).into_response() };
    let house = front.house.clone();
    match act(move || write_text(&house, &by, &line, &text)).await {
        Ok(()) => reply::go(format!("{HERE}/{name}?done=kept")).into_response(),
        Err(Trouble::Denied(_)) => denied(&front),
        Err(Trouble::Fault(fault)) => Reply::Broken(fault).into_response(),
        Err(Trouble::Refused(never)) => match never {},
    }
}

/// The page as it would be, with a way back that keeps what was typed. Nothing is changed.
async fn look(
    State(front): State<Front>,
    Asking(by): Asking,
    who: Who,
    Path(name): Path<String>,
    posted: Posted,
) -> Response {
    let Some(file) = file_of(&name) else { return reply::go(HERE).into_response() };
    let text = text_in(&posted);
    match read(&text) {
        Ok(page) => {
            let edition = front.pages.edition();
            let frame = edition.frame(&page.front.title, "");
            let drawn = draw::page(&page, &edition.practice);
            // A page within this page has a width of its own. Nothing in it runs, and no form in it is sent.
            let on_a_phone = public(&frame, drawn.clone()).into_string();
            let main = html! {
                form.wrap.row method="post" action={ (HERE) "/" (name) } {
                    (hidden("text", &text)) span.grow { b { "Not shown yet." } " Below is the page as at a desk." }
                    button.btn { "Show it to everyone" } button.btn.line formaction={ (HERE) "/" (name) "/back" } { "Back to the text" }
                }
                details.wrap {
                    summary { "The same on a phone" }
                    iframe srcdoc=(on_a_phone) width="390" height="760" sandbox="allow-same-origin" title="The page as on a phone" {}
                }
                (drawn)
            };
            reply::ok(public(&frame, main)).into_response()
        }
        Err(problems) => boxed(&front, by, &who, (file, &text), &problems).await,
    }
}

/// Back from the look to the box, with what was typed.
async fn back(
    State(front): State<Front>,
    Asking(by): Asking,
    who: Who,
    Path(name): Path<String>,
    posted: Posted,
) -> Response {
    let Some(file) = file_of(&name) else { return reply::go(HERE).into_response() };
    boxed(&front, by, &who, (file, &text_in(&posted)), &[]).await
}

/// The box with this text, and what is wrong with it.
async fn boxed(front: &Front, by: Context, who: &Who, (file, text): (&str, &str), problems: &[Problem]) -> Response {
    match versions(front, by, file).await {
        Ok(versions) => {
            let main = form(front, file, text, (problems, &versions));
            if problems.is_empty() {
                reply::ok(framed(who, "Public page", None, main)).into_response()
            } else {
                reply::refused(framed(who, "Error: Public page", None, main)).into_response()
            }
        }
        Err(reply) => reply.into_response(),
    }
}

async fn versions(front: &Front, by: Context, file: &str) -> Result<Vec<SiteText>, Response> {
    let (house, name) = (front.house.clone(), file.to_owned());
    match act(move || see_versions(&house, &by, &name)).await {
        Ok(versions) => Ok(versions),
        Err(Trouble::Denied(_)) => Err(denied(front)),
        Err(Trouble::Fault(fault)) => Err(Reply::Broken(fault).into_response()),
        Err(Trouble::Refused(never)) => match never {},
    }
}

fn denied(front: &Front) -> Response {
    problem::not_allowed(&front.pages.edition().frame("This page is not open to you", "")).into_response()
}

fn framed(who: &Who, title: &str, toast: Option<&str>, main: Markup) -> Markup {
    staff(&StaffFrame { toast, ..who.frame(title, HERE) }, main)
}

fn form(front: &Front, file: &str, text: &str, (problems, versions): (&[Problem], &[SiteText])) -> Markup {
    let action = format!("{HERE}/{}", bare(file));
    let zone = front.house.zone();
    let spec = Text {
        name: "text",
        label: "The page",
        hint: Some(
            "Words in braces, such as {phone}, are filled in from the practice’s facts. A sentence with one that is not told is left out",
        ),
        kind: Kind::Page,
        autocomplete: None,
        optional: false,
        max: MAX_TEXT,
    };
    html! {
        p.small { a href=(HERE) { "All pages" } }
        h1 { (title_of(file)) }
        (fields::error_summary(problems))
        div.split.main {
            form.card.stack method="post" action=(action) {
                (fields::text(&spec, text, problems))
                div.row { button.btn formaction={ (action) "/look" } { "Look at it first" } button.btn.line { "Show it to everyone" } }
            }
            section.card.flush aria-labelledby="versions" {
                h2 #versions { "Earlier versions" }
                @if versions.is_empty() { p.empty { "Still as it came." } }
                ul.rows.small { @for (place, version) in versions.iter().enumerate() { li { span.grow { a.all href={ (action) "?version=" (version.id) } { (moment(version.at, &zone)) } } @if place == 0 { "shown now" } } } }
            }
        }
    }
}

/// The longest page, in characters.
const MAX_TEXT: usize = 20_000;

fn text_in(posted: &Posted) -> String {
    posted.one("text").replace("\r\n", "\n")
}

/// The page in a text, or every mistake with its line.
fn read(text: &str) -> Result<Page, Vec<Problem>> {
    if text.chars().count() > MAX_TEXT {
        return Err(vec![Problem { field: "text", words: format!("A page has at most {MAX_TEXT} characters") }]);
    }
    page::read(text).map_err(|found: Vec<Found>| {
        found
            .into_iter()
            .map(|(line, words)| Problem { field: "text", words: format!("Line {line}: {words}") })
            .collect()
    })
}

fn bare(file: &str) -> &str {
    file.strip_suffix(".md").unwrap_or(file)
}

fn file_of(name: &str) -> Option<&'static str> {
    PAGES.iter().map(|(file, _)| *file).find(|file| bare(file) == name)
}

/// A file's name as words: "Preparation and integration".
fn title_of(file: &str) -> String {
    let words = bare(file).replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_or_each_line_with_a_mistake_is_named() {
        let fees = shipped_text("fees.md");
        assert!(read(fees).is_ok());
        let problems = read(&fees.replace("{visit_fee}", "{visit_free}")).err().unwrap();
        assert!(problems[0].words.starts_with("Line 24: Nothing is called {visit_free}"), "{}", problems[0].words);
        assert!(read(&"x".repeat(20_001)).is_err());
    }

    #[test]
    fn every_page_has_its_words_and_its_way() {
        for (file, _) in PAGES {
            assert_eq!(file_of(bare(file)), Some(file));
        }
        assert_eq!(title_of("preparation-and-integration.md"), "Preparation and integration");
        assert_eq!(file_of("practice.toml"), None);
    }
}
