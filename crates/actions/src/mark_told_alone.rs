//! Marks what someone told alone, in their own chart; and holds a joint note against it before it is signed.

use care::chart::Chart;
use care::note::NoteKind;
use care::told_alone::{ToldAlone, ToldRefusal, mark_told_alone as rule, touched};
use jiff::civil::Date;
use record::list::list;
use record::scope::{Read, Write, folder};
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::{NoteId, SubjectId};
use terms::text::{Line, Prose};
use terms::trouble::{Denied, Never, Trouble};

use care::told_alone::AloneUse;

use crate::house::House;
use crate::members::open_members;
use crate::own_draft::{own_draft, staff};

/// Something told alone, as it was typed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marking {
    /// Its id, when it is known already.
    pub known: Option<NoteId>,
    /// The phrase that a joint note would touch it with.
    pub phrase: Line,
    /// What it is.
    pub text: Prose,
    /// What may become of it.
    pub mark: AloneUse,
    /// Who raises it.
    pub raised_by: Option<Line>,
    /// By which day.
    pub by_day: Option<Date>,
}

/// What a joint note touches in one partner's own chart.
pub struct Touched {
    /// Whose chart.
    pub client: Client,
    /// How many things; which they are stands in that chart alone.
    pub count: usize,
}

/// Marks it. Sending the same form again marks it once. Of a couple as such nobody tells anything alone.
pub fn mark_told_alone(
    house: &House,
    by: &Context,
    subject: SubjectId,
    (marking, once): (&Marking, &str),
) -> Result<(), Trouble<ToldRefusal>> {
    let author = staff(by)?;
    house.record().change_once(by, (once, |_| None), |change| {
        let permit = change.permit::<_, Write>(folder::<Chart>(subject))?;
        let people = change.permit::<_, Read>(list::<Client>())?;
        let client: Client = change.get(&people, subject.0)?.ok_or(Denied::NotTheirs)?;
        if !client.members.is_empty() {
            return Err(Denied::NotTheirs.into());
        }
        let Marking { known, phrase, text, mark, raised_by, by_day } = marking.clone();
        let id = known.unwrap_or_else(|| NoteId(house.record().new_id()));
        let told = ToldAlone { id, at: by.now, by: author, phrase, text, mark, raised_by, by_day };
        match rule(&*change.open(&permit)?, told).map_err(Trouble::Refused)? {
            Some(entry) => Ok(change.add(&permit, entry)?),
            None => Ok(()),
        }
    })
}

/// What the author's joint note touches though it must not, by partner. Only of partners whom the author treats: no
/// other chart is opened for it.
pub fn see_touched(house: &House, by: &Context, note: NoteId) -> Result<Vec<Touched>, Trouble<Never>> {
    house.record().read(by, |work| {
        let draft = own_draft(work, note)?.ok_or(Denied::NotTheirs)?.value;
        if draft.kind != NoteKind::Couple {
            return Ok(Vec::new());
        }
        work.permit::<_, Read>(folder::<Chart>(draft.subject))?;
        let people = work.permit::<_, Read>(list::<Client>())?;
        let unit: Client = work.get(&people, draft.subject.0)?.ok_or(Denied::NotTheirs)?;
        let mine = work.permit::<_, Read>(record::scope::cards::<Chart>())?;
        let mine: Vec<SubjectId> = work.cards(&mine)?.into_iter().map(|(subject, _)| subject).collect();
        let mut found = Vec::new();
        for client in open_members(work, &people, &unit)? {
            if !mine.contains(&client.subject) {
                continue;
            }
            let chart = work.permit::<_, Read>(folder::<Chart>(client.subject))?;
            let chart = work.open(&chart)?;
            let count = touched(&draft.body, chart.told_alone()).len();
            if count > 0 {
                found.push(Touched { client, count });
            }
        }
        Ok(found)
    })
}
