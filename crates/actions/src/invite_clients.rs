//! Invites clients who were moved in to their own pages: by hand, a few at a time, and only whoever agreed to email.

use record::list::list;
use record::rows::Find;
use record::scope::{Read, Write};
use schedule::move_in::{MAX_INVITED, MovedIn};
use schedule::notice::{Fills, NoticeKind};
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::{Denied, Never, Trouble};

use crate::house::House;
use crate::letter::{About, Writing, write_letter};

/// Whom one might invite.
pub struct Invitable {
    /// Who agreed to email and was not invited yet, by name.
    pub waiting: Vec<Client>,
    /// Who was invited already, the latest first.
    pub invited: Vec<Client>,
    /// How many were moved in and agreed to no email so far.
    pub without_email: usize,
}

/// Why nobody is invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InviteRefusal {
    /// Nobody was chosen.
    Nobody,
    /// More than [`MAX_INVITED`] were.
    TooMany,
    /// No mail goes out, so nobody could ask for a link.
    NoMail,
    /// One of them was invited meanwhile, or takes no email any more.
    Changed,
}

/// Opens the list.
pub fn see_invitable(house: &House, by: &Context) -> Result<Invitable, Trouble<Never>> {
    let clients: Vec<Client> = house.record().read(by, |work| {
        let all = work.permit::<_, Read>(list::<Client>())?;
        Ok(work.find(&all, Find::All)?)
    })?;
    let moved: Vec<Client> = clients.into_iter().filter(|client| client.moved_in.is_some()).collect();
    let (mut invited, rest): (Vec<Client>, Vec<Client>) =
        moved.into_iter().partition(|client| invited_at(client).is_some());
    let (mut waiting, without): (Vec<Client>, Vec<Client>) =
        rest.into_iter().partition(|client| client.reach.email.is_some());
    waiting.sort_by_cached_key(|client| client.name.as_str().to_lowercase());
    invited.sort_by_key(|client| std::cmp::Reverse(invited_at(client)));
    Ok(Invitable { waiting, invited, without_email: without.len() })
}

/// Writes to all of them, or to none.
pub fn invite_clients(house: &House, by: &Context, chosen: &[SubjectId]) -> Result<(), Trouble<InviteRefusal>> {
    match chosen.len() {
        0 => return Err(Trouble::Refused(InviteRefusal::Nobody)),
        few if few > MAX_INVITED => return Err(Trouble::Refused(InviteRefusal::TooMany)),
        _ if !house.sends_mail() => return Err(Trouble::Refused(InviteRefusal::NoMail)),
        _ => {}
    }
    house.record().change(by, |change| {
        let clients = change.permit::<_, Write>(list::<Client>())?;
        for subject in chosen {
            let client: Client = change.get(&clients, subject.0)?.ok_or(Denied::NotTheirs)?;
            let moved_in = client.moved_in.clone().filter(|moved| moved.invited.is_none());
            let Some(moved_in) = moved_in.filter(|_| client.reach.email.is_some()) else {
                return Err(Trouble::Refused(InviteRefusal::Changed));
            };
            let fills = Fills {
                name: Some(client.name.as_str().to_owned()),
                link: Some(house.link("/sign-in")),
                ..Fills::default()
            };
            let (kind, about) = (NoticeKind::Invitation, About::Themselves);
            write_letter(house, change, &Writing { kind, reach: &client.reach, about, fills, useless_from: None })?;
            let moved_in = Some(MovedIn { invited: Some(by.now), ..moved_in });
            change.put(&clients, &Client { moved_in, ..client })?;
        }
        Ok(())
    })
}

fn invited_at(client: &Client) -> Option<jiff::Timestamp> {
    client.moved_in.as_ref().and_then(|moved| moved.invited)
}
