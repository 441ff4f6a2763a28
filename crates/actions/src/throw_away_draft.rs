//! Throws a draft of one's own away.

use care::chart::Chart;
use record::list::list;
use record::scope::{Write, folder};
use schedule::appointment::Appointment;
use terms::actor::Context;
use terms::ids::{NoteId, SubjectId};
use terms::trouble::{Denied, Never, Trouble};

use crate::house::House;
use crate::own_draft::own_draft;

/// Throws the draft away, and says in whose chart it would have stood.
pub fn throw_away_draft(house: &House, by: &Context, note: NoteId) -> Result<SubjectId, Trouble<Never>> {
    house.record().change(by, |change| {
        let draft = own_draft(change, note)?.ok_or(Denied::NotTheirs)?.value;
        let permit = change.permit::<_, Write>(folder::<Chart>(draft.subject))?;
        let calendar = change.permit::<_, Write>(list::<Appointment>())?;
        if let Some(id) = draft.appointment {
            let visit: Option<Appointment> = change.get(&calendar, id.0)?;
            if let Some(visit) = visit.filter(|visit| visit.note == Some(note)) {
                change.put(&calendar, &Appointment { note: None, ..visit })?;
            }
        }
        change.drop_draft(&permit, note.0);
        Ok(draft.subject)
    })
}
