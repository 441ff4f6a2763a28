//! Who may drop something in may not look.

use care::chart::Chart;
use record::permit::Permit;
use record::scope::{Add, FolderOf};
use record::work::Work;

fn look(work: &mut Work<'_>, chart: &Permit<FolderOf<Chart>, Add>) {
    let _ = work.open(chart); //~ E0277
}

fn main() {
    let _ = look;
}
