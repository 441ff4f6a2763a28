//! Takes a shared page back: the key of its copy in the workbook is erased at once.

use care::journal::Journal;
use care::page_step::{JournalRefusal, unshare_page};
use care::workbook::Workbook;
use record::scope::{Write, folder};
use terms::actor::Context;
use terms::ids::PageId;
use terms::trouble::Trouble;

use crate::author::client;
use crate::house::House;
use crate::put_instead::put_instead;

/// Takes the page back. Taking back what is not shared changes nothing.
pub fn take_back_page(house: &House, by: &Context, id: PageId) -> Result<(), Trouble<JournalRefusal>> {
    let me = client(by)?.subject;
    house.record().change(by, |change| {
        let own = change.permit::<_, Write>(folder::<Journal>(me))?;
        let shared = change.permit::<_, Write>(folder::<Workbook>(me))?;
        let step = match unshare_page(&*change.open(&own)?, id, by.now) {
            Ok(step) => step,
            Err(JournalRefusal::NotShared | JournalRefusal::Deleted) => return Ok(()),
            Err(refusal @ JournalRefusal::NoSuchPage) => return Err(Trouble::Refused(refusal)),
        };
        put_instead(change, &own, &step.erase_in_journal, step.journal)?;
        if let Some(gone) = step.workbook {
            put_instead(change, &shared, &step.erase_in_workbook, gone)?;
        }
        Ok(())
    })
}
