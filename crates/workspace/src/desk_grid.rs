//! The calendar as a table: half hours down, people or days across, each visit as high as it is long.

use actions::see_desk_day::DeskVisit;
use jiff::civil::{Date, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};
use schedule::appointment::AppointmentState;
use schedule::closure::Closure;
use schedule::span::Span;

use crate::desk_words::{from_to, state_badge, tint};

/// The height of a row, in minutes.
const ROW_MIN: i64 = 30;

/// The hours that are always shown.
const SHOWN: (i8, i8) = (9, 17);

/// One column.
pub struct Column<'a> {
    /// Its head.
    pub head: Markup,
    /// Who or when it is, for the words of a link: "with Dana Reyes".
    pub about: String,
    /// Which day.
    pub date: Date,
    /// What stands in it.
    pub entries: Vec<Entry<'a>>,
    /// When one may book in it.
    pub open: Vec<Span>,
    /// What a link to book adds to the time.
    pub query: String,
}

/// Something that takes time.
#[derive(Clone, Copy)]
pub enum Entry<'a> {
    /// A visit.
    Visit(&'a DeskVisit),
    /// Taken by something that is not shown here, in these words.
    Taken(Span, &'static str),
}

/// Under a head: that nobody is booked, and why.
pub fn away_words(away: Option<&Closure>) -> Markup {
    html! { @if let Some(closure) = away { br; span.xs.dim { "Away: " (closure.why.as_str()) } } }
}

/// One cell of a column.
enum Cell<'a> {
    /// Something that takes so many rows.
    Taken(usize, Vec<Entry<'a>>),
    /// A time at which one may book.
    Free(Timestamp),
    /// Nobody works.
    Closed,
    /// What began above still goes on.
    Covered,
}

impl Entry<'_> {
    fn span(&self) -> Span {
        match self {
            Self::Visit(known) => known.visit.span,
            Self::Taken(span, _) => *span,
        }
    }
}

