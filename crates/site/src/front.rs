//! What the public screens beside the practice's texts stand on.

use std::sync::Arc;

use actions::house::House;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use shell::frame::{PublicFrame, public};
use shell::reply::Reply;
use terms::trouble::{Denied, Fault};

use crate::pages::{Edition, Pages};

/// The house, and the pages in whose frame a screen stands.
#[derive(Clone)]
pub struct Front {
    /// Where actions happen.
    pub house: House,
    /// The practice's texts as they are now.
    pub pages: Arc<Pages>,
}

impl Front {
    /// A page with this tab title; `here` marks the navigation.
    pub(crate) fn page(
        &self,
        status: StatusCode,
        (title, here): (&str, &str),
        main: impl FnOnce(&Edition) -> Markup,
    ) -> Reply {
        let edition = self.pages.edition();
        let frame: PublicFrame<'_> = edition.frame(title, here);
        Reply::Page(status, public(&frame, main(&edition)))
    }

    /// A stranger learns nothing of what is not theirs: there is no such page.
    pub(crate) async fn denied(&self, denied: Denied) -> Reply {
        match denied {
            Denied::NotTheirs | Denied::NotOnTheTeam | Denied::SignInAgain => {
                crate::pages::not_found(Arc::clone(&self.pages)).await
            }
        }
    }
}

/// The public pages open once the practice has said who it is; until then one page says so, and where help is.
pub async fn once_told(State(front): State<Front>, request: Request, next: Next) -> Response {
    let edition = front.pages.edition();
    if edition.practice.is_told() || request.uri().path() == "/crisis" {
        return next.run(request).await;
    }
    let main = html! {
        div.wrap.section.stack.wide.prose {
            h1 { "This site is being set up" }
            p { "Come back in a day or two. If you need someone now, " a href="/crisis" { "there is help at any hour" } "." }
            p.small { a href="/staff" { "Staff sign-in" } }
        }
    };
    Reply::Page(StatusCode::SERVICE_UNAVAILABLE, public(&edition.frame("Being set up", ""), main)).into_response()
}

/// A fault of ours, for the server's outer shell to log and to put words around.
pub(crate) fn broken(fault: Fault) -> Reply {
    Reply::Broken(fault)
}
