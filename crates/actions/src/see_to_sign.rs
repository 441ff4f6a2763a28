//! Shows one's own notes that are not signed yet, the oldest visit first.

use care::chart::Chart;
use care::chart_card::WaitingNote;
use care::note::DraftNote;
use record::list::{ListOf, list};
use record::permit::Permit;
use record::rows::Find;
use record::scope::{Read, cards};
use record::work::Work;
use schedule::people::{Client, Staff};
use terms::actor::Context;
use terms::trouble::{Never, Trouble};

use crate::house::House;
use crate::own_draft::staff;
use crate::see_note::name_in;

/// A note to sign.
pub struct ToSign {
    /// The draft.
    pub draft: DraftNote,
    /// Whose chart it will stand in.
    pub client: Client,
    /// How many days ago the visit was.
    pub age_days: i32,
}

/// A candidate's note that waits for one's co-signature.
pub struct ToCosign {
    /// The note.
    pub note: WaitingNote,
    /// Whose chart it stands in.
    pub client: Client,
    /// Who wrote it.
    pub author: String,
}

/// Lists the notes that wait for one's co-signature, the oldest visit first.
pub fn see_to_cosign(house: &House, by: &Context) -> Result<Vec<ToCosign>, Trouble<Never>> {
    let me = staff(by)?;
    house.record().read(by, |work| {
        let charts = work.permit::<_, Read>(cards::<Chart>())?;
        let people = work.permit::<_, Read>(list::<Client>())?;
        let everybody = work.permit::<_, Read>(list::<Staff>())?;
        let everybody: Vec<Staff> = work.find(&everybody, Find::All)?;
        let supervises = |note: &WaitingNote| {
            let now = everybody.iter().find(|person| person.id == note.author).and_then(|person| person.supervisor);
            note.supervisor == Some(me) || now == Some(me)
        };
        let mut waiting = Vec::new();
        for (subject, card) in work.cards(&charts)? {
            for note in card.waits_for_cosign.into_iter().filter(supervises) {
                let client = work.get::<Client, _, _, Never>(&people, subject.0)?;
                let author = name_in(&everybody, note.author);
                waiting.extend(client.map(|client| ToCosign { note, client, author }));
            }
        }
        waiting.sort_by_key(|waiting| waiting.note.date);
        Ok(waiting)
    })
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