/// The whole table.
pub fn table(columns: &[Column<'_>], now: Timestamp, zone: &TimeZone) -> Markup {
    let (first, last) = hours(columns, zone);
    let rows = usize::try_from(i64::from(last - first) * 60 / ROW_MIN).unwrap_or_default();
    let begins = |column: &Column<'_>| zone.to_timestamp(column.date.at(first, 0, 0, 0)).unwrap_or(now);
    let cells: Vec<Vec<Cell<'_>>> = columns.iter().map(|column| cells(column, (begins(column), rows), now)).collect();
    html! {
        div.scroll tabindex="0" role="region" aria-label="Calendar" {
            table.cal {
                thead { tr { th scope="col" { "Time" } @for column in columns { th scope="col" { (column.head) } } } }
                tbody {
                    @for row in 0..rows {
                        tr {
                            th.num scope="row" { (row_words(first, row)) }
                            @for (column, cells) in columns.iter().zip(&cells) { (drawn(column, &cells[row], zone)) }
                        }
                    }
                }
            }
        }
    }
}

fn drawn(column: &Column<'_>, cell: &Cell<'_>, zone: &TimeZone) -> Markup {
    html! {
        @match cell {
            Cell::Covered => {},
            Cell::Closed => td {},
            Cell::Free(at) => {
                @let civil = zone.to_datetime(*at);
                // The words for the ear stand in an attribute: hidden text would reach past the edge of a small screen.
                td { a.btn.plain.sm href={ "/desk/book?from=" (civil.strftime("%Y-%m-%dT%H:%M")) (column.query) } aria-label={ "Book " (civil.strftime("%-I:%M %p")) " " (column.about) } { "Book" } }
            },
            Cell::Taken(rows, entries) => {
                td.(tint_of(entries)) rowspan=(rows) {
                    @for entry in entries {
                        @match entry {
                            Entry::Taken(span, words) => { p.dim { (from_to(span, zone)) br; (words) } },
                            Entry::Visit(known) => {
                                p {
                                    a href={ "/desk/visits/" (known.visit.id) } { (known.client.name.as_str()) }
                                    br; (from_to(&known.visit.span, zone))
                                    br; (known.visit.kind.word()) ", " (known.room.as_ref().map_or(known.visit.place.word(), |room| room.as_str()))
                                    @if known.visit.state != AppointmentState::Planned { br; (state_badge(known.visit.state)) }
                                }
                            },
                        }
                    }
                }
            },
        }
    }
}

/// A class that has no name is none.
fn tint_of(entries: &[Entry<'_>]) -> &'static str {
    entries
        .iter()
        .find_map(|entry| match entry {
            Entry::Visit(known) => Some(tint(known.visit.kind)),
            Entry::Taken(..) => None,
        })
        .unwrap_or_default()
}

/// One cell for each row: what takes time, put together where it meets, and between it what is free.
fn cells<'a>(column: &Column<'a>, (begins, rows): (Timestamp, usize), now: Timestamp) -> Vec<Cell<'a>> {
    let row_at = |row: usize| begins + SignedDuration::from_mins(i64::try_from(row).unwrap_or_default() * ROW_MIN);
    let mut cells: Vec<Cell<'a>> = (0..rows)
        .map(|row| {
            let at = row_at(row);
            let is_open = column.open.iter().any(|open| open.from <= at && at < open.until);
            if is_open && at >= now { Cell::Free(at) } else { Cell::Closed }
        })
        .collect();
    let mut entries = column.entries.clone();
    entries.sort_by_key(|entry| entry.span().from);
    let mut blocks: Vec<(usize, usize, Vec<Entry<'a>>)> = Vec::new();
    for entry in entries {
        let (from, until) = rows_of(&entry.span(), begins, rows);
        match blocks.last_mut() {
            Some((_, end, together)) if from < *end => {
                *end = until.max(*end);
                together.push(entry);
            }
            Some(_) | None if from < until => blocks.push((from, until, vec![entry])),
            Some(_) | None => {}
        }
    }
    for (from, until, together) in blocks {
        for cell in &mut cells[from..until] {
            *cell = Cell::Covered;
        }
        cells[from] = Cell::Taken(until - from, together);
    }
    cells
}

/// The first row that a span touches, and one past its last.
fn rows_of(span: &Span, begins: Timestamp, rows: usize) -> (usize, usize) {
    let minutes = |at: Timestamp| begins.duration_until(at).as_mins().max(0);
    let from = usize::try_from(minutes(span.from) / ROW_MIN).unwrap_or_default();
    let until = usize::try_from((minutes(span.until) + ROW_MIN - 1) / ROW_MIN).unwrap_or_default();
    (from.min(rows), until.min(rows))
}

/// The first hour and the one past the last: all that is open, and all that takes time.
fn hours(columns: &[Column<'_>], zone: &TimeZone) -> (i8, i8) {
    let (mut first, mut last) = SHOWN;
    for column in columns {
        for span in column.open.iter().copied().chain(column.entries.iter().map(Entry::span)) {
            let (from, until) = (zone.to_datetime(span.from), zone.to_datetime(span.until));
            let over_night = until.date() > column.date;
            let full = until.time() == time(until.hour(), 0, 0, 0);
            let end = if over_night { 24 } else { until.hour() + i8::from(!full) };
            first = first.min(if from.date() < column.date { 0 } else { from.hour() });
            last = last.max(end);
        }
    }
    (first, last)
}

fn row_words(first: i8, row: usize) -> String {
    let minutes = i64::from(first) * 60 + i64::try_from(row).unwrap_or_default() * ROW_MIN;
    let hour = match minutes / 60 % 12 {
        0 => 12,
        hour => hour,
    };
    format!("{hour}:{:02}", minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(civil: &str) -> Timestamp {
        format!("2026-06-22T{civil}:00Z").parse().unwrap()
    }

    fn span(from: &str, until: &str) -> Span {
        Span::new(at(from), at(until)).unwrap()
    }

    fn column(taken: &[(&str, &str)], open: &[(&str, &str)]) -> Column<'static> {
        Column {
            head: html! { "Dana" },
            about: "with Dana".to_owned(),
            date: "2026-06-22".parse().unwrap(),
            entries: taken.iter().map(|(from, until)| Entry::Taken(span(from, until), "Held")).collect(),
            open: open.iter().map(|(from, until)| span(from, until)).collect(),
            query: String::new(),
        }
    }

    /// "x2" takes two rows, "." goes on, "f" is free, "-" is closed.
    fn picture(column: &Column<'_>, rows: usize, now: &str) -> String {
        let told = cells(column, (at("09:00"), rows), at(now)).into_iter().map(|cell| match cell {
            Cell::Taken(rows, entries) => format!("{}{rows}", "x".repeat(entries.len())),
            Cell::Free(_) => "f".to_owned(),
            Cell::Closed => "-".to_owned(),
            Cell::Covered => ".".to_owned(),
        });
        told.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn each_row_is_taken_free_or_closed() {
        let day = &[("09:00", "11:00")][..];
        for (taken, open, now, expected) in [
            (&[][..], &[][..], "08:00", "- - - - -"),
            (&[], day, "08:00", "f f f f -"),
            (&[], day, "09:10", "- f f f -"),
            (&[("09:00", "09:50")], day, "08:00", "x2 . f f -"),
            (&[("09:10", "09:20")], day, "08:00", "x1 f f f -"),
            (&[("09:00", "09:50"), ("09:50", "10:20")], day, "08:00", "xx3 . . f -"),
            (&[("09:00", "09:50"), ("10:00", "10:50")], day, "08:00", "x2 . x2 . -"),
            (&[("10:00", "10:50"), ("09:00", "09:30")], day, "08:00", "x1 f x2 . -"),
            (&[("08:00", "08:30")], day, "08:00", "f f f f -"),
            (&[("11:00", "13:00")], day, "08:00", "f f f f x1"),
            (&[("12:00", "13:00")], day, "08:00", "f f f f -"),
        ] {
            assert_eq!(picture(&column(taken, open), 5, now), expected, "{taken:?} {now}");
        }
    }

    #[test]
    fn the_table_reaches_as_far_as_anything_in_it() {
        for (taken, open, expected) in [
            (&[][..], &[][..], (9, 17)),
            (&[("07:30", "08:00")], &[], (7, 17)),
            (&[], &[("12:00", "19:00")], (9, 19)),
            (&[("17:00", "17:50")], &[], (9, 18)),
        ] {
            assert_eq!(hours(&[column(taken, open)], &TimeZone::UTC), expected, "{taken:?}");
        }
        let all: Vec<String> = [0, 1, 6, 8].map(|row| row_words(9, row)).to_vec();
        assert_eq!(all, ["9:00", "9:30", "12:00", "1:00"]);
    }

    #[test]
    fn a_free_cell_leads_to_a_form_with_its_time_filled_in() {
        let page = table(&[column(&[], &[("09:00", "10:00")])], at("08:00"), &TimeZone::UTC).into_string();
        assert!(page.contains("/desk/book?from=2026-06-22T09:30") && page.contains("Book 9:30 AM with Dana"), "{page}");
    }
}
