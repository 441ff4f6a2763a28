//! Shows that it is them: password, then the phone's code; and again the password after a pause.

use record::list::list;
use record::lists::accounts::Account;
use record::lists::sign_ins::SignedInAs;
use record::scope::{Read, Write};
use terms::actor::Context;
use terms::ids::StaffId;
use terms::reach::Email;
use terms::text::Line;
use terms::trouble::{Denied, Never, Trouble};

use crate::account::{after_wrong_try, itself, may_try, with_code};
use crate::house::House;
use crate::turn_away::{Part, turn_away};

/// Why nobody is let in. The words are the same for all that could be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnterRefusal {
    /// Address, password or code is not right.
    NotRight,
    /// Too many tries went wrong lately.
    TooManyTries,
    /// The step before is too long ago.
    TooLate,
}

/// Someone who is in.
pub struct Entered {
    /// The token for their browser.
    pub token: String,
    /// Who.
    pub staff: StaffId,
    /// How many recovery codes are left.
    pub recovery_left: usize,
}

/// Looks at address and password; gives what the next form carries, sealed. An address that nobody has takes as long.
pub fn show_password(
    house: &House,
    by: &Context,
    email: &str,
    password: &str,
) -> Result<String, Trouble<EnterRefusal>> {
    let account = match Email::parse(email) {
        Ok(email) => house.record().account_of(&email)?,
        Err(_) => None,
    };
    let fits = house.record().fits(account.as_ref().and_then(|account| account.password.as_ref()), password)?;
    let Some(account) = account.filter(|account| account.phone_is_known) else {
        turn_away(house, by, Part::SignIn)?;
        return Err(Trouble::Refused(EnterRefusal::NotRight));
    };
    if !may_try(&account, by.now) {
        return Err(Trouble::Refused(EnterRefusal::TooManyTries));
    }
    if fits { Ok(house.record().seal_form(&account.staff, by.now)?) } else { wrong(house, by, account.staff) }
}

/// Takes the code of phone or paper, and signs in.
pub fn show_code(
    house: &House,
    by: &Context,
    (carried, code): (&str, &str),
    device: Option<&Line>,
) -> Result<Entered, Trouble<EnterRefusal>> {
    let Some(staff) = house.record().open_form::<StaffId>(carried, by.now) else {
        turn_away(house, by, Part::SignIn)?;
        return Err(Trouble::Refused(EnterRefusal::TooLate));
    };
    let token = house.record().random().token();
    let entered = house.record().change(&itself(by), |change| {
        let accounts = change.permit::<_, Write>(list::<Account>())?;
        let account: Account = change.get(&accounts, staff.0)?.ok_or(Denied::NotTheirs)?;
        if !may_try(&account, by.now) {
            return Err(Trouble::Refused(EnterRefusal::TooManyTries));
        }
        let Some(account) = with_code(house, account, code, by.now)? else {
            return Err(Trouble::Refused(EnterRefusal::NotRight));
        };
        let recovery_left = account.recovery.len();
        change.put(&accounts, &Account { wrong: Vec::new(), ..account })?;
        house.record().sign_in_with(change, (SignedInAs::Staff(staff), device.cloned()), &token)?;
        Ok(recovery_left)
    });
    match entered {
        Ok(recovery_left) => Ok(Entered { token, staff, recovery_left }),
        Err(Trouble::Refused(EnterRefusal::NotRight)) => wrong(house, by, staff),
        Err(trouble) => Err(trouble),
    }
}

/// After a pause: the password alone, for whoever is signed in on this browser. The earlier sign-in ends.
pub fn show_again(
    house: &House,
    by: &Context,
    (earlier, password): (&str, &str),
) -> Result<String, Trouble<EnterRefusal>> {
    let Some(sign_in) = house.record().signed_in(earlier, by.now)? else {
        return Err(Trouble::Refused(EnterRefusal::TooLate));
    };
    let SignedInAs::Staff(staff) = sign_in.who else { return Err(Denied::NotTheirs.into()) };
    let token = house.record().random().token();
    let shown = house.record().change(&itself(by), |change| {
        let accounts = change.permit::<_, Write>(list::<Account>())?;
        let account: Account = change.get(&accounts, staff.0)?.ok_or(Denied::NotTheirs)?;
        if !may_try(&account, by.now) {
            return Err(Trouble::Refused(EnterRefusal::TooManyTries));
        }
        if !house.record().fits(account.password.as_ref(), password)? {
            return Err(Trouble::Refused(EnterRefusal::NotRight));
        }
        change.put(&accounts, &Account { wrong: Vec::new(), ..account })?;
        house.record().sign_in_with(change, (SignedInAs::Staff(staff), sign_in.device.clone()), &token)
    });
    match shown {
        Ok(()) => {
            house.record().end_sign_ins(sign_in.who, Some(sign_in.id), by.now).map_err(Trouble::unrefused)?;
            Ok(token)
        }
        Err(Trouble::Refused(EnterRefusal::NotRight)) => wrong(house, by, staff),
        Err(trouble) => Err(trouble),
    }
}

/// Whose password is asked for after a pause: the address they sign in with.
pub fn asked_again(house: &House, by: &Context, token: &str) -> Result<Option<Email>, Trouble<Never>> {
    let Some(sign_in) = house.record().signed_in(token, by.now)? else { return Ok(None) };
    let SignedInAs::Staff(staff) = sign_in.who else { return Ok(None) };
    house.record().read(&itself(by), |read| {
        let accounts = read.permit::<_, Read>(list::<Account>())?;
        let account: Option<Account> = read.get(&accounts, staff.0)?;
        Ok(account.map(|account| account.email))
    })
}

/// Counts a wrong try, and says no.
fn wrong<T>(house: &House, by: &Context, staff: StaffId) -> Result<T, Trouble<EnterRefusal>> {
    count_wrong(house, by, staff)?;
    Err(Trouble::Refused(EnterRefusal::NotRight))
}

/// Counts a wrong try at this account.
pub(crate) fn count_wrong<R>(house: &House, by: &Context, staff: StaffId) -> Result<(), Trouble<R>> {
    house.record().change(&itself(by), |change| {
        let accounts = change.permit::<_, Write>(list::<Account>())?;
        let account: Account = change.get(&accounts, staff.0)?.ok_or(Denied::NotTheirs)?;
        change.put(&accounts, &after_wrong_try(account, by.now))
    })
}
