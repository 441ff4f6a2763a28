//! Writes down the path that client and clinician settled on.

use care::chart::{Chart, Path};
use care::chart_entry::ChartEntry;
use record::scope::{Write, folder};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::{Never, Trouble};

use crate::house::House;
use crate::own_draft::staff;

/// Changes the path. The one it is already on changes nothing.
pub fn change_path(house: &House, by: &Context, subject: SubjectId, path: Path) -> Result<(), Trouble<Never>> {
    let author = staff(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Chart>(subject))?;
        if change.open(&permit)?.path() != path {
            change.add(&permit, ChartEntry::PathChanged { at: by.now, by: author, path })?;
        }
        Ok(())
    })
}
