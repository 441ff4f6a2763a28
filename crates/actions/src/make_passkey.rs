//! Makes a passkey: the device is asked for one, and what it answers is kept under a name. Only soon after sign-in.

use record::list::list;
use record::lists::passkeys::Passkey;
use record::lists::sign_ins::SignedInAs;
use record::scope::{Read, Write};
use schedule::people::{Client, Staff};
use terms::actor::Context;
use terms::ids::Id;
use terms::text::Line;
use terms::trouble::{Denied, Fault, Trouble};
use webauthn_rs::prelude::{Passkey as PublicKey, PasskeyRegistration, RegisterPublicKeyCredential};

use crate::account::itself;
use crate::author::fresh;
use crate::house::House;
use crate::passkeys::{PasskeyRefusal, Question, answered, broken, question};
use crate::sign_ins::who;

/// How many passkeys one person may have.
pub const MAX_PASSKEYS: usize = 20;

/// Their passkeys, and the question for another; none while the practice has no name to make one under.
pub struct Passkeys {
    /// What they have, the oldest first.
    pub kept: Vec<Passkey>,
    /// The question for another.
    pub another: Option<Question>,
}

/// Shows them.
pub fn see_passkeys(house: &House, by: &Context) -> Result<Passkeys, Trouble<PasskeyRefusal>> {
    let me = who(by)?;
    let kept = house.record().passkeys_of(me)?;
    let another = match house.passkeys() {
        Some(_) if kept.len() < MAX_PASSKEYS => Some(ask(house, by, me, &kept)?),
        Some(_) | None => None,
    };
    Ok(Passkeys { kept, another })
}

fn ask(house: &House, by: &Context, me: SignedInAs, kept: &[Passkey]) -> Result<Question, Trouble<PasskeyRefusal>> {
    let looks = house.passkeys().ok_or(Trouble::Refused(PasskeyRefusal::NoName))?;
    let known = kept.iter().filter_map(|passkey| serde_json::from_str::<PublicKey>(&passkey.public).ok());
    let known = known.map(|key| key.cred_id().clone()).collect();
    let owner = house.passkey_owner(me)?;
    // The device lists it under the person, so that of two at one device nobody takes the other's.
    let name = name_of(house, by, me)?;
    let (options, state) =
        looks.start_passkey_registration(owner, name.as_str(), name.as_str(), Some(known)).map_err(broken)?;
    // The device must keep it so that it is found without a name being typed.
    let json = |error| Fault::new("ask for a passkey", error);
    let mut options = serde_json::to_value(&options).map_err(json)?;
    options["publicKey"]["authenticatorSelection"]["residentKey"] = "required".into();
    options["publicKey"]["authenticatorSelection"]["requireResidentKey"] = true.into();
    Ok(question(house, by, &options, &(me, state))?)
}

fn name_of(house: &House, by: &Context, me: SignedInAs) -> Result<Line, Trouble<PasskeyRefusal>> {
    house.record().read(&itself(by), |work| match me {
        SignedInAs::Staff(staff) => {
            let people = work.permit::<_, Read>(list::<Staff>())?;
            let person: Staff = work.get(&people, staff.0)?.ok_or(Denied::NotTheirs)?;
            Ok(person.name)
        }
        SignedInAs::Client(subject) => {
            let people = work.permit::<_, Read>(list::<Client>())?;
            let person: Client = work.get(&people, subject.0)?.ok_or(Denied::NotTheirs)?;
            Ok(person.name)
        }
    })
}

/// Keeps the passkey that the device made.
pub fn make_passkey(
    house: &House,
    by: &Context,
    (carried, answer): (&str, &str),
    name: &Line,
) -> Result<(), Trouble<PasskeyRefusal>> {
    let me = who(by)?;
    fresh(by)?;
    let looks = house.passkeys().ok_or(Trouble::Refused(PasskeyRefusal::NoName))?;
    let (once, (whose, state), made): (_, (SignedInAs, PasskeyRegistration), RegisterPublicKeyCredential) =
        answered(house, by, (carried, answer)).map_err(Trouble::Refused)?;
    let not_good = || Trouble::Refused(PasskeyRefusal::NotGood);
    if whose != me {
        return Err(not_good());
    }
    let public = looks.finish_passkey_registration(&made, &state).map_err(|_| not_good())?;
    if house.record().passkey_called(public.cred_id().as_ref())?.is_some() {
        return Err(not_good());
    }
    let json = serde_json::to_string(&public).map_err(|error| Fault::new("keep a passkey", error))?;
    let row = house.record().passkey((me, name.clone()), (public.cred_id().as_ref(), json), by.now)?;
    house.record().change_once(&itself(by), (&once, |_| None), |change| {
        let passkeys = change.permit::<_, Write>(list::<Passkey>())?;
        change.put(&passkeys, &row)
    })
}

/// Takes one of their own back; it lets nobody in from now on.
pub fn remove_passkey(house: &House, by: &Context, id: Id) -> Result<(), Trouble<PasskeyRefusal>> {
    let me = who(by)?;
    fresh(by)?;
    house.record().change(&itself(by), |change| {
        let passkeys = change.permit::<_, Write>(list::<Passkey>())?;
        let known: Passkey =
            change.get(&passkeys, id)?.filter(|known: &Passkey| known.who == me).ok_or(Denied::NotTheirs)?;
        change.erase_row(&passkeys, known.id);
        Ok(())
    })
}
