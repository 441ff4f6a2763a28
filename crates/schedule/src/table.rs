//! A table as a file from another system holds it: a head and rows of cells, nothing of it understood yet.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The most rows below the head.
pub const MAX_ROWS: usize = 5_000;

/// The most columns.
pub const MAX_COLUMNS: usize = 120;

/// A head and rows of cells, each trimmed; every row is as long as the head.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// Why a file gives no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableTrouble {
    /// It is no CSV and no XLSX file, or a broken one.
    Unreadable,
    /// Its letters are not UTF-8.
    NotUtf8,
    /// There is no line with the names of columns.
    NoHead,
    /// Below the head there is nothing.
    NoRows,
    /// More than [`MAX_ROWS`].
    TooManyRows,
    /// More than [`MAX_COLUMNS`].
    TooManyColumns,
}

/// Which column of a table each of our fields is read from, by the field's code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Columns(BTreeMap<String, usize>);

impl Table {
    /// A table of what was read: the first row that is not blank is the head, and blank rows after it are kept, so
    /// that a row's number is the one that a person counts in the file.
    pub fn new(read: Vec<Vec<String>>) -> Result<Self, TableTrouble> {
        let trimmed = |row: Vec<String>| row.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
        let mut rows = read.into_iter().map(trimmed);
        let mut head = rows.next().filter(|head| !is_blank(head)).ok_or(TableTrouble::NoHead)?;
        while head.last().is_some_and(String::is_empty) {
            head.pop();
        }
        let mut rows: Vec<Vec<String>> = rows.collect();
        while rows.last().is_some_and(|row| is_blank(row)) {
            rows.pop();
        }
        for row in &mut rows {
            row.resize(head.len(), String::new());
        }
        match (head.len(), rows.len()) {
            (columns, _) if columns > MAX_COLUMNS => Err(TableTrouble::TooManyColumns),
            (_, 0) => Err(TableTrouble::NoRows),
            (_, count) if count > MAX_ROWS => Err(TableTrouble::TooManyRows),
            _ => Ok(Self { head, rows }),
        }
    }

    /// The names of its columns.
    pub fn head(&self) -> &[String] {
        &self.head
    }

    /// Its rows that are not blank, each with its place from 0.
    pub fn rows(&self) -> impl Iterator<Item = (u32, &[String])> {
        (0..).zip(&self.rows).map(|(place, row)| (place, row.as_slice())).filter(|(_, row)| !is_blank(row))
    }

    /// How many rows are not blank.
    pub fn count(&self) -> usize {
        self.rows().count()
    }
}

/// The number of a row as a person counts it in the file, where the head is line 1.
pub fn line_number(place: u32) -> u32 {
    place.saturating_add(2)
}

impl Columns {
    /// Which column is likely which field: the first whose name, told plainly, is one of the field's likely names.
    /// No column is guessed for two fields.
    pub fn guessed<'a>(head: &[String], likely: impl IntoIterator<Item = (&'a str, &'a [&'a str])>) -> Self {
        let plain_head: Vec<String> = head.iter().map(|name| plain(name)).collect();
        let mut columns = Self::default();
        for (field, names) in likely {
            let free = |at: &usize| !columns.0.values().any(|taken| taken == at);
            let find = |name: &str| plain_head.iter().position(|head| *head == plain(name)).filter(free);
            if let Some(at) = names.iter().find_map(|name| find(name)) {
                columns.0.insert(field.to_owned(), at);
            }
        }
        columns
    }

    /// Reads `field` from this column; from none when there is no such column.
    pub fn choose(&mut self, field: &str, column: Option<usize>) {
        match column {
            Some(column) => self.0.insert(field.to_owned(), column),
            None => self.0.remove(field),
        };
    }

    /// Which column a field is read from.
    pub fn of(&self, field: &str) -> Option<usize> {
        self.0.get(field).copied()
    }

    /// The cell of a row for a field; empty when the field has no column.
    pub fn cell<'r>(&self, row: &'r [String], field: &str) -> &'r str {
        self.of(field).and_then(|column| row.get(column)).map_or("", String::as_str)
    }
}

/// Letters and digits alone, small: "Date of Birth:" is "dateofbirth".
pub fn plain(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn is_blank(row: &[String]) -> bool {
    row.iter().all(String::is_empty)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[&str]]) -> Result<Table, TableTrouble> {
        Table::new(rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect())
    }

    #[test]
    fn a_table_has_a_head_and_rows_within_limits() {
        let (many, wide) = (vec![&["a"][..]; MAX_ROWS + 2], vec!["a"; MAX_COLUMNS + 1]);
        for (rows, expected) in [
            (&[&["Name", ""][..], &[" Jamie "], &["", ""], &["Kim", "x"], &[""]][..], Ok(2)),
            (&[], Err(TableTrouble::NoHead)),
            (&[&["", " "], &["Jamie"]], Err(TableTrouble::NoHead)),
            (&[&["Name"], &[" "]], Err(TableTrouble::NoRows)),
            (&many[..=MAX_ROWS], Ok(MAX_ROWS)),
            (&many, Err(TableTrouble::TooManyRows)),
            (&[&wide[1..], &["a"]], Ok(1)),
            (&[&wide, &["a"]], Err(TableTrouble::TooManyColumns)),
        ] {
            assert_eq!(table(rows).map(|table| table.count()), expected);
        }
    }

    #[test]
    fn a_row_bears_the_number_that_a_person_counts() {
        let table = table(&[&["Name"], &["Jamie"], &[""], &["Kim"]]).unwrap();
        let numbers: Vec<_> = table.rows().map(|(place, row)| (line_number(place), row[0].as_str())).collect();
        assert_eq!(numbers, [(2, "Jamie"), (4, "Kim")]);
    }

    #[test]
    fn columns_are_guessed_by_likely_names_each_for_one_field() {
        let head = ["E-mail", "DATE OF BIRTH", "Name"].map(str::to_owned);
        let likely: [(&str, &[&str]); 4] =
            [("born", &["DOB", "Date of birth"]), ("email", &["Email"]), ("name", &["Name"]), ("legal", &["Name"])];
        let mut columns = Columns::guessed(&head, likely);
        assert_eq!(
            ["born", "email", "name", "legal"].map(|field| columns.of(field)),
            [Some(1), Some(0), Some(2), None]
        );
        columns.choose("email", None);
        columns.choose("legal", Some(9));
        let row = ["a@example.org", "1988-03-14", "Jamie"].map(str::to_owned);
        assert_eq!(["born", "email", "legal"].map(|field| columns.cell(&row, field)), ["1988-03-14", "", ""]);
    }
}
