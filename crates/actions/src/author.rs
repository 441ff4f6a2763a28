//! Who writes in a workbook.

use care::workbook::Author;
use terms::actor::{Actor, ClientIn, Context};
use terms::trouble::Denied;

/// The client, or someone of the team: whoever acts.
pub(crate) fn author(by: &Context) -> Result<Author, Denied> {
    match by.actor {
        Actor::Staff(person) => Ok(Author::Team(person.staff)),
        Actor::Client(_) => Ok(Author::Client),
        Actor::Holder(_) | Actor::VisitHolder(_) | Actor::PacketHolder(..) | Actor::Timer | Actor::Stranger => {
            Err(Denied::NotTheirs)
        }
    }
}

/// The client who acts.
pub(crate) fn client(by: &Context) -> Result<ClientIn, Denied> {
    match by.actor {
        Actor::Client(client) => Ok(client),
        Actor::Staff(_)
        | Actor::Holder(_)
        | Actor::VisitHolder(_)
        | Actor::PacketHolder(..)
        | Actor::Timer
        | Actor::Stranger => Err(Denied::NotTheirs),
    }
}
