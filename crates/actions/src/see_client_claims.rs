//! Shows the biller what claims of one client are made from: who they are, their plan, the ledger of psychotherapy.

use jiff::Timestamp;
use money::coverage::Coverage;
use money::ledger::TherapyLedger;
use money::payer::Payer;
use record::list::list;
use record::open_folder::Opened;
use record::rows::Find;
use record::scope::{Read, folder};
use schedule::appointment::Appointment;
use schedule::people::{Client, Staff};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::{Denied, Never, Trouble};

use crate::house::House;

/// What claims of one client are made from. The ledger of dosing days stays closed.
pub struct ClaimsOfClient {
    /// Whose.
    pub client: Client,
    /// Who treats them.
    pub clinician: Option<Staff>,
    /// The insurers that are known here.
    pub payers: Vec<Payer>,
    /// Their visits, for where each was held.
    pub visits: Vec<Appointment>,
    therapy: Opened<TherapyLedger>,
    coverage: Opened<Coverage>,
}

impl ClaimsOfClient {
    /// The ledger of psychotherapy.
    pub fn therapy(&self) -> &TherapyLedger {
        &self.therapy
    }

    /// The plan, and what the client said of its mail.
    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }
}

/// Opens it.
pub fn see_client_claims(house: &House, by: &Context, subject: SubjectId) -> Result<ClaimsOfClient, Trouble<Never>> {
    house.record().read(by, |work| {
        let clients = work.permit::<_, Read>(list::<Client>())?;
        let people = work.permit::<_, Read>(list::<Staff>())?;
        let payers = work.permit::<_, Read>(list::<Payer>())?;
        let calendar = work.permit::<_, Read>(list::<Appointment>())?;
        let therapy = work.permit::<_, Read>(folder::<TherapyLedger>(subject))?;
        let coverage = work.permit::<_, Read>(folder::<Coverage>(subject))?;
        let client: Client = work.get(&clients, subject.0)?.ok_or(Denied::NotTheirs)?;
        let clinician = work.get(&people, client.clinician.0)?;
        let all_time = Find::Key2(subject.0.as_str(), Timestamp::MIN, Timestamp::MAX);
        Ok(ClaimsOfClient {
            clinician,
            payers: work.find(&payers, Find::All)?,
            visits: work.find(&calendar, all_time)?,
            therapy: work.open(&therapy)?,
            coverage: work.open(&coverage)?,
            client,
        })
    })
}
