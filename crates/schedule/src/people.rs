//! Who works here, who comes, in which rooms, and what is written to them.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::actor::Role;
use terms::ids::{AppointmentId, LetterId, RequestId, RoomId, StaffId, SubjectId};
use terms::npi::{Npi, Taxonomy};
use terms::reach::{Email, Phone, Reach};
use terms::text::{Line, Prose};
use terms::words;

use crate::hours::OpenHours;
use crate::letter_state::{LetterState, LetterTurn, Quiet};
use crate::notice::NoticeKind;

use crate::move_in::MovedIn;
use crate::parted::Parted;

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
    /// Which of these hours are kept for the days after a dosing day.
    #[serde(default)]
    pub kept: OpenHours,
    /// The license as it is written: "LMFT.0001234".
    #[serde(default)]
    pub license: Option<Line>,
    /// Where it lets them practice: "Colorado".
    #[serde(default)]
    pub states: Option<Line>,
    /// What education, experience and training each degree, license and certification asked for (C.R.S.
    /// 12-245-216(1)(b)).
    #[serde(default)]
    pub training: Option<Prose>,
    /// By which number insurers know them.
    #[serde(default)]
    pub npi: Option<Npi>,
    /// As what insurers know them.
    #[serde(default)]
    pub taxonomy: Option<Taxonomy>,
    /// Who supervises them, if they work as a candidate: their notes wait for a co-signature.
    #[serde(default)]
    pub supervisor: Option<StaffId>,
    /// When they left; from then on no door opens.
    #[serde(default)]
    pub left: Option<Timestamp>,
}

impl Staff {
    /// Whether they may supervise: they treat under their own license.
    pub fn may_supervise(&self) -> bool {
        self.treats() && self.supervisor.is_none()
    }

    /// Whether clients can be booked with them.
    pub fn treats(&self) -> bool {
        self.roles.contains(&Role::Therapist) && self.left.is_none()
    }
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
    /// What came with them from another system, if they were moved in.
    #[serde(default)]
    pub moved_in: Option<MovedIn>,
    /// Whether and how the disclosure statement and the privacy notice reached them.
    #[serde(default)]
    pub delivered: Option<Delivery>,
    /// Of a couple: that one of them left the joint work.
    #[serde(default)]
    pub parted: Option<Parted>,
}

words! {
    /// How the disclosure statement and the privacy notice reached a client.
    DeliveredHow {
        ByLink = "link", "Their private link led to them";
        Handed = "handed", "Handed over on paper";
        ReadAloud = "read-aloud", "Read aloud";
        Before = "before", "Delivered before they were moved in here";
    }
}

/// That the disclosure statement and the privacy notice were delivered (C.R.S. 12-245-216(1): in writing, at the initial
/// client contact).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// When.
    pub at: Timestamp,
    /// How.
    pub how: DeliveredHow,
    /// Who saw to it; nobody, where a link did.
    pub by: Option<StaffId>,
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
    /// Which visit it speaks of, and what it says of it.
    #[serde(default)]
    pub visit: Option<VisitSaid>,
    /// On which occasion it was written.
    #[serde(default)]
    pub kind: Option<NoticeKind>,
    /// What mail servers tell it by, the same at each try.
    #[serde(default)]
    pub message_id: String,
    /// From when on it would be of no use.
    #[serde(default)]
    pub useless_from: Option<Timestamp>,
    /// In which hours it waits.
    #[serde(default)]
    pub quiet: Option<Quiet>,
    /// How it stands.
    #[serde(default = "not_tried")]
    pub state: LetterState,
    /// What happened to it, the oldest first.
    #[serde(default)]
    pub history: Vec<LetterTurn>,
}

/// What a letter says of a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitSaid {
    /// The visit.
    pub visit: AppointmentId,
    /// When it begins; `None` says that it does not take place.
    pub from: Option<Timestamp>,
}

impl Letter {
    /// A letter just written, to go out at once, about nothing in particular.
    pub fn written(id: LetterId, to: LetterTo, (subject_line, body): (Line, Prose), at: Timestamp) -> Self {
        Self {
            id,
            at,
            to,
            subject_line,
            body,
            about: None,
            visit: None,
            kind: None,
            message_id: format!("{id}@letters.invalid"),
            useless_from: None,
            quiet: None,
            state: LetterState::Waiting { next: at, failures: 0, may_be_there: false },
            history: Vec::new(),
        }
    }

    /// The letter as whoever works here sees it: a key in it is not shown.
    #[must_use]
    pub fn as_shown(mut self) -> Self {
        if self.kind.is_some_and(NoticeKind::is_secret)
            && let Ok(words) = Prose::parse("A link to sign in. Only whoever gets the letter sees it.")
        {
            self.body = words;
        }
        self
    }
}

/// A letter of before there was mail waits since ever.
fn not_tried() -> LetterState {
    LetterState::Waiting { next: Timestamp::UNIX_EPOCH, failures: 0, may_be_there: false }
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
