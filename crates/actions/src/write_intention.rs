//! Writes an intention down for the client, in their words.

use care::workbook::{Workbook, write_intention as write};
use record::scope::{Write, folder};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::text::Prose;
use terms::trouble::{Never, Trouble};

use crate::author::author;
use crate::house::House;

/// Writes the intention; the one before stays readable. The same words again change nothing.
pub fn write_intention(house: &House, by: &Context, subject: SubjectId, text: &Prose) -> Result<(), Trouble<Never>> {
    let author = author(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Workbook>(subject))?;
        if change.open(&permit)?.intention().is_none_or(|intention| intention.text != *text) {
            change.add(&permit, write(text.clone(), author, by.now))?;
        }
        Ok(())
    })
}
