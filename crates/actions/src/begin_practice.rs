//! Begins a practice: its first person, with whom everything else is set up.

use record::list::list;
use record::lists::accounts::Account;
use record::rows::Find;
use record::scope::Write;
use schedule::hours::OpenHours;
use schedule::people::Staff;
use terms::actor::{Context, Role};
use terms::ids::StaffId;
use terms::reach::Email;
use terms::text::Line;
use terms::trouble::Trouble;

use crate::account::itself;
use crate::house::House;
use crate::invite_staff::invitation;

/// The first person, as typed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstPerson {
    /// Their name.
    pub name: Line,
    /// The address they will sign in with.
    pub email: Email,
    /// Whether they see clients too.
    pub treats: bool,
}

/// Why a practice does not begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BeginRefusal {
    /// Somebody works here already; they invite others.
    BegunAlready,
}

/// Puts the first person in, as owner, and gives the secret of their invitation. The address that the program printed
/// is the permission.
pub fn begin_practice(house: &House, by: &Context, first: &FirstPerson) -> Result<String, Trouble<BeginRefusal>> {
    let staff = StaffId(house.record().new_id());
    let (secret, invited) = invitation(house, by.now)?;
    house.record().change(&itself(by), |change| {
        let people = change.permit::<_, Write>(list::<Staff>())?;
        let accounts = change.permit::<_, Write>(list::<Account>())?;
        let here: Vec<Staff> = change.find(&people, Find::All)?;
        if !here.is_empty() {
            return Err(Trouble::Refused(BeginRefusal::BegunAlready));
        }
        let roles = if first.treats { vec![Role::Owner, Role::Therapist] } else { vec![Role::Owner] };
        change.put(
            &people,
            &Staff {
                id: staff,
                name: first.name.clone(),
                credentials: None,
                roles,
                hours: OpenHours::default(),
                kept: OpenHours::default(),
                license: None,
                states: None,
                training: None,
                npi: None,
                taxonomy: None,
                supervisor: None,
                left: None,
            },
        )?;
        change.put(&accounts, &new_account(staff, &first.email, invited.clone()))
    })?;
    house.know_staff(by.now)?;
    Ok(secret)
}

/// An account before its first sign-in.
pub(crate) fn new_account(staff: StaffId, email: &Email, invitation: (String, jiff::Timestamp)) -> Account {
    Account {
        staff,
        email: email.clone(),
        password: None,
        phone_secret: None,
        phone_is_known: false,
        last_step: 0,
        recovery: Vec::new(),
        wrong: Vec::new(),
        invitation: Some(invitation),
    }
}
