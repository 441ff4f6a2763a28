//! Writes in a workbook whatever a rule says: an entry, nothing because it stands there already, or a refusal.

use care::workbook::{Author, Workbook};
use care::workbook_entry::WorkbookEntry;
use jiff::Timestamp;
use record::scope::{Write, folder};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::Trouble;

use crate::author::author;
use crate::house::House;

/// Opens the workbook, asks the rule, and adds what it says in one commit.
pub(crate) fn in_workbook<R>(
    house: &House,
    by: &Context,
    subject: SubjectId,
    rule: impl Fn(&Workbook, (Author, Timestamp)) -> Result<Option<WorkbookEntry>, R>,
) -> Result<(), Trouble<R>> {
    let author = author(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Workbook>(subject))?;
        let workbook = change.open(&permit)?;
        let entry = rule(&workbook, (author, by.now)).map_err(Trouble::Refused)?;
        entry.map_or(Ok(()), |entry| Ok(change.add(&permit, entry)?))
    })
}
