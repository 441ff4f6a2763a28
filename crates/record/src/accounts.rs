//! Showing that it is them: passwords stretched, addresses and secrets looked up before anyone is known.
//!
//! As with [`crate::secrets`], knowing the secret is the permission here, so looking takes no permit.

use argon2::Argon2;
use jiff::{SignedDuration, Timestamp};
use terms::ids::{Id, SubjectId};
use terms::reach::Email;
use terms::trouble::Fault;

use crate::chain::{hex, unhex};
use crate::list::List;
use crate::lists::accounts::{Account, ClientKey, Stretched, email_key};
use crate::record::Record;
use crate::rows::Find;
use schedule::people::Client;

/// How long an invitation of staff is good.
pub const INVITATION_LIFE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// How long a mailed link lets a client in.
pub const LINK_LIFE: SignedDuration = SignedDuration::from_mins(15);

/// How long a printed code lets a client in: until they are home, and a night longer.
pub const PRINTED_LIFE: SignedDuration = SignedDuration::from_hours(72);

/// How many letters a printed code has; each is one of 32, so it holds 60 bits.
const PRINTED_LEN: usize = 12;

impl Record {
    /// A password as it is kept.
    pub fn stretch(&self, password: &str) -> Result<Stretched, Fault> {
        let salt: [u8; 16] = self.random().bytes();
        Ok(Stretched { salt: hex(&salt), stretched: stretched(password, &salt)? })
    }

    /// Whether this is the password. Without one to compare with, it takes as long and says no.
    pub fn fits(&self, kept: Option<&Stretched>, password: &str) -> Result<bool, Fault> {
        let salt = kept.and_then(|kept| unhex(&kept.salt)).unwrap_or_else(|| vec![7; 16]);
        let given = stretched(password, &salt)?;
        let Some(kept) = kept else { return Ok(false) };
        // Keyed codes are compared, so that the time it takes says nothing of how much was right.
        let [given, kept] = [&given, &kept.stretched].map(|text| self.0.index("password", text));
        Ok(given? == kept?)
    }

    /// A keyed code of a secret that is kept: an invitation, a recovery code, a link.
    pub fn secret_code(&self, secret: &str) -> Result<String, Fault> {
        Ok(hex(&self.0.index("secret", secret)?))
    }

    /// The account with this address.
    pub fn account_of(&self, email: &Email) -> Result<Option<Account>, Fault> {
        self.first(Find::Key1(&email_key(email), Timestamp::MIN, Timestamp::MAX))
    }

    /// The account that this invitation is for, while it is good.
    pub fn invited_by(&self, secret: &str, now: Timestamp) -> Result<Option<Account>, Fault> {
        let code = self.secret_code(secret)?;
        let found: Option<Account> = self.first(Find::Key2(&code, Timestamp::MIN, Timestamp::MAX))?;
        Ok(found.filter(|account| account.invitation.as_ref().is_some_and(|(_, until)| now < *until)))
    }

    /// The secret of a key for a client, and the row to keep of it.
    pub fn client_key(
        &self,
        subject: SubjectId,
        is_printed: bool,
        now: Timestamp,
    ) -> Result<(String, ClientKey), Fault> {
        let mut secret = self.random().token();
        if is_printed {
            secret.truncate(PRINTED_LEN);
        }
        let until = now + if is_printed { PRINTED_LIFE } else { LINK_LIFE };
        let code = self.secret_code(&secret)?;
        Ok((secret, ClientKey { id: self.new_id(), subject, at: now, until, used: None, is_printed, code }))
    }

    /// The key that this secret belongs to, while it is good and unused.
    pub fn client_key_of(&self, secret: &str, now: Timestamp) -> Result<Option<ClientKey>, Fault> {
        let code = self.secret_code(secret)?;
        let found: Option<ClientKey> = self.first(Find::Key1(&code, Timestamp::MIN, Timestamp::MAX))?;
        Ok(found.filter(|key| key.used.is_none() && now < key.until))
    }

    /// How many keys made since a moment let this client in.
    pub fn client_keys_used(&self, subject: SubjectId, since: Timestamp) -> Result<usize, Fault> {
        let keys: Vec<ClientKey> = self.found(Find::Key2(subject.0.as_str(), since, Timestamp::MAX))?;
        Ok(keys.iter().filter(|key| key.used.is_some()).count())
    }

    /// Whose address this is: nobody's, one client's, or that of several, who then can't be told apart by it.
    pub fn clients_with(&self, email: &Email) -> Result<Vec<SubjectId>, Fault> {
        let key = email_key(email);
        let find = Find::Key2(&key, Timestamp::MIN, Timestamp::MAX);
        let found = self.0.find_rows(&mut self.0.readers.take(), Client::NAME, find)?;
        Ok(found.into_iter().filter_map(|(id, _, _)| id.parse::<Id>().ok().map(SubjectId)).collect())
    }

    pub(crate) fn first<L: List>(&self, find: Find<'_>) -> Result<Option<L>, Fault> {
        Ok(self.found(find)?.into_iter().next())
    }

    /// Rows that are looked up before anyone is known, opened.
    pub(crate) fn found<L: List>(&self, find: Find<'_>) -> Result<Vec<L>, Fault> {
        let found = self.0.find_rows(&mut self.0.readers.take(), L::NAME, find)?;
        found.into_iter().map(|(id, version, sealed)| self.0.open_row(L::NAME, &id, (version, &sealed))).collect()
    }
}

/// Argon2id with 19 MiB and two passes (OWASP Password Storage Cheat Sheet).
fn stretched(password: &str, salt: &[u8]) -> Result<String, Fault> {
    let mut bytes = [0; 32];
    let done = Argon2::default().hash_password_into(password.as_bytes(), salt, &mut bytes);
    done.map_err(|error| Fault::new("stretch a password", error))?;
    Ok(hex(&bytes))
}
