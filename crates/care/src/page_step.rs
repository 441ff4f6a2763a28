//! What a client does with a page: write, share, take back, delete. What is gone is erased, not hidden.

use jiff::Timestamp;
use terms::ids::PageId;
use terms::text::Prose;

use crate::journal::{Journal, JournalEntry, Page, Prompt};
use crate::workbook_entry::WorkbookEntry;

/// A page to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPage {
    /// Its id; that of a page that is there writes it anew.
    pub id: PageId,
    /// The place that the entry will have in the folder.
    pub number: u64,
    /// What it is written to.
    pub prompt: Option<Prompt>,
    /// What it says.
    pub text: Prose,
}

/// What becomes of a page: the entries to add, and those whose keys are erased with them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageStep {
    /// What the journal says from now on.
    pub journal: JournalEntry,
    /// What the workbook says from now on.
    pub workbook: Option<WorkbookEntry>,
    /// Entries of the journal to erase.
    pub erase_in_journal: Vec<u64>,
    /// Entries of the workbook to erase.
    pub erase_in_workbook: Vec<u64>,
}

/// Why nothing becomes of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JournalRefusal {
    /// There is no such page.
    NoSuchPage,
    /// It was deleted, perhaps on another device.
    Deleted,
    /// It is not shared.
    NotShared,
}

/// Writes a page. What it said before is erased; a copy that is shared stays as it was shared.
pub fn write_page(journal: &Journal, new: NewPage, at: Timestamp) -> Result<PageStep, JournalRefusal> {
    let NewPage { id, number, prompt, text } = new;
    if journal.was_deleted(id) {
        return Err(JournalRefusal::Deleted);
    }
    let begun_at = journal.page(id).map_or(at, |page| page.begun_at);
    Ok(PageStep {
        journal: JournalEntry::PageWritten { id, number, begun_at, at, prompt, text },
        workbook: None,
        erase_in_journal: journal.numbers_of(id),
        erase_in_workbook: Vec::new(),
    })
}

/// Shares a page as it is now; `number` is the place that the copy will have in the workbook. A copy that was shared
/// before gives way to it.
pub fn share_page(journal: &Journal, id: PageId, number: u64, at: Timestamp) -> Result<PageStep, JournalRefusal> {
    let page = present(journal, id)?;
    let (written_at, text) = (page.at, page.text.clone());
    Ok(PageStep {
        journal: JournalEntry::PageShared { id, number, at },
        workbook: Some(WorkbookEntry::PageSharedWithTeam { id, number, written_at, at, text }),
        erase_in_journal: Vec::new(),
        erase_in_workbook: journal.copies_of(id),
    })
}

/// Takes a shared page back: the copy goes, in truth.
pub fn unshare_page(journal: &Journal, id: PageId, at: Timestamp) -> Result<PageStep, JournalRefusal> {
    present(journal, id)?;
    if !journal.is_shared(id) {
        return Err(JournalRefusal::NotShared);
    }
    Ok(PageStep {
        journal: JournalEntry::PageUnshared { id, at },
        workbook: Some(WorkbookEntry::PageTakenBack { id, at }),
        erase_in_journal: Vec::new(),
        erase_in_workbook: journal.copies_of(id),
    })
}

/// Deletes a page with all it ever said, and the copy that is shared.
pub fn delete_page(journal: &Journal, id: PageId, at: Timestamp) -> Result<PageStep, JournalRefusal> {
    present(journal, id)?;
    Ok(PageStep {
        journal: JournalEntry::PageDeleted { id, at },
        workbook: journal.is_shared(id).then_some(WorkbookEntry::PageTakenBack { id, at }),
        erase_in_journal: journal.numbers_of(id),
        erase_in_workbook: journal.copies_of(id),
    })
}

