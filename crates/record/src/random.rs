//! Randomness, handed to the record when it is built.

use std::sync::Arc;

use terms::ids::Id;

/// A source of random bytes. `groundwork` gives the operating system's.
#[derive(Clone)]
pub struct Random(Arc<Fill>);

/// Fills what it is given.
type Fill = dyn Fn(&mut [u8]) + Send + Sync;

impl Random {
    /// A source that fills what it is given.
    pub fn new(fill: impl Fn(&mut [u8]) + Send + Sync + 'static) -> Self {
        Self(Arc::new(fill))
    }

    /// Random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }

    /// Fills with random bytes.
    pub(crate) fn fill(&self, bytes: &mut [u8]) {
        (self.0)(bytes);
    }

    /// A random id.
    pub fn id(&self) -> Id {
        Id::from_random(self.bytes())
    }

    /// A secret that opens a door: 26 characters, more than 128 random bits.
    pub fn token(&self) -> String {
        let parts: [Id; 3] = [self.id(), self.id(), self.id()];
        let mut token: String = parts.iter().map(Id::as_str).collect();
        token.truncate(26);
        token
    }

    /// A random number below `end`, which is at least 1. The bias is under one in a billion for the small ends we use.
    pub fn below(&self, end: u64) -> u64 {
        u64::from_be_bytes(self.bytes()) % end.max(1)
    }
}

#[cfg(test)]
pub(crate) fn test_random() -> Random {
    Random::new(|bytes| assert!(getrandom::fill(bytes).is_ok()))
}
