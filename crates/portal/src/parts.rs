//! How a part of the workbook stands, as a client reads it.

use care::workbook_part::PartState;
use maud::Markup;
use shell::shape::{Phase, Tone, badge};

/// How a part stands, in a word. Skipping looks like any other answer.
pub fn state_badge(state: PartState) -> Markup {
    match state {
        PartState::Untouched => badge(Tone::Quiet, "You can skip this"),
        PartState::Begun => badge(Tone::Phase(Phase::Preparation), "Begun"),
        PartState::Written => badge(Tone::Ok, "Written"),
        PartState::Skipped => badge(Tone::Quiet, "Skipped"),
    }
}
