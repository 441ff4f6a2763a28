//! The three phases as shape, word and color, and the two things that carry states: badges and notes.

use maud::{Markup, html};

use crate::icon::{Icon, icon};

/// Where in the work something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Before: a circle, a seed.
    Preparation,
    /// The day itself: a diamond, a turning point.
    Dosing,
    /// After: a hill, ground to stand on.
    Integration,
}

impl Phase {
    /// The class that brings the phase's two colors.
    pub fn class(self) -> &'static str {
        match self {
            Self::Preparation => "prep",
            Self::Dosing => "dose",
            Self::Integration => "integ",
        }
    }

    /// The word that always goes with the shape.
    pub fn word(self) -> &'static str {
        match self {
            Self::Preparation => "Preparation",
            Self::Dosing => "Dosing day",
            Self::Integration => "Integration",
        }
    }
}

/// What a badge or a note says by its color; a word says it too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Nothing in particular.
    Quiet,
    /// In order.
    Ok,
    /// Wants a look.
    Warn,
    /// Do not, or an error.
    Stop,
    /// Belongs to a phase.
    Phase(Phase),
}

impl Tone {
    fn class(self) -> Option<&'static str> {
        match self {
            Self::Quiet => None,
            Self::Ok => Some("ok"),
            Self::Warn => Some("warn"),
            Self::Stop => Some("stop"),
            Self::Phase(phase) => Some(phase.class()),
        }
    }
}

/// A phase's shape: filled when done, an outline when ahead. The caller writes the word beside it.
pub fn shape(phase: Phase, done: bool) -> Markup {
    html! { span.shape.(phase.class()).done[done] aria-hidden="true" {} }
}

/// A noun or two; a phase's badge carries its shape.
pub fn badge(tone: Tone, words: &str) -> Markup {
    html! {
        span.badge.(tone.class().unwrap_or_default()) {
            @if let Tone::Phase(_) = tone { span.shape aria-hidden="true" {} }
            (words)
        }
    }
}

/// A full-width banner: an icon, a sentence, at most one button.
#[expect(clippy::needless_pass_by_value, reason = "markup is made where it is handed over")]
pub fn note(tone: Tone, which: Icon, body: Markup) -> Markup {
    html! { div.note.(tone.class().unwrap_or_default()) { (icon(which)) div.grow { (body) } } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phase_is_never_told_by_color_alone() {
        let phase = Phase::Integration;
        assert_eq!(
            badge(Tone::Phase(phase), phase.word()).into_string(),
            "<span class=\"badge integ\"><span class=\"shape\" aria-hidden=\"true\"></span>Integration</span>"
        );
    }

    #[test]
    fn done_is_filled_and_ahead_is_an_outline() {
        assert!(shape(Phase::Dosing, true).into_string().contains("shape dose done"));
        assert!(!shape(Phase::Dosing, false).into_string().contains("done"));
    }
}
