//! The characters that a file may carry: capitals, digits and plain signs (X12 basic character set), without the four
//! that part it.

/// The signs that part what we write.
pub(super) const PARTING: [char; 4] = ['*', '^', ':', '~'];

/// Letters with marks, and signs of print, each with what stands in a file for it.
const PLAIN: [(&str, &str); 31] = [
    ("ÀÁÂÃÅĀĂĄ", "A"),
    ("ÄÆ", "AE"),
    ("ÇĆĈĊČ", "C"),
    ("ÐĎĐ", "D"),
    ("ÈÉÊËĒĔĖĘĚ", "E"),
    ("ĜĞĠĢ", "G"),
    ("ĤĦ", "H"),
    ("ÌÍÎÏĨĪĬĮİ", "I"),
    ("Ĵ", "J"),
    ("Ķ", "K"),
    ("ĹĻĽĿŁ", "L"),
    ("ÑŃŅŇ", "N"),
    ("ÒÓÔÕØŌŎŐ", "O"),
    ("ÖŒ", "OE"),
    ("ŔŖŘ", "R"),
    ("ŚŜŞŠȘ", "S"),
    ("ẞ", "SS"),
    ("ŢŤŦȚ", "T"),
    ("Þ", "TH"),
    ("ÙÚÛŨŪŬŮŰŲ", "U"),
    ("Ü", "UE"),
    ("Ŵ", "W"),
    ("ÝŶŸ", "Y"),
    ("ŹŻŽ", "Z"),
    ("‘’ʼ´`", "'"),
    ("“”", "\""),
    ("–—‐‑", "-"),
    ("#_", " "),
    ("\u{a0}\u{202f}", " "),
    ("…", "."),
    ("ª", "A"),
];

/// The text as a file carries it; nothing where it holds a sign that no file may carry.
pub fn sendable(text: &str) -> Option<String> {
    let mut sent = String::new();
    for letter in text.chars().flat_map(char::to_uppercase) {
        match plain(letter) {
            Some(plain) => sent.push_str(plain),
            None if is_basic(letter) && !PARTING.contains(&letter) => sent.push(letter),
            None => return None,
        }
    }
    Some(sent.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether a file can carry the text.
pub fn is_sendable(text: &str) -> bool {
    sendable(text).is_some()
}

fn plain(letter: char) -> Option<&'static str> {
    PLAIN.iter().find(|(letters, _)| letters.contains(letter)).map(|(_, plain)| *plain)
}

fn is_basic(letter: char) -> bool {
    letter.is_ascii_uppercase() || letter.is_ascii_digit() || " !\"&'()*+,-./:;?=".contains(letter)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_is_written_plainly_or_not_at_all() {
        for (text, expected) in [
            ("Jordan Doe", Some("JORDAN DOE")),
            ("Zoë Müller-Ångström", Some("ZOE MUELLER-ANGSTROEM")),
            ("Łukasz O’Brien", Some("LUKASZ O'BRIEN")),
            ("Straße #5", Some("STRASSE 5")),
            ("  two   blanks ", Some("TWO BLANKS")),
            ("", Some("")),
            ("a~b", None),
            ("a*b", None),
            ("a:b", None),
            ("a^b", None),
            ("a\nb", None),
            ("李", None),
            ("me@example.org", None),
        ] {
            assert_eq!(sendable(text).as_deref(), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_written_holds_no_parting_sign(text in ".{0,60}") {
            if let Some(sent) = sendable(&text) {
                prop_assert!(sent.chars().all(is_basic) && !sent.contains(PARTING), "{}", sent);
                prop_assert_eq!(sendable(&sent), Some(sent));
            }
        }
    }
}
