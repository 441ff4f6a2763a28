//! Placeholders such as `{phone}` in the practice's texts, filled from `practice.toml`.

use terms::money::Cents;
use terms::practice::Practice;

/// `text` with every known placeholder filled in.
pub fn fill(text: &str, practice: &Practice) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, name, after)) = next(rest) {
        filled.push_str(before);
        if let Some(value) = value(name, practice) {
            filled.push_str(&value);
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
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
pub const NAMES: [&str; 14] = [
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
        "first_conversation_min" => practice.first_conversation_min.to_string(),
        "first_conversation_fee" => dollars(practice.fees.first_conversation_cents),
        "short_visit_fee" => dollars(practice.fees.short_visit_cents),
        "visit_fee" => dollars(practice.fees.visit_cents),
        "long_visit_fee" => dollars(practice.fees.long_visit_cents),
        _ => return None,
    })
}

fn dollars(amount: Cents) -> String {
    if amount == Cents::ZERO { "Free".to_owned() } else { amount.to_string() }
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
    fn a_placeholder_is_filled_and_an_unknown_one_is_named() {
        assert_eq!(fill("Call {phone}, or write.", &shipped()), "Call (303) 555-0142, or write.");
        assert_eq!(fill("{first_conversation_fee}, then {visit_fee}", &shipped()), "Free, then $165.00");
        assert_eq!((unknown("Call {phone}"), unknown("Call {fone}")), (None, Some("fone")));
    }
}
