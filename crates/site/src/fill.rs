//! Placeholders such as `{phone}` in the practice's texts, filled from `practice.toml`.

use terms::money::Cents;
use terms::practice::Practice;

/// `text` with every known placeholder filled in. A sentence that asks for something the practice has not filled in is
/// left out, so that nothing is made up and nothing ends in a gap.
pub fn fill(text: &str, practice: &Practice) -> String {
    let mut whole = String::with_capacity(text.len());
    for sentence in sentences(text) {
        whole.push_str(&filled(sentence, practice).unwrap_or_default());
    }
    whole
}

/// Whether a text asks for something that the practice has not filled in.
pub fn has_gap(text: &str, practice: &Practice) -> bool {
    sentences(text).into_iter().any(|sentence| filled(sentence, practice).is_none())
}

/// A sentence with its placeholders filled in; `None` when one of them is not filled in.
fn filled(sentence: &str, practice: &Practice) -> Option<String> {
    let mut whole = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some((before, name, after)) = next(rest) {
        whole.push_str(before);
        whole.push_str(&value(name, practice).filter(|value| !value.is_empty())?);
        rest = after;
    }
    whole.push_str(rest);
    Some(whole)
}

/// A text cut after each period that a blank follows.
fn sentences(text: &str) -> Vec<&str> {
    text.split_inclusive(". ").collect()
}

/// The first placeholder in `text` that nothing fills.
pub fn unknown(text: &str) -> Option<&str> {
    let mut rest = text;
    while let Some((_, name, after)) = next(rest) {
        if !NAMES.contains(&name) {
            return Some(name);
        }
        rest = after;
    }
    None
}

/// Every placeholder there is.
pub const NAMES: [&str; 18] = [
    "name",
    "short_name",
    "place",
    "address",
    "phone",
    "phone_dial",
    "phone_hours",
    "email",
    "reply_within",
    "first_conversation_min",
    "first_conversation_fee",
    "short_visit_fee",
    "visit_fee",
    "long_visit_fee",
    "crisis_visit_fee",
    "crisis_more_fee",
    "harder_visit_fee",
    "questionnaire_fee",
];

fn value(name: &str, practice: &Practice) -> Option<String> {
    Some(match name {
        "name" => practice.name.clone(),
        "short_name" => practice.short_name.clone(),
        "place" => practice.place.clone(),
        "address" if practice.street.is_empty() => practice.place.clone(),
        "address" => format!("{}, {}", practice.street, practice.place),
        "phone" => practice.phone.clone(),
        "phone_dial" => practice.phone_dial.clone(),
        "phone_hours" => practice.phone_hours.clone(),
        "email" => practice.email.clone(),
        "reply_within" => practice.reply_within.clone(),
        // How long it takes was not told yet: then neither is what it costs.
        "first_conversation_min" | "first_conversation_fee" if practice.first_conversation_min == 0 => String::new(),
        "first_conversation_min" => practice.first_conversation_min.to_string(),
        // A first conversation may be free. A visit at nothing is a fee that nobody has told yet.
        "first_conversation_fee" if practice.fees.first_conversation_cents == Cents::ZERO => "Free".to_owned(),
        "first_conversation_fee" => practice.fees.first_conversation_cents.to_string(),
        "short_visit_fee" => told(practice.fees.short_visit_cents),
        "visit_fee" => told(practice.fees.visit_cents),
        "long_visit_fee" => told(practice.fees.long_visit_cents),
        "crisis_visit_fee" => told(practice.fees.beside.crisis_cents),
        "crisis_more_fee" => told(practice.fees.beside.crisis_more_cents),
        "harder_visit_fee" => told(practice.fees.beside.complex_cents),
        "questionnaire_fee" => told(practice.fees.beside.measure_cents),
        _ => return None,
    })
}

fn told(amount: Cents) -> String {
    if amount == Cents::ZERO { String::new() } else { amount.to_string() }
}

// The next `{word}`: what stands before it, the word, and what stands after it.
fn next(text: &str) -> Option<(&str, &str, &str)> {
    let open = text.find('{')?;
    let close = open + text[open..].find('}')?;
    Some((&text[..open], &text[open + 1..close], &text[close + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> Practice {
        crate::content::practice(crate::content::shipped_text("practice.toml")).unwrap()
    }

    #[test]
    fn every_placeholder_has_a_value() {
        for name in NAMES {
            assert!(value(name, &shipped()).is_some_and(|value| !value.is_empty()), "{name}");
        }
    }

    #[test]
    fn what_is_not_filled_in_is_left_out_with_its_sentence() {
        let practice = Practice {
            phone_hours: String::new(),
            fees: terms::practice::Fees { visit_cents: Cents::ZERO, ..shipped().fees },
            ..shipped()
        };
        for (text, expected) in [
            ("Ask us. Call {phone}, {phone_hours}. Or write.", "Ask us. Or write."),
            ("{visit_fee}", ""),
            ("{first_conversation_fee}", "Free"),
        ] {
            assert_eq!(fill(text, &practice), expected, "{text}");
            assert_eq!(has_gap(text, &practice), text != expected && expected != "Free", "{text}");
        }
    }

    #[test]
    fn a_placeholder_is_filled_and_an_unknown_one_is_named() {
        assert_eq!(fill("Call {phone}, or write.", &shipped()), "Call (303) 555-0142, or write.");
        assert_eq!(fill("{first_conversation_fee}, then {visit_fee}", &shipped()), "Free, then $165.00");
        assert_eq!((unknown("Call {phone}"), unknown("Call {fone}")), (None, Some("fone")));
    }
}
