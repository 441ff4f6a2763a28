//! Cells that a spreadsheet shows and never runs.

use std::borrow::Cow;

/// What a spreadsheet takes for the beginning of a formula, also in the wide letters of East Asian keyboards.
const BEGINS_A_FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// The text with an apostrophe before it, where a spreadsheet would take it for a formula. Spreadsheets show the rest.
pub fn harmless(text: &str) -> Cow<'_, str> {
    let sought = text.trim_start_matches([' ', '\n', '\u{a0}', '\u{feff}']);
    if sought.starts_with(BEGINS_A_FORMULA) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_taken_for_a_formula() {
        for (text, cell) in [
            ("=HYPERLINK(\"https://example.org\";\"x\")", "'=HYPERLINK(\"https://example.org\";\"x\")"),
            ("+1 303 555 0142", "'+1 303 555 0142"),
            ("-2+3", "'-2+3"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            (" =1+1", "' =1+1"),
            ("\n@x", "'\n@x"),
            ("\u{feff}=1", "'\u{feff}=1"),
            ("＝1+1", "'＝1+1"),
            ("＠x", "'＠x"),
            ("", ""),
            ("Rowan Keller", "Rowan Keller"),
            ("hello@example.org", "hello@example.org"),
            ("2026-06-22", "2026-06-22"),
            ("165.00", "165.00"),
            ("O'Neil", "O'Neil"),
            ("'=1", "'=1"),
        ] {
            assert_eq!(harmless(text), cell, "{text:?}");
        }
    }
}
