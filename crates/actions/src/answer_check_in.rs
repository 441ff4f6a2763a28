//! Writes one answer of a check-in down. An answer that worries raises its alert in the same commit.

use care::alert::worries;
use care::check_in::{CheckIn, CheckInRefusal, NewAnswer, answer_item};
use care::measure::Measure;
use care::phq9::THOUGHTS_OF_DEATH;
use care::workbook::Workbook;
use record::scope::{Write, folder};
use schedule::alert::AtDesk;
use terms::actor::Context;
use terms::folder::Folder;
use terms::ids::{AlertId, SubjectId};
use terms::trouble::Trouble;

use crate::author::author;
use crate::house::House;
use crate::raise_from::raise_from;

/// What an answer asks of the next page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Nothing in particular.
    Plain,
    /// That it shows help first.
    Worrying,
}

/// Writes the answer. The one that stands already is not written again.
///
/// The alert is raised once for a check-in, by the first answer that worries, and stays when the answer is changed.
pub fn answer_check_in(
    house: &House,
    by: &Context,
    subject: SubjectId,
    new: NewAnswer,
) -> Result<Heard, Trouble<CheckInRefusal>> {
    let author = author(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Workbook>(subject))?;
        let workbook = change.open(&permit)?;
        let entry = answer_item(&workbook, new, author, by.now).map_err(Trouble::Refused)?;
        let before = workbook.check_in(new.id);
        let heard = before.map_or(Heard::Plain, |check_in| heard(check_in, new));
        if before.is_some_and(|check_in| stands(check_in, new)) {
            return Ok(heard);
        }
        let after = Workbook::clone(&workbook).with(entry.clone());
        let worried = before.and_then(worries).is_some();
        change.add(&permit, entry)?;
        if !worried && after.check_in(new.id).and_then(worries).is_some() {
            raise_from(house, change, (AlertId(new.id.0), subject, AtDesk::CallsGoFirst), author)?;
        }
        Ok(heard)
    })
}

/// Any answer above "not at all" to item 9, whatever the others are (Simon and colleagues 2013, as in `care::alert`).
fn heard(check_in: &CheckIn, new: NewAnswer) -> Heard {
    let is_asked = check_in.measure == Measure::Phq9 && new.item == THOUGHTS_OF_DEATH;
    if is_asked && new.answer >= 1 { Heard::Worrying } else { Heard::Plain }
}

fn stands(check_in: &CheckIn, new: NewAnswer) -> bool {
    let answer = check_in.answers().get(&new.item).map(|answer| answer.number());
    check_in.is_waiting() && answer == Some(new.answer)
}
