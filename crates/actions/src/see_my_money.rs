//! Shows a client what they were charged and have paid: their own, and apart from it what belongs to both of a couple.

use money::ledger::{DosingLedger, TherapyLedger};
use record::list::list;
use record::open_folder::Opened;
use record::own::PersonOf;
use record::rows::Find;
use record::scope::{Read, folder};
use record::work::Work;
use schedule::people::{Client, Staff};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::{Denied, Never, Trouble};

use crate::author::client;
use crate::house::House;

/// What a client may see of money.
pub struct MyMoney {
    /// Their own.
    pub own: Purse,
    /// Of each couple that they belong to.
    pub joint: Vec<Purse>,
    /// Who treats them.
    pub clinician: Option<Staff>,
}

/// The two ledgers of one client, or of one couple.
pub struct Purse {
    /// Whose.
    pub client: Client,
    therapy: Opened<TherapyLedger>,
    dosing: Opened<DosingLedger>,
}

impl Purse {
    /// The ledger of psychotherapy.
    pub fn therapy(&self) -> &TherapyLedger {
        &self.therapy
    }

    /// The ledger of attended dosing days.
    pub fn dosing(&self) -> &DosingLedger {
        &self.dosing
    }
}

impl MyMoney {
    /// Their own first, then those of their couples.
    pub fn purses(&self) -> impl Iterator<Item = &Purse> {
        std::iter::once(&self.own).chain(&self.joint)
    }
}

/// Opens it.
pub fn see_my_money(house: &House, by: &Context) -> Result<MyMoney, Trouble<Never>> {
    let me = client(by)?.subject;
    house.record().read(by, |work| {
        let people = work.permit::<_, Read>(list::<Staff>())?;
        let own = purse(work, me)?;
        let units = work.my_units()?;
        let joint = units.into_iter().map(|unit| purse(work, unit)).collect::<Result<_, _>>()?;
        let staff = work.find(&people, Find::All)?;
        let clinician = staff.into_iter().find(|person| person.id == own.client.clinician);
        Ok(MyMoney { own, joint, clinician })
    })
}

fn purse(work: &mut Work<'_>, subject: SubjectId) -> Result<Purse, Trouble<Never>> {
    let person = work.permit::<_, Read>(PersonOf(subject))?;
    let therapy = work.permit::<_, Read>(folder::<TherapyLedger>(subject))?;
    let dosing = work.permit::<_, Read>(folder::<DosingLedger>(subject))?;
    let client = work.get(&person, subject.0)?.ok_or(Denied::NotTheirs)?;
    Ok(Purse { client, therapy: work.open(&therapy)?, dosing: work.open(&dosing)? })
}
