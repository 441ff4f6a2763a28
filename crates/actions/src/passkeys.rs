//! Passkeys: what a device is asked for, and how its answer is looked at (Web Authentication, Level 3).
//!
//! A question travels to the browser and back, sealed, and its answer counts once.

use record::lists::sign_ins::SignedInAs;
use serde::Serialize;
use serde::de::DeserializeOwned;
use terms::actor::Context;
use terms::trouble::{Fault, Trouble};
use webauthn_rs::prelude::{Url, Uuid, Webauthn, WebauthnBuilder, WebauthnError};

use crate::house::House;

/// A question to a browser, which hands it to the device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The options in JSON, as browsers read them.
    pub options: String,
    /// What the form carries back, sealed.
    pub carried: String,
}

/// Why a passkey is not made, or lets nobody in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyRefusal {
    /// The device's answer does not fit the question, this site, or any passkey that we know.
    NotGood,
    /// The question is too old, or was answered before.
    TooLate,
    /// Passkeys are looked at under the practice's own name alone, and it has none.
    NoName,
}

impl House {
    /// What looks at answers: bound to the practice's own address, which a browser vouches for. A bare number is no name;
    /// this computer's is `localhost`.
    pub(crate) fn passkeys(&self) -> Option<Webauthn> {
        let mut origin = Url::parse(&self.link("")).ok()?;
        if origin.host_str() == Some("127.0.0.1") {
            origin.set_host(Some("localhost")).ok()?;
        }
        let name = origin.domain()?.to_owned();
        WebauthnBuilder::new(&name, &origin).ok()?.rp_name(&self.practice().short_name).build().ok()
    }

    pub(crate) fn passkey_owner(&self, who: SignedInAs) -> Result<Uuid, Fault> {
        self.record().passkey_owner(who).map(Uuid::from_bytes)
    }
}

/// A question as it travels; the state can't be changed on the way.
pub(crate) fn question<S: Serialize>(
    house: &House,
    by: &Context,
    options: &impl Serialize,
    state: &S,
) -> Result<Question, Fault> {
    let options = serde_json::to_string(options).map_err(|error| Fault::new("ask for a passkey", error))?;
    let carried = house.record().seal_form(&(house.record().new_id(), state), by.now)?;
    Ok(Question { options, carried })
}

/// What came back: the number under which the answer counts once, the state, and the answer.
pub(crate) fn answered<S: DeserializeOwned, A: DeserializeOwned>(
    house: &House,
    by: &Context,
    (carried, answer): (&str, &str),
) -> Result<(String, S, A), PasskeyRefusal> {
    let opened = house.record().open_form::<(String, S)>(carried, by.now).ok_or(PasskeyRefusal::TooLate)?;
    let answer = serde_json::from_str(answer).map_err(|_| PasskeyRefusal::NotGood)?;
    Ok((format!("passkey/{}", opened.0), opened.1, answer))
}

/// A question that can't be asked, or an answer that can't be looked at, is a fault of ours.
pub(crate) fn broken<R>(error: WebauthnError) -> Trouble<R> {
    Fault::new("ask for a passkey", error).into()
}
