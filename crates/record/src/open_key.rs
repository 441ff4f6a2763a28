//! An author's key while it is open: in the row of one sign-in, wrapped by what only that browser's cookie holds.
//!
//! The record keeps no more of a cookie's token than a keyed code, so neither the row nor the practice's keys open it, and
//! nor does another sign-in of the same author. It goes with the sign-in.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use terms::actor::{Actor, Context};
use terms::ids::{Id, StaffId};
use terms::trouble::{Denied, Fault, Never, Trouble};

use crate::author_key::AuthorKey;
use crate::chain::{hex, unhex};
use crate::keys::{derive_from, unwrap};
use crate::list::list;
use crate::lists::sign_ins::SignIn;
use crate::record::Record;
use crate::rows::Find;
use crate::scope::Write;
use crate::seal::{Key, seal};

/// How long notes stay open after the passphrase was given.
pub const UNLOCKED: SignedDuration = SignedDuration::from_mins(15);

/// What stands in the row of a sign-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OpenKey {
    /// Whose notes it opens.
    author: StaffId,
    /// Until when.
    until: Timestamp,
    /// The author's key, in hexadecimal.
    wrapped: String,
}

impl Record {
    /// Keeps an author's key open for [`UNLOCKED`], on the sign-in whose token this is.
    pub fn keep_open<R>(&self, token: &str, key: &AuthorKey, now: Timestamp) -> Result<(), Trouble<R>> {
        let sign_in = self.signed_in(token, now)?.ok_or(Denied::NotTheirs)?.id;
        let (author, until) = (key.author, now + UNLOCKED);
        let with = cookies_key(token, sign_in);
        let wrapped = hex(&seal(&with, 1, (&belongs(sign_in, author, until), key.key.bytes()), self.random()));
        self.set_open_key((sign_in, now), Some(&OpenKey { author, until, wrapped }))
    }

    /// The author's key that is open on the sign-in whose token this is, and until when.
    pub fn kept_open(
        &self,
        token: &str,
        author: StaffId,
        now: Timestamp,
    ) -> Result<Option<(AuthorKey, Timestamp)>, Fault> {
        let Some(sign_in) = self.signed_in(token, now)? else { return Ok(None) };
        opened(&sign_in, token, (author, now))
    }

    /// Closes whatever is open on this sign-in.
    pub fn close_key(&self, token: &str, now: Timestamp) -> Result<(), Trouble<Never>> {
        match self.signed_in(token, now)? {
            Some(sign_in) if sign_in.open_key.is_some() => self.set_open_key((sign_in.id, now), None),
            Some(_) | None => Ok(()),
        }
    }

    /// Takes out of their rows the keys that were open and are no more; says of how many. The clock does it.
    pub fn close_old_keys(&self, now: Timestamp) -> Result<usize, Trouble<Never>> {
        let is_over = |sign_in: &SignIn| sign_in.open_key.as_ref().is_some_and(|open| open.until <= now);
        let over: Vec<SignIn> = self.found::<SignIn>(Find::All)?.into_iter().filter(is_over).collect();
        for sign_in in &over {
            match self.set_open_key((sign_in.id, now), None) {
                // It ended meanwhile, and its key with it.
                Ok(()) | Err(Trouble::Denied(_)) => {}
                Err(trouble) => return Err(trouble),
            }
        }
        Ok(over.len())
    }

    /// A sign-in that ended meanwhile stays ended.
    fn set_open_key<R>(&self, (id, now): (Id, Timestamp), open_key: Option<&OpenKey>) -> Result<(), Trouble<R>> {
        self.change(&Context { actor: Actor::Timer, now }, |change| {
            let permit = change.permit::<_, Write>(list::<SignIn>())?;
            let sign_in: SignIn = change.get(&permit, id)?.ok_or(Denied::NotTheirs)?;
            change.put(&permit, &SignIn { open_key: open_key.cloned(), ..sign_in })
        })
    }
}

fn opened(
    sign_in: &SignIn,
    token: &str,
    (author, now): (StaffId, Timestamp),
) -> Result<Option<(AuthorKey, Timestamp)>, Fault> {
    let open = sign_in.open_key.as_ref().filter(|open| open.author == author && now < open.until);
    let Some(OpenKey { until, wrapped, .. }) = open else { return Ok(None) };
    let sealed = unhex(wrapped).ok_or_else(|| Fault::new("open an author's key", "it is not what was stored"))?;
    let key = unwrap(&cookies_key(token, sign_in.id), &belongs(sign_in.id, author, *until), &sealed)?;
    Ok(Some((AuthorKey { author, key }, *until)))
}

/// The key that wraps, from the token and for this one use.
fn cookies_key(token: &str, sign_in: Id) -> Key {
    derive_from(token.as_bytes(), &format!("open-key/{sign_in}"))
}

/// Whose key it is, where and until when: none of it can be changed beside it.
fn belongs(sign_in: Id, author: StaffId, until: Timestamp) -> Vec<u8> {
    format!("open-key/{sign_in}/{author}/{}", until.as_second()).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::MasterKey;
    use crate::lists::sign_ins::SignedInAs;
    use crate::random::test_random;
    use crate::record::Storage;

    #[test]
    fn the_row_opens_with_its_own_cookie_and_with_nothing_that_the_record_holds() {
        let now: Timestamp = "2026-06-22T17:00:00Z".parse().unwrap();
        let record = Record::open(&Storage::Memory, MasterKey::from_bytes(&mut [7; 32]), test_random(), now).unwrap();
        let author = StaffId(record.new_id());
        let stranger = Context { actor: Actor::Stranger, now };
        let [here, there] = [(); 2].map(|()| record.sign_in(&stranger, SignedInAs::Staff(author), None).unwrap());
        let passphrase = terms::text::Line::parse("a walk by the lake").unwrap();
        let (_, key) = record.new_author_key(author, &passphrase).unwrap();
        record.keep_open::<Never>(&here, &key, now).unwrap();
        let [row, other] = [&here, &there].map(|token| record.signed_in(token, now).unwrap().unwrap());
        let opens = |row: &SignIn, token: &str| matches!(opened(row, token, (author, now)), Ok(Some(_)));
        let open = row.open_key.clone().unwrap();
        assert!(opens(&row, &here) && other.open_key.is_none());
        for token in [&there, &row.token_code, "", &hex(key.key.bytes())] {
            assert!(!opens(&row, token), "{token}");
        }
        let longer = OpenKey { until: open.until + UNLOCKED, ..open.clone() };
        let moved = SignIn { open_key: Some(open), ..other };
        assert!(!opens(&moved, &there) && !opens(&moved, &here), "the same in the row of another sign-in");
        assert!(!opens(&SignIn { open_key: Some(longer), ..row }, &here), "its end is bound in");
    }
}
