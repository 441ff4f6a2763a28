//! Writes in a client's coverage whatever a rule says: an entry, or a refusal.

use money::coverage::{Coverage, CoverageEntry};
use money::insurer_mail::Writer;
use record::scope::{Write, folder};
use terms::actor::{Actor, Context};
use terms::ids::SubjectId;
use terms::trouble::{Denied, Trouble};

use crate::house::House;

/// Opens the coverage, asks the rule, and adds what it says in one commit.
pub(crate) fn in_coverage<R>(
    house: &House,
    by: &Context,
    subject: SubjectId,
    rule: impl Fn(&Coverage) -> Result<CoverageEntry, R>,
) -> Result<(), Trouble<R>> {
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Coverage>(subject))?;
        let coverage = change.open(&permit)?;
        let entry = rule(&coverage).map_err(Trouble::Refused)?;
        Ok(change.add(&permit, entry)?)
    })
}

/// Whoever writes: someone of the practice, or the client.
pub(crate) fn writer(by: &Context) -> Result<Writer, Denied> {
    match by.actor {
        Actor::Staff(person) => Ok(Writer::Staff(person.staff)),
        Actor::Client(client) => Ok(Writer::Client(client.subject)),
        Actor::Holder(_) | Actor::VisitHolder(_) | Actor::PacketHolder(..) | Actor::Timer | Actor::Stranger => {
            Err(Denied::NotTheirs)
        }
    }
}
