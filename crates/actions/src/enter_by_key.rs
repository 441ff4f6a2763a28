//! Lets a client in by a secret that is good once: from a mailed link, or printed by the front desk.

use record::list::list;
use record::lists::accounts::ClientKey;
use record::lists::sign_ins::SignedInAs;
use record::scope::{Add, Read, Write};
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::text::Line;
use terms::trouble::{Denied, Never, Trouble};

use crate::account::itself;
use crate::house::House;
use crate::turn_away::{Part, turn_away};

/// Why nobody is let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyRefusal {
    /// No such key, or it was used, or its time is over.
    NotGood,
    /// Too many wrong codes were typed lately, by everybody together.
    TooManyTries,
}

/// Whether a link would let someone in now. Looking uses nothing up: mail scanners look.
pub fn key_is_good(house: &House, by: &Context, secret: &str) -> Result<bool, Trouble<Never>> {
    Ok(house.record().client_key_of(secret, by.now)?.is_some())
}

/// The same as [`enter_by_key`] with a code that was typed: short enough that tries are counted.
pub fn enter_by_code(
    house: &House,
    by: &Context,
    code: &str,
    device: Option<&Line>,
) -> Result<String, Trouble<KeyRefusal>> {
    if !house.may_try(by.now) {
        return Err(Trouble::Refused(KeyRefusal::TooManyTries));
    }
    let entered = enter_by_key(house, by, code, device);
    if matches!(entered, Err(Trouble::Refused(KeyRefusal::NotGood))) {
        house.count_wrong_try(by.now);
    }
    entered
}

/// Uses the key up and signs in the browser that pressed; gives its token.
pub fn enter_by_key(
    house: &House,
    by: &Context,
    secret: &str,
    device: Option<&Line>,
) -> Result<String, Trouble<KeyRefusal>> {
    let refused = || Trouble::Refused(KeyRefusal::NotGood);
    let Some(key) = house.record().client_key_of(secret, by.now)? else {
        turn_away(house, by, Part::SignIn)?;
        return Err(refused());
    };
    let token = house.record().random().token();
    house.record().change(&itself(by), |change| {
        let keys = change.permit::<_, Write>(list::<ClientKey>())?;
        let mut known: ClientKey = change.get(&keys, key.id)?.ok_or(Denied::NotTheirs)?;
        if known.used.is_some() {
            return Err(refused());
        }
        known.used = Some(by.now);
        change.put(&keys, &known)?;
        house.record().sign_in_with(change, (SignedInAs::Client(key.subject), device.cloned()), &token)
    })?;
    Ok(token)
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
