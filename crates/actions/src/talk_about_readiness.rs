//! Writes down how it is with the things that preparation looks at, those of one form in one commit.

use care::chart::Chart;
use care::readiness::{ReadinessItem, Ready, TalkedAbout, talk_about};
use record::scope::{Write, folder};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::text::Line;
use terms::trouble::{Never, Trouble};

use crate::house::House;
use crate::own_draft::staff;

/// An item of the form.
pub type Talked = (ReadinessItem, Ready, Option<Line>);

/// Writes what has changed; the same form again writes nothing.
pub fn talk_about_readiness(
    house: &House,
    by: &Context,
    subject: SubjectId,
    form: &[Talked],
) -> Result<(), Trouble<Never>> {
    let me = staff(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Chart>(subject))?;
        for (item, ready, note) in form {
            let talked = TalkedAbout { item: *item, ready: *ready, note: note.clone(), at: by.now, by: me };
            let entry = talk_about(&*change.open(&permit)?, talked);
            if let Some(entry) = entry {
                change.add(&permit, entry)?;
            }
        }
        Ok(())
    })
}
