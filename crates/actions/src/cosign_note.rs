//! Co-signs a candidate's note: a name and a time beside it, in the chart.

use care::chart::Chart;
use care::cosign::{CosignRefusal, Cosignature, cosign};
use record::list::list;
use record::scope::{Read, Sign, folder};
use schedule::people::Staff;
use terms::actor::Context;
use terms::ids::{NoteId, SubjectId};
use terms::trouble::Trouble;

use crate::house::House;
use crate::own_draft::staff;

/// Co-signs it. The visit was charged when it was signed; nothing is charged by this.
pub fn cosign_note(
    house: &House,
    by: &Context,
    (subject, note): (SubjectId, NoteId),
) -> Result<(), Trouble<CosignRefusal>> {
    let supervisor = staff(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Sign>(folder::<Chart>(subject))?;
        let everybody = change.permit::<_, Read>(list::<Staff>())?;
        let chart = change.open(&permit)?;
        let author = chart.note(note).map(care::note::SignedNote::signed_by);
        let now: Option<Staff> = match author {
            Some(author) => change.get(&everybody, author.0)?,
            None => None,
        };
        let supervises_now = now.and_then(|author| author.supervisor);
        let signature = Cosignature { at: by.now, by: supervisor };
        let entry = cosign(&chart, note, signature, supervises_now).map_err(Trouble::Refused)?;
        Ok(change.add_once(&permit, entry, &format!("note {note} cosigned"))?)
    })
}
