//! A client's insurance plan: who holds it, and whether it is used here.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::text::Line;
use terms::words;

/// An insurance plan, as its card and the client tell of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Who insures: "Example Health Plan".
    pub payer: Line,
    /// Under which id the payer takes electronic claims.
    #[serde(default)]
    pub payer_id: Option<Line>,
    /// The client's id with the payer.
    pub member_id: Line,
    /// The group's number.
    #[serde(default)]
    pub group: Option<Line>,
    /// What kind of plan.
    pub kind: PlanKind,
    /// How it is used here.
    pub used: PlanUse,
    /// Who holds it, when somebody other than the client does.
    #[serde(default)]
    pub holder: Option<Policyholder>,
}

/// Somebody who holds the plan for the client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policyholder {
    /// Their name.
    pub name: Line,
    /// When they were born; a claim names it.
    #[serde(default)]
    pub born: Option<Date>,
    /// What the client is to them.
    pub client_is: ClientIs,
}

words! {
    /// What kind of plan it is.
    PlanKind {
        Ppo = "ppo", "PPO";
        Hmo = "hmo", "HMO";
        Epo = "epo", "EPO";
        Pos = "pos", "Point of service";
        HighDeductible = "high-deductible", "High deductible";
        Medicaid = "medicaid", "Medicaid";
        Medicare = "medicare", "Medicare";
        Other = "other", "Other, or not known";
    }

    /// How a plan is used here.
    PlanUse {
        Claims = "claims", "We send claims to it";
        Superbills = "superbills", "The client asks it back with superbills";
        NotUsed = "not-used", "It is not used here";
    }

    /// What the client is to whoever holds the plan.
    ClientIs {
        Spouse = "spouse", "Their spouse or partner";
        Child = "child", "Their child";
        Other = "other", "Somebody else";
    }
}

impl Plan {
    /// Whether another payer, member or holder stands in this plan's place.
    pub(crate) fn is_another(&self, after: &Self) -> bool {
        (&self.payer, &self.member_id, &self.holder) != (&after.payer, &after.member_id, &after.holder)
    }
}
