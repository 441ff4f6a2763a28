//! The journal: pages that are the client's alone, until they share one, and again when they take it back.

use std::cmp::Reverse;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::folder::{Due, Folder, FolderKind};
use terms::ids::PageId;
use terms::text::Prose;
use terms::words;

/// A fact in a journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum JournalEntry {
    /// A page was written, or written anew.
    PageWritten {
        /// Which page.
        id: PageId,
        /// This entry's own place in the folder, so that its key can be erased.
        number: u64,
        /// When the page was begun; the entries before this one may be gone.
        begun_at: Timestamp,
        /// When it was written so.
        at: Timestamp,
        /// What it was written to.
        prompt: Option<Prompt>,
        /// What it says.
        text: Prose,
    },
    /// A page was shared: a copy stands in the workbook.
    PageShared {
        /// Which page.
        id: PageId,
        /// The copy's place in the workbook.
        number: u64,
        /// When.
        at: Timestamp,
    },
    /// A page is not shared any more.
    PageUnshared {
        /// Which page.
        id: PageId,
        /// When.
        at: Timestamp,
    },
    /// A page was deleted. What it said is gone with the keys of its entries.
    PageDeleted {
        /// Which page.
        id: PageId,
        /// When.
        at: Timestamp,
    },
}

words! {
    /// What a page may be written to: the five things integration looks at, or nothing in particular.
    Prompt {
        Meaning = "meaning", "What a feeling, an image or a symbol may mean to me";
        Memory = "memory", "A memory or an insight that came up";
        Steady = "steady", "What helps me feel steady";
        IntoLife = "into-life", "Something to bring into my days, or to someone close";
        SmallChange = "small-change", "A gentle change I could keep up";
        Letter = "letter", "A letter to myself, to open later";
        JustWrite = "just-write", "Just write";
    }
}

/// A page as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its id.
    pub id: PageId,
    /// When it was begun.
    pub begun_at: Timestamp,
    /// When it was last written.
    pub at: Timestamp,
    /// What it was written to.
    pub prompt: Option<Prompt>,
    /// What it says.
    pub text: Prose,
    /// The entries that say it, oldest first; all but the last say what it said before.
    numbers: Vec<u64>,
}

/// A time during which a page was shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sharing {
    /// The copy's place in the workbook.
    pub number: u64,
    /// Since when.
    pub at: Timestamp,
    /// Until when; `None` while it is shared.
    pub until: Option<Timestamp>,
}

/// What one client writes for themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journal {
    pages: Vec<Page>,
    sharings: Vec<(PageId, Sharing)>,
    deleted: Vec<PageId>,
}

/// What list screens show of a journal: nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalCard;

impl Journal {
    /// The pages, the last begun first.
    pub fn pages(&self) -> Vec<&Page> {
        let mut pages: Vec<&Page> = self.pages.iter().rev().collect();
        pages.sort_by_key(|page| Reverse(page.begun_at));
        pages
    }

    /// One page.
    pub fn page(&self, id: PageId) -> Option<&Page> {
        self.pages.iter().find(|page| page.id == id)
    }

    /// Whether there was such a page, and it was deleted.
    pub fn was_deleted(&self, id: PageId) -> bool {
        self.deleted.contains(&id)
    }

    /// Every entry that says, or said, what a page says.
    pub fn numbers_of(&self, id: PageId) -> Vec<u64> {
        self.page(id).map(|page| page.numbers.clone()).unwrap_or_default()
    }

    /// The entries that say only what a page said before.
    pub fn older_numbers(&self, id: PageId) -> Vec<u64> {
        let mut numbers = self.numbers_of(id);
        numbers.pop();
        numbers
    }

    /// Whether a page is shared.
    pub fn is_shared(&self, id: PageId) -> bool {
        !self.copies_of(id).is_empty()
    }

    /// When a page was shared, oldest first; also one that was deleted.
    pub fn sharings(&self, id: PageId) -> Vec<Sharing> {
        self.sharings.iter().filter(|(page, _)| *page == id).map(|(_, sharing)| *sharing).collect()
    }

    /// The places in the workbook where a page can be read now.
    pub fn copies_of(&self, id: PageId) -> Vec<u64> {
        self.sharings(id).iter().filter(|sharing| sharing.until.is_none()).map(|sharing| sharing.number).collect()
    }

    fn end_sharing(&mut self, id: PageId, at: Timestamp) {
        let open = self.sharings.iter_mut().filter(|(page, sharing)| *page == id && sharing.until.is_none());
        open.for_each(|(_, sharing)| sharing.until = Some(at));
    }

    /// Nothing brings a deleted page back.
    fn keep(&mut self, written: Page) {
        if self.was_deleted(written.id) {
            return;
        }
        match self.pages.iter_mut().find(|page| page.id == written.id) {
            Some(page) => {
                let mut numbers = std::mem::take(&mut page.numbers);
                numbers.extend(&written.numbers);
                *page = Page { numbers, ..written };
            }
            None => self.pages.push(written),
        }
    }

    fn delete(&mut self, id: PageId, at: Timestamp) {
        self.end_sharing(id, at);
        self.pages.retain(|page| page.id != id);
        if !self.was_deleted(id) {
            self.deleted.push(id);
        }
    }
}

impl Folder for Journal {
    type Entry = JournalEntry;
    type Card = JournalCard;
    const KIND: FolderKind = FolderKind::Journal;

    fn with(mut self, entry: JournalEntry) -> Self {
        match entry {
            JournalEntry::PageWritten { id, number, begun_at, at, prompt, text } => {
                self.keep(Page { id, begun_at, at, prompt, text, numbers: vec![number] });
            }
            JournalEntry::PageShared { id, number, at } => {
                self.end_sharing(id, at);
                self.sharings.push((id, Sharing { number, at, until: None }));
            }
            JournalEntry::PageUnshared { id, at } => self.end_sharing(id, at),
            JournalEntry::PageDeleted { id, at } => self.delete(id, at),
        }
        self
    }

    fn card(&self) -> JournalCard {
        JournalCard
    }

    fn dues(&self) -> Vec<Due> {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
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
    fn behaviour_26_a_page_is_its_writers_alone_until_it_is_shared() {
        for (entries, expected) in [
            (vec![written('a', 1, "One.")], vec![]),
            (vec![written('a', 1, "One."), shared('a', 7)], vec![7]),
            (vec![written('a', 1, "One."), shared('a', 7), unshared('a')], vec![]),
            (vec![written('a', 1, "One."), shared('a', 7), shared('a', 9)], vec![9]),
            (vec![written('a', 1, "One."), shared('a', 7), deleted('a')], vec![]),
            (vec![written('a', 1, "One."), shared('b', 7)], vec![]),
            (vec![shared('a', 7), written('a', 3, "Two.")], vec![7]),
        ] {
            let journal = journal(&entries);
            assert_eq!(journal.copies_of(id('a')), expected, "{entries:?}");
            assert_eq!(journal.is_shared(id('a')), !expected.is_empty());
        }
    }

    #[test]
    fn behaviour_26_a_deleted_page_is_gone_and_stays_gone() {
        for entries in [
            vec![written('a', 1, "One."), deleted('a')],
            vec![deleted('a')],
            vec![deleted('a'), written('a', 2, "Again.")],
            vec![shared('a', 7), deleted('a'), deleted('a')],
        ] {
            let journal = journal(&entries);
            assert_eq!((journal.page(id('a')), journal.numbers_of(id('a'))), (None, vec![]), "{entries:?}");
            assert!(journal.was_deleted(id('a')) && !journal.is_shared(id('a')), "{entries:?}");
        }
    }
}
