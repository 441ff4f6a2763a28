//! Rows of a list that are nobody's yet: put to a client by hand, or left alone.

use actions::house::House;
use actions::match_rows::{MatchRefusal, match_rows};
use maud::{Markup, html};
use schedule::table::line_number;
use schedule::visit_list::Unmatched;
use schedule::whose::Nobodys;
use shell::form::Posted;
use shell::reply::Reply;
use terms::actor::Context;
use terms::ids::BatchId;
use terms::trouble::Trouble;

use crate::asked::Asked;
use crate::list_words::{batch_words, thousands};

/// How many rows can be put to a client at once.
const AT_HAND: usize = 40;

/// Puts rows of a batch to clients, each row with a chart number.
pub type PutRows = fn(&House, &Context, BatchId, &[(u32, u32)]) -> Result<(), Trouble<MatchRefusal>>;

/// How rows are put to clients, and what a row is called.
#[derive(Clone, Copy)]
pub struct Matching {
    /// What puts them.
    pub act: PutRows,
    /// "Row 7".
    pub called: fn(u32) -> String,
}

/// Rows of a table.
pub const ROWS: Matching = Matching { act: match_rows, called: |row| format!("Row {}", line_number(row)) };

/// Why no row was put to a client.
pub enum NotMatched {
    /// What the page says above the list.
    Said(String),
    /// Another page.
    Instead(Box<Reply>),
}

/// Puts the rows that were given a chart number to those clients.
pub async fn put_to_clients(asked: &Asked, id: BatchId, posted: &Posted, matching: Matching) -> Result<(), NotMatched> {
    let rows = matched(posted, matching.called).map_err(NotMatched::Said)?;
    let outcome = asked.act(move |house, by| (matching.act)(house, by, id, &rows)).await;
    outcome.map_err(|trouble| match asked.refusal(trouble) {
        Ok(MatchRefusal::Batch(refusal)) => NotMatched::Said(batch_words(refusal)),
        Ok(MatchRefusal::NobodyHas(number)) => {
            NotMatched::Said(format!("Nobody has chart {number}. Look at the number again; nothing was matched"))
        }
        Err(page) => NotMatched::Instead(page),
    })
}

/// The rows with a field for a chart number beside each.
pub fn nobodys(unmatched: &[Unmatched], action: &str) -> Markup {
    html! {
        @if !unmatched.is_empty() {
            section.card.stack aria-labelledby="nobodys" {
                h2 #nobodys { "Nobody knows whose these are" }
                p.dim.measure { "Enter the chart number of the client here, or leave a row alone and it stays out." }
                form.stack method="post" action=(action) {
                    ul.rows.tight {
                        @for row in unmatched.iter().take(AT_HAND) {
                            li {
                                span.grow { "Row " span.mono { (line_number(row.row)) } ": " b { (row.name) } br; span.xs.dim { (why_nobodys(row.why)) } }
                                input.w-m name={ "row-" (row.row) } inputmode="numeric" autocomplete="off" aria-label={ "Chart number for row " (line_number(row.row)) };
                            }
                        }
                    }
                    @if unmatched.len() > AT_HAND { p.dim.small { "And " (thousands(unmatched.len() - AT_HAND)) " more, once these are done." } }
                    div.row { button.btn.line { "Match these" } }
                }
            }
        }
    }
}

fn matched(posted: &Posted, called: fn(u32) -> String) -> Result<Vec<(u32, u32)>, String> {
    let given = posted.pairs().iter().filter_map(|(name, value)| {
        let row: u32 = name.strip_prefix("row-")?.parse().ok()?;
        (!value.trim().is_empty()).then_some((row, value.trim()))
    });
    let rows: Result<Vec<(u32, u32)>, String> = given
        .map(|(row, number)| {
            let number = number
                .parse()
                .map_err(|_| format!("{}: enter a chart number, such as 2017. Nothing was matched", called(row)));
            number.map(|number| (row, number))
        })
        .collect();
    match rows {
        Ok(rows) if rows.is_empty() => Err("Enter a chart number beside at least one of them".to_owned()),
        rows => rows,
    }
}

/// Why nobody is known whose it is.
pub fn why_nobodys(why: Nobodys) -> &'static str {
    match why {
        Nobodys::Unnamed => "It names nobody.",
        Nobodys::NotHere => "Nobody here fits.",
        Nobodys::Several => "More than one client fits.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_matched_by_chart_number_or_the_row_is_told() {
        let matched = |pairs: &[(&str, &str)]| matched(&Posted::from_pairs(pairs.iter().copied()), ROWS.called);
        assert_eq!(matched(&[("row-0", "2017"), ("row-7", ""), ("x", "1")]), Ok(vec![(0, 2017)]));
        assert!(matched(&[("row-5", "Rowan")]).is_err_and(|words| words.starts_with("Row 7:")));
        assert!(matched(&[]).is_err_and(|words| words.starts_with("Enter a chart number")));
    }

    #[test]
    fn whoever_is_nobody_is_told_of() {
        for why in [Nobodys::Unnamed, Nobodys::NotHere, Nobodys::Several] {
            assert!(why_nobodys(why).ends_with('.'), "{why:?}");
        }
    }
}
