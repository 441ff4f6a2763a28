//! A page that stands alone: its print style inside, no script, and nothing from elsewhere.

use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("print.css");

/// The policy of the page itself, so that whatever text stands in it, a browser loads nothing for it.
const LOADS_NOTHING: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// A whole page.
pub fn sheet(title: &str, main: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(LOADS_NOTHING);
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body { main { (main) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_stands_alone() {
        let page = sheet("Record 2017", &html! { p { "</style><script>" } }).into_string();
        assert!(page.contains("@page") && page.contains("<title>Record 2017</title>"), "{page}");
        for word in ["<script", "src=", "url(", "@import", "<link", "http://", "https://"] {
            assert!(!page.contains(word), "{word}");
        }
    }
}
