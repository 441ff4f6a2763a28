//! A client asks for a superbill of each month, or for none any more. Nobody else asks for them.

use money::coverage::{Coverage, CoverageEntry};
use money::each_month::{EachMonth, SuperbillWish};
use money::ledger::TherapyLedger;
use record::list::list;
use record::open_folder::Opened;
use record::own::PersonOf;
use record::scope::{Read, folder};
use schedule::people::{Client, Staff};
use terms::actor::Context;
use terms::trouble::{Denied, Never, Trouble};

use crate::author::client;
use crate::house::House;
use crate::in_coverage::in_coverage;

/// What the client looks at before they ask.
pub struct WishOfMine {
    /// The client.
    pub client: Client,
    /// Who treats them.
    pub clinician: Option<Staff>,
    coverage: Opened<Coverage>,
    therapy: Opened<TherapyLedger>,
}

impl WishOfMine {
    /// What they asked for so far.
    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    /// What the superbills would be made from.
    pub fn therapy(&self) -> &TherapyLedger {
        &self.therapy
    }
}

/// Opens it.
pub fn see_superbill_wish(house: &House, by: &Context) -> Result<WishOfMine, Trouble<Never>> {
    let me = client(by)?.subject;
    house.record().read(by, |work| {
        let person = work.permit::<_, Read>(PersonOf(me))?;
        let people = work.permit::<_, Read>(list::<Staff>())?;
        let coverage = work.permit::<_, Read>(folder::<Coverage>(me))?;
        let therapy = work.permit::<_, Read>(folder::<TherapyLedger>(me))?;
        let client: Client = work.get(&person, me.0)?.ok_or(Denied::NotTheirs)?;
        let clinician = work.get(&people, client.clinician.0)?;
        Ok(WishOfMine { client, clinician, coverage: work.open(&coverage)?, therapy: work.open(&therapy)? })
    })
}

/// Writes down what they ask for.
pub fn wish_superbills(house: &House, by: &Context, each_month: EachMonth) -> Result<(), Trouble<Never>> {
    let me = client(by)?.subject;
    in_coverage(house, by, me, |_| {
        Ok(CoverageEntry::SuperbillsWished(SuperbillWish { at: by.now, by: me, each_month }))
    })
}
