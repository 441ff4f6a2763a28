//! A text that an author writes often, kept under a name and put into a part of a note. It is of nobody in particular.
//!
//! A snippet may have a part of its own. Those of one author under one name, each with its part, are a template: chosen
//! once, it fills all of its parts that a note has.

use serde::{Deserialize, Serialize};
use terms::ids::{SnippetId, StaffId};
use terms::text::{Line, Prose};

use crate::note::DraftNote;
use crate::note_body::Part;

/// How many snippets an author keeps at most: more than that nobody finds again.
pub const MAX_SNIPPETS: usize = 60;

/// A kept text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snippet {
    /// Its id.
    pub id: SnippetId,
    /// Whose it is; nobody else sees it.
    pub author: StaffId,
    /// What it is called.
    pub name: Line,
    /// What it says.
    pub text: Prose,
    /// The part that it always goes into; `None` when that is chosen each time.
    #[serde(default)]
    pub part: Option<Part>,
}

/// Why a snippet is not put into a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InsertRefusal {
    /// The author has no such snippet any more.
    NoSuchSnippet,
    /// This kind of note does not have the part.
    NoSuchPart,
    /// The part would be longer than a part may be.
    TooLong,
    /// It was signed or thrown away meanwhile.
    Gone,
}

/// Why a snippet is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeepRefusal {
    /// The author has [`MAX_SNIPPETS`] already.
    TooMany,
}

/// What there is to choose from: each snippet without a part, and each template once, with how many parts it fills.
pub fn choices(own: &[Snippet]) -> Vec<(&Snippet, usize)> {
    let is_of = |one: &Snippet, other: &Snippet| other.part.is_some() && one.name == other.name;
    let choice = |(at, one): (usize, &'_ Snippet)| match one.part {
        None => Some(0),
        Some(_) if own[..at].iter().any(|earlier| is_of(one, earlier)) => None,
        Some(_) => Some(own.iter().filter(|other| is_of(one, other)).count()),
    };
    own.iter().enumerate().filter_map(|(at, one)| Some((one, choice((at, one))?))).collect()
}

/// Puts what was chosen into a note: a snippet into this part, or every part of a template that this kind of note has.
pub fn insert_chosen(
    draft: DraftNote,
    (chosen, own): (&Snippet, &[Snippet]),
    into: Part,
) -> Result<DraftNote, InsertRefusal> {
    if chosen.part.is_none() {
        return insert(draft, into, &chosen.text);
    }
    let has: Vec<Part> = draft.body.parts().into_iter().map(|(part, _)| part).collect();
    let of_template = own.iter().filter(|other| other.name == chosen.name);
    let fits: Vec<(Part, &Prose)> =
        of_template.filter_map(|other| Some((other.part.filter(|part| has.contains(part))?, &other.text))).collect();
    if fits.is_empty() {
        return Err(InsertRefusal::NoSuchPart);
    }
    fits.into_iter().try_fold(draft, |draft, (part, text)| insert(draft, part, text))
}

/// Puts a text at the end of a part, as a paragraph of its own. What was carried over there is edited by that.
pub fn insert(draft: DraftNote, part: Part, text: &Prose) -> Result<DraftNote, InsertRefusal> {
    let mut draft = draft;
    let written = draft.body.part_mut(part).ok_or(InsertRefusal::NoSuchPart)?;
    let whole = match written.as_ref() {
        Some(before) => format!("{}\n\n{}", before.as_str(), text.as_str()),
        None => text.as_str().to_owned(),
    };
    *written = Some(Prose::parse(&whole).map_err(|_| InsertRefusal::TooLong)?);
    draft.carried.retain(|carried| carried.part != part);
    Ok(draft)
}

#[cfg(test)]
mod tests {
    use terms::text::MAX_PROSE;

    use super::*;
    use crate::carried::Carried;
    use crate::made_up::{draft, id, line, prose};
    use crate::note::NoteKind;

    #[test]
    fn a_snippet_goes_to_the_end_of_a_part_that_the_note_has() {
        let therapy = || draft('n', NoteKind::Therapy, "2026-06-22");
        let long = "x".repeat(MAX_PROSE);
        for (part, text, expected) in [
            (Part::Work, "Breathed together.", Ok("Breathed together.".to_owned())),
            (Part::Plan, "Same time.", Ok("Next week.\n\nSame time.".to_owned())),
            (Part::Work, &*long, Ok(long.clone())),
            (Part::Plan, &*long, Err(InsertRefusal::TooLong)),
            (Part::Meaning, "Said.", Err(InsertRefusal::NoSuchPart)),
        ] {
            let inserted = insert(therapy(), part, &prose(text));
            let said = inserted.map(|draft| draft.body.part(part).map_or("", |prose| prose.as_str()).to_owned());
            assert_eq!(said, expected, "{part:?}");
        }
        let carried = vec![Carried { part: Part::Plan, from: id('a'), still_holds: false }];
        let edited = insert(DraftNote { carried, ..therapy() }, Part::Plan, &prose("Same time.")).unwrap();
        assert!(edited.carried.is_empty());
    }

    fn kept(letter: char, name: &str, part: Option<Part>) -> Snippet {
        let text = prose(part.map_or("Of no part.", Part::word));
        Snippet { id: id(letter), author: id('d'), name: line(name), text, part }
    }

    #[test]
    fn a_template_fills_each_of_its_parts_that_the_note_has() {
        let own = [
            kept('a', "First hour", Some(Part::Work)),
            kept('b', "First hour", Some(Part::Plan)),
            kept('c', "First hour", Some(Part::Meaning)),
            kept('e', "First hour", None),
            kept('f', "Only integration", Some(Part::Meaning)),
        ];
        let shown: Vec<(&str, usize)> = choices(&own).iter().map(|(one, parts)| (one.name.as_str(), *parts)).collect();
        assert_eq!(shown, [("First hour", 3), ("First hour", 0), ("Only integration", 1)]);
        let into =
            |at: usize| insert_chosen(draft('n', NoteKind::Therapy, "2026-06-22"), (&own[at], &own), Part::Response);
        let said = |draft: &DraftNote, part| draft.body.part(part).map(|prose| prose.as_str().to_owned());
        let filled = into(0).unwrap();
        assert_eq!(said(&filled, Part::Work).as_deref(), Some("The work"));
        assert_eq!(said(&filled, Part::Plan).as_deref(), Some("Next week.\n\nPlan"));
        assert_eq!(said(&filled, Part::Response), None);
        assert_eq!(said(&into(3).unwrap(), Part::Response).as_deref(), Some("Of no part."));
        assert_eq!(into(4), Err(InsertRefusal::NoSuchPart));
    }
}
