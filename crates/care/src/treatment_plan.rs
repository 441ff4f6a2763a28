//! The treatment plan: what is treated, what for, and how; looked at again by a day.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::diagnosis::DiagnosisCode;
use terms::ids::StaffId;
use terms::text::Prose;

use crate::chart::Chart;
use crate::chart_entry::ChartEntry;

/// A plan. Each part may stay empty; a plan with nothing in it is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TreatmentPlan {
    /// The diagnosis that is treated.
    pub diagnosis: Option<DiagnosisCode>,
    /// What troubles the client, in words that the next provider can read.
    pub problem: Option<Prose>,
    /// What the client wants to be different.
    pub goals: Option<Prose>,
    /// What is done for it.
    pub methods: Option<Prose>,
    /// When it is looked at again.
    pub review_on: Option<Date>,
}

/// A plan as someone wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenPlan {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: StaffId,
    /// What it is.
    pub plan: TreatmentPlan,
}

/// Why a plan is not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanRefusal {
    /// It says nothing.
    NothingWritten,
    /// It is looked at again on a day that is over.
    ReviewInThePast,
}

/// Writes a plan. The same plan again adds nothing.
pub fn write_plan(
    chart: &Chart,
    plan: TreatmentPlan,
    (by, at): (StaffId, Timestamp),
    today: Date,
) -> Result<Option<ChartEntry>, PlanRefusal> {
    let TreatmentPlan { diagnosis, problem, goals, methods, review_on } = &plan;
    if diagnosis.is_none() && problem.is_none() && goals.is_none() && methods.is_none() {
        return Err(PlanRefusal::NothingWritten);
    }
    if chart.plan().is_some_and(|written| written.plan == plan) {
        return Ok(None);
    }
    if review_on.is_some_and(|day| day < today) {
        return Err(PlanRefusal::ReviewInThePast);
    }
    Ok(Some(ChartEntry::TreatmentPlanWritten { at, by, plan }))
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::chart::Path;
    use crate::made_up::{at, chart, date, id, prose};

    #[test]
    fn a_plan_says_something_and_is_looked_at_again_on_a_day_to_come() {
        let empty = TreatmentPlan::default();
        let goals = TreatmentPlan { goals: Some(prose("To sleep.")), ..empty.clone() };
        let review = |on| TreatmentPlan { review_on: Some(date(on)), ..goals.clone() };
        let by = (id('d'), at("2026-06-22 10:00"));
        let written = |plan: &TreatmentPlan| {
            chart(Path::NoDosing).with(ChartEntry::TreatmentPlanWritten { at: by.1, by: by.0, plan: plan.clone() })
        };
        for (chart, plan, expected) in [
            (chart(Path::NoDosing), empty.clone(), Err(PlanRefusal::NothingWritten)),
            (
                chart(Path::NoDosing),
                TreatmentPlan { review_on: Some(date("2026-07-01")), ..empty },
                Err(PlanRefusal::NothingWritten),
            ),
            (chart(Path::NoDosing), goals.clone(), Ok(true)),
            (chart(Path::NoDosing), review("2026-06-21"), Err(PlanRefusal::ReviewInThePast)),
            (chart(Path::NoDosing), review("2026-06-22"), Ok(true)),
            (written(&goals), goals.clone(), Ok(false)),
            (written(&review("2026-06-01")), review("2026-06-01"), Ok(false)),
            (written(&goals), review("2026-09-01"), Ok(true)),
        ] {
            let made = write_plan(&chart, plan.clone(), by, date("2026-06-22"));
            assert_eq!(made.map(|entry| entry.is_some()), expected, "{plan:?}");
        }
    }
}