fn present(journal: &Journal, id: PageId) -> Result<&Page, JournalRefusal> {
    let absent = if journal.was_deleted(id) { JournalRefusal::Deleted } else { JournalRefusal::NoSuchPage };
    journal.page(id).ok_or(absent)
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::made_up::{at, id, prose};

    fn now() -> Timestamp {
        at("2026-07-03 21:00")
    }

    fn written(letter: char, number: u64, text: &str) -> JournalEntry {
        let begun_at = now();
        JournalEntry::PageWritten { id: id(letter), number, begun_at, at: now(), prompt: None, text: prose(text) }
    }

    fn shared(letter: char, number: u64) -> JournalEntry {
        JournalEntry::PageShared { id: id(letter), number, at: now() }
    }

    fn unshared(letter: char) -> JournalEntry {
        JournalEntry::PageUnshared { id: id(letter), at: now() }
    }

    fn deleted(letter: char) -> JournalEntry {
        JournalEntry::PageDeleted { id: id(letter), at: now() }
    }

    fn journal(entries: &[JournalEntry]) -> Journal {
        entries.iter().cloned().fold(Journal::default(), Journal::with)
    }

    #[test]
    fn behaviour_26_nothing_is_done_with_a_deleted_page() {
        let journal = journal(&[written('a', 1, "One."), deleted('a')]);
        for step in [
            write_page(&journal, NewPage { id: id('a'), number: 9, prompt: None, text: prose("More.") }, now()),
            share_page(&journal, id('a'), 9, now()),
            unshare_page(&journal, id('a'), now()),
            delete_page(&journal, id('a'), now()),
        ] {
            assert_eq!(step, Err(JournalRefusal::Deleted));
        }
    }

    #[test]
    fn behaviour_26_what_is_erased_is_all_that_says_what_is_gone() {
        let once = [written('a', 1, "One."), written('b', 2, "Other.")];
        let twice = [&once[..], &[written('a', 3, "Two.")]].concat();
        let open = [&twice[..], &[shared('a', 7), unshared('a'), shared('a', 8)]].concat();
        let new = |letter| NewPage { id: id(letter), number: 9, prompt: Some(Prompt::JustWrite), text: prose("New.") };
        let nothing = Err(JournalRefusal::NoSuchPage);
        for (step, expected) in [
            (write_page(&journal(&[]), new('a'), now()), Ok((vec![], vec![], false))),
            (write_page(&journal(&twice), new('a'), now()), Ok((vec![1, 3], vec![], false))),
            (write_page(&journal(&open), new('a'), now()), Ok((vec![1, 3], vec![], false))),
            (share_page(&journal(&twice), id('a'), 7, now()), Ok((vec![], vec![], true))),
            (share_page(&journal(&open), id('a'), 9, now()), Ok((vec![], vec![8], true))),
            (share_page(&journal(&once), id('x'), 7, now()), nothing.clone()),
            (unshare_page(&journal(&open), id('a'), now()), Ok((vec![], vec![8], true))),
            (unshare_page(&journal(&once), id('a'), now()), Err(JournalRefusal::NotShared)),
            (unshare_page(&journal(&once), id('x'), now()), nothing.clone()),
            (delete_page(&journal(&open), id('a'), now()), Ok((vec![1, 3], vec![8], true))),
            (delete_page(&journal(&once), id('b'), now()), Ok((vec![2], vec![], false))),
            (delete_page(&journal(&once), id('x'), now()), nothing),
        ] {
            let read = step.map(|step| (step.erase_in_journal, step.erase_in_workbook, step.workbook.is_some()));
            assert_eq!(read, expected);
        }
        assert_eq!(journal(&twice).older_numbers(id('a')), [1]);
    }

    #[test]
    fn a_page_written_anew_keeps_its_day() {
        let (first, later) = (at("2026-07-01 09:00"), at("2026-07-05 09:00"));
        let write = |journal: Journal, letter, at| {
            let new = NewPage { id: id(letter), number: 1, prompt: Some(Prompt::Steady), text: prose("A walk.") };
            let step = write_page(&journal, new, at).unwrap();
            journal.with(step.journal)
        };
        let pages = write(write(write(Journal::default(), 'a', first), 'b', now()), 'a', later);
        let read: Vec<_> = pages.pages().into_iter().map(|page| (page.begun_at, page.at)).collect();
        assert_eq!(read, [(now(), now()), (first, later)]);
        assert_eq!(pages.sharings(id('a')), []);
    }
}
