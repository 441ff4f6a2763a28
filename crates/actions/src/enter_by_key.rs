//! Lets a client in by a secret that is good once: from a mailed link, or printed by the front desk.

use record::list::list;
use record::lists::accounts::ClientKey;
use record::lists::client_doors::ClientDoor;
use record::lists::sign_ins::SignedInAs;
use record::scope::{Add, Read, Write};
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::text::Line;
use terms::trouble::{Denied, Never, Trouble};

use crate::account::itself;
use crate::client_door::{count_wrong_pin, door_of, may_try_pin, told_of_device};
use crate::house::House;
use crate::turn_away::{Part, turn_away};

/// Why nobody is let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyRefusal {
    /// No such key, or it was used, or its time is over.
    NotGood,
    /// Too many wrong codes were typed lately, by everybody together.
    TooManyTries,
    /// The PIN beside the link is not right.
    WrongPin,
    /// Too many wrong PINs were typed lately.
    TooManyPins,
    /// Somebody else may read this mailbox, and no PIN was chosen: their passkey lets them in.
    PasskeyOnly,
}

/// What a browser brings along.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Browser {
    /// What it is: "Firefox on Android".
    pub device: Option<Line>,
    /// What it keeps since its owner asked us to remember it.
    pub kept_there: Option<String>,
}

/// Someone who is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entered {
    /// The token for their browser.
    pub token: String,
    /// Whether they are still to be asked who else reads their mail or uses their phone.
    pub is_asked: bool,
}

/// What a link wants beside itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// Nothing: one press of a button.
    Nothing,
    /// The PIN that its owner chose.
    Pin,
    /// The link opens nothing: a passkey does.
    Passkey,
}

/// What a link wants now, if it is good. Looking uses nothing up: mail scanners look.
pub fn key_wants(house: &House, by: &Context, secret: &str) -> Result<Option<Beside>, Trouble<Never>> {
    let Some(key) = house.record().client_key_of(secret, by.now)? else {
        turn_away(house, by, Part::SignIn)?;
        return Ok(None);
    };
    house.record().read(&itself(by), |work| {
        let doors = work.permit::<_, Read>(list::<ClientDoor>())?;
        Ok(Some(beside(&key, work.get(&doors, key.subject.0)?.as_ref())))
    })
}

/// A printed code was handed to a person whom the front desk knows, so it needs nothing more.
fn beside(key: &ClientKey, door: Option<&ClientDoor>) -> Beside {
    match door.filter(|door| door.shares.wants_more() && !key.is_printed) {
        None => Beside::Nothing,
        Some(door) if door.pin.is_some() => Beside::Pin,
        Some(_) => Beside::Passkey,
    }
}

/// The same as [`enter_by_key`] with a code that was typed: short enough that tries are counted.
pub fn enter_by_code(
    house: &House,
    by: &Context,
    code: &str,
    browser: &Browser,
) -> Result<Entered, Trouble<KeyRefusal>> {
    if !house.may_try(by.now) {
        return Err(Trouble::Refused(KeyRefusal::TooManyTries));
    }
    let entered = enter_by_key(house, by, (code, ""), browser);
    if matches!(entered, Err(Trouble::Refused(KeyRefusal::NotGood))) {
        house.count_wrong_try(by.now);
    }
    entered
}

/// Uses the key up and signs in the browser that pressed. A wrong PIN leaves the key as it is.
pub fn enter_by_key(
    house: &House,
    by: &Context,
    (secret, pin): (&str, &str),
    browser: &Browser,
) -> Result<Entered, Trouble<KeyRefusal>> {
    let refused = || Trouble::Refused(KeyRefusal::NotGood);
    let Some(key) = house.record().client_key_of(secret, by.now)? else {
        turn_away(house, by, Part::SignIn)?;
        return Err(refused());
    };
    let token = house.record().random().token();
    let who = SignedInAs::Client(key.subject);
    let entered = house.record().change(&itself(by), |change| {
        let keys = change.permit::<_, Write>(list::<ClientKey>())?;
        let mut known: ClientKey = change.get(&keys, key.id)?.ok_or(Denied::NotTheirs)?;
        if known.used.is_some() {
            return Err(refused());
        }
        let door = door_of(change, key.subject)?;
        pin_fits(house, by, (beside(&known, door.as_ref()), door.as_ref()), pin)?;
        known.used = Some(by.now);
        change.put(&keys, &known)?;
        told_of_device(house, change, door.as_ref(), browser.kept_there.as_deref())?;
        house.record().sign_in_with(change, (who, browser.device.clone()), &token)?;
        Ok(door.is_none())
    });
    if matches!(entered, Err(Trouble::Refused(KeyRefusal::WrongPin))) {
        count_wrong_pin(house, by, key.subject).map_err(Trouble::unrefused)?;
    }
    entered.map(|is_asked| Entered { token, is_asked })
}

fn pin_fits(
    house: &House,
    by: &Context,
    (beside, door): (Beside, Option<&ClientDoor>),
    pin: &str,
) -> Result<(), Trouble<KeyRefusal>> {
    let refused = |refusal| Err(Trouble::Refused(refusal));
    match (beside, door) {
        (Beside::Nothing, _) => Ok(()),
        (Beside::Pin, Some(door)) if !may_try_pin(door, by.now) => refused(KeyRefusal::TooManyPins),
        (Beside::Pin, Some(door)) if house.record().fits(door.pin.as_ref(), pin)? => Ok(()),
        (Beside::Pin, _) => refused(KeyRefusal::WrongPin),
        (Beside::Passkey, _) => refused(KeyRefusal::PasskeyOnly),
    }
}

/// A code that lets a client in once, for the front desk to print and hand over.
pub fn print_code(house: &House, by: &Context, subject: SubjectId) -> Result<(Client, String), Trouble<Never>> {
    let (secret, key) = house.record().client_key(subject, true, by.now)?;
    let client = house.record().change(by, |change| {
        let clients = change.permit::<_, Read>(list::<Client>())?;
        let keys = change.permit::<_, Add>(list::<ClientKey>())?;
        let client: Client = change.get(&clients, subject.0)?.ok_or(Denied::NotTheirs)?;
        // A couple as such has no pages of its own to enter: each partner has.
        if !client.members.is_empty() {
            return Err(Denied::NotTheirs.into());
        }
        change.put(&keys, &key)?;
        Ok(client)
    })?;
    let groups: Vec<&str> = (0..secret.len()).step_by(4).map(|at| &secret[at..secret.len().min(at + 4)]).collect();
    Ok((client, groups.join("-")))
}
