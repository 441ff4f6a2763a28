//! Writes down a way to come back to the present that was tried, and how it went.

use care::grounding_tool::{Distress, Helps, Trial, try_tool as tried};
use care::workbook::Workbook;
use record::scope::{Write, folder};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::text::Line;
use terms::trouble::{Never, Trouble};

use crate::author::author;
use crate::house::House;

/// What was tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TriedTool {
    /// What it is called.
    pub tool: Line,
    /// Whether it helps.
    pub helps: Option<Helps>,
    /// Distress before.
    pub before: Option<Distress>,
    /// Distress after.
    pub after: Option<Distress>,
}

/// Writes it into the workbook.
pub fn try_tool(house: &House, by: &Context, subject: SubjectId, try_of: &TriedTool) -> Result<(), Trouble<Never>> {
    let author = author(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Workbook>(subject))?;
        let TriedTool { tool, helps, before, after } = try_of.clone();
        Ok(change.add(&permit, tried(tool, Trial { at: by.now, by: author, helps, before, after }))?)
    })
}
