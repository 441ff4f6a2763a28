//! What the pages about one client's coverage have in common.

use actions::see_coverage::CoverageOf;
use maud::{Markup, html};

/// The way back to the client's coverage.
pub fn back(known: &CoverageOf) -> Markup {
    html! { p.small { a href={ "/billing/" (known.client.subject) "/coverage" } { (known.client.name.as_str()) ", coverage" } } }
}
