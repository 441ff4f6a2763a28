//! The frame around a client's own pages: help and quick exit first, a rail on wide screens, a tab bar on phones.

use maud::{DOCTYPE, Markup, html};
use terms::practice::Practice;

use crate::frame::{MADE_UP, head};
use crate::icon::{Icon, icon};

/// What a page of the portal needs to know.
#[derive(Clone, Copy)]
pub struct PortalFrame<'a> {
    /// Whose portal this is.
    pub practice: &'a Practice,
    /// The tab's title: no name, no specialty, no substance.
    pub title: &'a str,
    /// The page's path, to mark it in the rail.
    pub here: &'a str,
    /// What was just done, in a sentence, and who can see it.
    pub toast: Option<&'a str>,
    /// Whether everyone here is made up.
    pub fictional: bool,
    /// Scripts beside `exit.js`, by name.
    pub scripts: &'a [&'a str],
}

type Place = (Icon, &'static str, &'static str);

const RAIL: [Place; 8] = [
    (Icon::Home, "Home", "/my"),
    (Icon::Leaf, "Preparation", "/my/preparation"),
    (Icon::Path, "Integration", "/my/integration"),
    (Icon::Wave, "Grounding", "/my/grounding"),
    (Icon::Chart, "Check-ins", "/my/check-ins"),
    (Icon::Calendar, "Appointments", "/my/appointments"),
    (Icon::Document, "Documents", "/my/documents"),
    (Icon::Card, "Payments", "/my/money"),
];

const TABS: [Place; 4] = [
    (Icon::Home, "Home", "/my"),
    (Icon::Leaf, "Prepare", "/my/preparation"),
    (Icon::Path, "Integrate", "/my/integration"),
    (Icon::Wave, "Grounding", "/my/grounding"),
];

/// A whole page of the portal around `main`.
#[expect(clippy::needless_pass_by_value, reason = "markup is made where it is handed over")]
pub fn portal(frame: &PortalFrame<'_>, main: Markup) -> Markup {
    let practice = frame.practice;
    let scripts: Vec<&str> = std::iter::once("exit.js").chain(frame.scripts.iter().copied()).collect();
    html! {
        (DOCTYPE)
        html lang="en-US" {
            (head(&format!("{} · My portal", frame.title), "noindex", &scripts))
            body.app {
                a.skip href="#main" { "Skip to the page" }
                aside.strip aria-label="Help now" {
                    @if frame.fictional { p.banner { (MADE_UP) } }
                    div {
                        a href="#crisis" { "In crisis? Call or text " b { "988" } }
                        form action="/sign-out" method="post" data-to=(practice.quick_exit) { button.exit name="exit" value="yes" { (icon(Icon::Out)) span { "Quick exit" } } }
                    }
                }
                nav.rail aria-label="Portal" {
                    a.mark href="/my" { (practice.short_name) small { "Your portal" } }
                    @for place in &RAIL { (link(place, frame.here)) }
                    hr;
                    (link(&(Icon::Person, "Account & privacy", "/my/account"), frame.here))
                    form action="/sign-out" method="post" { button.btn.plain { (icon(Icon::Out)) "Sign out" } }
                }
                main.stack.wide #main {
                    (main)
                    (crisis(practice))
                    @if let Some(words) = frame.toast { p.toast role="status" { (words) } }
                }
                nav.tabs aria-label="Portal, short" {
                    @for place in &TABS { (link(place, frame.here)) }
                    (link(&(Icon::More, "More", "/my/more"), frame.here))
                }
            }
        }
    }
}

fn link((drawing, words, path): &Place, here: &str) -> Markup {
    html! { a href=(path) aria-current=[(*path == here).then_some("page")] { (icon(*drawing)) (words) } }
}

/// At the end of every page: whom to call, and that nobody watches this one.
fn crisis(practice: &Practice) -> Markup {
    html! {
        footer.stack.tight.xs.dim #crisis {
            p {
                "The portal is not watched around the clock and is not for emergencies. "
                a href="tel:988" { "Call" } " or " a href="sms:988" { "text" } " 988 at any hour, for any kind of crisis. If you or someone else is in danger, call "
                a href="tel:911" { "911" } ". "
                a href="/my/help" { "More people to call, and your own plan" } ". The office: "
                a href={ "tel:" (practice.phone_dial) } { (practice.phone) } (practice.hours()) "."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::sample_practice;

    #[test]
    fn help_comes_first_and_titles_stay_neutral() {
        let practice = sample_practice();
        let frame = PortalFrame {
            practice: &practice,
            title: "Integration",
            here: "/my/integration",
            toast: Some("Saved. Only you can read it."),
            fictional: true,
            scripts: &["save.js"],
        };
        let page = portal(&frame, html! { h1 { "Integration" } }).into_string();
        assert!(page.contains("<title>Integration · My portal</title>") && page.find("988") < page.find("<nav"));
        assert!(page.contains("<a href=\"/my/integration\" aria-current=\"page\">") && page.contains("save.js"));
        assert!(page.contains("role=\"status\">Saved.") && !page.contains("style=") && page.contains("noindex"));
        for word in ["etamine", "sex", "Couples and"] {
            assert!(!page.split("</title>").next().unwrap().contains(word), "{word}");
        }
    }
}
