//! A text that an author writes often, kept under a name and put into a part of a note. It is of nobody in particular.

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
    use crate::made_up::{draft, id, prose};
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
}
