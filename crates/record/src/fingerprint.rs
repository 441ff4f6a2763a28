//! The fingerprint of a text: shows later that what is read is what was signed.

use crate::chain::{hash_of, hex};

/// SHA-256 of the text's UTF-8 bytes, in hexadecimal (FIPS 180-4), behind a length, so that no two texts share one by
/// being put together.
pub fn fingerprint(text: &str) -> String {
    hex(&hash_of(&[text.as_bytes()]))
}
