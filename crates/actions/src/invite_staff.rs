//! Invites someone of the practice: a new colleague, or one who has lost password and phone.

use jiff::Timestamp;
use record::accounts::INVITATION_LIFE;
use record::list::list;
use record::lists::accounts::Account;
use record::lists::passkeys::Passkey;
use record::lists::sign_ins::SignedInAs;
use record::scope::Write;
use schedule::people::Staff;
use terms::actor::Context;
use terms::ids::StaffId;
use terms::reach::Email;
use terms::trouble::{Denied, Fault, Trouble};

use crate::begin_practice::new_account;
use crate::house::House;

/// Why nobody is invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InviteRefusal {
    /// Another person signs in with this address.
    AddressTaken,
    /// They have left.
    HasLeft,
}

/// Gives the secret of an invitation, good once and for a week. Password, phone, passkeys and sign-ins that they had end
/// with it.
pub fn invite_staff(
    house: &House,
    by: &Context,
    staff: StaffId,
    email: &Email,
) -> Result<String, Trouble<InviteRefusal>> {
    let (secret, invited) = invitation(house, by.now)?;
    if house.record().account_of(email)?.is_some_and(|account| account.staff != staff) {
        return Err(Trouble::Refused(InviteRefusal::AddressTaken));
    }
    let passkeys = house.record().passkeys_of(SignedInAs::Staff(staff))?;
    house.record().change(by, |change| {
        let people = change.permit::<_, Write>(list::<Staff>())?;
        let accounts = change.permit::<_, Write>(list::<Account>())?;
        let person: Staff = change.get(&people, staff.0)?.ok_or(Denied::NotTheirs)?;
        if person.left.is_some() {
            return Err(Trouble::Refused(InviteRefusal::HasLeft));
        }
        let _: Option<Account> = change.get(&accounts, staff.0)?;
        let keys = change.permit::<_, Write>(list::<Passkey>())?;
        for passkey in &passkeys {
            change.erase_row(&keys, passkey.id);
        }
        change.put(&accounts, &new_account(staff, email, invited.clone()))
    })?;
    house.end_sign_ins_of(staff, by.now)?;
    Ok(secret)
}

/// The same by the program itself, for whoever runs it: someone who signs in with this address already.
pub fn invite_again(house: &House, itself: &Context, email: &Email) -> Result<String, Trouble<InviteRefusal>> {
    let account = house.record().account_of(email)?.ok_or(Denied::NotTheirs)?;
    invite_staff(house, itself, account.staff, email)
}

/// A fresh secret, and what is kept of it.
pub(crate) fn invitation(house: &House, now: Timestamp) -> Result<(String, (String, Timestamp)), Fault> {
    let secret = house.record().random().token();
    let code = house.record().secret_code(&secret)?;
    Ok((secret, (code, now + INVITATION_LIFE)))
}
