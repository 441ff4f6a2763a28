//! Cells that a spreadsheet shows and never runs.

use std::borrow::Cow;

/// What a spreadsheet takes for the beginning of a formula, also in the wide letters of East Asian keyboards.
const BEGINS_A_FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// The text with an apostrophe before it, where a spreadsheet would take it for a formula. Spreadsheets show the rest. A
/// plain number below nothing runs nothing, and stays a number that adds up.
pub fn harmless(text: &str) -> Cow<'_, str> {
    let sought = text.trim_start_matches([' ', '\n', '\u{a0}', '\u{feff}']);
    let may_run = sought.starts_with(BEGINS_A_FORMULA) && !text.strip_prefix('-').is_some_and(is_plain_number);
    if may_run { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Digits, or digits on both sides of one point.
fn is_plain_number(text: &str) -> bool {
    let are_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once('.').map_or_else(|| are_digits(text), |(whole, rest)| are_digits(whole) && are_digits(rest))
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
            ("-0.05", "-0.05"),
            ("-1650", "-1650"),
            (" -5", "' -5"),
            ("--5", "'--5"),
            ("-", "'-"),
            ("-5.", "'-5."),
            ("-.5", "'-.5"),
            ("-1.5.2", "'-1.5.2"),
            ("-1e5", "'-1e5"),
            ("-\u{661}", "'-\u{661}"),
            ("+5", "'+5"),
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
