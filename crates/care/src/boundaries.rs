//! Boundaries: what may happen with touch, and which words slow or stop.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::text::{Line, Prose};
use terms::words;

use crate::chart::Chart;
use crate::dosing_day::Told;
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

/// What day it is for the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// A day like others.
    Ordinary,
    /// The day of a ketamine experience.
    Dosing,
}

/// Why boundaries are not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoundariesRefusal {
    /// More touch than before, on a dosing day. Nobody can agree to more in an altered state.
    WidenedOnDosingDay,
}

impl Day {
    /// What a date is, as far as the chart was told.
    pub fn of(chart: &Chart, on: Date) -> Self {
        let is_dosing = chart.dosing_days().iter().any(|day| day.date == Told::Known(on));
        if is_dosing { Self::Dosing } else { Self::Ordinary }
    }
}

/// Writes boundaries. They may be narrowed at any time, and widened only on an ordinary day: touch needs a yes from
/// before, given in a preparation session.
pub fn write_boundaries(
    workbook: &Workbook,
    written: AgreedBoundaries,
    day: Day,
) -> Result<WorkbookEntry, BoundariesRefusal> {
    let touch = workbook.boundaries().map_or(Touch::None, |agreed| agreed.boundaries.touch);
    let AgreedBoundaries { at, by, boundaries } = written;
    match day {
        Day::Dosing if boundaries.touch > touch => Err(BoundariesRefusal::WidenedOnDosingDay),
        Day::Dosing | Day::Ordinary => Ok(WorkbookEntry::BoundariesWritten { at, by, boundaries }),
    }
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::chart::Path;
    use crate::dosing_day::DosingState::{Past, Planned};
    use crate::made_up::{at, chart, date, filled};

    fn written(touch: Touch) -> AgreedBoundaries {
        let boundaries = Boundaries { touch, ..Boundaries::default() };
        AgreedBoundaries { at: at("2026-06-22 10:00"), by: Author::Client, boundaries }
    }

    #[test]
    fn touch_is_narrowed_any_time_and_widened_on_an_ordinary_day() {
        let before = |touch| {
            let entry = write_boundaries(&Workbook::default(), written(touch), Day::Ordinary);
            Workbook::default().with(entry.unwrap())
        };
        let refused = Some(BoundariesRefusal::WidenedOnDosingDay);
        for (workbook, touch, day, refusal) in [
            (Workbook::default(), Touch::AskFirst, Day::Ordinary, None),
            (Workbook::default(), Touch::AskFirst, Day::Dosing, refused),
            (Workbook::default(), Touch::None, Day::Dosing, None),
            (before(Touch::AskFirst), Touch::Agreed, Day::Dosing, refused),
            (before(Touch::AskFirst), Touch::AskFirst, Day::Dosing, None),
            (before(Touch::Agreed), Touch::None, Day::Dosing, None),
        ] {
            assert_eq!(write_boundaries(&workbook, written(touch), day).err(), refusal, "{touch:?} {day:?}");
        }
    }

    #[test]
    fn a_dosing_day_is_one_that_was_told() {
        let chart = filled(chart(Path::Undecided), &[], &[('a', "2026-06-20", Past), ('b', "2026-06-30", Planned)]);
        for (on, expected) in [("2026-06-20", Day::Dosing), ("2026-06-21", Day::Ordinary), ("2026-06-30", Day::Dosing)]
        {
            assert_eq!(Day::of(&chart, date(on)), expected, "{on}");
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
