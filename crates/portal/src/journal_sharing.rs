//! Sharing a page of your journal, taking it back, and deleting it, each with what it does in truth.

use actions::delete_page::delete_page;
use actions::house::House;
use actions::open_journal::{OpenJournal, open_journal};
use actions::open_mine::{Mine, open_mine};
use actions::share_page::share_page;
use actions::take_back_page::take_back_page;
use axum::Router;
use axum::routing::{get, post};
use care::journal::Sharing;
use care::page_step::JournalRefusal;
use maud::{Markup, html};
use shell::reply::{self, Reply};
use shell::time::{day, moment};
use terms::ids::PageId;
use terms::trouble::Trouble;

use crate::asked::{Asked, At};
use crate::page_form::name_of;

/// What can be done with a page besides writing.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/my/journal/{id}/share", post(share))
        .route("/my/journal/{id}/take-back", post(take_back))
        .route("/my/journal/{id}/delete", get(ask).post(delete))
}

async fn share(asked: Asked, At(id): At<PageId>) -> Reply {
    let made = asked.act(move |house, by| share_page(house, by, id)).await;
    after(&asked, made, format!("/my/journal/{id}?done=shared"))
}

async fn take_back(asked: Asked, At(id): At<PageId>) -> Reply {
    let made = asked.act(move |house, by| take_back_page(house, by, id)).await;
    after(&asked, made, format!("/my/journal/{id}?done=taken-back"))
}

async fn delete(asked: Asked, At(id): At<PageId>) -> Reply {
    let made = asked.act(move |house, by| delete_page(house, by, id)).await;
    after(&asked, made, "/my/journal?done=deleted".to_owned())
}

fn after(asked: &Asked, made: Result<(), Trouble<JournalRefusal>>, onward: String) -> Reply {
    match made {
        Ok(()) => reply::go(onward),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => reply::refused(asked.page(("Error: Journal", "/my/journal"), None, refused(refusal))),
            Err(page) => *page,
        },
    }
}

fn refused(refusal: JournalRefusal) -> Markup {
    html! {
        header { h1 { "Nothing was changed" } }
        p { (words(refusal)) "." }
        p { a href="/my/journal" { "Go to your journal" } }
    }
}

fn words(refusal: JournalRefusal) -> &'static str {
    match refusal {
        JournalRefusal::NoSuchPage => {
            "This page was never saved, so there is nothing to share or to take back. Save it first"
        }
        JournalRefusal::Deleted => "You deleted this page, perhaps on another device. It is gone",
        JournalRefusal::NotShared => "This page is not shared. Only you can read it",
    }
}

/// What goes is said before it goes.
async fn ask(asked: Asked, At(id): At<PageId>) -> Reply {
    match asked.act(|house, by| Ok((open_mine(house, by)?, open_journal(house, by)?))).await {
        Ok((_, open)) if open.journal.page(id).is_none() && open.draft(id).is_none() => asked.not_found(),
        Ok((mine, open)) => reply::ok(asked.page(("Journal", "/my/journal"), None, confirm(&mine, &open, id))),
        Err(trouble) => asked.instead(trouble),
    }
}

fn confirm(mine: &Mine, open: &OpenJournal, id: PageId) -> Markup {
    let therapist = mine.therapist();
    let name = open.journal.page(id).map(|page| name_of(page.text.as_str()));
    html! {
        form.card.stack.prose method="post" aria-labelledby="sure" {
            h1 #sure { "Delete this page?" }
            @if let Some(name) = name { p.voice { "“" (name) "”" } }
            p { "Everything it says goes, and all it said before. The keys are destroyed, so nobody can bring it back, not even we." }
            @if open.journal.is_shared(id) { p { "The copy that " (therapist) " can read goes at the same moment. If they have read it, they may have written about it in your record, and that stays." } }
            div.row { button.btn.stop { "Delete this page" } a.btn.line href={ "/my/journal/" (id) } { "Keep it" } }
        }
    }
}

/// Who can read a page now, what can be done about it, and what was shared before.
pub fn sharing_card(asked: &Asked, open: &OpenJournal, (id, therapist): (PageId, &str)) -> Markup {
    let (journal, place) = (&open.journal, format!("/my/journal/{id}"));
    let history = journal.sharings(id);
    let now = history.iter().find(|sharing| sharing.until.is_none());
    let has_changed = now.zip(journal.page(id)).is_some_and(|(sharing, page)| page.at > sharing.at);
    html! {
        section.card.stack aria-labelledby="who" {
            h2 #who { "Who can read this page" }
            @match now {
                Some(sharing) => {
                    p { "You, and " (therapist) " and your team, as it was on " (day(sharing.at, &asked.house.zone())) "." }
                    @if has_changed {
                        p.small.dim { "You have changed it since. They have the page as you shared it." }
                        form method="post" action={ (place) "/share" } { button.btn.line { "Share it as it is now" } }
                    }
                    form.stack.tight method="post" action={ (place) "/take-back" } {
                        button.btn.line { "Take it back" }
                        p.small.dim { "The copy goes at once. If " (therapist) " has read it, they may have written about it in your record." }
                    }
                },
                None => {
                    p { "Only you." }
                    @if journal.page(id).is_some() {
                        form.stack.tight method="post" action={ (place) "/share" } {
                            button.btn.line { "Share it with " (therapist) }
                            p.small.dim { "Your team gets a copy, as the page is now. You can take it back whenever you like." }
                        }
                    }
                },
            }
            (before(asked, &history))
            p { a href={ (place) "/delete" } { "Delete this page" } }
        }
    }
}

fn before(asked: &Asked, history: &[Sharing]) -> Markup {
    let zone = asked.house.zone();
    html! {
        @if !history.is_empty() {
            details {
                summary.btn.plain.sm { "When it was shared" }
                ul.rows.tight {
                    @for sharing in history.iter().rev() {
                        li.small { span { "Shared " (moment(sharing.at, &zone)) @match sharing.until { Some(until) => { ", until " (moment(until, &zone)) }, None => ", until you take it back" } } }
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
    fn every_refusal_says_what_is_so() {
        for (refusal, begins) in [
            (JournalRefusal::NoSuchPage, "This page was never saved"),
            (JournalRefusal::Deleted, "You deleted this page"),
            (JournalRefusal::NotShared, "This page is not shared"),
        ] {
            assert!(words(refusal).starts_with(begins));
        }
    }
}
