//! What the pages for lists from other systems have in common: why a file or a batch is not taken, and how far it is.

use maud::{Markup, html};
use schedule::move_in::{Batch, BatchRefusal, BatchState};
use schedule::people::Staff;
use schedule::table::{MAX_COLUMNS, MAX_ROWS, Table, TableTrouble};
use shell::fields::hidden;
use shell::icon::{Icon, icon};
use shell::shape::{Tone, badge};
use terms::ids::BatchId;
use terms::text::Line;

use crate::desk_words::clinicians;

/// The most rows of one kind that a page shows; the rest is counted.
pub const MOST_SHOWN: usize = 200;

/// Why a file is not taken, and what to do.
pub fn table_words(trouble: TableTrouble) -> String {
    match trouble {
        TableTrouble::Unreadable => {
            "We could not read this file. Save it as CSV or as an Excel workbook (.xlsx) and choose it again".to_owned()
        }
        TableTrouble::NotUtf8 => {
            "The letters of this file are not UTF-8. In your spreadsheet, save it as “CSV UTF-8” and choose it again"
                .to_owned()
        }
        TableTrouble::NoHead => {
            "The first line must hold the names of the columns. Add them and choose it again".to_owned()
        }
        TableTrouble::NoRows => {
            "There is nothing below the names of the columns. Look whether it is the right file".to_owned()
        }
        TableTrouble::TooManyRows => {
            format!("Keep one file to {} rows. Split it, and bring the parts one by one", thousands(MAX_ROWS))
        }
        TableTrouble::TooManyColumns => {
            format!("Keep the file to {MAX_COLUMNS} columns. Take out those that are not needed")
        }
    }
}

/// Why a batch does not go on, and what to do.
pub fn batch_words(refusal: BatchRefusal) -> String {
    match refusal {
        BatchRefusal::Begun => "This list was begun with already. It stands below as it is now".to_owned(),
        BatchRefusal::Changed(now) => {
            format!(
                "Something changed since this was shown: {} can be moved in now. Look again, then go on",
                thousands(now)
            )
        }
        BatchRefusal::Nothing => "No row can be moved in as it is. Look at the columns and the rows below".to_owned(),
        BatchRefusal::NotMovedIn => "Nothing of this list is moved in, so there is nothing to take back".to_owned(),
        BatchRefusal::Used(count) => format!(
            "{} of them {} in use: a visit, a call, a wish, a record together, something written or owed, a paper that was opened, or a sign-in. A batch is taken back as one or not at all",
            thousands(count),
            if count == 1 { "is" } else { "are" }
        ),
        BatchRefusal::StaysWritten => {
            "What stands in a ledger is never taken back. Bring a list with the right amounts: it sets them right"
                .to_owned()
        }
        BatchRefusal::TakenMeanwhile => {
            "Somebody took one of these times at this very moment. Go on: it is passed over".to_owned()
        }
    }
}

/// A refusal above everything else.
pub fn refused_note(said: Option<&str>) -> Markup {
    html! {
        @if let Some(said) = said {
            div.note.stop #errors role="alert" tabindex="-1" { (icon(Icon::Alert)) p { (said) "." } }
        }
    }
}

/// How far a batch is, as a badge.
pub fn state_badge(state: BatchState) -> Markup {
    let tone = match state {
        BatchState::Looked | BatchState::TakenBack => Tone::Quiet,
        BatchState::UnderWay => Tone::Warn,
        BatchState::MovedIn => Tone::Ok,
    };
    badge(tone, state.word())
}

/// How far a batch under way has come, with the way to go on.
pub fn progress(batch: &Batch, action: &str) -> Markup {
    html! {
        section.card.stack aria-labelledby="progress" {
            h2 #progress { "Under way" }
            p role="status" { (thousands(batch.done)) " of " (thousands(batch.plan.len())) " are done. Each one that is done is whole; going on takes up where it stopped." }
            progress max=(batch.plan.len()) value=(batch.done) aria-labelledby="progress" {}
            form method="post" action=(action) { (hidden("shown", &batch.plan.len().to_string())) button.btn { "Go on" } }
        }
    }
}

