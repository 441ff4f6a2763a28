//! Readiness as a conversation: ten things that can be seen, what is open to talk about, and no number.

use actions::house::House;
use actions::open_chart::{OpenChart, open_chart};
use actions::talk_about_readiness::{Talked, talk_about_readiness};
use axum::Router;
use axum::routing::get;
use care::readiness::{HOLDS_DAYS, ReadinessItem, Ready};
use maud::{Markup, html};
use shell::fields::{self, Problem};
use shell::form::Posted;
use shell::reply::{self, Reply};
use shell::time::moment;
use terms::ids::SubjectId;

use crate::asked::{Asked, At};
use crate::chart::subnav;
use crate::dates::chart_link;
use crate::prescriber::bridge_badge;
use shell::reading::Reading;

/// The page and its form.
pub fn routes() -> Router<House> {
    Router::new().route("/t/c/{subject}/readiness", get(show).post(write))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    shown(&asked, subject, None, &[]).await
}

async fn write(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let form = match read(&posted) {
        Ok(form) => form,
        Err(problems) => return shown(&asked, subject, Some(&posted), &problems).await,
    };
    match asked.act(move |house, by| talk_about_readiness(house, by, subject, &form)).await {
        Ok(()) => reply::go(format!("/t/c/{subject}/readiness?done=written")),
        Err(trouble) => asked.instead(trouble),
    }
}

async fn shown(asked: &Asked, subject: SubjectId, posted: Option<&Posted>, problems: &[Problem]) -> Reply {
    match asked.act(move |house, by| open_chart(house, by, subject)).await {
        Ok(open) => {
            let stored = as_posted(&open);
            let main = page(asked, &open, posted.unwrap_or(&stored), problems);
            let title = format!("Chart {}", open.client.chart_number);
            let toast = (asked.query("done") == "written")
                .then_some("Written down. What was said before stays readable in the chart.");
            asked.form_page((&title, "/t/caseload"), toast, !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn note_name(item: ReadinessItem) -> String {
    format!("{}-note", item.code())
}

fn as_posted(open: &OpenChart) -> Posted {
    let talked = ReadinessItem::ALL.into_iter().filter_map(|item| open.chart.readiness(item));
    Posted::from_pairs(talked.flat_map(|talked| {
        let note = talked.note.as_ref().map(|note| note.as_str().to_owned()).unwrap_or_default();
        [(talked.item.code().to_owned(), talked.ready.code().to_owned()), (note_name(talked.item), note)]
    }))
}

fn read(posted: &Posted) -> Result<Vec<Talked>, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let mut talked = Vec::new();
    for item in ReadinessItem::ALL {
        let note = form.line_named(item.code(), &note_name(item));
        if let Some(ready) = Ready::from_code(posted.one(item.code())) {
            talked.push((item, ready, note));
        }
    }
    form.done(Some(talked))
}

fn page(asked: &Asked, open: &OpenChart, posted: &Posted, problems: &[Problem]) -> Markup {
    let still = open.chart.open_to_talk_about(asked.by.now);
    html! {
        header.stack {
            div {
                p.small { (chart_link(&open.client)) }
                h1 { "Readiness, as a conversation" }
                p.row { (bridge_badge(open)) a.small href={ "/t/c/" (open.client.subject) "/prescriber" } { "Bridge to the prescriber" } }
                p.dim { "What can be seen, talked about together. It adds up to nothing and holds nothing back; whether dosing is right is the prescriber’s to say." }
            }
            (subnav(open, "/readiness"))
        }
        (fields::error_summary(problems))
        div.split {
            form.card.stack method="post" {
                @for item in ReadinessItem::ALL { (row(asked, open, posted, item)) }
                div.row { button.btn { "Write it down" } }
            }
            section.card.stack aria-labelledby="open" {
                h2 #open { "Open to talk about" }
                @if still.is_empty() { p.dim { "Nothing is left open for now." } }
                ul { @for item in still { li { (item.word()) } } }
            }
        }
    }
}

fn row(asked: &Asked, open: &OpenChart, posted: &Posted, item: ReadinessItem) -> Markup {
    let note = note_name(item);
    html! {
        fieldset.field {
            legend #(item.code()) { (item.word()) }
            div.chips {
                @for ready in Ready::ALL {
                    label.choice { input type="radio" name=(item.code()) value=(ready.code()) checked[posted.one(item.code()) == ready.code()]; span { (ready.word()) } }
                }
            }
            input name=(note) value=(posted.one(&note)) aria-label={ "A word on: " (item.word()) } placeholder="A word on it, if you like" autocomplete="off";
            @if let Some(talked) = open.chart.readiness(item) { p.xs.dim { "Last talked about " (moment(talked.at, &asked.house.zone())) @if asked.by.now >= talked.until() { ". That was more than " (HOLDS_DAYS) " days ago, so it is open again" } } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_chosen_is_written() {
        let posted =
            Posted::from_pairs([("early-signs", "partly"), ("early-signs-note", "Jaw"), ("tools-used", "moon")]);
        let talked = read(&posted).unwrap();
        assert_eq!(talked.len(), 1);
        assert_eq!((talked[0].0, talked[0].1), (ReadinessItem::EarlySigns, Ready::Partly));
        let long = Posted::from_pairs([("early-signs-note", "x".repeat(200))]);
        assert_eq!(read(&long).unwrap_err()[0].field, "early-signs");
    }
}
