//! What a note says: a few chips, then prose that may be left out part by part.

use serde::{Deserialize, Serialize};
use terms::diagnosis::DiagnosisCode;
use terms::text::{Line, Prose};
use terms::words;

use crate::arriving::Arriving;
use crate::note::NoteKind;

/// The body of a note, one shape for each kind of work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoteBody {
    /// Of a first conversation or of therapy.
    Plain(PlainNote),
    /// Of a preparation session.
    Preparation(PreparationNote),
    /// Of an integration session.
    Integration(IntegrationNote),
    /// Of a dosing day that the therapist attended.
    AttendedDosing(AttendedDosingNote),
    /// Of the first clinical visit.
    Intake(IntakeNote),
    /// Of a couple's visit.
    Couple(CoupleNote),
    /// Of the last visit.
    Closing(ClosingNote),
}

words! {
    /// A part of a note that is written in prose.
    Part {
        Work = "work", "The work";
        Response = "response", "Response and progress";
        Intentions = "intentions", "Intentions and hopes";
        Symptoms = "symptoms", "Current symptoms";
        PastExperiences = "past-experiences", "Past experiences with therapy or altered states";
        NervousSystem = "nervous-system", "Nervous system responses and grounding tools";
        Boundaries = "boundaries", "Boundaries and pacing";
        SetAndSetting = "set-and-setting", "Mindset and setting";
        Meaning = "meaning", "Meaning and connections";
        Memories = "memories", "Memories and insights, as the client tells them";
        Regulation = "regulation", "Emotional regulation after dosing";
        DailyLife = "daily-life", "Daily life and relationships";
        Changes = "changes", "Gentle changes";
        Account = "account", "The client's own account";
        Reason = "reason", "What brings them";
        History = "history", "History";
        SexualHistory = "sexual-history", "Sexual history";
        Assessment = "assessment", "Assessment";
        EachPartner = "each-partner", "Each partner";
        Between = "between", "Between them";
        Course = "course", "The course of the work";
        StandsNow = "stands-now", "Where they stand now";
        Stays = "stays", "What stays, and what helps when it gets hard";
        Referrals = "referrals", "Referrals";
        Plan = "plan", "Plan";
    }

    /// Why therapy ended.
    ClosingReason {
        Done = "done", "The work is done";
        ClientEnded = "client-ended", "The client ended it";
        ClinicianEnded = "clinician-ended", "The clinician ended it";
        Referred = "referred", "They go on elsewhere";
        Moved = "moved", "They moved away";
        NoContact = "no-contact", "No contact any more";
    }
}

impl Part {
    /// Whether it stays out of every copy that leaves the practice unless it is asked for: a history of sex and
    /// relationships may harm in other hands.
    pub fn is_sensitive(self) -> bool {
        self == Self::SexualHistory
    }
}

/// A note of a first conversation or of therapy.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlainNote {
    /// How the client arrived.
    pub arriving: Arriving,
    /// What was worked on.
    pub work: Option<Prose>,
    /// How the client responded.
    pub response: Option<Prose>,
    /// What comes next.
    pub plan: Option<Prose>,
}

/// A note of a preparation session; its parts are those that the practice's page names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreparationNote {
    /// How the client arrived.
    pub arriving: Arriving,
    /// Intentions and hopes.
    pub intentions: Option<Prose>,
    /// Current symptoms.
    pub symptoms: Option<Prose>,
    /// Past experiences with therapy or altered states.
    pub past_experiences: Option<Prose>,
    /// Nervous system responses and grounding tools.
    pub nervous_system: Option<Prose>,
    /// Boundaries and pacing.
    pub boundaries: Option<Prose>,
    /// Mindset and setting.
    pub set_and_setting: Option<Prose>,
    /// What comes next.
    pub plan: Option<Prose>,
}

/// A note of an integration session; its parts are those that the practice's page names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntegrationNote {
    /// How the client arrived.
    pub arriving: Arriving,
    /// What it means, and to what it connects.
    pub meaning: Option<Prose>,
    /// Memories and insights: the client's experience, not fact.
    pub memories: Option<Prose>,
    /// Emotional regulation after dosing; only where there was dosing.
    pub regulation: Option<Prose>,
    /// What of it goes into daily life and relationships.
    pub daily_life: Option<Prose>,
    /// Gentle changes.
    pub changes: Option<Prose>,
    /// What comes next.
    pub plan: Option<Prose>,
}

