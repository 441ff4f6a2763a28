//! Shows the biller what a superbill is made from: the client, who treats them, and the ledger of psychotherapy alone.

use money::ledger::TherapyLedger;
use record::list::list;
use record::open_folder::Opened;
use record::scope::{Read, folder};
use schedule::people::{Client, Staff};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::{Denied, Never, Trouble};

use crate::house::House;

/// What a superbill is made from. The ledger of dosing days stays closed.
pub struct Billable {
    /// Whose sessions.
    pub client: Client,
    /// Who treats them.
    pub clinician: Option<Staff>,
    therapy: Opened<TherapyLedger>,
}

impl Billable {
    /// The ledger of psychotherapy.
    pub fn therapy(&self) -> &TherapyLedger {
        &self.therapy
    }
}

/// Opens it.
pub fn see_superbill(house: &House, by: &Context, subject: SubjectId) -> Result<Billable, Trouble<Never>> {
    house.record().read(by, |work| {
        let clients = work.permit::<_, Read>(list::<Client>())?;
        let people = work.permit::<_, Read>(list::<Staff>())?;
        let therapy = work.permit::<_, Read>(folder::<TherapyLedger>(subject))?;
        let client = work.get(&clients, subject.0)?.ok_or(Denied::NotTheirs)?;
        let clinician = work.get(&people, client.clinician.0)?;
        Ok(Billable { client, clinician, therapy: work.open(&therapy)? })
    })
}
