//! Shows the team what a client sees: of their own record, of a couple's, and of their partner's nothing.
//!
//! Which folders those are is asked of the policy itself, as if the client asked; what stands in them is opened by the
//! team's own permits, and stands in the audit as theirs.

use care::chart::Chart;
use care::workbook::Workbook;
use jiff::Timestamp;
use record::list::list;
use record::open_folder::Opened;
use record::rows::Find;
use record::scope::{Read, cards, folder};
use schedule::people::Client;
use terms::actor::Context;
use terms::folder::FolderKind;
use terms::ids::SubjectId;
use terms::trouble::{Denied, Never, Trouble};

use crate::house::House;
use crate::members::open_members;

/// One record, as the client would find it.
pub struct SeenRecord {
    /// Whose.
    pub client: Client,
    /// Which of its folders open to them.
    pub reads: Vec<FolderKind>,
    /// What stands in the workbook, where it opens to them and to whoever looks.
    pub workbook: Option<Opened<Workbook>>,
}

/// What a client sees.
pub struct SeenAs {
    /// Who.
    pub person: Client,
    /// Of a couple: whose eyes can be looked through.
    pub members: Vec<Client>,
    /// Their own record, then each couple's, then each partner's own.
    pub records: Vec<SeenRecord>,
}

/// Looks. Of a couple as such there are only its members to choose from.
pub fn see_as(house: &House, by: &Context, who: SubjectId) -> Result<SeenAs, Trouble<Never>> {
    house.record().read(by, |work| {
        let own = work.permit::<_, Read>(folder::<Workbook>(who))?;
        let people = work.permit::<_, Read>(list::<Client>())?;
        let person: Client = work.get(&people, who.0)?.ok_or(Denied::NotTheirs)?;
        let members = open_members(work, &people, &person)?;
        if !members.is_empty() {
            return Ok(SeenAs { person, members, records: Vec::new() });
        }
        let of_clinician = Find::Key1(person.clinician.0.as_str(), Timestamp::MIN, Timestamp::MAX);
        let units: Vec<Client> = work.find(&people, of_clinician)?;
        let units: Vec<Client> = units.into_iter().filter(|unit| unit.members.contains(&who)).collect();
        let mut partners = Vec::new();
        for unit in &units {
            partners.extend(open_members(work, &people, unit)?.into_iter().filter(|member| member.subject != who));
        }
        let mine = work.permit::<_, Read>(cards::<Chart>())?;
        let mine: Vec<SubjectId> = work.cards(&mine)?.into_iter().map(|(subject, _)| subject).collect();
        let mut records = Vec::new();
        for client in [vec![person.clone()], units, partners].concat() {
            let reads = work.seen_as(&own, client.subject)?;
            let workbook = if reads.contains(&FolderKind::Workbook) && mine.contains(&client.subject) {
                let permit = work.permit::<_, Read>(folder::<Workbook>(client.subject))?;
                Some(work.open(&permit)?)
            } else {
                None
            };
            records.push(SeenRecord { client, reads, workbook });
        }
        Ok(SeenAs { person, members, records })
    })
}
