//! Answers that travel from one page of the public form to the next, sealed in the form itself for an hour.

use schedule::answers::Answers;
use terms::actor::Context;
use terms::trouble::Fault;

use crate::house::House;

/// Seals the answers for the next page.
pub fn seal_answers(house: &House, by: &Context, answers: &Answers) -> Result<String, Fault> {
    house.record().seal_form(answers, by.now)
}

/// Opens them again; `None` when they were changed, or are over an hour old.
pub fn open_answers(house: &House, by: &Context, sealed: &str) -> Option<Answers> {
    house.record().open_form(sealed, by.now)
}

/// A one-time number for a form, so that sending it twice is done once.
pub fn one_time_number(house: &House) -> String {
    house.record().random().token()
}

/// A new id, for a thing that a screen puts together.
pub fn new_id(house: &House) -> terms::ids::Id {
    house.record().new_id()
}
