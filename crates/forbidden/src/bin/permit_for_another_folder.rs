//! A permit for one folder opens no other.

use care::chart::Chart;
use care::workbook::Workbook;
use record::open_folder::Opened;
use record::permit::Permit;
use record::scope::{FolderOf, Read};
use record::work::Work;
use terms::trouble::Fault;

fn look(work: &mut Work<'_>, chart: &Permit<FolderOf<Chart>, Read>) -> Result<Opened<Workbook>, Fault> {
    work.open(chart) //~ E0308
}

fn main() {
    let _ = look;
}
