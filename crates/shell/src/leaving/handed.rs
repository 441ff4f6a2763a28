//! A zip as the answer to a form: saved by the browser, shown by none.

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::leaving::Copied;

/// The answer. The file's name bears the day and at most a chart's number, never a name.
pub fn zip_file(copied: &Copied, of: &str, body: Body) -> Response {
    let name = format!("attachment; filename=\"{of}-{}.zip\"", copied.told(copied.at, "%Y-%m-%d"));
    let kind = "application/zip".to_owned();
    ([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, name), (CACHE_CONTROL, "no-store".to_owned())], body).into_response()
}
