//! What an insurer answers about someone's insurance (271, ASC X12 005010X279A1), as it stands in the file.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::money::Cents;
use terms::words;

/// The answer to one question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EligibilityAnswer {
    /// Our own word for the question.
    pub trace: Option<String>,
    /// The payer's name.
    pub payer: String,
    /// The member's number, as the payer has it.
    pub member: String,
    /// Why the question was not answered, where it was not.
    pub refusals: Vec<AskRefusal>,
    /// What the insurance comes to.
    pub benefits: Vec<Benefit>,
    /// When the plan began and ends, where that is said.
    pub plan_days: Vec<(String, Date, Option<Date>)>,
}

/// Why a question was not answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskRefusal {
    /// The reason's code: 72 for a member number that is missing or wrong, and so on.
    pub reason: String,
    /// What may be done: C for correct and ask again, and so on.
    pub follow_up: String,
}

/// One statement about an insurance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Benefit {
    /// What it states.
    pub what: BenefitKind,
    /// For one person or the family: "IND", "FAM".
    pub level: String,
    /// For which kinds of services: "30", "MH".
    pub services: Vec<String>,
    /// The plan's name, where it is said.
    pub plan: String,
    /// For which time: 23 a year, 29 what remains of it, 27 a visit.
    pub period: String,
    /// How much.
    pub amount_cents: Option<Cents>,
    /// Which share, in hundredths of a percent: 2,000 is a fifth.
    pub share: Option<u32>,
    /// Of what the quantity is: "VS" visits, "DY" days, "P6" services.
    pub unit: String,
    /// How many.
    pub quantity: Option<u32>,
    /// Whether it must be allowed before: "Y", "N", "U".
    pub authorization: String,
    /// Inside the network or outside: "Y", "N", "W" for both.
    pub in_network: String,
    /// The member's number for this, where it is another one.
    pub member: String,
    /// Words of the payer.
    pub messages: Vec<String>,
    /// Who else is named: another payer for mental health, for one.
    pub others: Vec<OtherParty>,
}

/// Someone else whom a statement names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherParty {
    /// As what: "PR" a payer, "X3" whoever manages care, "VN" a vendor.
    pub role: String,
    /// The name.
    pub name: String,
    /// The number, if there is one.
    pub number: String,
    /// A phone, if there is one.
    pub phone: String,
}

words! {
    /// What is stated of an insurance.
    BenefitKind {
        Active = "1", "Active";
        ActiveFullRisk = "2", "Active, full risk capitation";
        ActiveServices = "3", "Active, services capitated";
        ActivePrimary = "4", "Active, services capitated to primary care";
        ActivePending = "5", "Active, pending investigation";
        Inactive = "6", "Inactive";
        InactivePendingUpdate = "7", "Inactive, pending an update";
        InactivePending = "8", "Inactive, pending investigation";
        CoInsurance = "A", "Coinsurance";
        CoPayment = "B", "Copayment";
        Deductible = "C", "Deductible";
        CoverageBasis = "CB", "Coverage basis";
        Description = "D", "Benefit description";
        Exclusions = "E", "Exclusions";
        Limitations = "F", "Limit";
        OutOfPocket = "G", "Most out of pocket";
        Unlimited = "H", "Unlimited";
        NonCovered = "I", "Not covered";
        CostContainment = "J", "Cost containment";
        Reserve = "K", "Reserve";
        PrimaryCare = "L", "Primary care provider";
        Preexisting = "M", "Preexisting condition";
        CareCoordinator = "MC", "Managed care coordinator";
        RestrictedTo = "N", "Services restricted to a provider";
        NotMedicallyNecessary = "O", "Not deemed necessary";
        Disclaimer = "P", "Disclaimer";
        SecondOpinion = "Q", "Second opinion required";
        OtherPayer = "R", "Another payer besides";
        PriorYear = "S", "Prior year history";
        CardLost = "T", "Card reported lost or stolen";
        ContactOther = "U", "Ask the following party";
        CannotProcess = "V", "Cannot process";
        OtherSource = "W", "Another source of data";
        HealthCareFacility = "X", "Health care facility";
        SpendDown = "Y", "Spend down";
    }
}

impl BenefitKind {
    /// Whether it says that the insurance stands.
    pub fn is_active(self) -> bool {
        matches!(
            self,
            Self::Active | Self::ActiveFullRisk | Self::ActiveServices | Self::ActivePrimary | Self::ActivePending
        )
    }
}

impl EligibilityAnswer {
    /// Whether the insurance stands; nothing where the answer does not say.
    pub fn is_active(&self) -> Option<bool> {
        let says = |kind: fn(BenefitKind) -> bool| self.benefits.iter().any(|benefit| kind(benefit.what));
        let is_inactive = |kind| {
            matches!(kind, BenefitKind::Inactive | BenefitKind::InactivePending | BenefitKind::InactivePendingUpdate)
        };
        if says(BenefitKind::is_active) { Some(true) } else { says(is_inactive).then_some(false) }
    }

    /// Another payer who manages mental health, where one is named (a carve-out).
    pub fn carve_out(&self) -> Option<&OtherParty> {
        let of_mental_health = self.benefits.iter().filter(|benefit| {
            benefit.services.iter().any(|service| matches!(service.as_str(), "MH" | "A4" | "A6"))
                || benefit.what == BenefitKind::ContactOther
        });
        of_mental_health
            .flat_map(|benefit| &benefit.others)
            .find(|other| matches!(other.role.as_str(), "PR" | "VN" | "X3"))
    }

    /// The member's number with that other payer, where it is told: beside the statement, or with whoever is insured.
    pub fn carve_out_member(&self) -> Option<&str> {
        let of_other = |benefit: &&Benefit| benefit.others.iter().any(|other| Some(other) == self.carve_out());
        let benefit = self.benefits.iter().find(of_other)?;
        let insured = benefit.others.iter().find(|other| other.role == "IL").map(|other| other.number.as_str());
        Some(benefit.member.as_str()).filter(|member| !member.is_empty()).or(insured)
    }
}
