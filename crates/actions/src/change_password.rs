//! Somebody of the practice chooses another password: the old one is asked for, and every other sign-in of theirs ends.

use record::list::list;
use record::lists::accounts::Account;
use record::lists::sign_ins::SignedInAs;
use record::scope::{Read, Write};
use schedule::notice::NoticeKind;
use schedule::people::Staff;
use terms::actor::Context;
use terms::trouble::{Denied, Trouble};

use crate::account::{PasswordRefusal, itself, look_at, may_try};
use crate::house::House;
use crate::pass_on_alerts::tell;
use crate::show_it_is_me::count_wrong;

/// What was typed.
pub struct NewPassword {
    /// The password of before.
    pub old: String,
    /// The new one.
    pub new: String,
    /// The same once more.
    pub again: String,
}

/// Why it stays as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeRefusal {
    /// The old password is not right.
    NotRight,
    /// Too many tries went wrong lately.
    TooManyTries,
    /// The new one is the old one.
    Same,
    /// The new one is not taken.
    New(PasswordRefusal),
}

/// Changes it, for whoever holds this token; gives the token of a new sign-in, the only one that stands. A letter tells.
pub fn change_password(
    house: &House,
    by: &Context,
    token: &str,
    typed: &NewPassword,
) -> Result<String, Trouble<ChangeRefusal>> {
    let Some(sign_in) = house.record().signed_in(token, by.now)? else { return Err(Denied::NotTheirs.into()) };
    let SignedInAs::Staff(staff) = sign_in.who else { return Err(Denied::NotTheirs.into()) };
    let stretched = house.record().stretch(&typed.new)?;
    let changed = house.record().change(&itself(by), |change| {
        let accounts = change.permit::<_, Write>(list::<Account>())?;
        let people = change.permit::<_, Read>(list::<Staff>())?;
        let account: Account = change.get(&accounts, staff.0)?.ok_or(Denied::NotTheirs)?;
        let person: Staff = change.get(&people, staff.0)?.ok_or(Denied::NotTheirs)?;
        if !may_try(&account, by.now) {
            return Err(Trouble::Refused(ChangeRefusal::TooManyTries));
        }
        if !house.record().fits(account.password.as_ref(), &typed.old)? {
            return Err(Trouble::Refused(ChangeRefusal::NotRight));
        }
        looked_at(house, (&account, &person), typed).map_err(Trouble::Refused)?;
        change.put(&accounts, &Account { password: Some(stretched.clone()), wrong: Vec::new(), ..account })?;
        tell(house, change, &person, (NoticeKind::SignInChanged, "/staff/account")).map_err(Trouble::unrefused)
    });
    match changed {
        Ok(()) => {}
        Err(Trouble::Refused(ChangeRefusal::NotRight)) => {
            count_wrong(house, by, staff)?;
            return Err(Trouble::Refused(ChangeRefusal::NotRight));
        }
        Err(trouble) => return Err(trouble),
    }
    house.end_sign_ins_of(staff, by.now)?;
    let fresh = house.record().sign_in(&itself(by), sign_in.who, sign_in.device.as_ref());
    fresh.map_err(Trouble::unrefused)
}

fn looked_at(house: &House, (account, person): (&Account, &Staff), typed: &NewPassword) -> Result<(), ChangeRefusal> {
    if typed.new == typed.old {
        return Err(ChangeRefusal::Same);
    }
    let practice = house.practice();
    let about = [account.email.as_str(), person.name.as_str(), &practice.name, &practice.short_name];
    look_at(&typed.new, &typed.again, &about).map_err(ChangeRefusal::New)
}
