//! The chain: each entry's hash covers the one before, over sealed bytes, so that checking it needs no key.

use sha2::{Digest, Sha256};

/// How many bytes a hash has.
pub(crate) const HASH_LEN: usize = 32;

/// What stands before the first entry of a folder, and before the first row of an audit chain.
pub(crate) const START: [u8; HASH_LEN] = [0; HASH_LEN];

/// A place in a folder: which folder, which entry, after what.
pub(crate) struct Place<'a> {
    pub(crate) folder: &'a str,
    pub(crate) number: u64,
    pub(crate) prev: &'a [u8],
}

impl Place<'_> {
    /// What an entry at this place is bound to when it is sealed.
    pub(crate) fn belongs(&self) -> Vec<u8> {
        let mut bytes = b"entry/1/".to_vec();
        put(&mut bytes, self.folder.as_bytes());
        bytes.extend_from_slice(&self.number.to_be_bytes());
        bytes.extend_from_slice(self.prev);
        bytes
    }

    /// The hash of an entry at this place.
    pub(crate) fn hash(&self, sealed: &[u8], once: Option<&[u8]>) -> [u8; HASH_LEN] {
        let mut bytes = self.belongs();
        put(&mut bytes, once.unwrap_or_default());
        Sha256::new_with_prefix(bytes).chain_update(sealed).finalize().into()
    }
}

/// The hash over several parts, each with its length, so that no two lists of parts look the same.
pub(crate) fn hash_of(parts: &[&[u8]]) -> [u8; HASH_LEN] {
    let mut bytes = Vec::new();
    for part in parts {
        put(&mut bytes, part);
    }
    Sha256::digest(&bytes).into()
}

/// A hash in letters, for the audit's heads.
pub(crate) fn hex(hash: &[u8]) -> String {
    hash.iter().fold(String::with_capacity(hash.len() * 2), |mut text, byte| {
        for digit in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(digit), 16).unwrap_or_default());
        }
        text
    })
}

/// The bytes behind hexadecimal.
pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}

fn put(bytes: &mut Vec<u8>, part: &[u8]) {
    bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
    bytes.extend_from_slice(part);
}
