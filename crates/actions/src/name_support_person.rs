//! Names the support person, or nobody. Only the client does, for themselves.

use care::support_person::{NamedSupportPerson, SupportPerson, name_support_person as name};
use terms::actor::Context;
use terms::trouble::{Never, Trouble};

use crate::author::client;
use crate::house::House;
use crate::in_workbook::in_workbook;

/// Writes it into the client's own workbook. The same again changes nothing.
pub fn name_support_person(house: &House, by: &Context, person: Option<&SupportPerson>) -> Result<(), Trouble<Never>> {
    let me = client(by)?.subject;
    in_workbook(house, by, me, |workbook, (_, at)| {
        Ok(name(workbook, NamedSupportPerson { at, person: person.cloned() }))
    })
}
