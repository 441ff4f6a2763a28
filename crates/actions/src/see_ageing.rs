//! Shows billing what is open by the days since the visit: from cards, so that no folder is opened.

use jiff::civil::Date;
use money::ageing::Ageing;
use money::ledger::{DosingLedger, TherapyLedger};
use money::ledger_card::LedgerCard;
use record::list::list;
use record::rows::Find;
use record::scope::{Read, cards};
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::{Never, Trouble};

use crate::house::House;

/// What is open by age: therapy and dosing days apart, never added.
pub struct OpenByAge {
    /// On which day the ages are counted.
    pub today: Date,
    /// Psychotherapy: each client with something open, by name.
    pub therapy: Vec<(Client, Ageing)>,
    /// Attended dosing days, likewise.
    pub dosing: Vec<(Client, Ageing)>,
}

/// All clients of one kind of ledger together.
pub fn together(lines: &[(Client, Ageing)]) -> Ageing {
    lines.iter().fold(Ageing::default(), |sum, (_, line)| sum.and(line))
}

/// Counts the ages of today.
pub fn see_ageing(house: &House, by: &Context) -> Result<OpenByAge, Trouble<Never>> {
    let today = house.today(by.now);
    house.record().read(by, |work| {
        let clients = work.permit::<_, Read>(list::<Client>())?;
        let therapy = work.permit::<_, Read>(cards::<TherapyLedger>())?;
        let dosing = work.permit::<_, Read>(cards::<DosingLedger>())?;
        let (therapy, dosing) = (work.cards(&therapy)?, work.cards(&dosing)?);
        let mut clients: Vec<Client> = work.find(&clients, Find::All)?;
        clients.sort_by_cached_key(|client| client.name.as_str().to_lowercase());
        Ok(OpenByAge { today, therapy: aged(&clients, &therapy, today), dosing: aged(&clients, &dosing, today) })
    })
}

fn aged(clients: &[Client], cards: &[(SubjectId, LedgerCard)], today: Date) -> Vec<(Client, Ageing)> {
    let line = |client: &Client| {
        let (_, card) = cards.iter().find(|(whose, _)| *whose == client.subject)?;
        let ageing = Ageing::of(card, today);
        (!ageing.is_settled()).then(|| (client.clone(), ageing))
    };
    clients.iter().filter_map(line).collect()
}
