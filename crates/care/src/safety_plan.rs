//! The safety plan: six steps from noticing to a safer place, in the client's own words.
//!
//! The order is Stanley and Brown's (2012), which goes from what one can do alone to whom one calls. The headings are
//! ours; their form and its wording are not used.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::text::Prose;
use terms::words;

use crate::workbook::{Author, Workbook};
use crate::workbook_entry::WorkbookEntry;

words! {
    /// A step of a safety plan, in the order in which they are tried.
    SafetyPart {
        Signs = "signs", "Signs that it is getting hard";
        OnMyOwn = "on-my-own", "What I can do on my own";
        Elsewhere = "elsewhere", "People and places that take my mind elsewhere";
        AskForHelp = "ask-for-help", "People I can ask for help";
        Professionals = "professionals", "Professionals and lines to call";
        SaferPlace = "safer-place", "Making the place around me safer";
    }
}

/// A safety plan. Any step may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafetyPlan {
    signs: Option<Prose>,
    on_my_own: Option<Prose>,
    elsewhere: Option<Prose>,
    ask_for_help: Option<Prose>,
    professionals: Option<Prose>,
    safer_place: Option<Prose>,
}

/// A safety plan as someone wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenSafetyPlan {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Author,
    /// What it says.
    pub plan: SafetyPlan,
}

/// Why a safety plan is not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SafetyPlanRefusal {
    /// Every step is empty.
    Empty,
}

impl SafetyPart {
    /// What it asks, in a line.
    pub fn hint(self) -> &'static str {
        match self {
            Self::Signs => "Thoughts, feelings, things you do or stop doing.",
            Self::OnMyOwn => "Without calling anyone: a walk, cold water, music, your grounding kit.",
            Self::Elsewhere => "You don’t have to tell them why you are there.",
            Self::AskForHelp => "People who may know how it is. Names and numbers.",
            Self::Professionals => "Your therapist, your prescriber or doctor, and 988, which you can call or text.",
            Self::SaferPlace => "What you would lock up, give to someone, or keep farther away for now.",
        }
    }
}

impl SafetyPlan {
    /// What a step says.
    pub fn part(&self, part: SafetyPart) -> Option<&Prose> {
        match part {
            SafetyPart::Signs => self.signs.as_ref(),
            SafetyPart::OnMyOwn => self.on_my_own.as_ref(),
            SafetyPart::Elsewhere => self.elsewhere.as_ref(),
            SafetyPart::AskForHelp => self.ask_for_help.as_ref(),
            SafetyPart::Professionals => self.professionals.as_ref(),
            SafetyPart::SaferPlace => self.safer_place.as_ref(),
        }
    }

    /// The plan with a step saying this.
    #[must_use]
    pub fn with_part(mut self, part: SafetyPart, text: Option<Prose>) -> Self {
        match part {
            SafetyPart::Signs => self.signs = text,
            SafetyPart::OnMyOwn => self.on_my_own = text,
            SafetyPart::Elsewhere => self.elsewhere = text,
            SafetyPart::AskForHelp => self.ask_for_help = text,
            SafetyPart::Professionals => self.professionals = text,
            SafetyPart::SaferPlace => self.safer_place = text,
        }
        self
    }

    /// Whether no step says anything.
    pub fn is_empty(&self) -> bool {
        SafetyPart::ALL.into_iter().all(|part| self.part(part).is_none())
    }
}

impl Workbook {
    /// The safety plan as it is now.
    pub fn safety_plan(&self) -> Option<&WrittenSafetyPlan> {
        self.safety_plans.last()
    }

    /// The plans before it, oldest first.
    pub fn earlier_safety_plans(&self) -> &[WrittenSafetyPlan] {
        self.safety_plans.split_last().map_or(&[], |(_, earlier)| earlier)
    }
}

/// Writes a safety plan. The one before stays readable.
pub fn write_safety_plan(written: WrittenSafetyPlan) -> Result<WorkbookEntry, SafetyPlanRefusal> {
    let WrittenSafetyPlan { at, by, plan } = written;
    if plan.is_empty() { Err(SafetyPlanRefusal::Empty) } else { Ok(WorkbookEntry::SafetyPlanWritten { at, by, plan }) }
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::made_up::{at, prose};

    fn plan(parts: &[SafetyPart]) -> SafetyPlan {
        parts.iter().fold(SafetyPlan::default(), |plan, part| plan.with_part(*part, Some(prose(part.word()))))
    }

    fn written(plan: SafetyPlan) -> WrittenSafetyPlan {
        WrittenSafetyPlan { at: at("2026-06-22 10:00"), by: Author::Client, plan }
    }

    #[test]
    fn a_safety_plan_needs_one_step_at_least() {
        for (given, expected) in [
            (plan(&[]), Some(SafetyPlanRefusal::Empty)),
            (plan(&[SafetyPart::SaferPlace]), None),
            (plan(&SafetyPart::ALL), None),
            (plan(&[SafetyPart::Signs]).with_part(SafetyPart::Signs, None), Some(SafetyPlanRefusal::Empty)),
        ] {
            assert_eq!(write_safety_plan(written(given)).err(), expected);
        }
    }

    #[test]
    fn each_step_keeps_its_own_words_and_each_version_stays() {
        let full = plan(&SafetyPart::ALL);
        for part in SafetyPart::ALL {
            assert_eq!(full.part(part).map(Prose::as_str), Some(part.word()));
        }
        let plans = [plan(&[SafetyPart::Signs]), full.clone()];
        let entries = plans.clone().map(|plan| write_safety_plan(written(plan)).unwrap());
        let workbook = entries.into_iter().fold(Workbook::default(), Workbook::with);
        assert_eq!(workbook.safety_plan(), Some(&written(full)));
        assert_eq!(workbook.earlier_safety_plans(), [written(plans[0].clone())]);
    }
}
