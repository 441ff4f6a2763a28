//! Lets in whoever holds a passkey: someone of the practice, or a client. The device asked for finger, face or its own
//! code, so that nothing else is asked for here.

use record::list::list;
use record::lists::passkeys::Passkey;
use record::lists::sign_ins::SignedInAs;
use record::scope::Write;
use terms::actor::Context;
use terms::trouble::{Fault, Trouble};
use webauthn_rs::prelude::{
    AuthenticationResult, DiscoverableAuthentication, Passkey as PublicKey, PublicKeyCredential,
};

use crate::account::itself;
use crate::client_door::{door_of, told_of_device};
use crate::enter_by_key::Browser;
use crate::house::House;
use crate::passkeys::{PasskeyRefusal, Question, answered, broken, question};
use crate::turn_away::{Part, turn_away};

/// The question at a door; none while the practice has no name to ask under.
pub fn ask_passkey(house: &House, by: &Context) -> Result<Option<Question>, Trouble<PasskeyRefusal>> {
    let Some(looks) = house.passkeys() else { return Ok(None) };
    let (mut options, state) = looks.start_discoverable_authentication().map_err(broken)?;
    // A button asks for it, not the field of an address.
    options.mediation = None;
    Ok(Some(question(house, by, &options, &state)?))
}

/// Someone who is in.
pub struct ByPasskey {
    /// The token for their browser.
    pub token: String,
    /// Who.
    pub who: SignedInAs,
}

/// Signs them in, or writes down that somebody was turned away. The sign-in that this browser had before ends, whoever's
/// it was.
pub fn enter_by_passkey(
    house: &House,
    by: &Context,
    answer: (&str, &str),
    (browser, earlier): (&Browser, Option<&str>),
) -> Result<ByPasskey, Trouble<PasskeyRefusal>> {
    match let_in(house, by, answer, browser) {
        Ok(entered) => {
            if let Some(earlier) = earlier {
                house.record().sign_out(by, earlier).map_err(Trouble::unrefused)?;
            }
            Ok(entered)
        }
        Err(Trouble::Refused(refusal)) => {
            turn_away(house, by, Part::SignIn)?;
            Err(Trouble::Refused(refusal))
        }
        Err(trouble) => Err(trouble),
    }
}

fn let_in(
    house: &House,
    by: &Context,
    (carried, answer): (&str, &str),
    browser: &Browser,
) -> Result<ByPasskey, Trouble<PasskeyRefusal>> {
    let looks = house.passkeys().ok_or(Trouble::Refused(PasskeyRefusal::NoName))?;
    let (once, state, shown): (_, DiscoverableAuthentication, PublicKeyCredential) =
        answered(house, by, (carried, answer)).map_err(Trouble::Refused)?;
    let not_good = || Trouble::Refused(PasskeyRefusal::NotGood);
    let kept = house.record().passkey_called(shown.get_credential_id())?.ok_or_else(not_good)?;
    let key = public(&kept)?;
    let (owner, _) = looks.identify_discoverable_authentication(&shown).map_err(|_| not_good())?;
    let result = looks.finish_discoverable_authentication_v2(&shown, state, &key).map_err(|_| not_good())?;
    if owner != house.passkey_owner(kept.who)? || !may_enter(house, kept.who) {
        return Err(not_good());
    }
    let token = house.record().random().token();
    let mine = house.record().new_id();
    let counted = house.record().change_once(&itself(by), (&once, |_| None), |change| {
        let passkeys = change.permit::<_, Write>(list::<Passkey>())?;
        let known: Passkey = change.get(&passkeys, kept.id)?.ok_or_else(not_good)?;
        change.put(&passkeys, &used(known, &result, by)?)?;
        if let SignedInAs::Client(subject) = kept.who {
            let door = door_of(change, subject)?;
            told_of_device(house, change, door.as_ref(), browser.kept_there.as_deref())?;
        }
        house.record().sign_in_with(change, (kept.who, browser.device.clone()), &token)?;
        Ok(mine)
    })?;
    // Whoever sends an answer a second time gets the first one's number, and no sign-in.
    if counted != mine {
        return Err(Trouble::Refused(PasskeyRefusal::TooLate));
    }
    Ok(ByPasskey { token, who: kept.who })
}

/// The passkey after this use: its device counts, and a count that went back is a copy's.
fn used(mut known: Passkey, result: &AuthenticationResult, by: &Context) -> Result<Passkey, Fault> {
    let mut key = public(&known)?;
    let _ = key.update_credential(result);
    known.public = serde_json::to_string(&key).map_err(|error| Fault::new("keep a passkey", error))?;
    known.used = Some(by.now);
    Ok(known)
}

fn public(kept: &Passkey) -> Result<PublicKey, Fault> {
    serde_json::from_str(&kept.public).map_err(|error| Fault::new("read a passkey", error))
}

/// Whoever left the practice holds a key to nothing.
fn may_enter(house: &House, who: SignedInAs) -> bool {
    match who {
        SignedInAs::Staff(staff) => house.staff().iter().any(|person| person.id == staff),
        SignedInAs::Client(_) => true,
    }
}
