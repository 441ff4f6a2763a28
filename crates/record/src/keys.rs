//! The master key, and the ring of named keys that it wraps.

use std::collections::BTreeMap;

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use terms::trouble::Fault;
use zeroize::Zeroize;

use crate::db::{Db, DbError, during, keys as stored};
use crate::random::Random;
use crate::seal::{KEY_LEN, Key, open, seal};

/// The key outside the data folder, on which everything hangs. It only ever wraps other keys.
#[derive(Clone, Debug)]
pub struct MasterKey(Key);

/// What a named key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Purpose {
    /// Seals rows, cards, drafts and once-answers.
    Rows,
    /// Makes keyed indexes.
    Search,
    /// Authenticates audit rows.
    Audit,
    /// Seals what travels in forms and links.
    Links,
}

/// The named keys, unwrapped, newest generation last.
pub(crate) struct Ring(BTreeMap<Purpose, Vec<(u32, Key)>>);

impl MasterKey {
    /// The key of these bytes, which is wiped from where it was.
    pub fn from_bytes(bytes: &mut [u8; KEY_LEN]) -> Self {
        let key = Key::from_bytes(*bytes);
        bytes.zeroize();
        Self(key)
    }

    pub(crate) fn bytes(&self) -> &[u8; KEY_LEN] {
        self.0.bytes()
    }

    /// Wraps a folder's key, bound to the folder.
    pub(crate) fn wrap(&self, name: &str, key: &Key, random: &Random) -> Vec<u8> {
        seal(&self.0, 1, (name.as_bytes(), key.bytes()), random)
    }

    /// Unwraps what [`Self::wrap`] wrapped.
    pub(crate) fn unwrap(&self, name: &str, wrapped: &[u8]) -> Result<Key, Fault> {
        unwrap(&self.0, name.as_bytes(), wrapped)
    }
}

/// Unwraps a key that was sealed as `belongs`.
pub(crate) fn unwrap(with: &Key, belongs: &[u8], wrapped: &[u8]) -> Result<Key, Fault> {
    let mut bytes = open(with, belongs, wrapped)?;
    let key = <[u8; KEY_LEN]>::try_from(bytes.as_slice()).map(Key::from_bytes);
    bytes.zeroize();
    key.map_err(|_| Fault::new("unwrap a key", "it has another length"))
}

impl Purpose {
    const ALL: [Self; 4] = [Self::Rows, Self::Search, Self::Audit, Self::Links];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Rows => "rows",
            Self::Search => "search",
            Self::Audit => "audit",
            Self::Links => "links",
        }
    }
}

impl Ring {
    /// Reads the ring, and makes the first generation of each key where there is none.
    pub(crate) fn load(db: &mut Db, master: &MasterKey, random: &Random) -> Result<Self, Fault> {
        let known = stored::all(db).map_err(during("read the keys"))?;
        for purpose in Purpose::ALL {
            let name = format!("ring/{}/1", purpose.name());
            if !known.iter().any(|(known, _, _)| known == purpose.name()) {
                let wrapped = master.wrap(&name, &Key::random(random), random);
                match stored::add(db, purpose.name(), 1, &wrapped) {
                    Ok(()) | Err(DbError::Taken) => {}
                    Err(error) => return Err(during("make a key")(error)),
                }
            }
        }
        let mut ring = BTreeMap::new();
        for (name, generation, wrapped) in stored::all(db).map_err(during("read the keys"))? {
            let Some(purpose) = Purpose::ALL.into_iter().find(|purpose| purpose.name() == name) else { continue };
            let key = master
                .unwrap(&format!("ring/{name}/{generation}"), &wrapped)
                .map_err(|_| Fault::new("open the ring of keys", "this master key does not belong to this record"))?;
            let generation =
                u32::try_from(generation).map_err(|_| Fault::new("read the keys", "a generation out of range"))?;
            ring.entry(purpose).or_insert_with(Vec::new).push((generation, key));
        }
        Ok(Self(ring))
    }

    /// The newest key for a purpose, and its generation.
    pub(crate) fn newest(&self, purpose: Purpose) -> Result<(u32, &Key), Fault> {
        let key = self.0.get(&purpose).and_then(|keys| keys.last());
        key.map(|(generation, key)| (*generation, key))
            .ok_or_else(|| Fault::new("take a key from the ring", purpose.name()))
    }

    /// How many generations of a key there are.
    pub(crate) fn generations(&self, purpose: Purpose) -> usize {
        self.0.get(&purpose).map_or(0, Vec::len)
    }

    /// Every key for a purpose, the oldest generation first.
    pub(crate) fn all(&self, purpose: Purpose) -> impl Iterator<Item = &Key> {
        self.0.get(&purpose).into_iter().flatten().map(|(_, key)| key)
    }

    /// Opens what was sealed with any generation of a key.
    pub(crate) fn open(&self, purpose: Purpose, belongs: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Fault> {
        let generation = crate::seal::generation(sealed);
        let keys = self.0.get(&purpose).map(Vec::as_slice).unwrap_or_default();
        let key = keys.iter().find(|(known, _)| Some(*known) == generation);
        let (_, key) =
            key.ok_or_else(|| Fault::new("open a sealed value", "its key's generation is not in the ring"))?;
        open(key, belongs, sealed)
    }

    /// Seals with the newest key for a purpose.
    pub(crate) fn seal(
        &self,
        purpose: Purpose,
        belongs: &[u8],
        plain: &[u8],
        random: &Random,
    ) -> Result<Vec<u8>, Fault> {
        let (generation, key) = self.newest(purpose)?;
        Ok(seal(key, generation, (belongs, plain), random))
    }

    /// A keyed code of some bytes: equal for equal bytes, and saying nothing of them.
    pub(crate) fn code(&self, purpose: Purpose, label: &str, bytes: &[u8]) -> Result<[u8; 32], Fault> {
        let (_, key) = self.newest(purpose)?;
        Ok(code(&derive(key, label), bytes))
    }
}

/// HMAC-SHA-256 (FIPS 198-1).
pub(crate) fn code(key: &Key, bytes: &[u8]) -> [u8; 32] {
    // HMAC takes a key of any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key.bytes()) else { return [0; 32] };
    mac.update(bytes);
    mac.finalize().into_bytes().into()
}

/// A key for one use, from a key for many (HKDF-SHA-256, RFC 5869).
pub(crate) fn derive(key: &Key, label: &str) -> Key {
    derive_from(key.bytes(), label)
}

/// The same from a secret of any length that holds at least 128 random bits, such as a token.
pub(crate) fn derive_from(secret: &[u8], label: &str) -> Key {
    let mut bytes = [0; KEY_LEN];
    // HKDF gives up to 8,160 bytes; 32 are never too many.
    if Hkdf::<Sha256>::new(None, secret).expand(label.as_bytes(), &mut bytes).is_err() {
        unreachable!("HKDF gives 32 bytes");
    }
    Key::from_bytes(bytes)
}
