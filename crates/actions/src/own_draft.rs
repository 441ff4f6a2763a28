//! One's own drafts, and who one is.

use care::note::DraftNote;
use record::draft::Draft;
use record::work::Work;
use terms::actor::{Actor, Context};
use terms::ids::{NoteId, StaffId};
use terms::trouble::{Denied, Fault};

/// Who of the practice acts.
pub(crate) fn staff(by: &Context) -> Result<StaffId, Denied> {
    match by.actor {
        Actor::Staff(person) => Ok(person.staff),
        Actor::Client(_)
        | Actor::Holder(_)
        | Actor::VisitHolder(_)
        | Actor::PacketHolder(..)
        | Actor::Timer
        | Actor::Stranger => Err(Denied::NotTheirs),
    }
}

/// The draft of this note, if the actor has one. What it is shown for asks for a permit of its chart first.
pub(crate) fn own_draft(work: &mut Work<'_>, note: NoteId) -> Result<Option<Draft<DraftNote>>, Fault> {
    work.own_draft(note.0)
}
