//! What holds for any workbook and any journal, whatever was written in them.

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest};
use terms::folder::Folder;
use terms::ids::{Id, PageId};

use crate::change::{ChangeState, NewChange, add_change};
use crate::document::DocumentKind;
use crate::journal::{Journal, JournalEntry};
use crate::made_up::{at, line, prose};
use crate::measure::Measure;
use crate::page_step::{NewPage, delete_page, share_page, unshare_page, write_page};
use crate::question::Question;
use crate::signer::Signer;
use crate::steadiness::Steadiness;
use crate::workbook::{Author, Workbook};
use crate::workbook_entry::WorkbookEntry;
use crate::workbook_part::{Skip, WorkbookPart};

/// Which kind of entry, about which of a few things, with which value.
type Made = (u8, u8, u8);

fn made() -> impl Strategy<Value = Vec<Made>> {
    proptest::collection::vec((any::<u8>(), 0..3_u8, any::<u8>()), 0..60)
}

fn id_of<T: std::str::FromStr<Err: std::fmt::Debug>>(which: u8) -> T {
    Id::from_random([which; 10]).to_string().parse().unwrap()
}

fn one_of<T: Copy>(all: &[T], value: u8) -> T {
    all[usize::from(value) % all.len()]
}

fn minute(number: usize) -> Timestamp {
    at("2026-06-01 08:00") + SignedDuration::from_mins(i64::try_from(number).unwrap())
}

fn entry((kind, which, value): Made, at: Timestamp) -> WorkbookEntry {
    let (by, text) = (Author::Client, line("A walk"));
    let (words, document) = (prose("Words."), one_of(&DocumentKind::ALL, which));
    match kind % 13 {
        0 => WorkbookEntry::IntentionWritten { at, by, text: words },
        1 => {
            let text = (value % 3 > 0).then_some(words);
            WorkbookEntry::Answered { question: one_of(&Question::ALL, value), at, by, text }
        }
        2 => {
            let (part, skipped) = (one_of(&WorkbookPart::ALL, value), one_of(&Skip::ALL, which));
            WorkbookEntry::PartSkipped { part, at, by, skipped }
        }
        3 => {
            let new = NewChange::of(id_of(which), text);
            add_change(&Workbook::default(), new, by, at).unwrap()
        }
        4 => {
            let state = one_of(&ChangeState::ALL, value);
            WorkbookEntry::ChangeMoved { id: id_of(which), at, by, state, note: None }
        }
        5 => {
            let measure = one_of(&Measure::ALL, value);
            WorkbookEntry::CheckInAsked { id: id_of(which), measure, at, by, reason: None }
        }
        6 | 7 => {
            let (item, answer) = (value % 10 + 1, value % 4);
            WorkbookEntry::CheckInAnswered { id: id_of(which), item, answer, at, by }
        }
        8 => WorkbookEntry::CheckInFinished { id: id_of(which), at, by },
        9 => WorkbookEntry::CheckInLeft { id: id_of(which), at, by },
        10 => {
            let steadiness = one_of(&Steadiness::ALL, value);
            WorkbookEntry::SteadinessTold { id: id_of(value), at, by, steadiness, about: None }
        }
        11 => {
            let (version, signer) = ("1".to_owned(), Signer::Own);
            WorkbookEntry::DocumentOffered { kind: document, signer, version, at, by }
        }
        _ => WorkbookEntry::DocumentRevoked { kind: document, signer: Signer::Own, at, by },
    }
}

fn entries(made: &[Made]) -> Vec<WorkbookEntry> {
    made.iter().enumerate().map(|(number, made)| entry(*made, minute(number))).collect()
}

fn fold<F: Folder>(folder: F, entries: &[F::Entry]) -> F {
    entries.iter().cloned().fold(folder, F::with)
}

