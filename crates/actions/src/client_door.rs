//! A client's own door: who else reads their mail or uses their phone, what a link needs beside it, which devices are
//! remembered, and where they are told of others.

use jiff::{SignedDuration, Timestamp};
use record::change::Change;
use record::list::list;
use record::lists::client_doors::{ClientDoor, KnownDevice};
use record::lists::sign_ins::SignedInAs;
use record::scope::{Read, Write};
use schedule::notice::{Fills, NoticeKind};
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::reach::Reach;
use terms::shares::{Shares, Tell};
use terms::text::Line;
use terms::trouble::{Denied, Never, Trouble};

use crate::account::{itself, one_more_wrong, wrong_lately};
use crate::author::{client, is_fresh};
use crate::house::House;
use crate::letter::{About, Writing, write_letter};

/// The fewest digits of a PIN (NIST SP 800-63B-4, 3.1.1.1, asks six of one that only we check).
pub const MIN_PIN: usize = 6;

/// The most characters of one.
const MAX_PIN: usize = 64;

/// How many wrong PINs are borne lately, as with passwords: a mailed link is over by then.
const MAX_WRONG: usize = 5;

/// How long a device is remembered.
pub const REMEMBERED: SignedDuration = SignedDuration::from_hours(180 * 24);

/// The most devices that are remembered; the oldest is forgotten first.
const MAX_KNOWN: usize = 10;

/// What a client sees of their door.
pub struct Door {
    /// What they said; none until they were asked.
    pub said: Option<ClientDoor>,
    /// Whether they have a passkey.
    pub has_passkey: bool,
    /// How they may be reached.
    pub reach: Reach,
}

/// What they say now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saying {
    /// Whether anyone else reads the mailbox or uses the phone.
    pub shares: Shares,
    /// A new PIN; an empty one keeps the one there is.
    pub pin: String,
    /// Where they are told of a new device.
    pub tell: Tell,
}

/// Why the door stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DoorRefusal {
    /// Neither a PIN nor a passkey stands beside the link.
    NothingBeside,
    /// Fewer than [`MIN_PIN`] characters, or very many.
    PinLength,
    /// One digit over and over, or digits in a row: tried first.
    PinGuessed,
    /// They signed in too long ago to change how one signs in.
    SignInAgain,
}

/// Shows the door.
pub fn see_door(house: &House, by: &Context) -> Result<Door, Trouble<Never>> {
    let me = client(by)?.subject;
    let has_passkey = !house.record().passkeys_of(SignedInAs::Client(me))?.is_empty();
    house.record().read(&itself(by), |work| {
        let doors = work.permit::<_, Read>(list::<ClientDoor>())?;
        let people = work.permit::<_, Read>(list::<Client>())?;
        let person: Client = work.get(&people, me.0)?.ok_or(Denied::NotTheirs)?;
        Ok(Door { said: work.get(&doors, me.0)?, has_passkey, reach: person.reach })
    })
}

/// Keeps what they said. With somebody else at the mailbox or the phone, every remembered device is forgotten.
pub fn say_door(house: &House, by: &Context, saying: &Saying) -> Result<(), Trouble<DoorRefusal>> {
    let me = client(by)?.subject;
    if !is_fresh(by) {
        return Err(Trouble::Refused(DoorRefusal::SignInAgain));
    }
    let has_passkey = !house.record().passkeys_of(SignedInAs::Client(me))?.is_empty();
    let pin = match saying.pin.as_str() {
        "" => None,
        pin => {
            look_at_pin(pin).map_err(Trouble::Refused)?;
            Some(house.record().stretch(pin)?)
        }
    };
    house.record().change(&itself(by), |change| {
        let doors = change.permit::<_, Write>(list::<ClientDoor>())?;
        let earlier: Option<ClientDoor> = change.get(&doors, me.0)?;
        let (kept, known) = earlier.map_or((None, Vec::new()), |earlier| (earlier.pin, earlier.known));
        let pin = pin.clone().or(kept);
        if saying.shares.wants_more() && pin.is_none() && !has_passkey {
            return Err(Trouble::Refused(DoorRefusal::NothingBeside));
        }
        let known = if saying.shares.wants_more() { Vec::new() } else { known };
        let (shares, tell) = (saying.shares, saying.tell);
        change.put(&doors, &ClientDoor { subject: me, shares, at: by.now, pin, tell, wrong: Vec::new(), known })
    })
}

