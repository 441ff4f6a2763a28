//! What a staff screen is asked with: the house, who asks, and what stands after the question mark.

use actions::house::House;
use axum::extract::{FromRequestParts, Path, Query};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use maud::Markup;
use shell::frame::{StaffFrame, staff};
use shell::reply::{self, Reply};
use shell::request::{Asking, Who};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::{Never, Trouble};

use crate::trouble;

/// Everything about a request but its path and its form.
pub struct Asked {
    /// The house.
    pub house: House,
    /// Who asks, and when.
    pub by: Context,
    /// How they are shown.
    pub who: Who,
    query: Vec<(String, String)>,
    chart: Option<SubjectId>,
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

    /// A page of the space that its path belongs to.
    pub fn page(&self, (title, here): (&str, &str), toast: Option<&str>, main: Markup) -> Markup {
        staff(&StaffFrame { toast, ..self.who.frame(title, here) }, main)
    }

    /// A page with a form. When what was sent was refused, the title says so, and nothing was done that a toast could tell.
    pub fn form_page(&self, (title, here): (&str, &str), toast: Option<&str>, is_refused: bool, main: Markup) -> Reply {
        if is_refused {
            reply::refused(self.page((&format!("Error: {title}"), here), None, main))
        } else {
            reply::ok(self.page((title, here), toast, main))
        }
    }

    /// A page with the script that saves a draft.
    pub fn writing_page(&self, title: &str, toast: Option<&str>, main: Markup) -> Markup {
        let frame = StaffFrame { toast, scripts: &["save.js"], ..self.who.frame(title, "/t/to-sign") };
        staff(&frame, main)
    }

    /// The page instead, where no rule refuses.
    pub fn instead(&self, trouble: Trouble<Never>) -> Reply {
        match self.refusal(trouble) {
            Ok(never) => match never {},
            Err(page) => *page,
        }
    }

    /// The refusal in a trouble; whatever else it is, the page for it.
    pub fn refusal<R>(&self, trouble: Trouble<R>) -> Result<R, Box<Reply>> {
        trouble::unless_refused((&self.who, self.chart), trouble)
    }
}

impl FromRequestParts<House> for Asked {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Response> {
        let who = Who::from_request_parts(parts, house).await.map_err(IntoResponse::into_response)?;
        let Asking(by) = Asking::from_request_parts(parts, house).await.map_err(IntoResponse::into_response)?;
        let query = Query::from_request_parts(parts, house).await.map(|Query(query)| query).unwrap_or_default();
        Ok(Self { house: house.clone(), by, who, query, chart: chart_in(parts.uri.path()) })
    }
}

/// Whose chart a path leads to.
fn chart_in(path: &str) -> Option<SubjectId> {
    path.strip_prefix("/t/c/")?.split('/').next()?.parse().ok()
}

impl<T> FromRequestParts<House> for At<T>
where
    Path<T>: FromRequestParts<House>,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Response> {
        let who = Who::from_request_parts(parts, house).await.map_err(IntoResponse::into_response)?;
        match Path::<T>::from_request_parts(parts, house).await {
            Ok(Path(found)) => Ok(Self(found)),
            Err(_) => Err(trouble::not_found(&who).into_response()),
        }
    }
}
