//! The partners of a couple, and whoever else comes together.

use record::list::ListOf;
use record::permit::Permit;
use record::scope::CanRead;
use record::work::Work;
use schedule::people::Client;
use terms::trouble::Trouble;

/// Each of them, in the order in which they were put together; nobody for a client who comes alone.
pub(crate) fn open_members<M: CanRead, R>(
    work: &mut Work<'_>,
    clients: &Permit<ListOf<Client>, M>,
    client: &Client,
) -> Result<Vec<Client>, Trouble<R>> {
    let mut members = Vec::new();
    for member in &client.members {
        members.extend(work.get::<Client, _, _, R>(clients, member.0)?);
    }
    Ok(members)
}
