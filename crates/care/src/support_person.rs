//! The support person: whom the client names, alone, for the day and the hours after. Nobody is set beforehand, a partner least.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::text::{Line, Prose};

use crate::workbook::Workbook;
use crate::workbook_entry::WorkbookEntry;

/// Whom the client named, and what goes on their page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupportPerson {
    /// Their name.
    pub name: Line,
    /// How they are reached.
    pub reach: Option<Line>,
    /// How the client gets home, and with whom.
    pub ride: Option<Line>,
    /// What helps, beside the client's own kit.
    pub helps: Option<Prose>,
    /// What the prescriber told for the day, word for word: it is theirs, and nothing of it is ours.
    pub instructions: Option<Prose>,
}

/// A support person as named, or nobody any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedSupportPerson {
    /// When.
    pub at: Timestamp,
    /// Whom; `None` takes the name off.
    pub person: Option<SupportPerson>,
}

impl Workbook {
    /// The support person, if the client named one.
    pub fn support_person(&self) -> Option<&SupportPerson> {
        self.support_people.last().and_then(|named| named.person.as_ref())
    }
}

/// Names someone, or nobody. `None` when that is so already. Only the client does.
pub fn name_support_person(workbook: &Workbook, named: NamedSupportPerson) -> Option<WorkbookEntry> {
    (workbook.support_person() != named.person.as_ref()).then_some(WorkbookEntry::SupportPersonNamed(named))
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::made_up::{at, line};

    #[test]
    fn nobody_is_named_beforehand_and_a_name_is_taken_off_as_it_was_put_on() {
        let now = at("2026-06-22 10:00");
        let name = |workbook: Workbook, name: Option<&str>| {
            let none = (None, None, None, None);
            let person = name.map(|name| {
                let (reach, ride, helps, instructions) = none.clone();
                SupportPerson { name: line(name), reach, ride, helps, instructions }
            });
            match name_support_person(&workbook, NamedSupportPerson { at: now, person }) {
                Some(entry) => (true, workbook.with(entry)),
                None => (false, workbook),
            }
        };
        let nobody = Workbook::default();
        assert_eq!(nobody.support_person(), None);
        let (changed, nobody) = name(nobody, None);
        assert!(!changed);
        let (_, named) = name(nobody, Some("Ada, from next door"));
        assert_eq!(named.support_person().map(|person| person.name.as_str()), Some("Ada, from next door"));
        let (changed, named) = name(named, Some("Ada, from next door"));
        assert!(!changed);
        let (changed, off) = name(named, None);
        assert!(changed && off.support_person().is_none());
    }
}
