//! What only looks has no way to add.

use care::chart::Chart;
use care::chart_entry::ChartEntry;
use record::permit::Permit;
use record::scope::{FolderOf, Write};
use record::work::Work;

fn write(work: &mut Work<'_>, chart: &Permit<FolderOf<Chart>, Write>, entry: ChartEntry) {
    let _ = work.add(chart, entry); //~ E0599
}

fn main() {
    let _ = write;
}
