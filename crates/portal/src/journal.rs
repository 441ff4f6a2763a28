//! Your journal: all your pages, and who can read each. A page is yours alone until you share it.

use actions::house::House;
use actions::open_journal::{OpenJournal, open_journal};
use actions::open_mine::open_mine;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use shell::form::Posted;
use shell::icon::{Icon, icon};
use shell::reply::{self, Reply};
use shell::shape::{Phase, Tone, badge};
use shell::time::day;
use shell::typed::Typed;

use crate::asked::Asked;
use crate::page_form::{From, Sharing, as_posted, name_of, page_form};

/// All pages, and a new one.
pub fn routes() -> Router<House> {
    Router::new().route("/my/journal", get(show)).route("/my/journal/write", get(write))
}

async fn show(asked: Asked) -> Reply {
    match asked.act(|house, by| Ok((open_mine(house, by)?, open_journal(house, by)?))).await {
        Ok((mine, open)) => {
            let toast =
                (asked.query("done") == "deleted").then_some("Deleted. It is gone, and nobody can bring it back.");
            reply::ok(asked.page(("Journal", "/my/journal"), toast, page(&asked, &open, mine.therapist())))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

/// A new page, with an id of its own.
async fn write(asked: Asked) -> Reply {
    match asked.act(|house, by| Ok((open_mine(house, by)?, open_journal(house, by)?))).await {
        Ok((mine, open)) => {
            let posted = as_posted(&open, open.fresh);
            let main = new_page(&open, &posted, mine.therapist());
            reply::ok(asked.writing_page(("Journal", "/my/journal"), None, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn new_page(open: &OpenJournal, posted: &Posted, therapist: &str) -> Markup {
    html! {
        header.stack.tight { p.small { a href="/my/journal" { "Journal" } } h1 { "A new page" } }
        section.card.stack { (page_form(&Typed { posted, problems: &[] }, (open.fresh, From::Journal), therapist, Sharing::Asks)) }
    }
}

fn page(asked: &Asked, open: &OpenJournal, therapist: &str) -> Markup {
    let begun = open.begun();
    html! {
        header.stack.tight { h1 { "Journal" } p.lead.dim { "Pages for yourself. One line is a page. Each says who can read it." } }
        @if open.journal.pages().is_empty() && begun.is_empty() {
            div.card.empty { (icon(Icon::Pen)) p { "No pages yet. You can start with one line, or leave this for another day." } a.btn.soft href="/my/journal/write" { "Write a page" } }
        } @else {
            div.row { a.btn href="/my/journal/write" { "Write a page" } }
        }
        @if !begun.is_empty() {
            section.stack aria-labelledby="begun" {
                h2 #begun { "Begun" }
                ul.rows.card {
                    @for saved in begun.iter().rev() {
                        @let text = saved.draft.text.as_ref().map_or("", |text| text.as_str());
                        li {
                            span.grow { a.all href={ "/my/journal/" (saved.draft.id) } { (if text.is_empty() { "An empty page".to_owned() } else { name_of(text) }) } br; span.small.dim { (day(saved.draft.begun_at, &asked.house.zone())) } }
                            (badge(Tone::Quiet, "Only me"))
                        }
                    }
                }
            }
        }
        (pages(asked, open, therapist))
        (what_only_me_means(therapist))
    }
}

/// The pages with their day, and who can read each.
pub fn pages(asked: &Asked, open: &OpenJournal, therapist: &str) -> Markup {
    let pages = open.journal.pages();
    html! {
        @if !pages.is_empty() {
            section.stack aria-labelledby="ep" {
                h2 #ep { "Pages" }
                ul.rows.card {
                    @for page in pages {
                        li {
                            span.grow { a.all href={ "/my/journal/" (page.id) } { (name_of(page.text.as_str())) } br; span.small.dim { (day(page.begun_at, &asked.house.zone())) } }
                            @if open.journal.is_shared(page.id) { (badge(Tone::Phase(Phase::Integration), &format!("Shared with {therapist}"))) } @else { (badge(Tone::Quiet, "Only me")) }
                        }
                    }
                }
            }
        }
    }
}

fn what_only_me_means(therapist: &str) -> Markup {
    html! {
        section.card.stack.tight.prose #who aria-labelledby="only-me" {
            h2 #only-me { "What “only me” means" }
            p { "A page is locked with a key of its own, and no page of the practice opens it: not " (therapist) "’s, not the front desk’s, not the owner’s. When you share a page, your team gets a copy. When you take it back, the key of that copy is destroyed, and so are all keys of a page that you delete." }
            p { "It has limits. The keys are kept by the practice’s own system, so a court could order a page to be opened that is still here. And nobody watches this journal: in an emergency no one reads it. If you are in danger, call " a href="tel:911" { "911" } "; for any kind of crisis, call or text " a href="tel:988" { "988" } "." }
            p { "Someone who uses your phone or computer while you are signed in can read what you can. Nothing of a page stays on the device after you sign out." }
        }
    }
}
