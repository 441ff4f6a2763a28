//! Writes boundaries down as they were agreed. The chart's card says whether the client rests after a dosing day, when
//! nothing is widened; the chart itself stays closed.

use care::boundaries::{AgreedBoundaries, Boundaries, BoundariesRefusal, write_boundaries as write};
use care::signer::Signer;
use care::workbook::Workbook;
use record::scope::{Write, folder};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::Trouble;

use crate::author::author;
use crate::house::House;
use crate::resting::may_sign;

/// Writes the boundaries; those before stay readable. The same ones again change nothing.
pub fn write_boundaries(
    house: &House,
    by: &Context,
    subject: SubjectId,
    boundaries: &Boundaries,
) -> Result<(), Trouble<BoundariesRefusal>> {
    let author = author(by)?;
    house.record().change(by, |change| {
        let rest = may_sign(house, change, by, (subject, Signer::Own))?.err();
        let permit = change.permit::<_, Write>(folder::<Workbook>(subject))?;
        let workbook = change.open(&permit)?;
        if workbook.boundaries().is_some_and(|agreed| agreed.boundaries == *boundaries) {
            return Ok(());
        }
        let written = AgreedBoundaries { at: by.now, by: author, boundaries: boundaries.clone() };
        Ok(change.add(&permit, write(&workbook, written, rest).map_err(Trouble::Refused)?)?)
    })
}
