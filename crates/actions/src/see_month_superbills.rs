//! Shows the biller the superbills of one month: of every client who asked for one each month, and of nobody else.

use jiff::Timestamp;
use money::coverage::Coverage;
use money::ledger::TherapyLedger;
use money::month::Month;
use money::superbill::{Superbill, superbill};
use record::list::list;
use record::rows::Find;
use record::scope::{Read, cards, folder};
use schedule::people::{Client, Staff};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::{Never, Trouble};

use crate::house::House;

/// The most clients of one run; a practice of three therapists has fewer.
pub const MOST_OF_A_RUN: usize = 400;

/// A superbill that somebody asked for each month.
pub struct WishedSuperbill {
    /// Whose sessions.
    pub client: Client,
    /// Who treats them.
    pub clinician: Option<Staff>,
    /// When they asked.
    pub asked_at: Timestamp,
    /// The superbill; `None` where nothing was charged in the month.
    pub bill: Option<Superbill>,
}

/// Who asked for one each month, by name. Nobody's ledger is opened.
pub fn see_superbill_wishes(house: &House, by: &Context) -> Result<Vec<(Client, Timestamp)>, Trouble<Never>> {
    house.record().read(by, |work| {
        let clients = work.permit::<_, Read>(list::<Client>())?;
        let cards = work.permit::<_, Read>(cards::<Coverage>())?;
        let wished = work.cards(&cards)?.into_iter().filter_map(|(whose, card)| Some((whose, card.superbills_since?)));
        let wished: Vec<(SubjectId, Timestamp)> = wished.take(MOST_OF_A_RUN).collect();
        let all: Vec<Client> = work.find(&clients, Find::All)?;
        let since = |client: &Client| wished.iter().find(|(whose, _)| *whose == client.subject).map(|(_, at)| *at);
        let mut named: Vec<_> = all.into_iter().filter_map(|client| Some((since(&client)?, client))).collect();
        named.sort_by(|(_, one), (_, other)| one.name.as_str().cmp(other.name.as_str()));
        Ok(named.into_iter().map(|(at, client)| (client, at)).collect())
    })
}

/// Opens the ledger of psychotherapy of each of them, and makes the superbill of the month.
pub fn see_month_superbills(house: &House, by: &Context, month: Month) -> Result<Vec<WishedSuperbill>, Trouble<Never>> {
    let wished = see_superbill_wishes(house, by)?;
    house.record().read(by, |work| {
        let people = work.permit::<_, Read>(list::<Staff>())?;
        let mut made = Vec::new();
        for (client, asked_at) in &wished {
            let therapy = work.permit::<_, Read>(folder::<TherapyLedger>(client.subject))?;
            let bill = superbill(&*work.open(&therapy)?, month.first(), month.last());
            let clinician = work.get(&people, client.clinician.0)?;
            made.push(WishedSuperbill { client: client.clone(), clinician, asked_at: *asked_at, bill });
        }
        Ok(made)
    })
}
