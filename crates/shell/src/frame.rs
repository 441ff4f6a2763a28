//! The frame around every page: help strip and header for the public, strip and rail for staff.

use maud::{DOCTYPE, Markup, html};
use terms::practice::Practice;

use crate::assets;
use crate::icon::{Icon, icon};
use crate::places::{Place, RAIL_ONLY, door, rail, search};

/// What a public page's frame needs to know.
#[derive(Clone, Copy)]
pub struct PublicFrame<'a> {
    /// Whose site this is.
    pub practice: &'a Practice,
    /// The tab's title, neutral: no specialty, no substance.
    pub title: &'a str,
    /// The page's path, to mark it in the navigation.
    pub here: &'a str,
    /// Whether everything here is made up.
    pub fictional: bool,
}

/// The part of the workspace a person works in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// Sessions, charts and notes.
    Therapist,
    /// Requests and letters.
    Desk,
    /// Charges.
    Billing,
    /// What the owner answers for: alerts that nobody looked at in time, and who opened what.
    Practice,
}

/// What a staff page's frame needs to know.
#[derive(Clone, Copy)]
pub struct StaffFrame<'a> {
    /// The practice's short name.
    pub wordmark: &'a str,
    /// The tab's title: no client's name, ever.
    pub title: &'a str,
    /// Who is signed in, as they are called.
    pub person: &'a str,
    /// The space this page belongs to.
    pub space: Space,
    /// Every space this person may work in.
    pub spaces: &'a [Space],
    /// The page's path, to mark it in the rail.
    pub here: &'a str,
    /// What was just done, in a sentence.
    pub toast: Option<&'a str>,
    /// Whether everyone here is made up.
    pub fictional: bool,
    /// Scripts beside `keys.js`, by name: `&["save.js"]` for a note.
    pub scripts: &'a [&'a str],
}

/// A whole public page around `main`.
#[expect(clippy::needless_pass_by_value, reason = "markup is made where it is handed over")]
pub fn public(frame: &PublicFrame<'_>, main: Markup) -> Markup {
    let practice = frame.practice;
    // A made-up practice must not be found by someone who looks for a real one.
    let robots = if frame.fictional { "noindex" } else { "index" };
    html! {
        (DOCTYPE)
        html lang="en-US" {
            (head(&format!("{} · {}", frame.title, practice.wordmark()), robots, &["exit.js"]))
            body {
                a.skip href="#main" { "Skip to the page" }
                @if frame.fictional { aside.banner aria-label="About this site" { (MADE_UP) } }
                aside.strip aria-label="Help now" {
                    div.wrap {
                        a href="#crisis" { "In crisis? Call or text " b { "988" } }
                        a.exit href=(practice.quick_exit) rel="nofollow noreferrer" { (icon(Icon::Out)) span { "Quick exit" } }
                    }
                }
                (public_header(frame))
                main #main { (main) }
                (public_footer(practice))
            }
        }
    }
}

/// A whole staff page around `main`.
#[expect(clippy::needless_pass_by_value, reason = "markup is made where it is handed over")]
pub fn staff(frame: &StaffFrame<'_>, main: Markup) -> Markup {
    let scripts: Vec<&str> = std::iter::once("keys.js").chain(frame.scripts.iter().copied()).collect();
    html! {
        (DOCTYPE)
        html lang="en-US" {
            (head(&format!("{} · Workspace", frame.title), "noindex", &scripts))
            body.app.staff {
                a.skip href="#main" { "Skip to the page" }
                (staff_strip(frame))
                nav.rail aria-label="Workspace" {
                    @for place in rail(frame.space) { (link(place, frame.here)) }
                    @if frame.spaces.iter().any(|space| *space != frame.space) {
                        hr;
                        @for space in frame.spaces.iter().filter(|space| **space != frame.space) { (link(&door(*space), frame.here)) }
                    }
                }
                main.stack.wide #main {
                    (main)
                    @if let Some(words) = frame.toast { p.toast role="status" { (words) } }
                }
                nav.tabs aria-label="Workspace, short" {
                    @for place in rail(frame.space).iter().filter(|place| !RAIL_ONLY.contains(&place.2)) { (link(place, frame.here)) }
                    @for space in frame.spaces.iter().filter(|space| **space != frame.space).take(2) { (link(&door(*space), frame.here)) }
                }
            }
        }
    }
}

