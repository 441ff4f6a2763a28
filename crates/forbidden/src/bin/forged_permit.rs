//! A permit is made by the record alone.

use care::chart::Chart;
use record::permit::Permit;
use record::scope::{FolderOf, Read, folder};
use terms::actor::Context;
use terms::ids::SubjectId;

fn forge(by: Context, subject: SubjectId) -> Permit<FolderOf<Chart>, Read> {
    Permit::granted(folder(subject), by) //~ E0624
}

fn main() {
    let _ = forge;
}
