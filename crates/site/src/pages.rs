//! The public pages, drawn once for each edition of the practice's texts and served from memory.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use maud::Markup;
use shell::frame::{PublicFrame, public};
use shell::reply::{self, Reply};
use terms::practice::Practice;

use crate::content::{Content, NOWHERE, PAGES};
use crate::draw;

/// What is shown now; another edition may take its place at any time.
pub struct Pages {
    edition: RwLock<Arc<Edition>>,
}

/// One edition of the practice's texts, with every page drawn.
pub struct Edition {
    /// The practice's facts, also for screens that stand beside these pages.
    pub practice: Practice,
    /// Whether everything here is made up.
    pub fictional: bool,
    drawn: BTreeMap<&'static str, Markup>,
}

impl Pages {
    /// The first edition.
    pub fn new(content: &Content, practice: Practice, fictional: bool) -> Self {
        Self { edition: RwLock::new(Arc::new(Edition::draw(content, practice, fictional))) }
    }

    /// Puts another edition in the first one's place; requests under way keep what they have.
    pub fn replace(&self, content: &Content, practice: Practice) {
        let next = Edition::draw(content, practice, self.edition().fictional);
        *self.edition.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(next);
    }

    /// What is shown now.
    pub fn edition(&self) -> Arc<Edition> {
        Arc::clone(&self.edition.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Edition {
    /// The frame for a public page with this tab title at this path.
    pub fn frame<'a>(&'a self, title: &'a str, here: &'a str) -> PublicFrame<'a> {
        PublicFrame { practice: &self.practice, title, here, fictional: self.fictional }
    }

    fn draw(content: &Content, practice: Practice, fictional: bool) -> Self {
        let mut edition = Self { practice, fictional, drawn: BTreeMap::new() };
        for (path, page) in &content.pages {
            let main = draw::page(page, &edition.practice);
            let whole = public(&edition.frame(&page.front.title, path), main);
            edition.drawn.insert(path, whole);
        }
        edition
    }

    fn page(&self, path: &str) -> Option<Markup> {
        self.drawn.get(path).cloned()
    }
}

/// Every public page of the practice's texts.
pub fn routes<S: Clone + Send + Sync + 'static>(pages: &Arc<Pages>) -> Router<S> {
    PAGES.iter().filter(|(_, path)| *path != NOWHERE).fold(Router::new(), |router, (_, path)| {
        let pages = Arc::clone(pages);
        router.route(path, get(move || show(Arc::clone(&pages), path)))
    })
}

/// 404, in the practice's words: for the router's fallback, and wherever a stranger must not learn that something exists.
#[expect(clippy::unused_async, reason = "a router's fallback is a future")]
pub async fn not_found(pages: Arc<Pages>) -> Reply {
    let edition = pages.edition();
    match edition.page(NOWHERE) {
        Some(page) => Reply::Page(StatusCode::NOT_FOUND, page),
        None => shell::problem::not_found(&edition.frame("This page is not here", "")),
    }
}

async fn show(pages: Arc<Pages>, path: &'static str) -> Reply {
    match pages.edition().page(path) {
        Some(page) => reply::ok(page),
        None => not_found(pages).await,
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;
    use tower::ServiceExt;

    use super::*;
    use crate::content::{practice, shipped, shipped_text};

    fn pages() -> Arc<Pages> {
        let content = Content::parse(&shipped()).ok().unwrap();
        Arc::new(Pages::new(&content, practice(shipped_text("practice.toml")).unwrap(), true))
    }

    #[tokio::test]
    async fn every_page_is_served_and_no_other() {
        let pages = pages();
        let fallback = Arc::clone(&pages);
        let router: Router = routes(&pages).fallback(move || not_found(Arc::clone(&fallback)));
        for (path, status) in PAGES
            .iter()
            .map(|(_, path)| *path)
            .filter(|path| *path != NOWHERE)
            .map(|path| (path, 200))
            .chain([("/nowhere", 404)])
        {
            let response = router.clone().oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
            assert_eq!(response.status(), status, "{path}");
        }
    }

    #[test]
    fn a_new_edition_shows_at_once() {
        let pages = pages();
        let mut changed = pages.edition().practice.clone();
        changed.phone = "(303) 555-0199".to_owned();
        pages.replace(&Content::parse(&shipped()).ok().unwrap(), changed);
        assert!(pages.edition().page("/contact").unwrap().into_string().contains("(303) 555-0199"));
    }
}
