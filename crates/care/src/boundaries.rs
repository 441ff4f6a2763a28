//! Boundaries: what may happen with touch, and which words slow or stop.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::text::{Line, Prose};
use terms::words;

use crate::capacity::{Resting, widens};
use crate::document::DocumentKind;
use crate::signing::DocumentState;
use crate::workbook::{Author, Workbook};
use crate::workbook_entry::WorkbookEntry;

/// The boundaries of a client. Where nothing is written, there is no touch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Boundaries {
    /// What may happen with touch.
    pub touch: Touch,
    /// The word that slows.
    pub slow_word: Option<Line>,
    /// The word that stops.
    pub stop_word: Option<Line>,
    /// What is not for today, or not for now.
    #[serde(default)]
    pub not_today: Option<Prose>,
    /// What to ask about first, each time.
    #[serde(default)]
    pub ask_first: Option<Prose>,
    /// Who may be told what.
    #[serde(default)]
    pub who_may_know: Option<Prose>,
    /// Whatever else.
    pub other: Option<Prose>,
}

words! {
    /// What may happen with touch, narrowest first.
    #[derive(Default, PartialOrd, Ord)]
    Touch {
        #[default]
        None = "none", "No touch";
        AskFirst = "ask-first", "Ask first, each time";
        Agreed = "agreed", "As agreed in a preparation session";
    }
}

/// Boundaries as someone wrote them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreedBoundaries {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Author,
    /// What they are.
    pub boundaries: Boundaries,
}

/// Why boundaries are not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoundariesRefusal {
    /// They allow more or protect less than before, and the client rests after a dosing day. Nobody can agree to more in
    /// an altered state.
    WidenedAtRest(Resting),
}

impl Workbook {
    /// What may happen with touch now. Whatever the boundaries allow, it wants the page on touch signed: without a yes that
    /// is in force there is none.
    pub fn touch(&self) -> Touch {
        match (self.boundaries(), self.document_state(DocumentKind::TouchConsent)) {
            (Some(agreed), DocumentState::Signed) => agreed.boundaries.touch,
            (Some(_) | None, _) => Touch::None,
        }
    }
}

/// Writes boundaries. They may be narrowed at any time, and widened only by someone who does not rest after a dosing
/// day: touch needs a yes from before, given in a preparation session.
pub fn write_boundaries(
    workbook: &Workbook,
    written: AgreedBoundaries,
    rest: Option<Resting>,
) -> Result<WorkbookEntry, BoundariesRefusal> {
    let nothing = Boundaries::default();
    let before = workbook.boundaries().map_or(&nothing, |agreed| &agreed.boundaries);
    let AgreedBoundaries { at, by, boundaries } = written;
    match rest {
        Some(resting) if widens(before, &boundaries) => Err(BoundariesRefusal::WidenedAtRest(resting)),
        Some(_) | None => Ok(WorkbookEntry::BoundariesWritten { at, by, boundaries }),
    }
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::made_up::{at, signed};

    fn written(touch: Touch) -> AgreedBoundaries {
        let boundaries = Boundaries { touch, ..Boundaries::default() };
        AgreedBoundaries { at: at("2026-06-22 10:00"), by: Author::Client, boundaries }
    }

    #[test]
    fn behaviour_9_touch_is_narrowed_any_time_and_widened_by_someone_who_does_not_rest() {
        let before = |touch| {
            let entry = write_boundaries(&Workbook::default(), written(touch), None);
            Workbook::default().with(entry.unwrap())
        };
        let until = Resting { until: at("2026-06-23 12:00") };
        let refused = Some(BoundariesRefusal::WidenedAtRest(until));
        for (workbook, touch, rests, refusal) in [
            (Workbook::default(), Touch::AskFirst, None, None),
            (Workbook::default(), Touch::AskFirst, Some(until), refused),
            (Workbook::default(), Touch::None, Some(until), None),
            (before(Touch::AskFirst), Touch::Agreed, Some(until), refused),
            (before(Touch::AskFirst), Touch::AskFirst, Some(until), None),
            (before(Touch::Agreed), Touch::None, Some(until), None),
        ] {
            assert_eq!(write_boundaries(&workbook, written(touch), rests).err(), refusal, "{touch:?} {rests:?}");
        }
    }

    #[test]
    fn behaviour_9_without_a_signed_yes_there_is_no_touch_whatever_is_written() {
        let (kind, by, now) = (DocumentKind::TouchConsent, Author::Client, at("2026-06-22 10:00"));
        let wrote = |touch| {
            let AgreedBoundaries { at, by, boundaries } = written(touch);
            WorkbookEntry::BoundariesWritten { at, by, boundaries }
        };
        let signed = WorkbookEntry::DocumentSigned(signed(kind, kind.version(), now));
        let revoked = WorkbookEntry::DocumentRevoked { kind, signer: crate::signer::Signer::Own, at: now, by };
        for (entries, expected) in [
            (vec![], Touch::None),
            (vec![wrote(Touch::Agreed)], Touch::None),
            (vec![signed.clone()], Touch::None),
            (vec![wrote(Touch::AskFirst), signed.clone()], Touch::AskFirst),
            (vec![signed.clone(), wrote(Touch::Agreed)], Touch::Agreed),
            (vec![wrote(Touch::Agreed), signed, revoked], Touch::None),
        ] {
            assert_eq!(entries.into_iter().fold(Workbook::default(), Workbook::with).touch(), expected);
        }
    }

    #[test]
    fn boundaries_before_stay_readable() {
        let entries = [Touch::Agreed, Touch::None].map(|touch| {
            let AgreedBoundaries { at, by, boundaries } = written(touch);
            WorkbookEntry::BoundariesWritten { at, by, boundaries }
        });
        let workbook = entries.into_iter().fold(Workbook::default(), Workbook::with);
        assert_eq!(workbook.boundaries(), Some(&written(Touch::None)));
        assert_eq!(workbook.earlier_boundaries(), [written(Touch::Agreed)]);
    }
}
