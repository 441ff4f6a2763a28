//! Writes boundaries down as they were agreed. The chart's card says whether it is a dosing day, when touch is never
//! widened; the chart itself stays closed.

use care::boundaries::{AgreedBoundaries, Boundaries, BoundariesRefusal, Day, write_boundaries as write};
use care::chart::Chart;
use care::workbook::Workbook;
use record::own::card;
use record::scope::{Read, Write, folder};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::Trouble;

use crate::author::author;
use crate::house::House;

/// Writes the boundaries; those before stay readable. The same ones again change nothing.
pub fn write_boundaries(
    house: &House,
    by: &Context,
    subject: SubjectId,
    boundaries: &Boundaries,
) -> Result<(), Trouble<BoundariesRefusal>> {
    let author = author(by)?;
    house.record().change(by, |change| {
        let chart = change.permit::<_, Read>(card::<Chart>(subject))?;
        let permit = change.permit::<_, Write>(folder::<Workbook>(subject))?;
        let is_dosing_day = change.card(&chart)?.is_dosing_day(house.today(by.now));
        let day = if is_dosing_day { Day::Dosing } else { Day::Ordinary };
        let workbook = change.open(&permit)?;
        if workbook.boundaries().is_some_and(|agreed| agreed.boundaries == *boundaries) {
            return Ok(());
        }
        let written = AgreedBoundaries { at: by.now, by: author, boundaries: boundaries.clone() };
        Ok(change.add(&permit, write(&workbook, written, day).map_err(Trouble::Refused)?)?)
    })
}
