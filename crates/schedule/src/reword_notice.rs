//! Gives a notice other words, within what it must say and must not tell.

use jiff::Timestamp;
use terms::ids::StaffId;

use crate::notice::{Notice, NoticeKind, Piece, Placeholder, Version, Wording, pieces};

/// The longest notice, in characters, before anything is filled in.
pub const MAX_BODY: usize = 600;

/// The most versions that are kept; the oldest goes first.
pub const MAX_VERSIONS: usize = 200;

/// Why words are not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeRefusal {
    /// Something in braces is no placeholder of this notice, or a brace stands alone.
    UnknownPlaceholder,
    /// Without this one the notice is of no use.
    Missing(Placeholder),
    /// The subject line is the same for everybody.
    PlaceholderInSubject,
    /// Whoever looks over a shoulder learns what the practice is.
    TellsTooMuch,
    /// Longer than [`MAX_BODY`].
    TooLong,
}

/// How words begin that say what the practice is for.
const TELLING: [&str; 21] = [
    "addict",
    "anxi",
    "clinic",
    "counsel",
    "couple",
    "depress",
    "diagnos",
    "dose",
    "dosing",
    "intima",
    "ketamin",
    "libido",
    "marriage",
    "medic",
    "mental",
    "psych",
    "sex",
    "therap",
    "trauma",
    "treatment",
    "trip",
];

/// Gives a notice other words, or with `None` the words that came with it. The same words again change nothing.
///
/// `names` are what the practice is called; no notice says them.
pub fn reword(
    notice: Notice,
    words: Option<Wording>,
    names: &[&str],
    (by, now): (StaffId, Timestamp),
) -> Result<Notice, NoticeRefusal> {
    if let Some(words) = &words {
        check(notice.kind, words, names)?;
    }
    let stands = notice.versions.last().and_then(|version| version.words.as_ref());
    if stands == words.as_ref() {
        return Ok(notice);
    }
    let mut versions = notice.versions;
    versions.push(Version { words, at: now, by });
    let too_many = versions.len().saturating_sub(MAX_VERSIONS);
    versions.drain(..too_many);
    Ok(Notice { versions, ..notice })
}

fn check(kind: NoticeKind, words: &Wording, names: &[&str]) -> Result<(), NoticeRefusal> {
    let (subject, body) = (words.subject_line.as_str(), words.body.as_str());
    if subject.contains(['{', '}']) {
        return Err(NoticeRefusal::PlaceholderInSubject);
    }
    if body.chars().count() > MAX_BODY {
        return Err(NoticeRefusal::TooLong);
    }
    let found: Vec<Placeholder> = pieces(body)
        .ok_or(NoticeRefusal::UnknownPlaceholder)?
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Plain(_) => None,
            Piece::Filled(placeholder) => Some(placeholder),
        })
        .collect();
    if found.iter().any(|placeholder| !kind.placeholders().contains(placeholder)) {
        return Err(NoticeRefusal::UnknownPlaceholder);
    }
    if let Some(missing) = kind.required().iter().find(|needed| !found.contains(needed)) {
        return Err(NoticeRefusal::Missing(*missing));
    }
    if tells_too_much(subject, names) || tells_too_much(body, names) {
        return Err(NoticeRefusal::TellsTooMuch);
    }
    Ok(())
}

fn tells_too_much(text: &str, names: &[&str]) -> bool {
    let text = text.to_lowercase();
    let mut words = text.split(|letter: char| !letter.is_alphanumeric());
    let is_named = names.iter().any(|name| !name.trim().is_empty() && text.contains(&name.trim().to_lowercase()));
    is_named || words.any(|word| TELLING.iter().any(|start| word.starts_with(start)))
}

#[cfg(test)]
mod tests {
    use terms::text::Prose;

    use super::*;
    use crate::made_up::{at, id, line};
    use crate::notice::Fills;

    const NAMES: [&str; 2] = ["Intima Couples and Sex Therapy", "Intima"];

    fn wording(subject: &str, body: &str) -> Wording {
        Wording { subject_line: line(subject), body: Prose::parse(body).unwrap() }
    }

    #[test]
    fn the_words_that_came_pass_their_own_rule_and_each_has_a_row() {
        let mut rows = Vec::new();
        for kind in NoticeKind::ALL {
            let (subject, body) = kind.words_that_came();
            assert_eq!(check(kind, &wording(subject, body), &NAMES), Ok(()), "{kind:?}");
            let (_, text) = Notice::as_it_came(kind).filled(&Fills::made_up()).unwrap();
            assert!(!text.as_str().contains('{'), "{kind:?}");
            rows.push(kind.row());
        }
        rows.sort_unstable();
        rows.dedup();
        assert_eq!(rows.len(), NoticeKind::ALL.len());
    }

    #[test]
    fn words_are_taken_or_refused() {
        let kind = NoticeKind::VisitReminder;
        for (subject, body, expected) in [
            ("A note", "Until {when}: {link}", Ok(())),
            ("A note", "Until {when}, {where}, {name}: {link}", Ok(())),
            ("A note", "Until {then}: {link}", Err(NoticeRefusal::UnknownPlaceholder)),
            ("A note", "Until {when}: {link} {within}", Err(NoticeRefusal::UnknownPlaceholder)),
            ("A note", "Until {when: {link}", Err(NoticeRefusal::UnknownPlaceholder)),
            ("A note", "Until when}: {link}", Err(NoticeRefusal::UnknownPlaceholder)),
            ("A note", "See {link}", Err(NoticeRefusal::Missing(Placeholder::When))),
            ("A note", "Until {when}", Err(NoticeRefusal::Missing(Placeholder::Link))),
            ("On {when}", "Until {when}: {link}", Err(NoticeRefusal::PlaceholderInSubject)),
            ("INTIMA", "Until {when}: {link}", Err(NoticeRefusal::TellsTooMuch)),
            ("A note", "Your therapist sees you {when}: {link}", Err(NoticeRefusal::TellsTooMuch)),
            ("A note", "Your Ketamine day is {when}: {link}", Err(NoticeRefusal::TellsTooMuch)),
            ("A note", "From Essex, {when}: {link}", Ok(())),
        ] {
            assert_eq!(check(kind, &wording(subject, body), &NAMES), expected, "{subject} {body}");
        }
        let long = |letters: usize| wording("A note", &format!("{{when}} {{link}} {}", "x".repeat(letters - 14)));
        assert_eq!(check(kind, &long(MAX_BODY), &NAMES), Ok(()));
        assert_eq!(check(kind, &long(MAX_BODY + 1), &NAMES), Err(NoticeRefusal::TooLong));
    }

    #[test]
    fn earlier_words_are_kept_and_the_first_ones_come_back() {
        let by = (id('p'), at("2026-06-22 10:00"));
        let came = Notice::as_it_came(NoticeKind::TimesOffered);
        assert_eq!(reword(came.clone(), None, &NAMES, by), Ok(came.clone()));
        let mine = || Some(wording("A note", "Choose here: {link}"));
        let changed = reword(came.clone(), mine(), &NAMES, by).unwrap();
        assert_eq!(changed.words(), ("A note", "Choose here: {link}"));
        assert_eq!(reword(changed.clone(), mine(), &NAMES, by), Ok(changed.clone()));
        let back = reword(changed, None, &NAMES, by).unwrap();
        assert_eq!((back.words(), back.versions.len()), (came.words(), 2));
    }
}
