//! Files old papers beside the charts of those they belong to, some at a time; what stops in the middle leaves whole ones.

use care::chart::{Chart, ChartEntry};
use care::earlier_record::EarlierRecord;
use record::change::Change;
use record::list::{ListOf, list};
use record::permit::Permit;
use record::scope::{Add, Write, folder};
use schedule::move_in::{Batch, BatchKind, BatchRefusal, BatchState};
use schedule::paper_list::{BatchPaper, FiledPaper};
use terms::actor::Context;
use terms::ids::{BatchId, Id, StaffId, SubjectId};
use terms::text::Line;
use terms::trouble::{Denied, Fault, Trouble};

use crate::house::House;
use crate::own_draft::staff;
use crate::see_papers::papers;

/// How many papers one commit files: each may weigh many megabytes.
const IN_ONE_COMMIT: usize = 8;

/// How many are filed before the page says how far it is.
const AT_ONCE: usize = 40;

type Refused = Trouble<BatchRefusal>;

/// Begins, or goes on, and says how far it has come. `shown` is how many the person was told would be filed. No chart
/// is looked into.
pub fn move_in_papers(house: &House, by: &Context, id: BatchId, shown: u32) -> Result<Batch, Refused> {
    let mut batch = begin(house, by, id, shown)?;
    for _ in 0..AT_ONCE.div_ceil(IN_ONE_COMMIT) {
        if batch.state != BatchState::UnderWay {
            break;
        }
        batch = go_on(house, by, id)?;
    }
    Ok(batch)
}

fn begin(house: &House, by: &Context, id: BatchId, shown: u32) -> Result<Batch, Refused> {
    house.record().change(by, |change| {
        let batches = change.permit::<_, Write>(list::<Batch>())?;
        let batch: Batch = change.get(&batches, id.0)?.ok_or(Denied::NotTheirs)?;
        if batch.kind != BatchKind::Papers {
            return Err(Denied::NotTheirs.into());
        }
        let seen = papers(change, batch)?;
        let plan: Vec<u32> = seen.list.new.iter().map(|new| new.row).collect();
        let batch = match seen.batch.state {
            // What lay in the tray, or fits somebody who came since.
            BatchState::MovedIn => seen.batch.goes_on_with(plan, shown),
            BatchState::Looked | BatchState::UnderWay | BatchState::TakenBack => seen.batch.begun(|_| plan, shown),
        };
        let batch = batch.map_err(Trouble::Refused)?;
        change.put(&batches, &batch)?;
        Ok(batch)
    })
}

/// One commit: the next papers stand in charts and wait here no longer, and the batch says so.
fn go_on(house: &House, by: &Context, id: BatchId) -> Result<Batch, Refused> {
    let who = staff(by)?;
    house.record().change(by, |change| {
        let batches = change.permit::<_, Write>(list::<Batch>())?;
        let kept = change.permit::<_, Write>(list::<BatchPaper>())?;
        let batch: Batch = change.get(&batches, id.0)?.ok_or(Denied::NotTheirs)?;
        if batch.state != BatchState::UnderWay {
            return Ok(batch);
        }
        let seen = papers(change, batch)?;
        let rows = seen.batch.next(IN_ONE_COMMIT);
        let mut made = Vec::new();
        for new in seen.list.new.iter().filter(|new| rows.contains(&new.row)) {
            let Some(paper) = seen.papers.iter().find(|paper| paper.row == new.row) else { continue };
            made.push(file(change, &kept, (paper, new.subject, who))?);
        }
        let batch = seen.batch.gone_on(rows.len(), made);
        change.put(&batches, &batch)?;
        Ok(batch)
    })
}

fn file(
    change: &mut Change<'_>,
    kept: &Permit<ListOf<BatchPaper>, Write>,
    (waiting, subject, who): (&BatchPaper, SubjectId, StaffId),
) -> Result<Id, Refused> {
    let bytes = change.kept(kept, waiting.id, &waiting.hash)?;
    let chart = change.permit::<_, Add>(folder::<Chart>(subject))?;
    let (at, batch) = (chart.by().now, waiting.batch);
    let name = waiting.path.file_name().or_else(|| Line::parse("Paper").ok());
    let name = name.ok_or_else(|| Fault::new("file a paper", "its name is no line"))?;
    let paper = change.put_paper(&chart, &bytes)?;
    let filed = FiledPaper { subject, paper: paper.id, at };
    change.add(&chart, ChartEntry::EarlierRecordFiled(EarlierRecord { paper, name, at, by: who, batch }))?;
    change.erase_kept(kept, waiting.id);
    change.put::<_, _, _, BatchRefusal>(kept, &BatchPaper { filed: Some(filed), ..waiting.clone() })?;
    Ok(filed.paper)
}
