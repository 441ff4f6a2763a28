//! Agrees on the days after a dosing day: when to be asked, by the ways that are allowed, and what silence means.

use care::after_care::{AfterCare, AfterCareRefusal, agree_after_care as agree};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::Trouble;

use crate::house::House;
use crate::in_workbook::in_workbook;

/// Writes down what was agreed. It can be changed on any day, and no time at all is an answer.
pub fn agree_after_care(
    house: &House,
    by: &Context,
    subject: SubjectId,
    care: &AfterCare,
) -> Result<(), Trouble<AfterCareRefusal>> {
    in_workbook(house, by, subject, |workbook, (by, at)| agree(workbook, care.clone(), by, at))
}
