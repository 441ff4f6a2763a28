//! Shared pages: copies of journal pages that a client put into the workbook, for as long as they like.

use jiff::Timestamp;
use terms::ids::PageId;
use terms::text::Prose;

use crate::workbook::Workbook;

/// A page as the team can read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedPage {
    /// The page's id, the same as in the journal.
    pub id: PageId,
    /// The copy's own place in the workbook, so that its key can be erased.
    pub number: u64,
    /// When the page was written.
    pub written_at: Timestamp,
    /// When it was shared.
    pub at: Timestamp,
    /// What it says.
    pub text: Prose,
}

impl Workbook {
    /// The pages that are shared now, the latest shared last.
    pub fn shared_pages(&self) -> &[SharedPage] {
        &self.shared_pages
    }

    /// For the fold: a copy takes the place of an earlier one of the same page.
    pub(crate) fn keep_page(&mut self, page: SharedPage) {
        self.take_back(page.id);
        self.shared_pages.push(page);
    }

    /// For the fold: a page is not shared any more.
    pub(crate) fn take_back(&mut self, id: PageId) {
        self.shared_pages.retain(|page| page.id != id);
    }
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::made_up::{at, id, prose};
    use crate::workbook_entry::WorkbookEntry;

    #[test]
    fn behaviour_26_a_page_taken_back_is_not_in_the_workbook_any_more() {
        let (now, text) = (at("2026-07-03 21:00"), prose("The house with the windows."));
        let shared = |letter, number| WorkbookEntry::PageSharedWithTeam {
            id: id(letter),
            number,
            written_at: now,
            at: now,
            text: text.clone(),
        };
        let back = |letter| WorkbookEntry::PageTakenBack { id: id(letter), at: now };
        let mut workbook = Workbook::default();
        for (entry, expected) in [
            (shared('a', 1), vec![1]),
            (shared('b', 2), vec![1, 2]),
            (shared('a', 3), vec![2, 3]),
            (back('a'), vec![2]),
            (back('a'), vec![2]),
            (back('b'), vec![]),
        ] {
            workbook = workbook.with(entry);
            let numbers: Vec<_> = workbook.shared_pages().iter().map(|page| page.number).collect();
            assert_eq!(numbers, expected);
            assert_eq!(workbook.card().shared_pages as usize, expected.len());
        }
    }
}
