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
        Assessment = "assessment", "Assessment";
        EachPartner = "each-partner", "Each partner";
        Between = "between", "Between them";
        Course = "course", "The course of the work";
        StandsNow = "stands-now", "Where they stand now";
        Stays = "stays", "What stays, and what helps when it gets hard";
        Plan = "plan", "Plan";
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
    /// What comes next, if anything.
    pub plan: Option<Prose>,
}

/// The parts of a body in the order in which they are read: to look at with `&`, to write in with `&mut`.
macro_rules! parts {
    ($body:expr, $($borrow:tt)+) => {
        match $body {
            Self::Plain(note) => vec![
                (Part::Work, $($borrow)+ note.work),
                (Part::Response, $($borrow)+ note.response),
                (Part::Plan, $($borrow)+ note.plan),
            ],
            Self::Preparation(note) => vec![
                (Part::Intentions, $($borrow)+ note.intentions),
                (Part::Symptoms, $($borrow)+ note.symptoms),
                (Part::PastExperiences, $($borrow)+ note.past_experiences),
                (Part::NervousSystem, $($borrow)+ note.nervous_system),
                (Part::Boundaries, $($borrow)+ note.boundaries),
                (Part::SetAndSetting, $($borrow)+ note.set_and_setting),
                (Part::Plan, $($borrow)+ note.plan),
            ],
            Self::Integration(note) => vec![
                (Part::Meaning, $($borrow)+ note.meaning),
                (Part::Memories, $($borrow)+ note.memories),
                (Part::Regulation, $($borrow)+ note.regulation),
                (Part::DailyLife, $($borrow)+ note.daily_life),
                (Part::Changes, $($borrow)+ note.changes),
                (Part::Plan, $($borrow)+ note.plan),
            ],
            Self::AttendedDosing(note) => {
                vec![(Part::Account, $($borrow)+ note.account), (Part::Plan, $($borrow)+ note.plan)]
            }
            Self::Intake(note) => vec![
                (Part::Reason, $($borrow)+ note.reason),
                (Part::History, $($borrow)+ note.history),
                (Part::Assessment, $($borrow)+ note.assessment),
                (Part::Plan, $($borrow)+ note.plan),
            ],
            Self::Couple(note) => vec![
                (Part::Work, $($borrow)+ note.work),
                (Part::EachPartner, $($borrow)+ note.each_partner),
                (Part::Between, $($borrow)+ note.between),
                (Part::Plan, $($borrow)+ note.plan),
            ],
            Self::Closing(note) => vec![
                (Part::Course, $($borrow)+ note.course),
                (Part::StandsNow, $($borrow)+ note.stands_now),
                (Part::Stays, $($borrow)+ note.stays),
                (Part::Plan, $($borrow)+ note.plan),
            ],
        }
    };
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

    /// All parts in prose in the order in which they are read, written or not.
    pub fn parts(&self) -> Vec<(Part, Option<&Prose>)> {
        let parts: Vec<(Part, &Option<Prose>)> = parts!(self, &);
        parts.into_iter().map(|(part, prose)| (part, prose.as_ref())).collect()
    }

    /// What one part says.
    pub fn part(&self, part: Part) -> Option<&Prose> {
        self.parts().into_iter().find(|(other, _)| *other == part).and_then(|(_, prose)| prose)
    }

    /// One part, to write in; `None` when this kind of note does not have it.
    pub(crate) fn part_mut(&mut self, part: Part) -> Option<&mut Option<Prose>> {
        let parts: Vec<(Part, &mut Option<Prose>)> = parts!(self, &mut);
        parts.into_iter().find(|(other, _)| *other == part).map(|(_, prose)| prose)
    }
}
