//! "What this might cost", to look at, print and give; and that the client has read it.

use actions::give_cost_page::{ReadRefusal, cost_page_of, give_cost_page, read_cost_page};
use actions::house::House;
use actions::see_coverage::see_coverage;
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use maud::html;
use money::estimate::GivenHow;
use papers::letterhead::Letterhead;
use shell::cost_paper::cost_paper;
use shell::fields::{self, Problem};
use shell::form::Posted;
use shell::pdf_file::{pdf_file, to_keep};
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::ids::SubjectId;

use crate::asked::{Asked, At};
use crate::coverage_kit::back;

/// The page, giving it, and that it was read.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/billing/{subject}/coverage/costs", get(show).post(give))
        .route("/billing/{subject}/coverage/costs/pdf", get(pdf))
        .route("/billing/{subject}/coverage/costs/read", post(was_read))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    shown(&asked, subject, &[]).await
}

async fn shown(asked: &Asked, subject: SubjectId, problems: &[Problem]) -> Reply {
    let known = match asked.act(move |house, by| see_coverage(house, by, subject)).await {
        Ok(known) => known,
        Err(trouble) => return asked.instead(trouble),
    };
    let ways = GivenHow::ALL.map(|how| (how.code(), how.word()));
    let (posted, practice) = (Posted::default(), asked.house.practice());
    let typed = Typed { posted: &posted, problems };
    let page = cost_page_of(&asked.house, &asked.by, known.coverage());
    let unread = known.coverage().cost_page().filter(|given| given.read_at.is_none());
    let main = html! {
        (back(&known))
        (fields::error_summary(problems))
        (cost_paper(&practice, known.client.name.as_str(), &page))
        (to_keep(&format!("/billing/{subject}/coverage/costs/pdf")))
        form.card.stack.tight.noprint method="post" novalidate {
            p { "As it stands today. It is kept as it is when you give it." }
            (typed.one_of("how", "How does the client get it?", &ways))
            (fields::submit("Give it"))
        }
        @if let Some(given) = unread {
            form.card.row.noprint method="post" action={ "/billing/" (subject) "/coverage/costs/read" } {
                p { "The one given on " (shell::money_paper::date(given.page.on)) " was not read yet." } button.btn.soft { "They have read it" }
            }
        }
    };
    asked.form_page(("What this might cost", "/billing/coverage"), None, !problems.is_empty(), main)
}

/// The page as a file, as it stands today.
async fn pdf(asked: Asked, At(subject): At<SubjectId>) -> Response {
    let known = match asked.act(move |house, by| see_coverage(house, by, subject)).await {
        Ok(known) => known,
        Err(trouble) => return asked.instead(trouble).into_response(),
    };
    let (practice, on) = (asked.house.practice(), asked.house.today(asked.by.now));
    let page = cost_page_of(&asked.house, &asked.by, known.coverage());
    let paper = cost_paper(&practice, known.client.name.as_str(), &page).into_string();
    pdf_file("costs", move || {
        papers::page::page(&Letterhead { practice: &practice, on }, known.client.name.as_str(), &paper)
    })
    .await
}

async fn give(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let Some(how) = GivenHow::from_code(posted.one("how")) else {
        let words = "Choose how the client gets it".to_owned();
        return shown(&asked, subject, &[Problem { field: "how", words }]).await;
    };
    match asked.act(move |house, by| give_cost_page(house, by, subject, how)).await {
        Ok(()) => reply::go(format!("/billing/{subject}/coverage?done=costs")),
        Err(trouble) => asked.instead(trouble),
    }
}

async fn was_read(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    let made = asked.act(move |house, by| read_cost_page(house, by, subject)).await;
    match made.map_err(|trouble| asked.refusal(trouble)) {
        Ok(()) => reply::go(format!("/billing/{subject}/coverage?done=read")),
        Err(Ok(ReadRefusal::NotGiven)) => {
            let words = "No page was given yet. Choose how the client gets it, and give it".to_owned();
            shown(&asked, subject, &[Problem { field: "how", words }]).await
        }
        Err(Err(page)) => *page,
    }
}
