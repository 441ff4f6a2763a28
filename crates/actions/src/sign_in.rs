//! Who is signed in: the way from a browser's token to a person, before any page is shown.

use jiff::{SignedDuration, Timestamp};
use record::list::list;
use record::lists::sign_ins::SignedInAs;
use record::rows::Find;
use record::scope::Read;
use schedule::people::{Client, Staff};
use terms::actor::{Actor, ClientIn, Context, Role, SignedIn};
use terms::ids::{StaffId, SubjectId};
use terms::text::Line;
use terms::trouble::{Fault, Never, Trouble};

use crate::house::House;

/// Someone of the practice, with the moment they showed that it is them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub staff: Staff,
    /// When they signed in.
    pub signed_in_at: Timestamp,
}

impl Person {
    /// This person acting in one of their roles; a stranger when it is not theirs.
    pub fn acting_as(&self, role: Role) -> Actor {
        if self.staff.roles.contains(&role) {
            Actor::Staff(SignedIn { staff: self.staff.id, role, signed_in_at: self.signed_in_at })
        } else {
            Actor::Stranger
        }
    }
}

/// Who holds a browser's token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AtTheDoor {
    /// Someone of the practice.
    Staff(Box<Person>),
    /// Someone of the practice, who was away so long that another may have sat down: the password is asked for again.
    Paused,
    /// A client.
    Client(ClientIn),
}

/// After how long without a click the password is asked for again, in minutes; a draft is kept.
pub const STAFF_IDLE: SignedDuration = SignedDuration::from_mins(15);

/// The same for a client, who then asks for another link.
pub const CLIENT_IDLE: SignedDuration = SignedDuration::from_mins(30);

/// How many letters tell one person's forms from another's.
const MARK_LEN: usize = 12;

/// Signs someone in and gives the token for their browser. Only a demo's one-click door calls this.
pub fn sign_in(house: &House, by: &Context, staff: StaffId, device: Option<&Line>) -> Result<String, Trouble<Never>> {
    house.record().sign_in(by, SignedInAs::Staff(staff), device)
}

/// Signs a client in, by the record that is theirs alone. Only a demo's one-click door calls this.
pub fn sign_in_client(
    house: &House,
    by: &Context,
    subject: SubjectId,
    device: Option<&Line>,
) -> Result<String, Trouble<Never>> {
    house.record().sign_in(by, SignedInAs::Client(subject), device)
}

/// Who holds this token: someone who works here, or a client. Each look counts as a use.
pub fn at_the_door(house: &House, token: &str, now: Timestamp) -> Result<Option<AtTheDoor>, Trouble<Never>> {
    let Some(row) = house.record().signed_in(token, now)? else { return Ok(None) };
    let signed_in_at = row.at;
    Ok(match row.who {
        SignedInAs::Staff(id) => match house.staff().iter().find(|person| person.id == id) {
            Some(_) if !house.is_awake(&row, STAFF_IDLE, now) => Some(AtTheDoor::Paused),
            Some(person) => Some(AtTheDoor::Staff(Box::new(Person { staff: person.clone(), signed_in_at }))),
            None => None,
        },
        SignedInAs::Client(subject) => {
            house.is_awake(&row, CLIENT_IDLE, now).then_some(AtTheDoor::Client(ClientIn { subject, signed_in_at }))
        }
    })
}

/// A mark of who acts, for the forms that they are shown: the same at each of their sign-ins, and nobody else's.
pub fn form_mark(house: &House, actor: Actor) -> Result<String, Fault> {
    let who = match actor {
        Actor::Staff(person) => person.staff.to_string(),
        Actor::Client(client) => client.subject.to_string(),
        Actor::Holder(_) | Actor::VisitHolder(_) | Actor::PacketHolder(..) | Actor::Timer | Actor::Stranger => {
            return Ok(String::new());
        }
    };
    let mut mark = house.record().secret_code(&format!("form/{who}"))?;
    mark.truncate(MARK_LEN);
    Ok(mark)
}

/// Everybody in therapy as a person, couples left out: whom a demo's door lists. The owner asks.
pub fn everyone_in_therapy(house: &House, by: &Context) -> Result<Vec<Client>, Trouble<Never>> {
    house.record().read(by, |work| {
        let people = work.permit::<_, Read>(list::<Client>())?;
        let mut clients: Vec<Client> = work.find(&people, Find::All)?;
        clients.retain(|client| client.members.is_empty());
        clients.sort_by_key(|client| client.chart_number);
        Ok(clients)
    })
}

/// Ends a sign-in.
pub fn sign_out(house: &House, by: &Context, token: &str) -> Result<(), Trouble<Never>> {
    house.record().sign_out(by, token)
}

/// Everybody who works at the practice: their names and roles are no secret inside it.
pub fn everybody(house: &House, now: Timestamp) -> Result<Vec<Staff>, Trouble<Never>> {
    let clock = Context { actor: Actor::Timer, now };
    house.record().read(&clock, |work| {
        let people = work.permit::<_, Read>(list::<Staff>())?;
        Ok(work.find(&people, Find::All)?)
    })
}

/// A fault of sign-in, for a door that only tells that something broke.
pub fn fault(trouble: Trouble<Never>) -> Fault {
    match trouble {
        Trouble::Fault(fault) => fault,
        Trouble::Denied(_) => Fault::new("sign in", "the policy refused the clock"),
        Trouble::Refused(never) => match never {},
    }
}
