//! Changes what the front desk keeps of a client: names, ways to reach them, and what they allow.

use record::list::list;
use record::scope::Write;
use schedule::details::{Details, DetailsRefusal, change_details};
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::{Denied, Trouble};

use crate::house::House;

/// Puts the details in place of the earlier ones.
pub fn change_client(
    house: &House,
    by: &Context,
    subject: SubjectId,
    details: &Details,
) -> Result<(), Trouble<DetailsRefusal>> {
    house.record().change(by, |change| {
        let clients = change.permit::<_, Write>(list::<Client>())?;
        let client: Client = change.get(&clients, subject.0)?.ok_or(Denied::NotTheirs)?;
        let changed = change_details(client, details.clone(), house.today(by.now)).map_err(Trouble::Refused)?;
        change.put(&clients, &changed)
    })
}