pub(crate) const MADE_UP: &str = "A made-up practice. Every person here is fictional.";

const NAVIGATION: [(&str, &str); 5] = [
    ("/preparation-and-integration", "Preparation & integration"),
    ("/approach", "Our approach"),
    ("/fees", "Fees & coverage"),
    ("/contact", "Contact"),
    ("/sign-in", "Client sign-in"),
];

fn link((drawing, words, path): &Place, here: &str) -> Markup {
    html! { a href=(path) aria-current=[(*path == here).then_some("page")] { (icon(*drawing)) (words) } }
}

pub(crate) fn head(title: &str, robots: &str, scripts: &[&str]) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="robots" content=(robots);
            meta name="referrer" content="no-referrer";
            title { (title) }
            link rel="preload" href=(assets::url("figtree.woff2")) as="font" type="font/woff2" crossorigin;
            link rel="stylesheet" href=(assets::url("tokens.css"));
            link rel="stylesheet" href=(assets::url("base.css"));
            link rel="icon" href=(assets::url("favicon.svg")) type="image/svg+xml";
            @for script in scripts { script type="module" src=(assets::url(script)) {} }
        }
    }
}

fn public_header(frame: &PublicFrame<'_>) -> Markup {
    let practice = frame.practice;
    html! {
        header.wrap.head {
            a.mark href="/" { (practice.wordmark()) @if !practice.tagline.is_empty() { small { (practice.tagline) } } }
            nav.menu #menu popover aria-label="Main" {
                @for (path, words) in NAVIGATION { a href=(path) aria-current=[(path == frame.here).then_some("page")] { (words) } }
            }
            a.btn.sm.wide-only href="/request" { "Request an appointment" }
            a.btn.sm.narrow-only href="/request" { "Request" }
            button.btn.sm.line.narrow-only popovertarget="menu" { "Menu" }
        }
    }
}

fn public_footer(practice: &Practice) -> Markup {
    html! {
        footer.foot {
            div.wrap.stack.wide {
                div.grid.four {
                    div.stack.tight { b { (practice.name) } span { (practice.place) } @if practice.is_told() { span { "Online throughout Colorado" } } }
                    div.stack.tight {
                        b { "Reach us" }
                        @if !practice.phone.is_empty() { a href={ "tel:" (practice.phone_dial) } { (practice.phone) } }
                        @if !practice.email.is_empty() { a href={ "mailto:" (practice.email) } { (practice.email) } }
                        a href="/request" { "Request an appointment" }
                        a href="/contact" { "Contact" }
                    }
                    div.stack.tight {
                        b { "Good to know" }
                        a href="/fees" { "Fees and coverage" }
                        a href="/grounding" { "Grounding" }
                        a href="/accessibility" { "Accessibility" }
                        a href="/quick-exit" { "How quick exit works" }
                        a href="/staff" { "Staff sign-in" }
                    }
                    (crisis())
                }
            }
        }
    }
}

fn crisis() -> Markup {
    html! {
        div.stack.tight #crisis {
            b { "If you need someone now" }
            span { a href="tel:988" { "Call 988" } " or " a href="sms:988" { "text 988" } " at any hour. It is free and confidential, and it is there for any kind of crisis." }
            span { "If you or someone else is in danger, call " a href="tel:911" { "911" } "." }
            span { "This website and our inbox are not watched around the clock." }
            a href="/crisis" { "More people to call" }
        }
    }
}

fn staff_strip(frame: &StaffFrame<'_>) -> Markup {
    let home = door(frame.space).2;
    html! {
        header.strip {
            @if frame.fictional { p.banner { (MADE_UP) } }
            div.wrap {
                a.mark href=(home) { (frame.wordmark) }
                @if let Some(finds) = search(frame.space) {
                    form.grow.w-m role="search" action=(finds) {
                        input type="search" name="q" aria-label="Find a client" placeholder="Find…  ( / )" autocomplete="off";
                    }
                }
                a.wide-only.small.dim href="/staff/sign-ins" { (frame.person) }
                form action="/sign-out" method="post" { button.btn.line.sm { (icon(Icon::Lock)) "Lock" } }
            }
        }
    }
}

