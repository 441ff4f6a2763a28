//! An agreed time without large decisions that can't be undone. Insight is quick after an altered state, and some of it is
//! gone in a month; two to four weeks are often agreed. It is the client's own word, and holds nothing up.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};
use terms::text::Line;

use crate::workbook::{Author, Workbook};
use crate::workbook_entry::WorkbookEntry;

/// The most that is agreed at once: a longer wait is another conversation.
const MOST_DAYS: i32 = 92;

/// Until when nothing large is decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// The last day of it.
    pub until: Date,
    /// What is left undecided so long.
    pub about: Option<Line>,
}

/// A pause as it was agreed, or ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreedPause {
    /// When.
    pub at: Timestamp,
    /// Who wrote it down.
    pub by: Author,
    /// The pause; `None` ends the one before.
    pub pause: Option<Pause>,
}

/// Why no pause is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PauseRefusal {
    /// It would be over already.
    InThePast,
    /// It would last longer than three months.
    TooLong,
}

impl Workbook {
    /// The pause that holds today.
    pub fn pause(&self, today: Date) -> Option<&Pause> {
        self.pauses.last().and_then(|agreed| agreed.pause.as_ref()).filter(|pause| pause.until >= today)
    }

    /// Every pause that was agreed or ended, oldest first.
    pub fn pauses(&self) -> &[AgreedPause] {
        &self.pauses
    }
}

/// Agrees a pause, or ends one. `None` when that is so already.
pub fn agree_pause(
    workbook: &Workbook,
    agreed: AgreedPause,
    today: Date,
) -> Result<Option<WorkbookEntry>, PauseRefusal> {
    match &agreed.pause {
        Some(pause) if pause.until < today => return Err(PauseRefusal::InThePast),
        Some(pause) if pause.until > today.saturating_add(MOST_DAYS.days()) => return Err(PauseRefusal::TooLong),
        Some(_) | None => {}
    }
    let stands = workbook.pause(today) == agreed.pause.as_ref();
    Ok((!stands).then_some(WorkbookEntry::PauseAgreed(agreed)))
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::made_up::{at, date, line};

    fn agree(workbook: &Workbook, until: Option<&str>) -> Result<Option<WorkbookEntry>, PauseRefusal> {
        let pause = until.map(|until| Pause { until: date(until), about: Some(line("The house")) });
        let agreed = AgreedPause { at: at("2026-06-22 10:00"), by: Author::Client, pause };
        agree_pause(workbook, agreed, date("2026-06-22"))
    }

    #[test]
    fn a_pause_holds_to_its_last_day_and_is_ended_any_time() {
        let nothing = Workbook::default();
        for (until, expected) in [
            ("2026-06-21", Some(PauseRefusal::InThePast)),
            ("2026-06-22", None),
            ("2026-09-22", None),
            ("2026-09-23", Some(PauseRefusal::TooLong)),
        ] {
            assert_eq!(agree(&nothing, Some(until)).err(), expected, "{until}");
        }
        assert_eq!(agree(&nothing, None), Ok(None));
        let agreed = nothing.with(agree(&Workbook::default(), Some("2026-07-06")).unwrap().unwrap());
        assert_eq!(agree(&agreed, Some("2026-07-06")), Ok(None));
        let holds = |workbook: &Workbook, on: &str| workbook.pause(date(on)).is_some();
        assert!(holds(&agreed, "2026-07-06") && !holds(&agreed, "2026-07-07"));
        let ended = agreed.clone().with(agree(&agreed, None).unwrap().unwrap());
        assert!(!holds(&ended, "2026-06-23") && ended.pauses().len() == 2);
    }
}
