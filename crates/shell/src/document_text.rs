//! The text of a document as it is shown and signed: paragraphs, and headings that begin with `##`.

use maud::{Markup, html};

/// The text as markup.
pub fn document_text(text: &str) -> Markup {
    html! {
        @for block in text.split("\n\n").filter(|block| !block.trim().is_empty()) {
            @match block.trim().strip_prefix("## ") {
                Some(heading) => h2 { (heading) },
                None => p { (block.trim()) },
            }
        }
    }
}
