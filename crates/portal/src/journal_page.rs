//! One page of your journal: read it, write on, and see who else can read it.

use actions::house::House;
use actions::open_journal::{OpenJournal, open_journal};
use actions::open_mine::open_mine;
use actions::save_page_draft::{PageDraft, PageDraftRefusal, save_page_draft};
use actions::share_page::share_page;
use actions::write_page::{WriteRefusal, write_page};
use axum::Router;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::routing::{get, post};
use maud::{Markup, html};
use shell::fields::{self, Problem};
use shell::form::Posted;
use shell::icon::Icon;
use shell::prose::paragraphs;
use shell::reply::{self, Reply};
use shell::shape::{Tone, note};
use shell::time::day;
use shell::typed::Typed;
use terms::ids::PageId;
use terms::text::Prose;

use crate::asked::{Asked, At};
use crate::journal_sharing::sharing_card;
use crate::page_form::{self, From, Sharing, as_posted, page_form};

/// The page, and saving it.
pub fn routes() -> Router<House> {
    Router::new().route("/my/journal/{id}", get(show).post(write)).route("/my/journal/{id}/save", post(save))
}

async fn show(asked: Asked, At(id): At<PageId>) -> Reply {
    match asked.act(|house, by| Ok((open_mine(house, by)?, open_journal(house, by)?))).await {
        Ok((_, open)) if open.journal.page(id).is_none() && open.draft(id).is_none() => asked.not_found(),
        Ok((mine, open)) => {
            let posted = as_posted(&open, id);
            let shown = Shown { open: &open, id, therapist: mine.therapist(), theirs: None };
            let main = page(&asked, &shown, &Typed { posted: &posted, problems: &[] });
            let toast = toast(asked.query("done"), mine.therapist());
            reply::ok(asked.writing_page(("Journal", "/my/journal"), toast.as_deref(), main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn toast(done: &str, therapist: &str) -> Option<String> {
    match done {
        "saved" => Some("Page saved. Only you can read what you wrote.".to_owned()),
        "shared" => Some(format!("Shared. {therapist} can read the copy until you take it back.")),
        "taken-back" => Some("Taken back. The copy is gone, and only you can read this page.".to_owned()),
        _ => None,
    }
}

/// What the script posts every few seconds: nothing is shown, only the new version goes back.
async fn save(asked: Asked, At(id): At<PageId>, posted: Posted) -> Reply {
    let Ok((prompt, text)) = page_form::read_draft(&posted) else {
        return Reply::Page(StatusCode::UNPROCESSABLE_ENTITY, html! {});
    };
    let version = page_form::seen(&posted).version;
    let draft = PageDraft { id, begun_at: asked.by.now, prompt, text };
    match asked.act(move |house, by| save_page_draft(house, by, version, &draft)).await {
        Ok(version) => {
            let header = (HeaderName::from_static("x-version"), HeaderValue::from(version));
            Reply::PageWith(StatusCode::OK, html! {}, HeaderMap::from_iter([header]))
        }
        Err(trouble) => match asked.refusal(trouble) {
            Ok(PageDraftRefusal::Newer | PageDraftRefusal::Gone) => Reply::Page(StatusCode::CONFLICT, html! {}),
            Err(page) => *page,
        },
    }
}

async fn write(asked: Asked, At(id): At<PageId>, posted: Posted) -> Reply {
    let written = match page_form::read(&posted, id) {
        Ok(written) => written,
        Err(problems) => return again(&asked, id, &posted, Again::Problems(problems)).await,
    };
    let is_shared = posted.one("who") == "team";
    let made = asked.act(move |house, by| write_page(house, by, &written)).await;
    match made {
        Ok(()) if is_shared => share(&asked, id).await,
        Ok(()) => reply::go(match From::of(&posted) {
            From::Integration => "/my/integration?done=page".to_owned(),
            From::Journal => format!("/my/journal/{id}?done=saved"),
        }),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(WriteRefusal::Newer { now, theirs }) => {
                let newest = page_form::over(&posted, now);
                again(&asked, id, &newest, Again::Newer(theirs)).await
            }
            Ok(WriteRefusal::Deleted) => again(&asked, id, &posted, Again::Deleted).await,
            Err(page) => *page,
        },
    }
}

/// The page is saved; the copy follows.
async fn share(asked: &Asked, id: PageId) -> Reply {
    match asked.act(move |house, by| share_page(house, by, id)).await {
        Ok(()) => reply::go(format!("/my/journal/{id}?done=shared")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(_) => asked.not_found(),
            Err(page) => *page,
        },
    }
}

/// Why the page is shown again.
enum Again {
    Problems(Vec<Problem>),
    Newer(Option<Prose>),
    Deleted,
}

async fn again(asked: &Asked, id: PageId, posted: &Posted, why: Again) -> Reply {
    let (mine, open) = match asked.act(|house, by| Ok((open_mine(house, by)?, open_journal(house, by)?))).await {
        Ok(opened) => opened,
        Err(trouble) => return asked.instead(trouble),
    };
    let shown = Shown { open: &open, id, therapist: mine.therapist(), theirs: None };
    let title = ("Error: Journal", "/my/journal");
    match why {
        Again::Problems(problems) => {
            let main = page(asked, &shown, &Typed { posted, problems: &problems });
            reply::refused(asked.writing_page(title, None, main))
        }
        Again::Newer(theirs) => {
            // Without the saving script: only its writer's own hand saves one text over the other.
            let theirs = theirs.map(|text| text.as_str().to_owned());
            let shown = Shown { theirs: Some(theirs.unwrap_or_default()), ..shown };
            let main = page(asked, &shown, &Typed { posted, problems: &[] });
            Reply::Page(StatusCode::CONFLICT, asked.page(title, None, main))
        }
        Again::Deleted => {
            let main = html! {
                header { h1 { "This page was deleted" } }
                p { "You deleted it in another place. What you wrote here is below, and was not saved. Copy what you would like to keep." }
                div.card.voice { (paragraphs(posted.one("text"))) }
                p { a href="/my/journal" { "Go to your journal" } }
            };
            Reply::Page(StatusCode::CONFLICT, asked.page(title, None, main))
        }
    }
}

struct Shown<'a> {
    open: &'a OpenJournal,
    id: PageId,
    therapist: &'a str,
    /// What was saved in another place meanwhile, when that was so.
    theirs: Option<String>,
}

fn page(asked: &Asked, shown: &Shown<'_>, typed: &Typed<'_>) -> Markup {
    let (zone, journal) = (asked.house.zone(), &shown.open.journal);
    let (written, id) = (journal.page(shown.id), shown.id);
    let begun_at = written.map(|page| page.begun_at).or(shown.open.draft(id).map(|saved| saved.draft.begun_at));
    let sharing = if journal.is_shared(id) { Sharing::Shared } else { Sharing::Asks };
    // A page that was written is read first; one that is being written is open to write on.
    let is_writing = shown.open.draft(id).is_some() || !typed.problems.is_empty() || shown.theirs.is_some();
    html! {
        header.stack.tight { p.small { a href="/my/journal" { "Journal" } } h1 { @match begun_at { Some(at) => (day(at, &zone)), None => "A new page" } } }
        (fields::error_summary(typed.problems))
        @if let Some(theirs) = &shown.theirs {
            (note(Tone::Warn, Icon::Alert, html! { p { "This page was saved in another place after you opened it here. Nothing was overwritten. Take over what you need; saving now keeps the text in the form." } }))
            section.card.stack aria-labelledby="other" { h2 #other { "As it was saved meanwhile" } div.voice { @if theirs.is_empty() { p { "Empty." } } @else { (paragraphs(theirs)) } } }
        }
        div.split {
            div.stack {
                @match written {
                    Some(page) if !is_writing => {
                        article.card.stack aria-label="The page" {
                            @if let Some(prompt) = page.prompt { p.small.dim { (prompt.word()) } }
                            div.voice.stack { (paragraphs(page.text.as_str())) }
                            p.small { a href={ "/my/journal/" (id) "/letter" } { "As a letter to myself, to print" } }
                        }
                        details.card { summary.btn.line { "Write on" } (page_form(typed, (id, From::Journal), shown.therapist, sharing)) }
                    },
                    Some(_) | None => section.card.stack { (page_form(typed, (id, From::Journal), shown.therapist, sharing)) },
                }
            }
            (sharing_card(asked, shown.open, (id, shown.therapist)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_says_who_can_read_it() {
        for (done, begins) in [
            ("saved", "Page saved. Only you"),
            ("shared", "Shared. Dana can"),
            ("taken-back", "Taken back. The copy is gone"),
        ] {
            assert!(toast(done, "Dana").unwrap().starts_with(begins));
        }
        assert_eq!(toast("", "Dana"), None);
    }
}