fn look_at_pin(pin: &str) -> Result<(), DoorRefusal> {
    if !(MIN_PIN..=MAX_PIN).contains(&pin.chars().count()) {
        return Err(DoorRefusal::PinLength);
    }
    let steps: Vec<i32> = pin.as_bytes().windows(2).map(|two| i32::from(two[1]) - i32::from(two[0])).collect();
    let is_row = steps.iter().all(|step| *step == steps[0] && (-1..=1).contains(step));
    if is_row { Err(DoorRefusal::PinGuessed) } else { Ok(()) }
}

/// Remembers this device because they asked for it, and gives what it keeps; nothing where somebody else may use it.
pub fn remember_device(house: &House, by: &Context, device: Option<&Line>) -> Result<Option<String>, Trouble<Never>> {
    let me = client(by)?.subject;
    let secret = house.record().random().token();
    let code = house.record().secret_code(&secret)?;
    house.record().change(&itself(by), |change| {
        let doors = change.permit::<_, Write>(list::<ClientDoor>())?;
        let door: Option<ClientDoor> = change.get(&doors, me.0)?;
        let Some(mut door) = door.filter(|door| !door.shares.wants_more()) else { return Ok(None) };
        door.known.retain(|known| by.now.duration_since(known.at) < REMEMBERED);
        if door.known.len() == MAX_KNOWN {
            door.known.remove(0);
        }
        door.known.push(KnownDevice { code: code.clone(), device: device.cloned(), at: by.now });
        change.put(&doors, &door)?;
        Ok(Some(secret.clone()))
    })
}

/// Forgets every device that was remembered.
pub fn forget_devices(house: &House, by: &Context) -> Result<(), Trouble<Never>> {
    let me = client(by)?.subject;
    house.record().change(&itself(by), |change| {
        let doors = change.permit::<_, Write>(list::<ClientDoor>())?;
        let door: Option<ClientDoor> = change.get(&doors, me.0)?;
        match door {
            Some(door) => change.put(&doors, &ClientDoor { known: Vec::new(), ..door }),
            None => Ok(()),
        }
    })
}

/// The door of whoever comes by a link, as part of letting them in.
pub(crate) fn door_of<R>(change: &mut Change<'_>, subject: SubjectId) -> Result<Option<ClientDoor>, Trouble<R>> {
    let doors = change.permit::<_, Write>(list::<ClientDoor>())?;
    change.get(&doors, subject.0)
}

/// Whether another PIN may be tried now.
pub(crate) fn may_try_pin(door: &ClientDoor, now: Timestamp) -> bool {
    wrong_lately(&door.wrong, now) < MAX_WRONG
}

/// Counts a wrong PIN.
pub(crate) fn count_wrong_pin(house: &House, by: &Context, subject: SubjectId) -> Result<(), Trouble<Never>> {
    house.record().change(&itself(by), |change| {
        let Some(mut door) = door_of(change, subject)? else { return Ok(()) };
        one_more_wrong(&mut door.wrong, by.now);
        let doors = change.permit::<_, Write>(list::<ClientDoor>())?;
        change.put(&doors, &door)
    })
}

/// Tells a client of a sign-in on a device that they did not ask us to remember, where they said that it is safe.
pub(crate) fn told_of_device<R>(
    house: &House,
    change: &mut Change<'_>,
    door: Option<&ClientDoor>,
    kept_there: Option<&str>,
) -> Result<(), Trouble<R>> {
    // Until they named a way that is safe, there is none.
    let Some(door) = door else { return Ok(()) };
    let code = kept_there.map(|secret| house.record().secret_code(secret)).transpose()?;
    let people = change.permit::<_, Read>(list::<Client>())?;
    let now = people.by().now;
    let is_known =
        door.known.iter().any(|known| code.as_ref() == Some(&known.code) && now.duration_since(known.at) < REMEMBERED);
    let person: Option<Client> = change.get(&people, door.subject.0)?;
    let Some(person) = person.filter(|_| !is_known) else { return Ok(()) };
    let safe = Reach { email: None, may_text: false, ..person.reach.clone() };
    let reach = match door.tell {
        Tell::Email => Reach { email: person.reach.email.clone(), ..safe },
        Tell::Text => Reach { may_text: person.reach.may_text, ..safe },
        Tell::Nowhere => return Ok(()),
    };
    let fills = Fills {
        name: Some(person.name.as_str().to_owned()),
        link: Some(house.link("/my/account/sign-ins")),
        ..Fills::default()
    };
    let (kind, about) = (NoticeKind::NewDevice, About::Themselves);
    write_letter(house, change, &Writing { kind, reach: &reach, about, fills, useless_from: None }).map(drop)
}
