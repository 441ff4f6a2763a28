//! What list screens, and the client, see of a chart: where it stands and its dates, and no word that anyone wrote.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::ids::AlertId;

use crate::chart::Path;
use crate::dosing_day::DosingState;
use crate::note::NoteKind;
use crate::stage::Stage;

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
}

impl ChartCard {
    /// Whether a dosing day was told for this date.
    pub fn is_dosing_day(&self, date: Date) -> bool {
        self.dosing_days.iter().any(|(day, _)| *day == date)
    }

    /// How many notes of a kind are signed.
    pub fn signed(&self, kind: NoteKind) -> u32 {
        self.visits.iter().find(|(other, _)| *other == kind).map_or(0, |(_, count)| *count)
    }
}