/// A note of a dosing day that the therapist attended. Dosing itself stands in the prescriber's record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttendedDosingNote {
    /// How the client arrived.
    pub arriving: Arriving,
    /// Who takes them home.
    pub ride_named: Option<Line>,
    /// The client's own account.
    pub account: Option<Prose>,
    /// What comes next.
    pub plan: Option<Prose>,
}

/// A note of the first clinical visit. A record tells assessment and diagnosis so that whoever treats next can read
/// them (Colorado's record rule for licensed professional counselors; the marriage and family rule is alike).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntakeNote {
    /// How the client arrived.
    pub arriving: Arriving,
    /// What brings them.
    pub reason: Option<Prose>,
    /// What came before: health, therapy, family, altered states.
    pub history: Option<Prose>,
    /// Sex and relationships: what was, what is wanted, what hurts. It leaves the practice only when it is asked for.
    #[serde(default)]
    pub sexual_history: Option<Prose>,
    /// How the therapist sees it.
    pub assessment: Option<Prose>,
    /// The diagnosis, if one is made.
    pub diagnosis: Option<DiagnosisCode>,
    /// What comes next.
    pub plan: Option<Prose>,
}

/// A joint note of a couple's visit. What one partner says alone has no place in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoupleNote {
    /// How they arrived.
    pub arriving: Arriving,
    /// What was worked on.
    pub work: Option<Prose>,
    /// How each of them took part.
    pub each_partner: Option<Prose>,
    /// What moved between them.
    pub between: Option<Prose>,
    /// What comes next.
    pub plan: Option<Prose>,
}

/// A note of the last visit: the final statement that the record of a course of therapy ends with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosingNote {
    /// How the client arrived.
    pub arriving: Arriving,
    /// What was worked on from the beginning.
    pub course: Option<Prose>,
    /// Where they stand now.
    pub stands_now: Option<Prose>,
    /// What stays with them, and what helps when it gets hard.
    pub stays: Option<Prose>,
    /// Why it ends.
    #[serde(default)]
    pub why: Option<ClosingReason>,
    /// To whom they were referred, if to anyone.
    #[serde(default)]
    pub referrals: Option<Prose>,
    /// What comes next, if anything.
    pub plan: Option<Prose>,
}

impl NoteBody {
    /// An empty body for a kind of note.
    pub fn empty(kind: NoteKind) -> Self {
        match kind {
            NoteKind::FirstConversation | NoteKind::Therapy => Self::Plain(PlainNote::default()),
            NoteKind::Preparation => Self::Preparation(PreparationNote::default()),
            NoteKind::Integration => Self::Integration(IntegrationNote::default()),
            NoteKind::AttendedDosing => Self::AttendedDosing(AttendedDosingNote::default()),
            NoteKind::Intake => Self::Intake(IntakeNote::default()),
            NoteKind::Couple => Self::Couple(CoupleNote::default()),
            NoteKind::Closing => Self::Closing(ClosingNote::default()),
        }
    }

    /// Whether it has the shape of a kind of note.
    pub fn is_for(&self, kind: NoteKind) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(&Self::empty(kind))
    }

    /// How the client arrived.
    pub fn arriving(&self) -> &Arriving {
        match self {
            Self::Plain(note) => &note.arriving,
            Self::Preparation(note) => &note.arriving,
            Self::Integration(note) => &note.arriving,
            Self::AttendedDosing(note) => &note.arriving,
            Self::Intake(note) => &note.arriving,
            Self::Couple(note) => &note.arriving,
            Self::Closing(note) => &note.arriving,
        }
    }

    /// The diagnosis that it makes, if it makes one.
    pub fn diagnosis(&self) -> Option<&DiagnosisCode> {
        match self {
            Self::Intake(note) => note.diagnosis.as_ref(),
            Self::Plain(_)
            | Self::Preparation(_)
            | Self::Integration(_)
            | Self::AttendedDosing(_)
            | Self::Couple(_)
            | Self::Closing(_) => None,
        }
    }
}
