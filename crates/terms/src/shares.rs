//! Who else stands at a client's mailbox and phone, and where it is safe to tell them something.

use crate::words;

words! {
    /// Whether anyone else reads a client's mailbox or uses their phone.
    Shares {
        Nobody = "nobody", "No, only me";
        Somebody = "somebody", "Yes";
        NotSure = "not-sure", "I am not sure";
    }

    /// Where a client is told that a device was used for the first time.
    Tell {
        Email = "email", "By email";
        Text = "text", "By text";
        Nowhere = "nowhere", "Only here, under “Where I am signed in”";
    }
}

impl Shares {
    /// Whether a link alone must open nothing, and no device is remembered.
    pub fn wants_more(self) -> bool {
        match self {
            Self::Nobody => false,
            Self::Somebody | Self::NotSure => true,
        }
    }
}
