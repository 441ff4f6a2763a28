//! Opens one paper of another system from a chart, and writes down that it was opened.

use care::chart::Chart;
use care::earlier_record::EarlierRecord;
use record::papers::papers;
use record::scope::{Read, folder};
use terms::actor::Context;
use terms::ids::{Id, SubjectId};
use terms::trouble::{Denied, Never, Trouble};

use crate::house::House;

/// The paper and its bytes.
pub fn read_earlier_record(
    house: &House,
    by: &Context,
    subject: SubjectId,
    paper: Id,
) -> Result<(EarlierRecord, Vec<u8>), Trouble<Never>> {
    house.record().read(by, |work| {
        let chart = work.permit::<_, Read>(folder::<Chart>(subject))?;
        let chart = work.open(&chart)?;
        let found = chart.earlier_records().iter().find(|record| record.paper.id == paper);
        let record = found.ok_or(Denied::NotTheirs)?.clone();
        let papers = work.permit::<_, Read>(papers::<Chart>(subject))?;
        let bytes = work.paper(&papers, &record.paper)?;
        Ok((record, bytes))
    })
}
