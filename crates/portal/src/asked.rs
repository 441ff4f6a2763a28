//! What a page of the portal is asked with: the house, which client asks, and what stands after the question mark.

use actions::house::House;
use axum::extract::{FromRequestParts, Path, Query};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use shell::portal_frame::{PortalFrame, portal};
use shell::reply::{self, Reply};
use shell::request::{Asking, Me};
use terms::actor::{Actor, ClientIn, Context};
use terms::practice::Practice;
use terms::trouble::{Never, Trouble};

/// Everything about a request but its path and its form.
pub struct Asked {
    /// The house.
    pub house: House,
    /// Who asks, and when.
    pub by: Context,
    /// The client who asks.
    pub client: ClientIn,
    me: Me,
    query: Vec<(String, String)>,
}

/// What the path names; a path that names nothing is not found.
pub struct At<T>(pub T);

impl Asked {
    /// Runs an action where it may wait for the record.
    pub async fn act<T: Send + 'static>(&self, action: impl FnOnce(&House, &Context) -> T + Send + 'static) -> T {
        let (house, by) = (self.house.clone(), self.by);
        shell::act::act(move || action(&house, &by)).await
    }

    /// What stands after the question mark under this name.
    pub fn query(&self, name: &str) -> &str {
        self.query.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    /// A page of the portal.
    pub fn page(&self, (title, here): (&str, &str), toast: Option<&str>, main: Markup) -> Markup {
        self.framed((title, here), toast, &[], main)
    }

    /// A page with the script that saves what is being written.
    pub fn writing_page(&self, (title, here): (&str, &str), toast: Option<&str>, main: Markup) -> Markup {
        self.framed((title, here), toast, &["save.js"], main)
    }

    /// The page instead, where no rule refuses.
    pub fn instead(&self, trouble: Trouble<Never>) -> Reply {
        match self.refusal(trouble) {
            Ok(never) => match never {},
            Err(page) => *page,
        }
    }

    /// The refusal in a trouble; whatever else it is, the page for it. Whatever is not a client's own is not there.
    pub fn refusal<R>(&self, trouble: Trouble<R>) -> Result<R, Box<Reply>> {
        match trouble {
            Trouble::Refused(refusal) => Ok(refusal),
            Trouble::Denied(_) => Err(Box::new(self.not_found())),
            Trouble::Fault(fault) => Err(Box::new(Reply::Broken(fault))),
        }
    }

    /// There is no such page.
    pub fn not_found(&self) -> Reply {
        not_found(&self.house.practice(), self.me)
    }

    fn framed(&self, (title, here): (&str, &str), toast: Option<&str>, scripts: &[&str], main: Markup) -> Markup {
        let practice = self.house.practice();
        let frame = PortalFrame { practice: &practice, title, here, toast, fictional: self.me.fictional, scripts };
        portal(&frame, main)
    }
}

fn not_found(practice: &Practice, me: Me) -> Reply {
    let frame = PortalFrame {
        practice,
        title: "This page is not here",
        here: "",
        toast: None,
        fictional: me.fictional,
        scripts: &[],
    };
    let main = html! {
        div.stack.prose { h1 { "This page is not here" } p { "It may have moved." } p { a href="/my" { "Go to your first page" } } }
    };
    Reply::Page(StatusCode::NOT_FOUND, portal(&frame, main))
}

impl FromRequestParts<House> for Asked {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Response> {
        let me = Me::from_request_parts(parts, house).await.map_err(IntoResponse::into_response)?;
        let Asking(by) = Asking::from_request_parts(parts, house).await.map_err(IntoResponse::into_response)?;
        let Actor::Client(client) = by.actor else { return Err(reply::go("/sign-in").into_response()) };
        let query = Query::from_request_parts(parts, house).await.map(|Query(query)| query).unwrap_or_default();
        Ok(Self { house: house.clone(), by, client, me, query })
    }
}

impl<T> FromRequestParts<House> for At<T>
where
    Path<T>: FromRequestParts<House>,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Response> {
        let me = Me::from_request_parts(parts, house).await.map_err(IntoResponse::into_response)?;
        match Path::<T>::from_request_parts(parts, house).await {
            Ok(Path(found)) => Ok(Self(found)),
            Err(_) => Err(not_found(&house.practice(), me).into_response()),
        }
    }
}