/// What someone did with pages: the two folders, every entry by its number, and the numbers whose keys are gone.
#[derive(Default)]
struct Diary {
    journal: Journal,
    workbook: Workbook,
    written: Vec<JournalEntry>,
    copied: Vec<WorkbookEntry>,
    erased: (Vec<u64>, Vec<u64>),
}

impl Diary {
    fn take(mut self, (kind, which, _): Made, at: Timestamp) -> Self {
        let id: PageId = id_of(which);
        let next = |entries: usize| u64::try_from(entries).unwrap() + 1;
        let (here, there) = (next(self.written.len()), next(self.copied.len()));
        let text = prose(&format!("Written as entry {here}."));
        let step = match kind % 4 {
            0 | 1 if kind % 8 < 6 => write_page(&self.journal, NewPage { id, number: here, prompt: None, text }, at),
            2 => share_page(&self.journal, id, there, at),
            3 => unshare_page(&self.journal, id, at),
            _ => delete_page(&self.journal, id, at),
        };
        let Ok(step) = step else { return self };
        self.journal = self.journal.with(step.journal.clone());
        self.written.push(step.journal);
        if let Some(entry) = step.workbook {
            self.workbook = self.workbook.with(entry.clone());
            self.copied.push(entry);
        }
        self.erased.0.extend(step.erase_in_journal);
        self.erased.1.extend(step.erase_in_workbook);
        self
    }
}

/// The entries whose keys are still there.
fn left<T: Clone>(entries: &[T], erased: &[u64]) -> Vec<T> {
    (1..).zip(entries).filter(|(number, _)| !erased.contains(number)).map(|(_, entry)| entry.clone()).collect()
}

proptest! {
    #[test]
    fn a_workbook_does_not_depend_on_how_its_entries_came(made in made(), cut in 0..60_usize) {
        let entries = entries(&made);
        let (first, second) = entries.split_at(cut.min(entries.len()));
        let at_once = fold(Workbook::default(), &entries);
        let in_two = fold(fold(Workbook::default(), first), second);
        prop_assert_eq!(at_once.card(), in_two.card());
        prop_assert_eq!(at_once, in_two);
    }

    #[test]
    fn behaviour_18_nothing_that_is_written_later_takes_an_alert_back(made in made()) {
        let mut raised = Vec::new();
        let mut workbook = Workbook::default();
        for entry in entries(&made) {
            workbook = workbook.with(entry);
            let now: Vec<_> = workbook.alerts().into_iter().map(|alert| alert.id).collect();
            prop_assert!(raised.iter().all(|id| now.contains(id)));
            raised = now;
        }
    }

    #[test]
    fn behaviour_26_a_journal_reads_the_same_without_what_was_erased(made in made()) {
        let taken = made.iter().enumerate();
        let diary = taken.fold(Diary::default(), |diary, (number, made)| diary.take(*made, minute(number)));
        let journal = fold(Journal::default(), &left(&diary.written, &diary.erased.0));
        let workbook = fold(Workbook::default(), &left(&diary.copied, &diary.erased.1));
        for which in 0..3 {
            let id: PageId = id_of(which);
            let read = |journal: &Journal| journal.page(id).map(|page| (page.begun_at, page.at, page.text.clone()));
            prop_assert_eq!(read(&journal), read(&diary.journal));
            prop_assert_eq!(journal.sharings(id), diary.journal.sharings(id));
            prop_assert!(journal.numbers_of(id).len() <= 1, "one entry says what a page says, and no other is left");
            prop_assert_eq!(diary.workbook.shared_pages().iter().any(|page| page.id == id), journal.is_shared(id));
        }
        prop_assert_eq!(workbook.shared_pages(), diary.workbook.shared_pages());
        let copies = left(&diary.copied, &diary.erased.1);
        let readable = copies.iter().filter(|entry| matches!(entry, WorkbookEntry::PageSharedWithTeam { .. })).count();
        prop_assert_eq!(readable, workbook.shared_pages().len(), "no copy outlives its sharing");
    }
}
