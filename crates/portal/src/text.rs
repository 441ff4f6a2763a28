//! Texts of documents and of people, as they are read.

use maud::{Markup, html};

pub use shell::document_text::document_text as markdown;

/// Prose in its paragraphs and lines.
pub fn paragraphs(text: &str) -> Markup {
    html! {
        @for paragraph in text.split("\n\n") {
            p { @for (place, line) in paragraph.lines().enumerate() { @if place > 0 { br; } (line) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_a_heading_and_the_rest_are_paragraphs() {
        assert_eq!(markdown("## One\n\nTwo\n\n").into_string(), "<h2>One</h2><p>Two</p>");
        assert_eq!(paragraphs("a\nb\n\nc").into_string(), "<p>a<br>b</p><p>c</p>");
    }
}
