//! What list screens, and the client, see of a chart: where it stands and its dates, and no word that anyone wrote.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::ids::{AlertId, NoteId, StaffId};

use crate::asked_alone::SaidAlone;
use crate::chart::{Chart, Path};
use crate::cosign::waiting;
use crate::dosing_day::DosingState;
use crate::note::{NoteKind, SignedNote};
use crate::stage::{Stage, stage};

/// What list screens show of a chart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChartCard {
    /// Its number.
    pub chart_number: u32,
    /// Where the client stands.
    pub stage: Stage,
    /// On which path.
    pub path: Path,
    /// How many notes are signed.
    pub notes_signed: u32,
    /// How many of them of each kind, so that a list can say "Integration 4" without opening a chart.
    #[serde(default)]
    pub visits: Vec<(NoteKind, u32)>,
    /// The day of the last visit.
    pub last_visit: Option<Date>,
    /// The next dosing day told as planned.
    pub next_dosing: Option<Date>,
    /// The last dosing day told as past.
    pub last_dosing: Option<Date>,
    /// Every dosing day whose date is known, and whether it is ahead or behind.
    #[serde(default)]
    pub dosing_days: Vec<(Date, DosingState)>,
    /// After which of them a therapist ended the rest before its time.
    #[serde(default)]
    pub rest_ended: Vec<Date>,
    /// Which alerts have an outcome.
    #[serde(default)]
    pub alerts_closed: Vec<AlertId>,
    /// Whether a treatment plan is written.
    #[serde(default)]
    pub has_plan: bool,
    /// The notes that wait for a co-signature.
    #[serde(default)]
    pub waits_for_cosign: Vec<WaitingNote>,
    /// What was last said alone about fear, control and violence. No page of a client draws it.
    #[serde(default)]
    pub said_alone: Option<SaidAlone>,
}

/// A note that waits for a co-signature: which, of what visit, and by whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingNote {
    /// The note.
    pub note: NoteId,
    /// Of which kind.
    pub kind: NoteKind,
    /// The day of the visit.
    pub date: Date,
    /// Who wrote it.
    pub author: StaffId,
    /// Who supervised then.
    pub supervisor: Option<StaffId>,
}

impl WaitingNote {
    /// What a list shows of a signed note.
    pub(crate) fn of(note: &SignedNote) -> Self {
        let draft = note.draft();
        let (author, supervisor) = (note.signed_by(), note.supervisor());
        Self { note: note.id(), kind: draft.kind, date: draft.date, author, supervisor }
    }
}

impl ChartCard {
    /// What lists show of a chart.
    pub(crate) fn of(chart: &Chart) -> Self {
        let dated =
            |state| chart.dosing_days().iter().filter(move |day| day.state == state).filter_map(|day| day.date.known());
        Self {
            chart_number: chart.chart_number(),
            stage: stage(chart),
            path: chart.path(),
            notes_signed: u32::try_from(chart.notes().len()).unwrap_or(u32::MAX),
            visits: visits(chart),
            last_visit: chart.last_visit(),
            next_dosing: dated(DosingState::Planned).min(),
            last_dosing: dated(DosingState::Past).max(),
            dosing_days: chart.dosing_days().iter().filter_map(|day| Some((day.date.known()?, day.state))).collect(),
            rest_ended: chart.rests_ended().iter().flat_map(|ended| ended.dates.iter().copied()).collect(),
            alerts_closed: chart.alerts_closed().iter().map(|closing| closing.id).collect(),
            has_plan: chart.plan().is_some(),
            waits_for_cosign: waiting(chart).map(WaitingNote::of).collect(),
            said_alone: chart.asked_alone().map(|asked| asked.said),
        }
    }

    /// Whether a dosing day was told for this date.
    pub fn is_dosing_day(&self, date: Date) -> bool {
        self.dosing_days.iter().any(|(day, _)| *day == date)
    }

    /// How many notes of a kind are signed.
    pub fn signed(&self, kind: NoteKind) -> u32 {
        self.visits.iter().find(|(other, _)| *other == kind).map_or(0, |(_, count)| *count)
    }
}

/// How many notes of each kind are signed.
fn visits(chart: &Chart) -> Vec<(NoteKind, u32)> {
    let count = |kind| chart.notes().iter().filter(|note| note.draft().kind == kind).count();
    let counted = NoteKind::ALL.map(|kind| (kind, u32::try_from(count(kind)).unwrap_or(u32::MAX)));
    counted.into_iter().filter(|(_, count)| *count > 0).collect()
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::chart_entry::ChartEntry;
    use crate::dosing_day::DosingState::{Past, Planned};
    use crate::made_up::{at, chart, date, filled, id};

    #[test]
    fn a_card_says_what_the_chart_says() {
        let opened = chart(Path::Undecided);
        let empty = ChartCard { chart_number: 2017, ..ChartCard::default() };
        let visits = [('n', NoteKind::Preparation, "2026-06-10")];
        let days = [('a', "2026-06-01", Past), ('b', "2026-06-30", Planned), ('c', "2026-07-14", Planned)];
        let path = ChartEntry::PathChanged { at: at("2026-06-10 12:00"), by: id('d'), path: Path::WithAttendedDosing };
        let full = ChartCard {
            chart_number: 2017,
            stage: Stage::BetweenDosingDays,
            path: Path::WithAttendedDosing,
            notes_signed: 1,
            visits: vec![(NoteKind::Preparation, 1)],
            last_visit: Some(date("2026-06-10")),
            next_dosing: Some(date("2026-06-30")),
            last_dosing: Some(date("2026-06-01")),
            dosing_days: vec![(date("2026-06-01"), Past), (date("2026-06-30"), Planned), (date("2026-07-14"), Planned)],
            rest_ended: Vec::new(),
            alerts_closed: Vec::new(),
            has_plan: false,
            waits_for_cosign: Vec::new(),
            said_alone: None,
        };
        for (chart, expected) in [
            (Chart::default(), ChartCard::default()),
            (opened.clone(), empty),
            (filled(opened, &visits, &days).with(path), full),
        ] {
            assert_eq!(chart.card(), expected);
        }
    }

    #[test]
    fn a_card_counts_the_notes_of_each_kind() {
        let visits = [('a', NoteKind::Integration, "2026-06-10"), ('b', NoteKind::Integration, "2026-06-17")];
        let card = filled(chart(Path::Undecided), &visits, &[]).card();
        assert_eq!([NoteKind::Integration, NoteKind::Therapy].map(|kind| card.signed(kind)), [2, 0]);
    }
}
