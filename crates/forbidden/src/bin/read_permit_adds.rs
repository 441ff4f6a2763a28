//! Who may look may not add.

use care::chart::Chart;
use care::chart_entry::ChartEntry;
use record::change::Change;
use record::permit::Permit;
use record::scope::{FolderOf, Read};

fn write(change: &mut Change<'_>, chart: &Permit<FolderOf<Chart>, Read>, entry: ChartEntry) {
    let _ = change.add(chart, entry); //~ E0277
}

fn main() {
    let _ = write;
}
