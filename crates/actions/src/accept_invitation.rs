//! Accepts an invitation: a password first, then a phone, then codes on paper; with the last step one is signed in.

use record::list::list;
use record::lists::accounts::Account;
use record::lists::sign_ins::SignedInAs;
use record::scope::{Read, Write};
use schedule::people::Staff;
use terms::actor::Context;
use terms::reach::Email;
use terms::text::Line;
use terms::trouble::{Denied, Fault, Never, Trouble};

use crate::account::{PasswordRefusal, itself, look_at, phone_secret, recovery_codes, with_code};
use crate::house::House;
use crate::turn_away::{Part, turn_away};

/// How far someone has come.
pub enum Invitation {
    /// A password is wanted.
    Password {
        /// Who was invited.
        name: Line,
        /// What they sign in with, for the browser's own keeper of passwords.
        email: Email,
    },
    /// A phone is wanted: its secret in letters, and as the address that a camera reads.
    Phone {
        /// Who was invited.
        name: Line,
        /// In letters.
        letters: String,
        /// For the camera.
        address: String,
    },
}

/// What the last step gives.
pub struct Accepted {
    /// The token for their browser.
    pub token: String,
    /// Recovery codes, shown this once.
    pub recovery: Vec<String>,
}

/// Why a phone is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneRefusal {
    /// The code is not the one that the phone should show.
    NotRight,
}

/// Where the invitation stands; `None` when there is none, or it is over.
pub fn see_invitation(house: &House, by: &Context, secret: &str) -> Result<Option<Invitation>, Trouble<Never>> {
    let Some(account) = house.record().invited_by(secret, by.now)? else {
        turn_away(house, by, Part::SignIn)?;
        return Ok(None);
    };
    let name = name_of(house, by, &account)?;
    let Some((letters, address)) = phone_secret(&account, &house.practice().short_name) else {
        return Ok(Some(Invitation::Password { name, email: account.email }));
    };
    Ok(Some(Invitation::Phone { name, letters, address }))
}

/// Keeps the password.
pub fn choose_password(
    house: &House,
    by: &Context,
    secret: &str,
    (password, again): (&str, &str),
) -> Result<(), Trouble<PasswordRefusal>> {
    let account = invited(house, by, secret)?;
    let practice = house.practice();
    look_at(password, again, &[account.email.as_str(), &practice.name, &practice.short_name])
        .map_err(Trouble::Refused)?;
    let stretched = house.record().stretch(password)?;
    let shared: [u8; 20] = house.record().random().bytes();
    house.record().change(&itself(by), |change| {
        let accounts = change.permit::<_, Write>(list::<Account>())?;
        let known: Account = change.get(&accounts, account.staff.0)?.ok_or(Denied::NotTheirs)?;
        let phone_secret = Some(shared.to_vec());
        change.put(&accounts, &Account { password: Some(stretched.clone()), phone_secret, ..known })
    })
}

/// Takes the phone's first code, ends the invitation, and signs in.
pub fn confirm_phone(
    house: &House,
    by: &Context,
    secret: &str,
    (code, device): (&str, Option<Line>),
) -> Result<Accepted, Trouble<PhoneRefusal>> {
    let account = invited(house, by, secret)?;
    let with_phone = with_code(house, account.clone(), code, by.now)?;
    let Some(with_phone) = with_phone.filter(|account| account.password.is_some()) else {
        return Err(Trouble::Refused(PhoneRefusal::NotRight));
    };
    let (recovery, kept) = recovery_codes(house, &account)?;
    let token = house.record().random().token();
    house.record().change(&itself(by), |change| {
        let accounts = change.permit::<_, Write>(list::<Account>())?;
        let _: Account = change.get(&accounts, account.staff.0)?.ok_or(Denied::NotTheirs)?;
        let known = Account { phone_is_known: true, recovery: kept.clone(), invitation: None, ..with_phone.clone() };
        change.put(&accounts, &known)?;
        house.record().sign_in_with(change, (SignedInAs::Staff(account.staff), device.clone()), &token)
    })?;
    Ok(Accepted { token, recovery })
}

fn invited<R>(house: &House, by: &Context, secret: &str) -> Result<Account, Trouble<R>> {
    let Some(account) = house.record().invited_by(secret, by.now)? else {
        turn_away(house, by, Part::SignIn)?;
        return Err(Denied::NotTheirs.into());
    };
    Ok(account)
}

fn name_of(house: &House, by: &Context, account: &Account) -> Result<Line, Trouble<Never>> {
    house.record().read(&itself(by), |work| {
        let people = work.permit::<_, Read>(list::<Staff>())?;
        let person: Option<Staff> = work.get(&people, account.staff.0)?;
        Ok(person.map(|person| person.name).ok_or_else(|| Fault::new("read an account", "nobody has it"))?)
    })
}