/// The way to take a whole batch back.
pub fn take_back(id: BatchId, what: &str, stays: &str) -> Markup {
    html! {
        section.card {
            details {
                summary { "Take all of it back" }
                div.stack {
                    p { "This takes " (what) " back as one, as long as none of it is in use. " (stays) }
                    form method="post" action={ "/practice/move-in/" (id) "/take-back" } { button.btn.stop { "Take all of it back" } }
                }
            }
        }
    }
}

/// The way to throw a list away that nothing was moved in from.
pub fn throw_away(id: BatchId) -> Markup {
    html! {
        form method="post" action={ "/practice/move-in/" (id) "/throw-away" } { button.btn.plain { "Throw this list away" } }
    }
}

/// Every column of a table, to choose one from. The first choice is none.
pub fn columns_to_choose(table: &Table) -> Vec<(String, String)> {
    let none = (String::new(), "Not in this file".to_owned());
    let named = table.head().iter().enumerate().map(|(at, name)| {
        let name = if name.is_empty() { format!("Column {}", at + 1) } else { name.clone() };
        (at.to_string(), name)
    });
    std::iter::once(none).chain(named).collect()
}

/// Whoever may treat all whose rows name nobody.
pub fn for_all_to_choose(staff: &[Staff]) -> Vec<(String, String)> {
    let nobody = (String::new(), "Nobody: each row says it".to_owned());
    std::iter::once(nobody).chain(clinicians(staff)).collect()
}

/// What a file is called, in a line; "list" when its name is no line.
pub fn file_line(name: &str) -> Option<Line> {
    Line::parse(name).or_else(|_| Line::parse("list")).ok()
}

/// "1,204".
pub fn thousands(count: impl TryInto<u64>) -> String {
    let digits = count.try_into().unwrap_or(u64::MAX).to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// "1 client", "3 clients".
pub fn counted(count: usize, one: &str, more: &str) -> String {
    format!("{} {}", thousands(count), if count == 1 { one } else { more })
}

/// "and 12 more", when a page does not show all.
pub fn and_more(count: usize) -> Markup {
    html! { @if count > MOST_SHOWN { p.dim.small { "And " (thousands(count - MOST_SHOWN)) " more." } } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_threes() {
        for (count, expected) in [(0_u32, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(thousands(count), expected);
        }
    }

    #[test]
    fn whatever_is_not_taken_says_what_to_do() {
        for (trouble, says) in [
            (TableTrouble::Unreadable, "Save it as CSV"),
            (TableTrouble::NotUtf8, "CSV UTF-8"),
            (TableTrouble::NoHead, "names of the columns"),
            (TableTrouble::NoRows, "right file"),
            (TableTrouble::TooManyRows, "5,000 rows"),
            (TableTrouble::TooManyColumns, "120 columns"),
        ] {
            assert!(table_words(trouble).contains(says), "{trouble:?}");
        }
        for (refusal, says) in [
            (BatchRefusal::Begun, "as it is now"),
            (BatchRefusal::Changed(1_204), "1,204 can be"),
            (BatchRefusal::Nothing, "Look at the columns"),
            (BatchRefusal::NotMovedIn, "nothing to take back"),
            (BatchRefusal::Used(1), "1 of them is in use"),
            (BatchRefusal::StaysWritten, "sets them right"),
            (BatchRefusal::TakenMeanwhile, "Go on"),
        ] {
            assert!(batch_words(refusal).contains(says), "{refusal:?}");
        }
    }

    #[test]
    fn a_file_without_a_name_of_its_own_is_a_list() {
        for (name, expected) in [("clients.csv", "clients.csv"), ("", "list"), ("a\u{1}b", "list")] {
            assert_eq!(file_line(name).map(|line| line.as_str().to_owned()).as_deref(), Some(expected));
        }
    }
}
