//! Shows the other of a couple what one carries forward, and takes it back: a copy in the couple's workbook.

use care::shown_change::{ShowingStep, ShownChange, hide_change as hide};
use care::workbook::Workbook;
use care::workbook_entry::WorkbookEntry;
use record::own::PersonOf;
use record::scope::{Read, Write, folder};
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::{ChangeId, SubjectId};
use terms::trouble::{Denied, Never, Trouble};

use crate::author::client;
use crate::house::House;
use crate::put_instead::put_instead;

/// Why nothing is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShowRefusal {
    /// There is no such change among one's own.
    NoSuchChange,
    /// The joint work ended; its pages stay as they are.
    JointWorkEnded,
}

/// Shows the change as it is now. Showing what is shown so already changes nothing.
pub fn show_change(house: &House, by: &Context, (unit, id): (SubjectId, ChangeId)) -> Result<(), Trouble<ShowRefusal>> {
    let me = client(by)?.subject;
    house.record().change(by, |change| {
        let own = change.permit::<_, Read>(folder::<Workbook>(me))?;
        let person = change.permit::<_, Read>(PersonOf(unit))?;
        let shared = change.permit::<_, Write>(folder::<Workbook>(unit))?;
        let couple: Client = change.get(&person, unit.0)?.ok_or(Denied::NotTheirs)?;
        if couple.members.is_empty() {
            return Err(Trouble::Denied(Denied::NotTheirs));
        }
        if couple.parted.is_some() {
            return Err(Trouble::Refused(ShowRefusal::JointWorkEnded));
        }
        let (own, couples) = (change.open(&own)?, change.open(&shared)?);
        let known = own.changes().iter().find(|known| known.id == id);
        let known = known.ok_or(Trouble::Refused(ShowRefusal::NoSuchChange))?;
        let copy = ShownChange::copy(known, (me, couples.head() + 1), by.now);
        let before = couples.shown_changes().iter().find(|shown| shown.id == id);
        if before.is_some_and(|shown| (&shown.text, &shown.cue) == (&copy.text, &copy.cue)) {
            return Ok(());
        }
        let erased: Vec<u64> = before.map(|shown| shown.number).into_iter().collect();
        Ok(put_instead(change, &shared, &erased, WorkbookEntry::ChangeShown(ShowingStep::Shown(copy)))?)
    })
}

/// Takes the copy back: its key is erased, and nobody reads it again. Taking back what is not shown changes nothing.
pub fn hide_change(house: &House, by: &Context, (unit, id): (SubjectId, ChangeId)) -> Result<(), Trouble<Never>> {
    let me = client(by)?.subject;
    house.record().change(by, |change| {
        let shared = change.permit::<_, Write>(folder::<Workbook>(unit))?;
        let couples = change.open(&shared)?;
        match hide(&couples, id, me, by.now) {
            Some((entry, number)) => Ok(put_instead(change, &shared, &[number], entry)?),
            None => Ok(()),
        }
    })
}
