//! The quiet page: dark, large, and nothing on it but breath, ground and people to call. It says nothing of why.

use maud::{DOCTYPE, Markup, html};
use terms::practice::Practice;

use crate::frame::head;

/// A whole page around `main`, under the name that stands over letters.
#[expect(clippy::needless_pass_by_value, reason = "markup is made where it is handed over")]
pub fn quiet(practice: &Practice, main: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html.quiet lang="en-US" {
            (head(&practice.discreet_name, "noindex", &["exit.js", "quiet.js"]))
            body {
                main.wrap.stack #main {
                    (main)
                    p role="status" {}
                    p.small { a.exit href=(practice.quick_exit) rel="nofollow noreferrer" { span { "Quick exit" } } }
                }
            }
        }
    }
}

/// To breathe, to ground, and whom to call. It needs no connection but for the last line.
pub fn steady(practice: &Practice) -> Markup {
    html! {
        h1 { "One breath" }
        p { "In through the nose. Out, longer, as if through a straw. Five times." }
        h2 { "Feet" }
        p { "Press both feet down. Name the floor, the room, the day. You are here." }
        h2 { "People" }
        p.row { a.btn href="tel:988" { "Call 988" } a.btn href="sms:988" { "Text 988" } a.btn.line href="tel:911" { "911" } }
        @if !practice.phone.is_empty() { p { a href={ "tel:" (practice.phone_dial) } { (practice.discreet_name) ": " (practice.phone) } } }
        p { a.btn.line href="/my/not-ok" data-sends { "I am not OK" } }
        p hidden data-offline { "Calls and texts to 988 may still go through." }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quiet_page_says_nothing_of_why() {
        let practice = crate::frame::sample_practice();
        let page = quiet(&practice, steady(&practice)).into_string();
        for never in ["therap", "ketamine", "sex", "couple", "dosing", &practice.name, &practice.short_name] {
            assert!(!page.to_lowercase().contains(&never.to_lowercase()), "{never}: {page}");
        }
        assert!(page.contains("tel:988") && page.contains("<title>The office</title>"));
    }
}
