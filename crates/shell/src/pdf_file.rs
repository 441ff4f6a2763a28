//! A PDF as an answer: printed where it may take a moment, a few at a time, and saved by the browser.

use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use terms::trouble::Fault;
use tokio::sync::Semaphore;

use crate::act::act;
use crate::reply::Reply;

/// How many papers are printed at once; whoever comes later waits a moment.
const MOST_AT_ONCE: usize = 2;

static PRESSES: Semaphore = Semaphore::const_new(MOST_AT_ONCE);

/// The paper under this name, which never bears a person's: "receipt".
pub async fn pdf_file(name: &str, print: impl FnOnce() -> Result<Vec<u8>, Fault> + Send + 'static) -> Response {
    match printed(print).await {
        Ok(bytes) => {
            let headers = [
                (CONTENT_TYPE, "application/pdf".to_owned()),
                (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.pdf\"")),
                (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
                (CACHE_CONTROL, "no-store".to_owned()),
            ];
            (headers, bytes).into_response()
        }
        Err(fault) => Reply::Broken(fault).into_response(),
    }
}

/// What a press makes, on a thread that may take its time.
pub async fn printed<T: Send + 'static>(print: impl FnOnce() -> Result<T, Fault> + Send + 'static) -> Result<T, Fault> {
    let _press = PRESSES.acquire().await.map_err(|_| Fault::new("print a paper", "the presses are shut"))?;
    act(print).await
}

/// The line under a paper on a screen: to print it, or to keep it as a file.
pub fn to_keep(pdf: &str) -> Markup {
    html! {
        p.small.dim { a href=(pdf) download { "Save as PDF" } ", or use your browser’s print: the frame around it stays off the paper." }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;

    use super::*;
    use crate::reply::Broke;

    #[tokio::test]
    async fn a_paper_is_kept_and_shown_nowhere() {
        let answer = pdf_file("receipt", || Ok(b"%PDF-1.7".to_vec())).await;
        let header = |name: &str| answer.headers()[name].to_str().unwrap();
        assert_eq!(header("content-type"), "application/pdf");
        assert_eq!(header("content-disposition"), "attachment; filename=\"receipt.pdf\"");
        assert_eq!((header("cache-control"), header("x-content-type-options")), ("no-store", "nosniff"));
    }

    #[tokio::test]
    async fn a_press_that_breaks_is_a_fault() {
        let answer = pdf_file("receipt", || Err(Fault::new("print a paper", "ink"))).await;
        assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert!(answer.extensions().get::<Broke>().is_some());
    }
}
