//! The practice's own texts, version by version.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{Id, StaffId};
use crate::text::Line;

/// One version of one of the practice's texts: a page, or its facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteText {
    /// This version's own id.
    pub id: Id,
    /// The file's name: "home.md".
    pub name: Line,
    /// The whole text.
    pub body: String,
    /// When it was put in place.
    pub at: Timestamp,
    /// By whom.
    pub by: Option<StaffId>,
}
