//! Fear, control and violence: each person is asked alone before any joint work, and the answer is their own.
//!
//! Partners are not asked in front of each other: whoever is afraid says so alone or not at all, and a joint session can
//! make it worse (domain practice of couples work; the agreement of couples says that screening is done alone first).
//! The entry stands in the person's own chart, which no partner and no desk opens; the card says only how it stands, so
//! that a therapist of both is warned without another chart being opened.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::ids::StaffId;
use terms::text::Prose;
use terms::words;

use crate::chart::Chart;
use crate::chart_entry::ChartEntry;

words! {
    /// What someone said when they were asked alone.
    SaidAlone {
        NoConcern = "no-concern", "No concern";
        Concern = "concern", "A concern";
        RatherNotSay = "rather-not-say", "Would rather not say";
    }

    /// How they were asked.
    AskedHow {
        RoomAlone = "room", "Alone in the room";
        CallAlone = "call", "On a call or video, and they said that nobody hears them";
    }
}

/// Someone was asked alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedAlone {
    /// When it was written down.
    pub at: Timestamp,
    /// Who asked.
    pub by: StaffId,
    /// On which day.
    pub on: Date,
    /// How. There is no way to write down that someone was asked beside their partner.
    pub how: AskedHow,
    /// What they said.
    pub said: SaidAlone,
    /// What else is to be kept of it.
    pub note: Option<Prose>,
}

/// Why it is not written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedRefusal {
    /// The day is not over, or not there yet.
    InTheFuture,
}

impl Chart {
    /// What was said alone about fear, control and violence, oldest first.
    pub fn all_asked_alone(&self) -> &[AskedAlone] {
        &self.asked_alone
    }

    /// What was said when they were last asked alone.
    pub fn asked_alone(&self) -> Option<&AskedAlone> {
        self.all_asked_alone().last()
    }
}

/// Whether joint work begins with something still to look at: nobody asked, a concern, or no answer.
pub fn is_open(said: Option<SaidAlone>) -> bool {
    match said {
        Some(SaidAlone::NoConcern) => false,
        Some(SaidAlone::Concern | SaidAlone::RatherNotSay) | None => true,
    }
}

/// Writes it down; nothing, when that very answer of that day stands there already.
pub fn ask_alone(chart: &Chart, asked: AskedAlone, today: Date) -> Result<Option<ChartEntry>, AskedRefusal> {
    if asked.on > today {
        return Err(AskedRefusal::InTheFuture);
    }
    let is_same = |before: &AskedAlone| {
        (before.on, before.how, before.said, &before.note) == (asked.on, asked.how, asked.said, &asked.note)
    };
    let known = chart.asked_alone().is_some_and(is_same);
    Ok((!known).then_some(ChartEntry::AskedAlone(asked)))
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::chart::Path;
    use crate::made_up::{at, chart, date, id};

    fn asked(said: SaidAlone, on: &str) -> AskedAlone {
        let (at, on) = (at("2026-06-22 12:00"), date(on));
        AskedAlone { at, by: id('d'), on, how: AskedHow::RoomAlone, said, note: None }
    }

    #[test]
    fn behaviour_30_only_no_concern_leaves_nothing_open() {
        assert!(is_open(None) && !is_open(Some(SaidAlone::NoConcern)));
        assert!(is_open(Some(SaidAlone::Concern)) && is_open(Some(SaidAlone::RatherNotSay)));
        let open = chart(Path::NoDosing);
        let said = |chart: &Chart| chart.asked_alone().map(|asked| asked.said);
        let concern = open.clone().with(ChartEntry::AskedAlone(asked(SaidAlone::Concern, "2026-06-20")));
        assert_eq!(
            (said(&open), said(&concern), concern.card().said_alone),
            (None, Some(SaidAlone::Concern), Some(SaidAlone::Concern))
        );
        let later = concern.with(ChartEntry::AskedAlone(asked(SaidAlone::NoConcern, "2026-06-22")));
        assert_eq!((said(&later), later.all_asked_alone().len()), (Some(SaidAlone::NoConcern), 2));
    }

    #[test]
    fn an_answer_is_of_a_day_that_was_and_is_written_once() {
        let told = chart(Path::NoDosing).with(ChartEntry::AskedAlone(asked(SaidAlone::NoConcern, "2026-06-20")));
        for (given, expected) in [
            (asked(SaidAlone::NoConcern, "2026-06-20"), Ok(false)),
            (asked(SaidAlone::Concern, "2026-06-20"), Ok(true)),
            (asked(SaidAlone::NoConcern, "2026-06-22"), Ok(true)),
            (asked(SaidAlone::NoConcern, "2026-06-23"), Err(AskedRefusal::InTheFuture)),
        ] {
            let entry = ask_alone(&told, given, date("2026-06-22"));
            assert_eq!(entry.map(|entry| entry.is_some()), expected);
        }
    }
}
