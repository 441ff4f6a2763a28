//! What happened to a request.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::ids::StaffId;
use terms::words;

/// Something that happened to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happening {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: What,
    /// Who of the practice did it; `None` for the person who asked, and for the clock.
    pub by: Option<StaffId>,
}

/// What happened to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// It came.
    Received,
    /// So many times were offered.
    Offered(usize),
    /// None of them fit.
    NoneFit,
    /// Nothing was chosen in time.
    Lapsed,
    /// A time was chosen.
    Chosen,
    /// The practice declined.
    Declined,
    /// The person took it back.
    Withdrawn,
    /// Someone tried to reach them.
    Contact(Contact),
}

words! {
    /// An attempt to reach someone.
    Contact {
        Spoke = "spoke", "Spoke";
        NoAnswer = "no-answer", "No answer";
        TextSent = "text-sent", "Text sent";
        EmailSent = "email-sent", "Email sent";
        LeftVoicemail = "left-voicemail", "Left voicemail";
    }
}
