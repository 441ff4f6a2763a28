//! A table as a file for spreadsheets: CSV in UTF-8 with a byte order mark, and no cell that would run as a formula.

use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::response::{IntoResponse, Response};
use csv::{Terminator, Writer, WriterBuilder};
use terms::money::Cents;
use terms::trouble::Fault;

use crate::leaving::harmless::harmless;
use crate::reply::Reply;

/// Without it spreadsheets take UTF-8 for another alphabet.
pub(crate) const MARK: &[u8] = b"\xEF\xBB\xBF";

/// The table under this name, which never bears a person's: "ageing-2026-06-22".
pub fn csv_file(name: &str, head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Response {
    match written(head, rows) {
        Ok(bytes) => {
            let headers = [
                (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
                (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.csv\"")),
                (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
                (CACHE_CONTROL, "no-store".to_owned()),
            ];
            (headers, bytes).into_response()
        }
        Err(fault) => Reply::Broken(fault).into_response(),
    }
}

/// Dollars as a number: "1650.50". Spreadsheets add these up.
pub fn dollars(cents: Cents) -> String {
    let sign = if cents.0 < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", cents.0.unsigned_abs() / 100, cents.0.unsigned_abs() % 100)
}

/// A table with its head.
pub(crate) fn begun(head: &[&str]) -> csv::Result<Writer<Vec<u8>>> {
    let mut table = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(MARK.to_vec());
    add_row(&mut table, head.iter().map(|cell| (*cell).to_owned()))?;
    Ok(table)
}

/// One row more.
pub(crate) fn add_row(table: &mut Writer<Vec<u8>>, cells: impl IntoIterator<Item = String>) -> csv::Result<()> {
    table.write_record(cells.into_iter().map(|cell| harmless(&cell).into_owned()))
}

fn written(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Result<Vec<u8>, Fault> {
    let wrong = |error| Fault::new("write a table", error);
    let mut table = begun(head).map_err(wrong)?;
    for row in rows {
        add_row(&mut table, row).map_err(wrong)?;
    }
    table.into_inner().map_err(|error| Fault::new("write a table", error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_adds_up_and_runs_nothing() {
        let rows = [vec!["2017".to_owned(), dollars(Cents(165_050))], vec!["=1+1".to_owned(), dollars(Cents(-5))]];
        let bytes = written(&["chart_number", "amount"], rows).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text, "\u{feff}chart_number,amount\r\n2017,1650.50\r\n'=1+1,-0.05\r\n");
    }

    #[test]
    fn it_is_kept_and_shown_nowhere() {
        let answer = csv_file("ageing", &["a"], []);
        let header = |name: &str| answer.headers()[name].to_str().unwrap();
        assert_eq!(header("content-disposition"), "attachment; filename=\"ageing.csv\"");
        assert_eq!((header("cache-control"), header("x-content-type-options")), ("no-store", "nosniff"));
    }
}
