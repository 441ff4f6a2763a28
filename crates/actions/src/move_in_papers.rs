//! Files old papers beside the charts of those they belong to, some at a time; what stops in the middle leaves whole ones.

use care::chart::Chart;
use care::chart_entry::ChartEntry;
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
use terms::trouble::{Fault, Trouble};

use crate::house::House;
use crate::in_parts::{Parts, in_parts};
use crate::own_draft::staff;
use crate::see_papers::papers;

/// Each may weigh many megabytes.
const PAPERS: Parts = Parts { in_one_commit: 8, at_once: 40 };

type Refused = Trouble<BatchRefusal>;

/// Begins, or goes on, and says how far it has come. `shown` is how many the person was told would be filed. No chart
/// is looked into.
pub fn move_in_papers(house: &House, by: &Context, id: BatchId, shown: u32) -> Result<Batch, Refused> {
    let begin = |change: &mut Change<'_>, batch: Batch| {
        let seen = papers(change, batch)?;
        let plan: Vec<u32> = seen.list.new.iter().map(|new| new.row).collect();
        let batch = match seen.batch.state {
            // What lay in the tray, or fits somebody who came since.
            BatchState::MovedIn => seen.batch.goes_on_with(plan, shown),
            BatchState::Looked | BatchState::UnderWay | BatchState::TakenBack => seen.batch.begun(|_| plan, shown),
        };
        batch.map_err(Trouble::Refused)
    };
    in_parts(house, by, (id, BatchKind::Papers, &PAPERS), begin, |change, batch| part(change, batch, staff(by)?))
}

/// The next papers stand in charts and wait here no longer.
fn part(change: &mut Change<'_>, batch: Batch, who: StaffId) -> Result<Batch, Refused> {
    let kept = change.permit::<_, Write>(list::<BatchPaper>())?;
    let seen = papers(change, batch)?;
    let rows = seen.batch.next(PAPERS.in_one_commit);
    let mut made = Vec::new();
    for new in seen.list.new.iter().filter(|new| rows.contains(&new.row)) {
        let Some(paper) = seen.papers.iter().find(|paper| paper.row == new.row) else { continue };
        made.push(file(change, &kept, (paper, new.subject, who))?);
    }
    Ok(seen.batch.gone_on(rows.len(), made))
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
