//! Shows the biller one client's two ledgers.

use money::ledger::{DosingLedger, TherapyLedger};
use record::list::list;
use record::open_folder::Opened;
use record::scope::{Read, folder};
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::{Denied, Never, Trouble};

use crate::house::House;

/// What one client was charged and paid.
pub struct Account {
    /// Who.
    pub client: Client,
    therapy: Opened<TherapyLedger>,
    dosing: Opened<DosingLedger>,
}

impl Account {
    /// The ledger of psychotherapy.
    pub fn therapy(&self) -> &TherapyLedger {
        &self.therapy
    }

    /// The ledger of attended dosing days.
    pub fn dosing(&self) -> &DosingLedger {
        &self.dosing
    }
}

/// Opens both ledgers.
pub fn see_account(house: &House, by: &Context, subject: SubjectId) -> Result<Account, Trouble<Never>> {
    house.record().read(by, |work| {
        let clients = work.permit::<_, Read>(list::<Client>())?;
        let therapy = work.permit::<_, Read>(folder::<TherapyLedger>(subject))?;
        let dosing = work.permit::<_, Read>(folder::<DosingLedger>(subject))?;
        let client = work.get(&clients, subject.0)?.ok_or(Denied::NotTheirs)?;
        Ok(Account { client, therapy: work.open(&therapy)?, dosing: work.open(&dosing)? })
    })
}
