//! Integration: the days after, how steady you feel, a page for today, and small things to carry forward.

use actions::house::House;
use actions::open_journal::{OpenJournal, open_journal};
use actions::open_mine::{Mine, open_mine};
use axum::Router;
use axum::routing::get;
use care::change::ChangeState;
use care::question::Speaks;
use jiff::Timestamp;
use maud::{Markup, html};
use shell::icon::{Icon, icon};
use shell::reply::{self, Reply};
use shell::time::day;
use shell::typed::Typed;
use terms::ids::PageId;

use crate::asked::Asked;
use crate::carry_forward::{From as Back, change_row};
use crate::first_weeks::{calendar, days_since, since_words};
use crate::journal::pages;
use crate::page_form::{From, Sharing, as_posted, page_form};
use crate::pause::pause_words;
use crate::steadiness::question;

/// The page.
pub fn routes() -> Router<House> {
    Router::new().route("/my/integration", get(show))
}

async fn show(asked: Asked) -> Reply {
    match asked.act(|house, by| Ok((open_mine(house, by)?, open_journal(house, by)?))).await {
        Ok((mine, open)) => {
            let main = page(&asked, &mine, &open);
            reply::ok(asked.writing_page(("Integration", "/my/integration"), toast(asked.query("done")), main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn toast(done: &str) -> Option<&'static str> {
    match done {
        "page" => Some("Page saved. Only you can read it."),
        "steady" => Some("Written down: steady. Your team can read it."),
        "shaky" => Some("Written down: shaky. Your team can read it. Below are a few ways to steady yourself."),
        "no-word" => Some("Nothing was written down. You can choose one of the three words, or leave it."),
        "moved" => Some("Written down. You and your team can read it."),
        _ => None,
    }
}

fn page(asked: &Asked, mine: &Mine, open: &OpenJournal) -> Markup {
    let today = asked.house.today(asked.by.now);
    let days = days_since(mine, today);
    html! {
        header.stack.tight { h1 { "Integration" } p.lead.dim { (lead(days)) } }
        div.split.level {
            @if let Some(days) = days { (calendar(&asked.house, mine, (today, days), asked.by.now)) }
            (question(asked, mine))
        }
        div.split {
            div.stack.wide {
                (todays_page(asked, mine, open))
                (pages(asked, open, mine.therapist()))
            }
            div.stack {
                @if let Some(pause) = mine.workbook.pause(today) { p.card { (pause_words(pause)) } }
                (carrying(mine, asked.by.now))
                (if_wanted(mine))
                @if Speaks::on(mine.card.path) == Speaks::OfDosing { p.small { a href="/my/dosing" { "Tell a dosing day" } " · " a href="/my/after-care" { "Be asked how you are, or not" } } }
            }
        }
    }
}

fn lead(days: Option<i32>) -> String {
    match days {
        Some(0) => since_words(0),
        Some(days) => format!("{} Some days are for noticing, and some are for resting. Both count.", since_words(days)),
        None => "A place to look at what matters to you, and to carry a little of it into ordinary days. Resting counts too.".to_owned(),
    }
}

/// The newest page that was begun and not saved yet, or a fresh one.
fn page_to_write(open: &OpenJournal) -> PageId {
    open.begun().last().map_or(open.fresh, |saved| saved.draft.id)
}

fn todays_page(asked: &Asked, mine: &Mine, open: &OpenJournal) -> Markup {
    let id = page_to_write(open);
    let posted = as_posted(open, id);
    let begun_at = open.draft(id).map_or(asked.by.now, |saved| saved.draft.begun_at);
    html! {
        section.card.stack aria-labelledby="pg" {
            div.row.apart { h2 #pg { "Today’s page" } span.small.dim { (day(begun_at, &asked.house.zone())) } }
            (page_form(&Typed { posted: &posted, problems: &[] }, (id, From::Integration), mine.therapist(), Sharing::Asks))
        }
    }
}

fn carrying(mine: &Mine, now: Timestamp) -> Markup {
    let active = mine.workbook.changes().iter().filter(|change| change.state == ChangeState::Active);
    let active: Vec<_> = active.collect();
    html! {
        section.card.warm.stack aria-labelledby="cf" {
            div.stack.tight { h2 #cf { "Carrying forward" } p.small { "Small, kind changes. Keep one, change it, let it rest, or let it go." } }
            @if active.is_empty() { p.dim { "Nothing right now. That is fine too." } }
            ul.rows { @for change in active { (change_row(change, Back::Integration, now)) } }
            p.row { a.btn.sm.line href="/my/carry-forward" { (icon(Icon::Plus)) "Add a small change" } a.small href="/my/carry-forward" { "All of them" } }
        }
    }
}

/// What nobody has to fill in.
fn if_wanted(mine: &Mine) -> Markup {
    let hard = mine.workbook.difficulties().count();
    html! {
        section.card.stack.tight aria-labelledby="more" {
            h2 #more { "If you like" }
            ul.rows {
                li { a.all.grow href="/my/practices" { "A few practices to choose from" } }
                li { a.all.grow href="/my/difficulties" { "What is hard these days" } @if hard > 0 { span.small.dim { (hard) " written down" } } }
                li { a.all.grow href="/my/pause" { "No large decisions, for a while" } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lead_speaks_of_days_only_when_there_are_some() {
        assert!(lead(Some(3)).starts_with("Three days since your dosing day. Some days"));
        assert!(!lead(None).contains("dos") && !lead(Some(0)).contains("Some days"));
    }
}
