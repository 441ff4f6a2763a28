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
    /// From which day it is in effect, for notes, claims and superbills; `None`: since before any visit here.
    #[serde(default)]
    pub in_effect_from: Option<Date>,
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
    /// A day is given from which a diagnosis is in effect, and no diagnosis.
    NothingInEffect,
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
    let TreatmentPlan { diagnosis, in_effect_from, problem, goals, methods, review_on } = &plan;
    if diagnosis.is_none() && problem.is_none() && goals.is_none() && methods.is_none() {
        return Err(PlanRefusal::NothingWritten);
    }
    if diagnosis.is_none() && in_effect_from.is_some() {
        return Err(PlanRefusal::NothingInEffect);
    }
    if chart.plan().is_some_and(|written| written.plan == plan) {
        return Ok(None);
    }
    if review_on.is_some_and(|day| day < today) {
        return Err(PlanRefusal::ReviewInThePast);
    }
    Ok(Some(ChartEntry::TreatmentPlanWritten { at, by, plan }))
}

impl Chart {
    /// The diagnosis that is in effect on a day: of the last plan that holds then, or else of the intake. A visit keeps the
    /// diagnosis of its own day, also when its note is late.
    pub fn diagnosis_on(&self, day: Date) -> Option<&DiagnosisCode> {
        let holds = |written: &&WrittenPlan| written.plan.in_effect_from.is_none_or(|from| from <= day);
        let plan = self.plan().into_iter().chain(self.earlier_plans().iter().rev()).find(holds);
        plan.and_then(|written| written.plan.diagnosis.as_ref()).or_else(|| self.diagnosis_of_intake())
    }
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::chart::Path;
    use crate::made_up::{at, chart, date, id, prose};

    #[test]
    fn a_visit_has_the_diagnosis_of_its_own_day() {
        let plan = |code: &str, from: Option<&str>| TreatmentPlan {
            diagnosis: DiagnosisCode::parse(code).ok(),
            in_effect_from: from.map(date),
            ..TreatmentPlan::default()
        };
        let written = |chart: Chart, plan| {
            let entry = write_plan(&chart, plan, (id('d'), at("2026-06-22 10:00")), date("2026-06-22"));
            chart.with(entry.unwrap().unwrap())
        };
        let first = written(chart(Path::NoDosing), plan("F43.21", None));
        let changed = written(first.clone(), plan("F33.1", Some("2026-06-15")));
        let on = |chart: &Chart, day: &str| chart.diagnosis_on(date(day)).map(|code| code.as_str().to_owned());
        assert_eq!(on(&first, "2020-01-01").as_deref(), Some("F43.21"));
        assert_eq!(on(&changed, "2026-06-14").as_deref(), Some("F43.21"));
        assert_eq!(on(&changed, "2026-06-15").as_deref(), Some("F33.1"));
        assert_eq!(on(&chart(Path::NoDosing), "2026-06-15"), None);
        let none =
            TreatmentPlan { diagnosis: None, goals: Some(prose("To sleep.")), ..plan("F33.1", Some("2026-06-15")) };
        let by = (id('d'), at("2026-06-22 10:00"));
        assert_eq!(write_plan(&first, none, by, date("2026-06-22")), Err(PlanRefusal::NothingInEffect));
    }

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
