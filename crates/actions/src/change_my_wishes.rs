//! A client changes the name to use, their pronouns, and how they may be reached; the front desk sees the new wishes at
//! once.

use record::own::PersonOf;
use record::scope::Write;
use schedule::people::Client;
use terms::actor::Context;
use terms::reach::Reach;
use terms::text::Line;
use terms::trouble::{Denied, Trouble};

use crate::author::{client, is_fresh};
use crate::house::House;

/// What a client may change of their own row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wishes {
    /// The name to use.
    pub name: Line,
    /// Their pronouns.
    pub pronouns: Option<Line>,
    /// How they may be reached.
    pub reach: Reach,
}

/// Why the wishes stay as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WishesRefusal {
    /// Another email address, to which links go, wants a sign-in of the last fifteen minutes: whoever picks up an open
    /// phone has none.
    SignInAgain,
}

/// Writes the wishes. A couple's row is the front desk's to change.
pub fn change_my_wishes(house: &House, by: &Context, wishes: &Wishes) -> Result<(), Trouble<WishesRefusal>> {
    let me = client(by)?.subject;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(PersonOf(me))?;
        let row: Client = change.get(&permit, me.0)?.ok_or(Denied::NotTheirs)?;
        if wishes.reach.email.is_some() && wishes.reach.email != row.reach.email && !is_fresh(by) {
            return Err(Trouble::Refused(WishesRefusal::SignInAgain));
        }
        let Wishes { name, pronouns, reach } = wishes.clone();
        // How they may cancel is the front desk's to say.
        let reach = Reach { no_cancel_by_link: row.reach.no_cancel_by_link, ..reach };
        change.put(&permit, &Client { name, pronouns, reach, ..row })
    })
}
