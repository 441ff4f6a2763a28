//! Days on which nobody is booked.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::ids::{Id, StaffId};
use terms::text::Line;

/// Days on which nobody can be booked, or one person can't.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closure {
    /// Its id.
    pub id: Id,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// Who is away; the whole practice when nobody is named.
    pub who: Option<StaffId>,
    /// Why, as the front desk reads it.
    pub why: Line,
}
