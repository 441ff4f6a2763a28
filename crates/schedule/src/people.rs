//! Who works here, who comes, in which rooms, and what is written to them.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::actor::Role;
use terms::ids::{LetterId, RequestId, RoomId, StaffId, SubjectId};
use terms::reach::{Email, Phone, Reach};
use terms::text::{Line, Prose};

use crate::hours::OpenHours;

/// Someone who works at the practice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// Their id.
    pub id: StaffId,
    /// Their name.
    pub name: Line,
    /// What stands behind the name: "LMFT".
    pub credentials: Option<Line>,
    /// What they do; they act in one role at a time.
    pub roles: Vec<Role>,
    /// When they see clients.
    pub hours: OpenHours,
}

/// A room of the practice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    /// Its id.
    pub id: RoomId,
    /// What it is called.
    pub name: Line,
}

/// Someone in therapy, or a couple as such.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Client {
    /// Whose record.
    pub subject: SubjectId,
    /// The number on the chart.
    pub chart_number: u32,
    /// The name to use; for a couple, "Chris and Lee".
    pub name: Line,
    /// Their pronouns, if told.
    pub pronouns: Option<Line>,
    /// How they may be reached.
    pub reach: Reach,
    /// A couple's partners; empty for one person.
    pub members: Vec<SubjectId>,
    /// Who treats them.
    pub clinician: StaffId,
    /// Since when.
    pub since: Date,
    /// The name on their papers, where it is another.
    #[serde(default)]
    pub legal_name: Option<Line>,
    /// When they were born, if told.
    #[serde(default)]
    pub birth_date: Option<Date>,
    /// Where they live, if told.
    #[serde(default)]
    pub address: Option<Line>,
    /// Whom to call for them, if told.
    #[serde(default)]
    pub emergency_contact: Option<Line>,
}

/// A letter to go out, worded so that it stays private.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Its id.
    pub id: LetterId,
    /// When it was written.
    pub at: Timestamp,
    /// Where it goes.
    pub to: LetterTo,
    /// The line that shows before it is opened.
    pub subject_line: Line,
    /// What it says.
    pub body: Prose,
    /// Which request it answers.
    pub about: Option<RequestId>,
}

/// Where a letter goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LetterTo {
    /// To an email address.
    Email(Email),
    /// To a phone, as a text message.
    Text(Phone),
    /// Nowhere: it is read out to whoever comes back with the word and the number.
    ReadOut,
}
