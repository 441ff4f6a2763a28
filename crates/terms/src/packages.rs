//! Packages that the practice sells: a number of visits at a price of its own, paid in advance.

use serde::{Deserialize, Serialize};

use crate::money::Cents;

/// What is sold of each side of the wall. No package holds both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Packages {
    /// Visits of psychotherapy.
    pub therapy: Vec<PackageOffer>,
    /// Attended dosing days.
    pub dosing: Vec<PackageOffer>,
}

/// One package of the price list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackageOffer {
    /// What it is called.
    pub name: String,
    /// For how many visits.
    pub visits: u8,
    /// What all of them cost together; it shares out evenly.
    pub price_cents: Cents,
}

impl PackageOffer {
    /// What one visit of it costs.
    pub fn each_cents(&self) -> Cents {
        Cents(self.price_cents.0 / i64::from(self.visits.max(1)))
    }

    /// "6 visits, $900.00, which is $150.00 each".
    pub fn words(&self) -> String {
        format!("{} visits, {}, which is {} each", self.visits, self.price_cents, self.each_cents())
    }
}
