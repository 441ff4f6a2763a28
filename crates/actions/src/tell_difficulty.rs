//! Writes down what is hard for longer than a moment, that it was looked at together, and that it is over.

use care::difficulty::{
    DifficultyRefusal, NewDifficulty, end_difficulty as end, look_at_difficulty as look, tell_difficulty as tell,
};
use terms::actor::Context;
use terms::ids::{DifficultyId, SubjectId};
use terms::text::Line;
use terms::trouble::Trouble;

use crate::house::House;
use crate::in_workbook::in_workbook;

/// Tells it, or how it is now under the same id.
pub fn tell_difficulty(
    house: &House,
    by: &Context,
    subject: SubjectId,
    told: &NewDifficulty,
) -> Result<(), Trouble<DifficultyRefusal>> {
    let today = house.today(by.now);
    in_workbook(house, by, subject, |workbook, by| tell(workbook, told.clone(), by, today))
}

/// Writes down what was seen when client and therapist looked at it.
pub fn look_at_difficulty(
    house: &House,
    by: &Context,
    subject: SubjectId,
    (id, seen): (DifficultyId, &Line),
) -> Result<(), Trouble<DifficultyRefusal>> {
    in_workbook(house, by, subject, |workbook, by| look(workbook, (id, seen.clone()), by))
}

/// Lets it be over.
pub fn end_difficulty(
    house: &House,
    by: &Context,
    subject: SubjectId,
    id: DifficultyId,
) -> Result<(), Trouble<DifficultyRefusal>> {
    in_workbook(house, by, subject, |workbook, by| end(workbook, id, by).map(Some))
}
