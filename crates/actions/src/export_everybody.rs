//! Takes a copy of every record out: begun with a reason, then one record after the other, then finished.

use record::list::list;
use record::rows::Find;
use record::scope::{Read, Write};
use schedule::leaving::{Export, ExportRefusal, export_everybody as begin};
use schedule::people::{Client, Staff};
use terms::actor::Context;
use terms::ids::{ExportId, SubjectId};
use terms::text::Line;
use terms::trouble::{Denied, Never, Trouble};

use crate::house::House;
use crate::own_draft::staff;
use crate::take_out::{TakenOut, take_out};

/// A copy of every record, under way. There is none without a reason that was written down.
pub struct UnderWay {
    export: Export,
    who: String,
    subjects: Vec<SubjectId>,
}

impl UnderWay {
    /// What was begun.
    pub fn export(&self) -> &Export {
        &self.export
    }

    /// By whom, as they are called.
    pub fn who(&self) -> &str {
        &self.who
    }

    /// Whose records, by the number on the chart.
    pub fn subjects(&self) -> &[SubjectId] {
        &self.subjects
    }
}

/// Begins: the reason is kept, whatever becomes of the rest.
pub fn begin_export(house: &House, by: &Context, reason: Option<&Line>) -> Result<UnderWay, Trouble<ExportRefusal>> {
    let who = staff(by)?;
    let id = ExportId(house.record().new_id());
    house.record().change(by, |change| {
        let exports = change.permit::<_, Write>(list::<Export>())?;
        let people = change.permit::<_, Read>(list::<Client>())?;
        let everybody = change.permit::<_, Read>(list::<Staff>())?;
        let person: Staff = change.get(&everybody, who.0)?.ok_or(Denied::NotTheirs)?;
        let mut clients: Vec<Client> = change.find(&people, Find::All)?;
        clients.sort_by_key(|client| client.chart_number);
        let count = u32::try_from(clients.len()).unwrap_or(u32::MAX);
        let export = begin((id, who, by.now), reason.cloned(), count).map_err(Trouble::Refused)?;
        // Whether they may at all is known before the first byte: the answer to the first record is that to all.
        if let Some(first) = clients.first() {
            take_out::<ExportRefusal>(change, first.subject)?;
        }
        change.put(&exports, &export)?;
        let subjects = clients.iter().map(|client| client.subject).collect();
        Ok(UnderWay { export, who: person.name.as_str().to_owned(), subjects })
    })
}

/// One record of a copy that was begun.
pub fn export_next(
    house: &House,
    by: &Context,
    under_way: &UnderWay,
    at: usize,
) -> Result<Option<TakenOut>, Trouble<Never>> {
    let Some(subject) = under_way.subjects.get(at) else { return Ok(None) };
    house.record().read(by, |work| take_out::<Never>(work, *subject).map(Some))
}

/// The last record was handed over.
pub fn finish_export(house: &House, by: &Context, under_way: &UnderWay) -> Result<(), Trouble<Never>> {
    house.record().change(by, |change| {
        let exports = change.permit::<_, Write>(list::<Export>())?;
        let export: Export = change.get(&exports, under_way.export.id.0)?.ok_or(Denied::NotTheirs)?;
        change.put(&exports, &Export { finished: Some(by.now), ..export })
    })
}
