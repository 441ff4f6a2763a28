//! Takes the papers of a batch back as one, as long as nobody has opened any of them.

use care::chart::Chart;
use care::chart_entry::ChartEntry;
use care::earlier_record::{RecordWithdrawn, WithdrawnWhy};
use record::accesses::AccessesOf;
use record::change::Change;
use record::list::list;
use record::scope::{Add, Read, Write, folder};
use schedule::move_in::{Batch, BatchKind, BatchRefusal};
use schedule::paper_list::{BatchPaper, FiledPaper};
use terms::actor::Context;
use terms::ids::BatchId;
use terms::trouble::Trouble;

use crate::batch_of::batch_of;
use crate::bring_papers::erase_papers;
use crate::house::House;
use crate::own_draft::staff;
use crate::see_papers::papers_of;

type Refused = Trouble<BatchRefusal>;

/// Erases the papers, filed or waiting. Each chart keeps the two entries that say so, since no entry is ever deleted.
pub(crate) fn take_back_papers(house: &House, by: &Context, id: BatchId) -> Result<(), Refused> {
    let who = staff(by)?;
    house.record().change(by, |change| {
        let batches = change.permit::<_, Write>(list::<Batch>())?;
        let papers = change.permit::<_, Write>(list::<BatchPaper>())?;
        let batch = batch_of(change, &batches, (id, BatchKind::Papers))?;
        let filed: Vec<FiledPaper> =
            papers_of(change, &papers, id)?.into_iter().filter_map(|paper| paper.filed).collect();
        let mut used = 0;
        for paper in &filed {
            used += usize::from(was_opened(change, *paper)?);
        }
        let batch = batch.taken_back(used, who, by.now).map_err(Trouble::Refused)?;
        for FiledPaper { subject, paper, .. } in filed {
            let chart = change.permit::<_, Add>(folder::<Chart>(subject))?;
            change.erase_paper(&chart, paper);
            let gone = RecordWithdrawn { paper, at: by.now, by: who, why: WithdrawnWhy::TakenBack };
            change.add(&chart, ChartEntry::EarlierRecordWithdrawn(gone))?;
        }
        erase_papers(change, &papers, id)?;
        change.put(&batches, &batch)
    })
}

/// Whether somebody opened a paper of the same chart since it was filed: this one, as far as anybody can know.
fn was_opened(change: &mut Change<'_>, filed: FiledPaper) -> Result<bool, Refused> {
    let audit = change.permit::<_, Read>(AccessesOf(filed.subject))?;
    let last = change.papers_last_opened(&audit)?;
    Ok(last.is_some_and(|last| last.as_second() >= filed.at.as_second()))
}