/// A practice for this crate's own tests.
#[cfg(test)]
pub fn sample_practice() -> Practice {
    Practice {
        name: "Intima Couples and Sex Therapy".into(),
        short_name: "Intima".into(),
        tagline: "Couples and Sex Therapy".into(),
        place: "Lakewood, Colorado".into(),
        street: String::new(),
        phone_dial: "+13035550142".into(),
        phone: "(303) 555-0142".into(),
        email: "hello@example.org".into(),
        discreet_name: "The office".into(),
        video_address: String::new(),
        who_reads: String::new(),
        cover: String::new(),
        phone_hours: "Monday to Friday, 9 to 5".into(),
        reply_within: "two business days".into(),
        reply_within_hours: 48,
        time_zone: "America/Denver".into(),
        quick_exit: "https://weather.gov".into(),
        offer_hold_hours: 48,
        first_conversation_min: 20,
        board: "State licensing board, 1600 Example Avenue, Denver, Colorado, (303) 555-0190".to_owned(),
        documents_adopted: None,
        earlier_npi: String::new(),
        billing: terms::billing::BillingIdentity::default(),
        earlier_tax_id: String::new(),
        integration_from_days: 1,
        integration_until_days: 3,
        cancel_until_hours: 24,
        alert_within_hours: 4,
        attends_dosing: false,
        nervous_words: terms::practice::NervousWords::default(),
        days_after: terms::practice::DaysAfter::default(),
        fees: terms::practice::Fees {
            first_conversation_cents: terms::money::Cents(0),
            short_visit_cents: terms::money::Cents(12_000),
            visit_cents: terms::money::Cents(16_000),
            long_visit_cents: terms::money::Cents(19_000),
            attended_dosing_cents: terms::money::Cents(0),
            missed_visit_cents: terms::money::Cents(0),
            beside: terms::fees_beside::FeesBeside::NONE,
        },
        packages: terms::packages::Packages::default(),
        local_lines: Vec::new(),
        other_places: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn staff_page(spaces: &[Space], space: Space) -> String {
        let frame = StaffFrame {
            wordmark: "Intima",
            title: "Today",
            person: "Dana Reyes, LMFT",
            space,
            spaces,
            here: "/t",
            toast: Some("Saved."),
            fictional: true,
            scripts: &["save.js"],
        };
        staff(&frame, html! { h1 { "Today" } }).into_string()
    }

    #[test]
    fn a_public_page_has_help_first_and_a_neutral_title() {
        let practice = sample_practice();
        let page = public(
            &PublicFrame { practice: &practice, title: "Our approach", here: "/approach", fictional: true },
            html! {},
        )
        .into_string();
        assert!(page.contains("<title>Our approach · Intima</title>") && page.contains(MADE_UP));
        assert!(
            page.find("988") < page.find("<header") && page.contains("<a href=\"/approach\" aria-current=\"page\">")
        );
        assert!(!page.contains("style=") && page.contains("rel=\"nofollow noreferrer\""));
    }

    #[test]
    fn a_rail_leads_only_to_spaces_the_person_has() {
        let one = staff_page(&[Space::Desk], Space::Desk);
        assert!(one.contains("/desk/letters") && !one.contains("/billing") && one.contains("action=\"/desk/clients\""));
        let (_, tabs) = one.split_once("class=\"tabs\"").unwrap();
        assert!(tabs.contains("/desk/phone") && !tabs.contains("/desk/letters"), "{tabs}");
        assert!(!staff_page(&[Space::Practice], Space::Practice).contains("role=\"search\""));
        let two = staff_page(&[Space::Therapist, Space::Billing], Space::Therapist);
        assert!(two.contains("/billing") && !two.contains("/desk/letters") && two.contains("action=\"/t/caseload\""));
    }

    #[test]
    fn locking_is_a_post_and_a_toast_is_a_status() {
        let page = staff_page(&[Space::Therapist], Space::Therapist);
        assert!(
            page.contains("<form action=\"/sign-out\" method=\"post\">") && page.contains("role=\"status\">Saved.")
        );
        assert!(page.contains("keys.js") && page.contains("save.js") && page.contains("noindex"));
    }
}
