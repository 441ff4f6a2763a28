//! Writes down from a form what was tried to come back to the present, once however often the form is sent.

use care::grounding_tool::{Trial, try_tool as tried};
use care::workbook::Workbook;
use record::scope::{Write, folder};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::{Never, Trouble};

use crate::author::author;
use crate::house::House;
use crate::try_tool::TriedTool;

/// Writes it into the workbook; `once` is the form's one-time number.
pub fn try_tool_once(
    house: &House,
    by: &Context,
    subject: SubjectId,
    (once, try_of): (&str, &TriedTool),
) -> Result<(), Trouble<Never>> {
    let author = author(by)?;
    house.record().change_once(by, (once, |_| None), |change| {
        let permit = change.permit::<_, Write>(folder::<Workbook>(subject))?;
        let TriedTool { tool, helps, before, after } = try_of.clone();
        Ok(change.add(&permit, tried(tool, Trial { at: by.now, by: author, helps, before, after }))?)
    })
}
