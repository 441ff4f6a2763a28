//! Texts of people, as they are read.

use maud::{Markup, html};

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
    fn paragraphs_and_lines_stay_what_they_are() {
        assert_eq!(paragraphs("a\nb\n\nc").into_string(), "<p>a<br>b</p><p>c</p>");
    }
}
