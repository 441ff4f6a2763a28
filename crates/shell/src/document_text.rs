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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_a_heading_and_the_rest_are_paragraphs() {
        assert_eq!(document_text("## One\n\nTwo\n\n").into_string(), "<h2>One</h2><p>Two</p>");
    }
}
