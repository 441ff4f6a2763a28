//! The parts of a note in prose, whatever its shape: to look at, and to write in.

use terms::text::Prose;

use crate::note_body::{ClosingReason, NoteBody, Part};

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
                (Part::SexualHistory, $($borrow)+ note.sexual_history),
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
                (Part::Referrals, $($borrow)+ note.referrals),
                (Part::Plan, $($borrow)+ note.plan),
            ],
        }
    };
}

impl NoteBody {
    /// All parts in prose in the order in which they are read, written or not.
    pub fn parts(&self) -> Vec<(Part, Option<&Prose>)> {
        let parts: Vec<(Part, &Option<Prose>)> = parts!(self, &);
        parts.into_iter().map(|(part, prose)| (part, prose.as_ref())).collect()
    }

    /// Why therapy ended, in a closing note.
    pub fn why_closed(&self) -> Option<ClosingReason> {
        match self {
            Self::Closing(note) => note.why,
            Self::Plain(_)
            | Self::Preparation(_)
            | Self::Integration(_)
            | Self::AttendedDosing(_)
            | Self::Intake(_)
            | Self::Couple(_) => None,
        }
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
