//! Signs that the fonts have. An accessible PDF may not hold a sign without a shape, and text comes from anywhere.

use serde_json::Value;
use typst::text::Font;

/// What stands where the fonts have no shape.
const NO_SHAPE: char = '\u{FFFD}';

/// After this many signs without a space a line may break, so that none leaves the page in any size of text.
const LONGEST_WORD: usize = 20;

/// The signs of a SHA-256, which stays whole so that it can be copied.
const FINGERPRINT: usize = 64;

/// Where a line may break without a space being there.
const MAY_BREAK: char = '\u{200B}';

/// Every text in a value, with the signs that can be printed. Says whether one could not be.
pub(crate) fn printable(value: &mut Value, fonts: &[Font]) -> bool {
    match value {
        Value::String(text) => {
            let (printed, whole) = printed(text, |sign| has_shape(sign, fonts));
            *text = printed;
            whole
        }
        // `&`, not `&&`: each of them is gone through, also after one could not be printed.
        Value::Array(values) => values.iter_mut().fold(true, |whole, value| whole & printable(value, fonts)),
        Value::Object(values) => values.values_mut().fold(true, |whole, value| whole & printable(value, fonts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => true,
    }
}

/// Words broken after so many signs: for columns that are narrower than a line.
pub(crate) fn narrow(text: &str, longest: usize) -> String {
    let mut run = 0;
    let mut broken = String::with_capacity(text.len());
    for sign in text.chars() {
        run = if sign.is_whitespace() || sign == MAY_BREAK { 0 } else { run + 1 };
        if run > longest {
            broken.push(MAY_BREAK);
            run = 1;
        }
        broken.push(sign);
    }
    broken
}

fn printed(text: &str, has_shape: impl Fn(char) -> bool) -> (String, bool) {
    let seen = text.chars().filter(|sign| *sign == '\n' || !is_unseen(*sign));
    let mut whole = true;
    let shown: String = seen
        .map(|sign| {
            let kept = sign == '\n' || has_shape(sign);
            whole &= kept;
            if kept { sign } else { NO_SHAPE }
        })
        .collect();
    (if is_fingerprint(&shown) { shown } else { narrow(&shown, LONGEST_WORD) }, whole)
}

fn is_fingerprint(text: &str) -> bool {
    text.len() == FINGERPRINT && text.bytes().all(|sign| sign.is_ascii_hexdigit())
}

/// Signs that have no shape of their own: controls, joiners, marks of direction, variants.
fn is_unseen(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{200C}'..='\u{200F}')
        || matches!(sign, '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
        || matches!(sign, '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

fn has_shape(sign: char, fonts: &[Font]) -> bool {
    fonts.iter().any(|font| font.info().coverage.contains(u32::from(sign)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_without_a_shape_is_shown_as_such_and_an_unseen_one_is_left_out() {
        let printed = |text: &str| printed(text, |sign| sign.is_ascii());
        for (text, expected) in [
            ("a\nb", ("a\nb", true)),
            ("a\u{200D}\u{202E}b\u{7}", ("ab", true)),
            ("a漢b", ("a\u{FFFD}b", false)),
            ("", ("", true)),
            (&"0f".repeat(32), (&"0f".repeat(32), true)),
            (&"0g".repeat(11), ("0g0g0g0g0g0g0g0g0g0g\u{200B}0g", true)),
        ] {
            assert_eq!(printed(text), (expected.0.to_owned(), expected.1), "{text:?}");
        }
    }

    #[test]
    fn a_long_word_may_break() {
        for (text, longest, expected) in [
            ("abcd", 4, "abcd"),
            ("abcde", 4, "abcd\u{200B}e"),
            ("ab cde", 4, "ab cde"),
            ("abcdefghi", 4, "abcd\u{200B}efgh\u{200B}i"),
        ] {
            assert_eq!(narrow(text, longest), expected);
        }
    }

    #[test]
    fn what_is_broken_twice_breaks_as_once() {
        assert_eq!(narrow(&narrow("abcdefghi", 4), 20), "abcd\u{200B}efgh\u{200B}i");
    }
}
