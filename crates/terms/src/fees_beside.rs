//! What a visit may cost beside its own fee.

use serde::{Deserialize, Serialize};

use crate::money::Cents;

/// What a visit may cost beside its own fee; 0 where nothing is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FeesBeside {
    /// A crisis visit, in place of the fee for its time; 0 where that fee stays.
    pub crisis_cents: Cents,
    /// Each further half hour of one, from 75 minutes on.
    pub crisis_more_cents: Cents,
    /// A session in which others made it harder to understand each other.
    pub complex_cents: Cents,
    /// A questionnaire that was answered and scored.
    pub measure_cents: Cents,
}

impl FeesBeside {
    /// Nothing is asked.
    pub const NONE: Self = Self {
        crisis_cents: Cents::ZERO,
        crisis_more_cents: Cents::ZERO,
        complex_cents: Cents::ZERO,
        measure_cents: Cents::ZERO,
    };
}
