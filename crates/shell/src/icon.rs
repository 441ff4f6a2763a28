//! The line icons: a 24 grid, a stroke of 1.6, always beside a word and always hidden from screen readers.

use maud::{Markup, html};

/// An icon by what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// The start page.
    Home,
    /// The whole work, as a path.
    Path,
    /// Preparation's workbook.
    Leaf,
    /// Grounding.
    Wave,
    /// Writing and notes.
    Pen,
    /// Check-ins and their lines.
    Chart,
    /// Dates.
    Calendar,
    /// Messages.
    Message,
    /// Documents and letters.
    Document,
    /// Payments and charges.
    Card,
    /// Meeting by video.
    Video,
    /// A phone call.
    Phone,
    /// Locking the screen.
    Lock,
    /// Whatever did not fit.
    More,
    /// Done.
    Check,
    /// Needs a look.
    Alert,
    /// A fact worth a line.
    Info,
    /// One person.
    Person,
    /// Several people.
    People,
    /// What came in.
    Inbox,
    /// Finding.
    Search,
    /// Adding.
    Plus,
    /// Who can read this.
    Eye,
    /// Leaving.
    Out,
    /// Safety and contact limits.
    Shield,
    /// A place.
    Pin,
    /// Onward.
    Next,
}

/// The drawing itself.
pub fn icon(which: Icon) -> Markup {
    html! { svg class="i" viewBox="0 0 24 24" aria-hidden="true" { path d=(strokes(which)) {} } }
}

fn strokes(which: Icon) -> &'static str {
    match which {
        Icon::Home => "M3 11 12 4l9 7M6 9.5V20h12V9.5",
        Icon::Path => "M5 19c0-6 14-4 14-10M5 19h.01M19 5l-2.5 4h5z",
        Icon::Leaf => "M4 20c0-9 6-15 16-15 0 10-6 15-13 14M4 20c2-4 5-7 9-9",
        Icon::Wave => "M3 8c3 0 3-2 6-2s3 4 6 4 3-2 6-2M3 16c3 0 3-2 6-2s3 4 6 4 3-2 6-2",
        Icon::Pen => "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
        Icon::Chart => "M4 4v16h16M8 15l3-4 3 2 5-6",
        Icon::Calendar => "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
        Icon::Message => "M4 5h16v11H9l-5 4z",
        Icon::Document => "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
        Icon::Card => "M3 6h18v12H3zM3 10h18M7 15h3",
        Icon::Video => "M3 7h11v10H3zM14 11l7-4v10l-7-4",
        Icon::Phone => "M6 3h4l1 5-2 1c1 3 3 5 6 6l1-2 5 1v4c-9 2-17-6-15-15z",
        Icon::Lock => "M6 11h12v9H6zM8 11V8a4 4 0 0 1 8 0v3",
        Icon::More => "M5 12h.01M12 12h.01M19 12h.01",
        Icon::Check => "M5 12l5 5L19 7",
        Icon::Alert => "M12 4 2.5 20h19zM12 10v4M12 17h.01",
        Icon::Info => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 11v5M12 8h.01",
        Icon::Person => "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4 21c1-5 4-6 8-6s7 1 8 6",
        Icon::People => {
            "M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M2 20c1-4 3-5 7-5s6 1 7 5M16 5.5a3.5 3.5 0 0 1 0 6M18 15c2 .5 3.5 2 4 5"
        }
        Icon::Inbox => "M4 13 6 5h12l2 8v6H4zM4 13h5l1 2h4l1-2h5",
        Icon::Search => "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5 20 20",
        Icon::Plus => "M12 5v14M5 12h14",
        Icon::Eye => "M2 12c3-5 6-7 10-7s7 2 10 7c-3 5-6 7-10 7s-7-2-10-7M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6",
        Icon::Out => "M10 4H4v16h6M14 8l4 4-4 4M18 12H9",
        Icon::Shield => "M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6z",
        Icon::Pin => "M12 21c5-6 7-9 7-12a7 7 0 0 0-14 0c0 3 2 6 7 12M12 7a2 2 0 1 0 0 4 2 2 0 0 0 0-4",
        Icon::Next => "M9 5l7 7-7 7",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_icon_is_hidden_from_screen_readers() {
        let drawn = icon(Icon::Phone).into_string();
        assert!(drawn.starts_with("<svg class=\"i\"") && drawn.contains("aria-hidden=\"true\""));
    }
}
