//! Where words, fields and choices are found on a page, and how values are typed.

/// What can be clicked on with these words: exactly these first, then any that has them among others.
pub fn clickable(words: &str) -> Vec<String> {
    let kinds = "(self::a or self::button or self::label or self::summary)";
    let words = quoted(words);
    vec![
        format!("//*[{kinds}][normalize-space(.)={words}]"),
        format!("//*[{kinds}][contains(normalize-space(.), {words})]"),
        format!("//*[{kinds}][@aria-label={words}]"),
    ]
}

/// The choice with this answer in the group under this question.
pub fn choices(question: &str, answer: &str) -> Vec<String> {
    let (question, answer) = (quoted(question), quoted(answer));
    let group = format!("//fieldset[contains(normalize-space(legend), {question})]");
    vec![
        format!("{group}//label[normalize-space(.)={answer}]"),
        format!("{group}//label[contains(normalize-space(.), {answer})]"),
    ]
}

/// The field that a label names, or that stands inside of it.
pub fn fields(label: &str) -> Vec<String> {
    let label = quoted(label);
    let kinds = "(self::input or self::textarea or self::select)";
    let named = |how: &str| format!("//*[{kinds}][@id=//label[{how}]/@for]");
    let exact = format!("normalize-space(.)={label}");
    let begins = format!("starts-with(normalize-space(.), {label})");
    vec![
        named(&exact),
        named(&begins),
        format!("//label[{begins}]//*[{kinds}]"),
        format!("//*[{kinds}][@aria-label={label}]"),
    ]
}

/// The keys that put a value into a field of this type, in the order that an American browser asks for them.
pub fn keys(kind: &str, value: &str) -> String {
    match kind {
        "date" => {
            let parts: Vec<&str> = value.split('-').collect();
            let [year, month, day] = parts[..] else { panic!("write a date as 2026-06-22, not {value}") };
            format!("{month}{day}{year}")
        }
        "time" => {
            let (hour, minute) = value.split_once(':').unwrap_or_else(|| panic!("write a time as 14:00, not {value}"));
            let hour: u8 = hour.parse().unwrap_or_else(|_| panic!("write a time as 14:00, not {value}"));
            let half = if hour < 12 { "AM" } else { "PM" };
            format!("{:02}{minute}{half}", (hour + 11) % 12 + 1)
        }
        _ => value.to_owned(),
    }
}

/// `XPath` has no escapes, so a text with both kinds of quotes is put together from pieces.
fn quoted(words: &str) -> String {
    let pieces: Vec<String> = words.split('"').map(|piece| format!("\"{piece}\"")).collect();
    if pieces.len() == 1 { pieces[0].clone() } else { format!("concat({})", pieces.join(", '\"', ")) }
}

#[test]
fn words_with_quotes_are_found_too() {
    assert_eq!(quoted("Don’t"), "\"Don’t\"");
    assert_eq!(quoted("say \"stop\""), "concat(\"say \", '\"', \"stop\", '\"', \"\")");
}

#[test]
fn dates_and_times_are_typed_as_they_are_asked_for() {
    for (kind, value, typed) in [
        ("date", "2026-06-22", "06222026"),
        ("time", "14:05", "0205PM"),
        ("time", "00:30", "1230AM"),
        ("time", "12:00", "1200PM"),
        ("email", "jamie@example.org", "jamie@example.org"),
    ] {
        assert_eq!(keys(kind, value), typed);
    }
}
