//! What list screens show of a ledger.

use serde::{Deserialize, Serialize};
use terms::ids::AppointmentId;
use terms::money::Cents;

use crate::ageing::OpenVisit;
use crate::claim::ClaimCard;
use crate::posting::MonthSum;

/// What list screens show of a ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerCard {
    /// All charges together.
    pub charged_cents: Cents,
    /// All payments together, without those taken back.
    pub paid_cents: Cents,
    /// What is still open.
    pub open_cents: Cents,
    /// How many charges.
    pub charges: u32,
    /// What nobody owes, by a contract with an insurer.
    #[serde(default)]
    pub written_off_cents: Cents,
    /// What was waived.
    #[serde(default)]
    pub waived_cents: Cents,
    /// What is held for the client and belongs to no package.
    #[serde(default)]
    pub credit_cents: Cents,
    /// The missed visits that were decided on, with a fee or without.
    #[serde(default)]
    pub decided: Vec<AppointmentId>,
    /// What each account came to in each month.
    #[serde(default)]
    pub months: Vec<MonthSum>,
    /// The claims; never any in the ledger of dosing days.
    #[serde(default)]
    pub claims: Vec<ClaimCard>,
    /// What is not settled, visit by visit; nothing by a card from before this stood on cards.
    #[serde(default)]
    pub open_visits: Option<Vec<OpenVisit>>,
}
