//! Deletes a page of the journal: all it ever said, what is being written on it, and the copy that is shared.

use care::journal::Journal;
use care::page_step::{JournalRefusal, delete_page as delete};
use care::workbook::Workbook;
use record::scope::{Write, folder};
use terms::actor::Context;
use terms::ids::PageId;
use terms::trouble::Trouble;

use crate::author::client;
use crate::house::House;
use crate::put_instead::put_instead;
use crate::save_page_draft::PageDraft;

/// Deletes it. Deleting it again changes nothing; of a page that was never written, the draft goes.
pub fn delete_page(house: &House, by: &Context, id: PageId) -> Result<(), Trouble<JournalRefusal>> {
    let me = client(by)?.subject;
    house.record().change(by, |change| {
        let own = change.permit::<_, Write>(folder::<Journal>(me))?;
        let shared = change.permit::<_, Write>(folder::<Workbook>(me))?;
        let has_draft = change.own_draft::<PageDraft>(id.0)?.is_some();
        match delete(&*change.open(&own)?, id, by.now) {
            Ok(step) => {
                put_instead(change, &own, &step.erase_in_journal, step.journal)?;
                if let Some(gone) = step.workbook {
                    put_instead(change, &shared, &step.erase_in_workbook, gone)?;
                }
            }
            Err(JournalRefusal::NoSuchPage) if has_draft => {}
            Err(JournalRefusal::Deleted) => {}
            Err(refusal @ (JournalRefusal::NoSuchPage | JournalRefusal::NotShared)) => {
                return Err(Trouble::Refused(refusal));
            }
        }
        if has_draft {
            change.drop_draft(&own, id.0);
        }
        Ok(())
    })
}
