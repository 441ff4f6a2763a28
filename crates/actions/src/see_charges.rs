//! Shows the biller what is open: psychotherapy and attended dosing days side by side, never added.

use money::ledger::{DosingLedger, TherapyLedger};
use money::ledger_card::LedgerCard;
use record::list::list;
use record::rows::Find;
use record::scope::{Read, cards};
use schedule::find_client::find_client;
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::money::Cents;
use terms::trouble::{Never, Trouble};

use crate::house::House;

/// A client who was ever charged.
pub struct AccountLine {
    /// Who.
    pub client: Client,
    /// What is open for psychotherapy.
    pub therapy_open: Cents,
    /// What is open for attended dosing days; `None` where there never was one.
    pub dosing_open: Option<Cents>,
}

impl AccountLine {
    /// Whether something is open in either ledger.
    pub fn is_open(&self) -> bool {
        self.therapy_open > Cents::ZERO || self.dosing_open.unwrap_or_default() > Cents::ZERO
    }
}

/// Every client who was ever charged and whom `sought` names; everyone where nobody is sought. Those with something open
/// come first, then by name.
pub fn see_charges(house: &House, by: &Context, sought: &str) -> Result<Vec<AccountLine>, Trouble<Never>> {
    house.record().read(by, |work| {
        let clients = work.permit::<_, Read>(list::<Client>())?;
        let therapy = work.permit::<_, Read>(cards::<TherapyLedger>())?;
        let dosing = work.permit::<_, Read>(cards::<DosingLedger>())?;
        let (therapy, dosing) = (work.cards(&therapy)?, work.cards(&dosing)?);
        let all: Vec<Client> = work.find(&clients, Find::All)?;
        let found = if sought.trim().is_empty() { all.iter().collect() } else { find_client(&all, sought) };
        let mut lines: Vec<AccountLine> =
            found.into_iter().filter_map(|client| line(client, &therapy, &dosing)).collect();
        lines.sort_by_cached_key(|line| (!line.is_open(), line.client.name.as_str().to_lowercase()));
        Ok(lines)
    })
}

type Cards = [(SubjectId, LedgerCard)];

fn line(client: &Client, therapy: &Cards, dosing: &Cards) -> Option<AccountLine> {
    let open =
        |cards: &Cards| cards.iter().find(|(whose, _)| *whose == client.subject).map(|(_, card)| card.open_cents);
    let (therapy_open, dosing_open) = (open(therapy), open(dosing));
    if therapy_open.is_none() && dosing_open.is_none() {
        return None;
    }
    Some(AccountLine { therapy_open: therapy_open.unwrap_or_default(), dosing_open, client: client.clone() })
}
