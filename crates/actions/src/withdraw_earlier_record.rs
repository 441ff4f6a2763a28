//! Takes a paper out of a chart in which it was filed by mistake. Its bytes are erased; that it was there is not.

use care::chart::Chart;
use care::chart_entry::ChartEntry;
use care::earlier_record::{RecordWithdrawn, WithdrawRefusal, WithdrawnWhy};
use record::scope::{Write, folder};
use terms::actor::Context;
use terms::ids::{Id, SubjectId};
use terms::trouble::Trouble;

use crate::house::House;
use crate::own_draft::staff;

/// Erases it, or says that it is not there any more.
pub fn withdraw_earlier_record(
    house: &House,
    by: &Context,
    subject: SubjectId,
    paper: Id,
) -> Result<(), Trouble<WithdrawRefusal>> {
    let who = staff(by)?;
    house.record().change(by, |change| {
        let chart = change.permit::<_, Write>(folder::<Chart>(subject))?;
        let open = change.open(&chart)?;
        if open.earlier_records().iter().all(|record| record.paper.id != paper) {
            return Err(Trouble::Refused(WithdrawRefusal::NotHere));
        }
        change.erase_paper(&chart, paper);
        let gone = RecordWithdrawn { paper, at: by.now, by: who, why: WithdrawnWhy::WrongChart };
        Ok(change.add(&chart, ChartEntry::EarlierRecordWithdrawn(gone))?)
    })
}
