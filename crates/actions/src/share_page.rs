//! Shares a page of the journal: a copy stands in the workbook, and the journal says so, in one commit.

use care::journal::Journal;
use care::page_step::{JournalRefusal, share_page as share};
use care::workbook::Workbook;
use record::scope::{Write, folder};
use terms::actor::Context;
use terms::ids::PageId;
use terms::trouble::Trouble;

use crate::author::client;
use crate::house::House;
use crate::put_instead::put_instead;

/// Shares the page as it is now. Sharing what is shared already changes nothing.
pub fn share_page(house: &House, by: &Context, id: PageId) -> Result<(), Trouble<JournalRefusal>> {
    let me = client(by)?.subject;
    house.record().change(by, |change| {
        let own = change.permit::<_, Write>(folder::<Journal>(me))?;
        let shared = change.permit::<_, Write>(folder::<Workbook>(me))?;
        let (journal, workbook) = (change.open(&own)?, change.open(&shared)?);
        let written_at = journal.page(id).map(|page| page.at);
        let copy = workbook.shared_pages().iter().find(|copy| copy.id == id);
        if copy.is_some_and(|copy| Some(copy.written_at) == written_at) {
            return Ok(());
        }
        let step = share(&journal, id, workbook.head() + 1, by.now).map_err(Trouble::Refused)?;
        put_instead(change, &own, &step.erase_in_journal, step.journal)?;
        if let Some(copy) = step.workbook {
            put_instead(change, &shared, &step.erase_in_workbook, copy)?;
        }
        Ok(())
    })
}
