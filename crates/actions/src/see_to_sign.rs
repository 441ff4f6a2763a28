//! Shows one's own notes that are not signed yet, the oldest visit first.

use care::chart::Chart;
use care::note::DraftNote;
use record::list::{ListOf, list};
use record::permit::Permit;
use record::scope::{Read, cards};
use record::work::Work;
use schedule::people::Client;
use terms::actor::Context;
use terms::trouble::{Never, Trouble};

use crate::house::House;

/// A note to sign.
pub struct ToSign {
    /// The draft.
    pub draft: DraftNote,
    /// Whose chart it will stand in.
    pub client: Client,
    /// How many days ago the visit was.
    pub age_days: i32,
}

/// Lists the drafts.
pub fn see_to_sign(house: &House, by: &Context) -> Result<Vec<ToSign>, Trouble<Never>> {
    house.record().read(by, |work| {
        work.permit::<_, Read>(cards::<Chart>())?;
        let people = work.permit::<_, Read>(list::<Client>())?;
        to_sign(house, work, &people)
    })
}

pub(crate) fn to_sign(
    house: &House,
    work: &mut Work<'_>,
    people: &Permit<ListOf<Client>, Read>,
) -> Result<Vec<ToSign>, Trouble<Never>> {
    let today = house.today(people.by().now);
    let mut notes = Vec::new();
    for draft in work.own_drafts::<DraftNote>()? {
        let draft = draft.value;
        let age_days = i32::try_from(draft.date.duration_until(today).as_hours() / 24).unwrap_or_default().max(0);
        if let Some(client) = work.get(people, draft.subject.0)? {
            notes.push(ToSign { draft, client, age_days });
        }
    }
    notes.sort_by_key(|note| (note.draft.date, note.draft.started));
    Ok(notes)
}
