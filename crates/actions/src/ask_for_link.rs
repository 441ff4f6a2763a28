//! Asks for a link to sign in. Whoever asks learns nothing of whether the address is known here.

use jiff::SignedDuration;
use record::accounts::LINK_LIFE;
use record::list::list;
use record::lists::accounts::ClientKey;
use record::scope::Write;
use schedule::notice::{Fills, NoticeKind};
use terms::actor::Context;
use terms::reach::{Email, Reach};
use terms::trouble::{Never, Trouble};

use crate::account::itself;
use crate::house::House;
use crate::letter::{About, Writing, write_letter};

/// A client is written one link in each of these spans, and another once it was used: nobody's mailbox is filled in
/// their name.
const ONE_LINK_IN: SignedDuration = SignedDuration::from_mins(5);

/// Writes a link to the one client whose address this is. An address of nobody, or of several who can't be told apart by
/// it, gets none; the caller does not wait for the answer, so it takes as long for each.
pub fn ask_for_link(house: &House, by: &Context, email: &Email) -> Result<(), Trouble<Never>> {
    let &[subject] = house.record().clients_with(email)?.as_slice() else { return Ok(()) };
    let span = by.now.as_second() / ONE_LINK_IN.as_secs();
    let used = house.record().client_keys_used(subject, by.now - LINK_LIFE)?;
    let once = format!("link/{subject}/{span}/{used}");
    let (secret, key) = house.record().client_key(subject, false, by.now)?;
    let reach = Reach { email: Some(email.clone()), ..Reach::default() };
    house.record().change_once(&itself(by), (&once, |_| None), |change| {
        let keys = change.permit::<_, Write>(list::<ClientKey>())?;
        change.put(&keys, &key)?;
        let fills = Fills { link: Some(house.link(&format!("/enter/{secret}"))), ..Fills::default() };
        let writing = Writing {
            kind: NoticeKind::SignInLink,
            reach: &reach,
            about: About::Themselves,
            fills,
            useless_from: Some(by.now + LINK_LIFE),
        };
        write_letter(house, change, &writing).map(drop)
    })
}
