//! A key, or what a key is made from, wrapped by a passphrase that nobody else knows.

use argon2::Argon2;
use serde::{Deserialize, Serialize};
use terms::text::Line;
use terms::trouble::Fault;

use crate::chain::{hex, unhex};
use crate::random::Random;
use crate::seal::{KEY_LEN, Key, open, seal};

/// The fewest characters of a passphrase; length counts for more than odd letters (NIST SP 800-63B-4).
pub const MIN_PASSPHRASE: usize = 12;

/// What a passphrase opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Wrapped {
    salt: String,
    wrapped: String,
}

impl Wrapped {
    /// Wraps a key.
    pub(crate) fn new(passphrase: &Line, (belongs, key): (&[u8], &Key), random: &Random) -> Result<Self, Fault> {
        let salt: [u8; 16] = random.bytes();
        let wrapped = seal(&stretched(passphrase, &salt)?, 1, (belongs, key.bytes()), random);
        Ok(Self { salt: hex(&salt), wrapped: hex(&wrapped) })
    }

    /// The key, when this is the passphrase.
    pub(crate) fn opened(&self, passphrase: &Line, belongs: &[u8]) -> Result<Option<Key>, Fault> {
        let broken = || Fault::new("open what a passphrase wraps", "it is not what was stored");
        let (salt, wrapped) = (unhex(&self.salt).ok_or_else(broken)?, unhex(&self.wrapped).ok_or_else(broken)?);
        let Ok(bytes) = open(&stretched(passphrase, &salt)?, belongs, &wrapped) else { return Ok(None) };
        let bytes: [u8; KEY_LEN] = bytes.try_into().map_err(|_| broken())?;
        Ok(Some(Key::from_bytes(bytes)))
    }
}

/// Argon2id with 19 MiB and two passes (OWASP Password Storage Cheat Sheet).
fn stretched(passphrase: &Line, salt: &[u8]) -> Result<Key, Fault> {
    let mut bytes = [0; KEY_LEN];
    let stretched = Argon2::default().hash_password_into(passphrase.as_str().as_bytes(), salt, &mut bytes);
    stretched.map_err(|error| Fault::new("stretch a passphrase", error))?;
    Ok(Key::from_bytes(bytes))
}
