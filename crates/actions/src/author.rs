//! Who acts: as an author in a workbook, as a client, and how lately they showed that it is them.

use care::workbook::Author;
use record::policy_staff;
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

/// Whether whoever acts showed lately that it is them.
pub(crate) fn is_fresh(by: &Context) -> bool {
    match by.actor {
        Actor::Staff(person) => policy_staff::is_fresh(person.signed_in_at, by.now),
        Actor::Client(client) => policy_staff::is_fresh(client.signed_in_at, by.now),
        Actor::Holder(_) | Actor::VisitHolder(_) | Actor::PacketHolder(..) | Actor::Timer | Actor::Stranger => false,
    }
}

/// Whoever did not is asked again.
pub(crate) fn fresh(by: &Context) -> Result<(), Denied> {
    if is_fresh(by) { Ok(()) } else { Err(Denied::SignInAgain) }
}
