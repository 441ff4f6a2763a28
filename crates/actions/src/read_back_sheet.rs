//! The recovery sheet: shown until it was read back once, and never again.

use jiff::Timestamp;
use record::list::list;
use record::lists::house::Milestone;
use record::rows::Find;
use record::scope::Write;
use terms::actor::{Actor, Context};
use terms::text::Line;
use terms::trouble::{Denied, Fault, Never, Trouble};

use crate::house::House;

/// What the milestone is called.
const READ_BACK: &str = "recovery sheet read back";

/// How it stands with the sheet.
pub enum Sheet {
    /// It waits to be printed and read back.
    ToPrint(String),
    /// It was read back then.
    ReadBack(Timestamp),
}

/// Why a sheet was not read back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetRefusal {
    /// It differs from the key in this group, counted from one.
    Differs(usize),
}

/// The sheet, for the owner, until it was read back.
pub fn see_sheet(house: &House, by: &Context) -> Result<Sheet, Trouble<Never>> {
    let read_back = house.record().read(by, |work| {
        let passed = work.permit::<_, Write>(list::<Milestone>())?;
        let all: Vec<Milestone> = work.find(&passed, Find::All)?;
        Ok(read_back_at(&all))
    })?;
    Ok(match read_back {
        Some(at) => Sheet::ReadBack(at),
        None => Sheet::ToPrint(house.record().recovery_sheet()),
    })
}

/// When it was read back, among what the practice has passed.
pub(crate) fn read_back_at(passed: &[Milestone]) -> Option<Timestamp> {
    passed.iter().find(|milestone| milestone.what.as_str() == READ_BACK).map(|milestone| milestone.at)
}

/// Compares what was typed from the paper with the key.
pub fn read_back_sheet(house: &House, by: &Context, typed: &str) -> Result<(), Trouble<SheetRefusal>> {
    let Actor::Staff(person) = by.actor else { return Err(Denied::NotTheirs.into()) };
    if let Some(group) = house.record().differs_from_sheet(typed) {
        return Err(Trouble::Refused(SheetRefusal::Differs(group)));
    }
    let what = Line::parse(READ_BACK).map_err(|_| Fault::new("note a milestone", "its name is no line"))?;
    house.record().change(by, |change| {
        let passed = change.permit::<_, Write>(list::<Milestone>())?;
        let id = house.record().new_id();
        change.put(&passed, &Milestone { id, what: what.clone(), at: by.now, by: person.staff })
    })
}
