//! Who pays for a couple's visit: the couple themselves, or the plan of one of them whose own diagnosis it treats.
//!
//! Insurance pays for the treatment of one person's covered diagnosis, and the record shows why the visit was needed for
//! that person; the other takes part and has no claim. So the diagnosis and the reason stand in that person's own chart,
//! which the other never reads; the couple's chart says only whose plan it was.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::diagnosis::DiagnosisCode;
use terms::ids::{NoteId, StaffId, SubjectId};
use terms::text::Prose;

use crate::chart::Chart;
use crate::chart_entry::ChartEntry;
use crate::note::Visit;

/// In the couple's chart: who pays for a visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CouplePaying {
    /// The joint note.
    pub note: NoteId,
    /// When it was said.
    pub at: Timestamp,
    /// By whom.
    pub by: StaffId,
    /// Whose plan is asked; nobody's, when they pay themselves.
    pub plan_of: Option<SubjectId>,
}

/// In one partner's own chart: a couple's visit that treats their diagnosis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnOwnPlan {
    /// The joint note, in the couple's chart.
    pub note: NoteId,
    /// The couple.
    pub couple: SubjectId,
    /// The day of the visit.
    pub date: Date,
    /// When this was written.
    pub at: Timestamp,
    /// By whom.
    pub by: StaffId,
    /// Whether they were there themselves.
    pub was_there: bool,
    /// What it treats.
    pub diagnosis: DiagnosisCode,
    /// Why this visit was needed for that.
    pub why: Prose,
}

/// What whoever signs says of a visit on one partner's plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhyOnPlan {
    /// Whether that partner was there.
    pub was_there: bool,
    /// Why this visit was needed for their diagnosis.
    pub why: Prose,
    /// They know that the diagnosis alone is seldom covered, and go on.
    pub knows_seldom_covered: bool,
}

/// Why a couple's visit is not told to a partner's plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnPlanRefusal {
    /// Their own chart holds no diagnosis that was in effect on the day of the visit.
    NoDiagnosis,
    /// The diagnosis is one that most plans don't cover by itself, and nobody said to go on.
    SeldomCovered,
}

/// Writes into a partner's own chart that a couple's visit treats their diagnosis.
pub fn on_own_plan(
    own: &Chart,
    (couple, visit): (SubjectId, Visit),
    said: WhyOnPlan,
    (by, at): (StaffId, Timestamp),
) -> Result<ChartEntry, OnPlanRefusal> {
    let diagnosis = own.diagnosis_on(visit.date).ok_or(OnPlanRefusal::NoDiagnosis)?.clone();
    if diagnosis.is_seldom_covered() && !said.knows_seldom_covered {
        return Err(OnPlanRefusal::SeldomCovered);
    }
    let WhyOnPlan { was_there, why, .. } = said;
    let (note, date) = (visit.note, visit.date);
    Ok(ChartEntry::CoupleVisitOnOwnPlan(OnOwnPlan { note, couple, date, at, by, was_there, diagnosis, why }))
}

impl Chart {
    /// Who pays for a couple's visit, of a couple's chart; of a visit from before it was asked nobody knows.
    pub fn couple_paying(&self, note: NoteId) -> Option<&CouplePaying> {
        self.couple_paying.iter().find(|paying| paying.note == note)
    }

    /// The couple's visits that treat this person's own diagnosis, oldest first.
    pub fn on_own_plan(&self) -> &[OnOwnPlan] {
        &self.on_own_plan
    }
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;
    use terms::money::Minutes;

    use super::*;
    use crate::chart::Path;
    use crate::made_up::{at, chart, date, id, prose};
    use crate::note::NoteKind;
    use crate::treatment_plan::TreatmentPlan;

    fn treated(code: &str) -> Chart {
        let plan = TreatmentPlan {
            diagnosis: DiagnosisCode::parse(code).ok(),
            in_effect_from: Some(date("2026-06-01")),
            ..TreatmentPlan::default()
        };
        chart(Path::NoDosing).with(ChartEntry::TreatmentPlanWritten { at: at("2026-06-01 09:00"), by: id('d'), plan })
    }

    #[test]
    fn behaviour_34_a_partners_plan_pays_for_their_own_covered_diagnosis() {
        for (own, day, knows, expected) in [
            (treated("F43.21"), "2026-06-22", false, Ok("F43.21")),
            (treated("F43.21"), "2026-05-31", false, Err(OnPlanRefusal::NoDiagnosis)),
            (chart(Path::NoDosing), "2026-06-22", true, Err(OnPlanRefusal::NoDiagnosis)),
            (treated("Z63.0"), "2026-06-22", false, Err(OnPlanRefusal::SeldomCovered)),
            (treated("Z63.0"), "2026-06-22", true, Ok("Z63.0")),
        ] {
            let visit = Visit { note: id('n'), kind: NoteKind::Couple, date: date(day), length_min: Minutes(50) };
            let said = WhyOnPlan { was_there: true, why: prose("They sleep apart."), knows_seldom_covered: knows };
            let entry = on_own_plan(&own, (id('c'), visit), said, (id('d'), at("2026-06-22 12:00")));
            let told = entry.map(|entry| own.clone().with(entry));
            let diagnosis = told.as_ref().map(|chart| chart.on_own_plan()[0].diagnosis.as_str());
            assert_eq!(diagnosis, expected.as_ref().copied(), "{day}");
        }
    }

    #[test]
    fn a_couples_chart_says_whose_plan_and_nothing_of_what_it_treats() {
        let paying = CouplePaying { note: id('n'), at: at("2026-06-22 12:00"), by: id('d'), plan_of: Some(id('r')) };
        let couple = chart(Path::NoDosing).with(ChartEntry::CoupleVisitPaying(paying.clone()));
        assert_eq!(couple.couple_paying(id('n')), Some(&paying));
        assert_eq!((couple.couple_paying(id('m')), couple.on_own_plan(), couple.diagnosis()), (None, &[][..], None));
    }
}
