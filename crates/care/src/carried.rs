//! Text that was carried over from an earlier note: marked until it is edited, or looked at and found to hold.

use serde::{Deserialize, Serialize};
use terms::ids::{NoteId, StaffId};

use crate::chart::Chart;
use crate::note::{DraftNote, NoteKind, SignedNote};
use crate::note_body::Part;

/// A part of a note whose text was carried over and not edited since.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// Which part.
    pub part: Part,
    /// From which note.
    pub from: NoteId,
    /// Whether the author looked at it here and found that it still holds.
    pub still_holds: bool,
}

/// Why nothing is carried over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CarryRefusal {
    /// The author has signed no note of this kind in this chart.
    NoNoteBefore,
    /// Every part that the earlier note wrote is written here too.
    NothingToCarry,
    /// It was signed or thrown away meanwhile.
    Gone,
}

/// The last note of a kind that an author signed in a chart: their own words, of the same work.
pub fn last_of(chart: &Chart, kind: NoteKind, author: StaffId) -> Option<&SignedNote> {
    chart.notes().iter().rev().find(|note| note.draft().kind == kind && note.signed_by() == author)
}

/// The note that a signed one is read against: from which text was carried over, or else the one before it of its kind.
pub fn note_before<'c>(chart: &'c Chart, note: &SignedNote) -> Option<&'c SignedNote> {
    let from = note.draft().carried.first().and_then(|carried| chart.note(carried.from));
    let earlier = chart.notes().iter().take_while(|other| other.id() != note.id());
    from.or_else(|| earlier.filter(|other| other.draft().kind == note.draft().kind).last())
}

/// Fills the parts that are still empty with the text of the author's last note of this kind, each marked. What is
/// written stays; chips, times and diagnosis are of the day and are never carried.
pub fn carry(chart: &Chart, draft: DraftNote) -> Result<DraftNote, CarryRefusal> {
    let last = last_of(chart, draft.kind, draft.author).ok_or(CarryRefusal::NoNoteBefore)?;
    let (mut carrying, mut has_any) = (draft, false);
    for (part, text) in last.draft().body.parts() {
        if let (Some(text), Some(empty @ None)) = (text, carrying.body.part_mut(part)) {
            *empty = Some(text.clone());
            carrying.carried.retain(|carried| carried.part != part);
            carrying.carried.push(Carried { part, from: last.id(), still_holds: false });
            has_any = true;
        }
    }
    if has_any { Ok(carrying) } else { Err(CarryRefusal::NothingToCarry) }
}

/// What is still carried when a draft is written anew: a part that was edited or emptied is the author's own. From which
/// note it came is taken from what was saved, whether it was looked at from what is written now.
pub(crate) fn still_carried(saved: &DraftNote, written: &DraftNote) -> Vec<Carried> {
    let is_unedited = |carried: &&Carried| saved.body.part(carried.part) == written.body.part(carried.part);
    let holds = |part| written.carried.iter().any(|carried| carried.part == part && carried.still_holds);
    let kept = saved.carried.iter().filter(is_unedited);
    kept.map(|carried| Carried { still_holds: holds(carried.part), ..*carried }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Path;
    use crate::made_up::{chart, draft, filled, id, prose};
    use crate::note_body::{NoteBody, PlainNote};

    const DAY: &str = "2026-06-22";

    fn before() -> Chart {
        filled(chart(Path::Undecided), &[('a', NoteKind::Therapy, "2026-06-15"), ('b', NoteKind::Couple, DAY)], &[])
    }

    fn empty() -> DraftNote {
        DraftNote { body: NoteBody::empty(NoteKind::Therapy), ..draft('n', NoteKind::Therapy, DAY) }
    }

    fn carried_plan(still_holds: bool) -> Vec<Carried> {
        vec![Carried { part: Part::Plan, from: id('a'), still_holds }]
    }

    #[test]
    fn only_what_is_empty_is_filled_and_each_part_is_marked() {
        let carrying = carry(&before(), empty()).unwrap();
        assert_eq!(carrying.carried, carried_plan(false));
        assert_eq!(carrying.body.part(Part::Plan), Some(&prose("Next week.")));
        for (chart, draft, expected) in [
            (before(), draft('n', NoteKind::Therapy, DAY), CarryRefusal::NothingToCarry),
            (before(), carrying, CarryRefusal::NothingToCarry),
            (before(), DraftNote { author: id('e'), ..empty() }, CarryRefusal::NoNoteBefore),
            (chart(Path::Undecided), empty(), CarryRefusal::NoNoteBefore),
        ] {
            assert_eq!(carry(&chart, draft), Err(expected));
        }
    }

    #[test]
    fn a_note_is_read_against_the_one_that_it_was_carried_from() {
        let therapy = NoteKind::Therapy;
        let visits =
            [('a', therapy, "2026-06-01"), ('b', NoteKind::Couple, "2026-06-08"), ('c', therapy, "2026-06-15")];
        let chart = filled(chart(Path::Undecided), &visits, &[]);
        let before = |letter| note_before(&chart, chart.note(id(letter)).unwrap()).map(SignedNote::id);
        assert_eq!(['a', 'b', 'c'].map(before), [None, None, Some(id('a'))]);
    }

    #[test]
    fn a_mark_goes_with_the_first_edit_and_stays_with_a_look() {
        let saved = carry(&before(), empty()).unwrap();
        let with_plan = |plan: Option<&str>| {
            NoteBody::Plain(PlainNote { plan: plan.map(prose), work: Some(prose("More.")), ..PlainNote::default() })
        };
        for (written, expected) in [
            (
                DraftNote { body: with_plan(Some("Next week.")), carried: Vec::new(), ..saved.clone() },
                carried_plan(false),
            ),
            (DraftNote { carried: carried_plan(true), ..saved.clone() }, carried_plan(true)),
            (DraftNote { body: with_plan(Some("In two weeks.")), ..saved.clone() }, Vec::new()),
            (DraftNote { body: with_plan(None), ..saved.clone() }, Vec::new()),
        ] {
            assert_eq!(saved.clone().rewritten(&written).unwrap().carried, expected);
        }
    }
}
