//! A page as it was asked for, or the same page again with what needs another look.

use maud::Markup;
use shell::fields::Problem;
use shell::reply::{self, Reply};

use crate::asked::Asked;

/// The page with its toast; with problems, the same page as a refusal, and no toast.
pub fn page_or_again(
    asked: &Asked,
    (title, here): (&str, &str),
    toast: Option<&str>,
    (problems, main): (&[Problem], Markup),
) -> Reply {
    if problems.is_empty() {
        reply::ok(asked.page((title, here), toast, main))
    } else {
        reply::refused(asked.page((&format!("Error: {title}"), here), None, main))
    }
}
