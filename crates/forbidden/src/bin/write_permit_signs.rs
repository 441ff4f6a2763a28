//! Who may write may not sign: that wants a fresh sign-in.

use actions::sign_note::add_signed;
use care::chart::Chart;
use care::chart_entry::ChartEntry;
use record::change::Change;
use record::permit::Permit;
use record::scope::{FolderOf, Write};

fn sign(change: &mut Change<'_>, chart: &Permit<FolderOf<Chart>, Write>, entry: ChartEntry) {
    let _ = add_signed(change, chart, entry); //~ E0308
}

fn main() {
    let _ = sign;
}
