//! Finds clients for the front desk by part of a name, a phone number, a birth date or a chart number.

use record::list::list;
use record::rows::Find;
use record::scope::Read;
use schedule::find_client::find_client;
use schedule::people::Client;
use terms::actor::Context;
use terms::trouble::{Never, Trouble};

use crate::house::House;

/// How many are shown at once; whoever finds more looks for something narrower.
pub const MOST_SHOWN: usize = 50;

/// Who was found.
pub struct FoundClients {
    /// By name, at most [`MOST_SHOWN`].
    pub clients: Vec<Client>,
    /// How many there are in all.
    pub count: usize,
}

/// Looks them up. Nothing sought is nobody found: the desk sees of whom it has a reason to (45 CFR 164.502(b)).
pub fn see_clients(house: &House, by: &Context, sought: &str) -> Result<FoundClients, Trouble<Never>> {
    house.record().read(by, |work| {
        let clients = work.permit::<_, Read>(list::<Client>())?;
        // Names are sealed, so they are compared only once they are open.
        let all: Vec<Client> = if sought.trim().is_empty() { Vec::new() } else { work.find(&clients, Find::All)? };
        let found = find_client(&all, sought);
        let count = found.len();
        Ok(FoundClients { clients: found.into_iter().take(MOST_SHOWN).cloned().collect(), count })
    })
}
