//! What an entry says of a paper that stands beside it.

use serde::{Deserialize, Serialize};

use crate::ids::Id;

/// The largest paper, in bytes.
pub const MAX_PAPER_BYTES: usize = 25 * 1024 * 1024;

/// Which paper, how large, and by what its bytes are known again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperRef {
    /// Which.
    pub id: Id,
    /// Its size in bytes.
    pub bytes: u64,
    /// The SHA-256 of the whole paper, in hexadecimal.
    pub hash: String,
}
