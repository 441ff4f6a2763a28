//! Opens what a client is asked to read and sign: their own, or that of a couple that they belong to.

use care::workbook::Workbook;
use record::list::list;
use record::own::PersonOf;
use record::scope::{Read, folder};
use schedule::people::{Client, Staff};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::{Denied, Never, Trouble};

use crate::house::House;

/// Whose documents they are, with everything that stands on their pages.
pub struct SeenDocuments {
    /// The client, or the couple as such.
    pub person: Client,
    /// Who treats them, while they work here.
    pub clinician: Option<Staff>,
    /// Where the signatures stand.
    pub workbook: Workbook,
}

/// Opens them.
pub fn see_documents(house: &House, by: &Context, subject: SubjectId) -> Result<SeenDocuments, Trouble<Never>> {
    house.record().read(by, |work| {
        let own = work.permit::<_, Read>(PersonOf(subject))?;
        let people = work.permit::<_, Read>(list::<Staff>())?;
        let workbook = work.permit::<_, Read>(folder::<Workbook>(subject))?;
        let person: Client = work.get(&own, subject.0)?.ok_or(Denied::NotTheirs)?;
        let clinician = work.get(&people, person.clinician.0)?;
        let workbook = Workbook::clone(&*work.open(&workbook)?);
        Ok(SeenDocuments { person, clinician, workbook })
    })
}
