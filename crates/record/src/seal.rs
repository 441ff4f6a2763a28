//! Sealing: AES-256-GCM with a random nonce, and what it belongs to bound in (NIST SP 800-38D).
//!
//! A sealed value is: format (1 byte), generation of its key (4 bytes), nonce (12 bytes), ciphertext with tag.

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use terms::trouble::Fault;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::random::Random;

/// The only format so far.
const FORMAT: u8 = 1;

/// Bytes before the ciphertext.
const HEAD: usize = 1 + 4 + NONCE;

const NONCE: usize = 12;

/// How many bytes a key has.
pub const KEY_LEN: usize = 32;

/// A key of 256 bits; leaves memory when dropped, and never prints.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Key([u8; KEY_LEN]);

impl Key {
    /// A key of these bytes.
    pub fn from_bytes(bytes: [u8; KEY_LEN]) -> Self {
        Self(bytes)
    }

    /// A fresh key.
    pub(crate) fn random(random: &Random) -> Self {
        Self(random.bytes())
    }

    pub(crate) fn bytes(&self) -> &[u8; KEY_LEN] {
        &self.0
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("‹sealed›")
    }
}

/// Seals `plain`; `belongs` says what it belongs to and must be the same when it is opened.
pub(crate) fn seal(key: &Key, generation: u32, (belongs, plain): (&[u8], &[u8]), random: &Random) -> Vec<u8> {
    let nonce: [u8; NONCE] = random.bytes();
    let payload = Payload { msg: plain, aad: belongs };
    // AES-GCM refuses nothing shorter than 64 GiB, and every text of ours has a limit far below.
    let sealed = cipher(key).encrypt(&Nonce::from(nonce), payload).unwrap_or_default();
    let mut whole = Vec::with_capacity(HEAD + sealed.len());
    whole.push(FORMAT);
    whole.extend_from_slice(&generation.to_be_bytes());
    whole.extend_from_slice(&nonce);
    whole.extend_from_slice(&sealed);
    whole
}

/// Opens what [`seal`] sealed. Fails when a bit changed, or when it belongs elsewhere.
pub(crate) fn open(key: &Key, belongs: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Fault> {
    let fault = |cause: &str| Fault::new("open a sealed value", cause);
    if sealed.len() < HEAD || sealed[0] != FORMAT {
        return Err(fault("it has no format that we know"));
    }
    let nonce: [u8; NONCE] = sealed[HEAD - NONCE..HEAD].try_into().map_err(|_| fault("it has no nonce"))?;
    let payload = Payload { msg: &sealed[HEAD..], aad: belongs };
    cipher(key).decrypt(&Nonce::from(nonce), payload).map_err(|_| fault("it was changed, or it belongs elsewhere"))
}

/// With which generation of its key a value was sealed.
pub(crate) fn generation(sealed: &[u8]) -> Option<u32> {
    Some(u32::from_be_bytes(sealed.get(1..5)?.try_into().ok()?))
}

fn cipher(key: &Key) -> Aes256Gcm {
    Aes256Gcm::new(key.bytes().into())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::random::test_random;

    #[test]
    fn what_was_changed_or_moved_does_not_open() {
        let (random, key) = (test_random(), Key::from_bytes([7; KEY_LEN]));
        let sealed = seal(&key, 3, (b"folder 1", b"a few words"), &random);
        assert_eq!(
            (open(&key, b"folder 1", &sealed).ok(), generation(&sealed)),
            (Some(b"a few words".to_vec()), Some(3))
        );
        assert!(open(&key, b"folder 2", &sealed).is_err());
        assert!(open(&Key::from_bytes([8; KEY_LEN]), b"folder 1", &sealed).is_err());
        for at in (0..sealed.len()).filter(|at| !(1..5).contains(at)) {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(open(&key, b"folder 1", &changed).is_err(), "byte {at}");
        }
        assert!(open(&key, b"folder 1", &sealed[..20]).is_err());
    }

    proptest! {
        #[test]
        fn seal_then_open_is_the_identity(plain: Vec<u8>, belongs: Vec<u8>) {
            let (random, key) = (test_random(), Key::from_bytes([7; KEY_LEN]));
            let sealed = seal(&key, 1, (&belongs, &plain), &random);
            prop_assert_eq!(open(&key, &belongs, &sealed).ok(), Some(plain));
        }
    }
}
