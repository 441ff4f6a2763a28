//! A summary of the treatment plan for a payer: what it needs to pay, and no more (45 CFR 164.502(b)). It holds days,
//! codes and the goals in the plan's own words; never a word of a note, and nothing of psychotherapy notes
//! (164.508(a)(2)).

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::diagnosis::DiagnosisCode;
use terms::ids::{RecordAskId, StaffId};
use terms::text::{Line, Prose};

use crate::chart::Chart;
use crate::chart_entry::ChartEntry;

/// What a payer asks about, as billing knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SummaryFor {
    /// The payer's question.
    pub ask: RecordAskId,
    /// Who asks.
    pub to: Line,
    /// The number by which the payer knows the client.
    pub member_id: Option<Line>,
    /// The claim that it is about.
    pub claim: Option<Line>,
    /// The visits that it is about, where their days may go.
    pub visits: Vec<SummaryVisit>,
}

/// A visit by its day and its procedure code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SummaryVisit {
    /// The day.
    pub on: Date,
    /// The code, where it has one.
    pub code: Option<Line>,
}

/// A summary, exactly as it goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanSummary {
    /// What it answers.
    pub about: SummaryFor,
    /// On which day it was made.
    pub on: Date,
    /// The diagnosis in effect on that day.
    pub diagnosis: Option<DiagnosisCode>,
    /// The goals, in the plan's words.
    pub goals: Option<Prose>,
    /// When the plan is looked at again.
    pub review_on: Option<Date>,
}

/// A summary that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeSummary {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: StaffId,
    /// The summary.
    pub summary: PlanSummary,
}

/// There is no plan, or nothing in it that a summary says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NothingToSay;

/// The summary as it would be made now.
pub fn summarize(chart: &Chart, about: SummaryFor, on: Date) -> Result<PlanSummary, NothingToSay> {
    let plan = &chart.plan().ok_or(NothingToSay)?.plan;
    let diagnosis = chart.diagnosis_on(on).cloned();
    if diagnosis.is_none() && plan.goals.is_none() {
        return Err(NothingToSay);
    }
    Ok(PlanSummary { about, on, diagnosis, goals: plan.goals.clone(), review_on: plan.review_on })
}

/// Keeps it in the chart, as it goes.
pub fn make_summary(summary: PlanSummary, (by, at): (StaffId, Timestamp)) -> ChartEntry {
    ChartEntry::PlanSummaryMade { at, by, summary }
}

impl Chart {
    /// The last summary that was made for a payer's question.
    pub fn plan_summary(&self, ask: RecordAskId) -> Option<&MadeSummary> {
        self.plan_summaries().iter().rev().find(|made| made.summary.about.ask == ask)
    }
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::chart::Path;
    use crate::made_up::{at, chart, date, id, line, prose};
    use crate::treatment_plan::TreatmentPlan;

    fn about() -> SummaryFor {
        let visits = vec![SummaryVisit { on: date("2026-06-01"), code: Some(line("90834")) }];
        SummaryFor { ask: RecordAskId(id('r')), to: line("Example Health Plan"), member_id: None, claim: None, visits }
    }

    fn planned(plan: TreatmentPlan) -> Chart {
        chart(Path::NoDosing).with(ChartEntry::TreatmentPlanWritten { at: at("2026-06-01T12:00"), by: id_of(), plan })
    }

    fn id_of() -> StaffId {
        StaffId(id('d'))
    }

    #[test]
    fn a_summary_holds_codes_and_goals_and_nothing_else_of_the_plan() {
        let on = date("2026-06-22");
        let whole = TreatmentPlan {
            diagnosis: DiagnosisCode::parse("F33.1").ok(),
            problem: Some(prose("Long nights.")),
            goals: Some(prose("To sleep.")),
            methods: Some(prose("Parts work.")),
            ..TreatmentPlan::default()
        };
        let expected = PlanSummary {
            about: about(),
            on,
            diagnosis: DiagnosisCode::parse("F33.1").ok(),
            goals: Some(prose("To sleep.")),
            review_on: None,
        };
        assert_eq!(summarize(&planned(whole), about(), on), Ok(expected));
        let problem_alone = TreatmentPlan { problem: Some(prose("Long nights.")), ..TreatmentPlan::default() };
        assert_eq!(summarize(&planned(problem_alone), about(), on), Err(NothingToSay));
        assert_eq!(summarize(&chart(Path::NoDosing), about(), on), Err(NothingToSay));
    }

    #[test]
    fn the_last_one_that_was_made_is_kept_for_its_question() {
        let goals = |text: &str| PlanSummary {
            about: about(),
            on: date("2026-06-22"),
            diagnosis: None,
            goals: Some(prose(text)),
            review_on: None,
        };
        let made = |text| make_summary(goals(text), (id_of(), at("2026-06-22T12:00")));
        let chart = chart(Path::NoDosing).with(made("To sleep.")).with(made("To rest."));
        let kept = chart.plan_summary(RecordAskId(id('r'))).map(|made| &made.summary);
        assert_eq!((kept, chart.plan_summary(RecordAskId(id('q')))), (Some(&goals("To rest.")), None));
    }
}
