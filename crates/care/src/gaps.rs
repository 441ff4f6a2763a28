//! What is still empty in a note before it is signed. A gap is told, and never refused.

use crate::note::DraftNote;
use crate::note_body::{NoteBody, Part};

/// Something that is still empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// When it began or ended.
    Times,
    /// Who was there.
    Present,
    /// The state on arrival.
    State,
    /// What was used to ground.
    Grounding,
    /// How risk was seen.
    Risk,
    /// Who takes the client home.
    Ride,
    /// The code of the diagnosis.
    Diagnosis,
    /// Why therapy ends.
    Why,
    /// A part in prose.
    Part(Part),
    /// A part that was carried over and waits for a look.
    Carried(Part),
}

impl Gap {
    /// As it is read on a page.
    pub fn word(self) -> &'static str {
        match self {
            Self::Times => "Start and end",
            Self::Present => "Who was present",
            Self::State => "State on arrival",
            Self::Grounding => "Grounding used",
            Self::Risk => "Risk today",
            Self::Ride => "Ride home",
            Self::Diagnosis => "Diagnosis",
            Self::Why => "Why it ends",
            Self::Part(part) | Self::Carried(part) => part.word(),
        }
    }

    /// Whether a note cannot be signed without it; everything else may stay empty.
    pub fn is_needed(self) -> bool {
        match self {
            Self::Times | Self::Present | Self::Carried(_) => true,
            Self::State | Self::Grounding | Self::Risk | Self::Ride | Self::Diagnosis | Self::Why | Self::Part(_) => {
                false
            }
        }
    }

    /// As an anchor on a page.
    pub fn code(self) -> &'static str {
        match self {
            Self::Times => "times",
            Self::Present => "present",
            Self::State => "state",
            Self::Grounding => "grounding",
            Self::Risk => "risk",
            Self::Ride => "ride",
            Self::Diagnosis => "diagnosis",
            Self::Why => "why",
            Self::Part(part) | Self::Carried(part) => part.code(),
        }
    }
}

/// What is still empty, in the order of the page, then what was carried over and waits for a look. Regulation after
/// dosing, sexual history and referrals are never missed: there may be none.
pub fn gaps(draft: &DraftNote) -> Vec<Gap> {
    let arriving = draft.body.arriving();
    let mut fields = vec![
        (Gap::Times, draft.started.is_some() && draft.ended.is_some()),
        (Gap::Present, !draft.present.is_empty()),
        (Gap::State, !arriving.state.is_empty()),
        (Gap::Grounding, !arriving.grounding.is_empty()),
        (Gap::Risk, arriving.risk.is_some()),
    ];
    if let NoteBody::AttendedDosing(note) = &draft.body {
        fields.push((Gap::Ride, note.ride_named.is_some()));
    }
    if let NoteBody::Intake(note) = &draft.body {
        fields.push((Gap::Diagnosis, note.diagnosis.is_some()));
    }
    if let NoteBody::Closing(note) = &draft.body {
        fields.push((Gap::Why, note.why.is_some()));
    }
    let may_be_none = |part: Part| matches!(part, Part::Regulation | Part::SexualHistory | Part::Referrals);
    let parts = draft.body.parts().into_iter().filter(|(part, _)| !may_be_none(*part));
    fields.extend(parts.map(|(part, prose)| (Gap::Part(part), prose.is_some())));
    let unseen = draft.carried.iter().filter(|carried| !carried.still_holds).map(|carried| Gap::Carried(carried.part));
    fields.into_iter().filter(|(_, is_filled)| !is_filled).map(|(gap, _)| gap).chain(unseen).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arriving::{ArrivalState, Arriving, Grounding, Risk};
    use crate::carried::Carried;
    use crate::made_up::{draft, id, line, prose};
    use crate::note::NoteKind;
    use crate::note_body::{AttendedDosingNote, IntegrationNote, PlainNote};

    #[test]
    fn a_gap_is_whatever_is_still_empty() {
        let arriving = Arriving {
            state: vec![ArrivalState::Settled],
            grounding: vec![Grounding::NoneNeeded],
            risk: Some(Risk::NoCurrentConcern),
        };
        let written = Some(prose("Said."));
        let with_body = |body| DraftNote { body, ..draft('n', NoteKind::Therapy, "2026-06-22") };
        let whole = PlainNote {
            arriving: arriving.clone(),
            work: written.clone(),
            response: written.clone(),
            plan: written.clone(),
        };
        let whole = with_body(NoteBody::Plain(whole));
        let arrived = || IntegrationNote { arriving: arriving.clone(), ..IntegrationNote::default() };
        let ride = AttendedDosingNote {
            arriving: arriving.clone(),
            ride_named: Some(line("Lee")),
            ..AttendedDosingNote::default()
        };
        for (given, expected) in [
            (whole.clone(), ""),
            (DraftNote { ended: None, ..whole.clone() }, "times"),
            (DraftNote { present: Vec::new(), started: None, ..whole }, "times present"),
            (with_body(NoteBody::empty(NoteKind::Therapy)), "state grounding risk work response plan"),
            (
                with_body(NoteBody::empty(NoteKind::Preparation)),
                "state grounding risk intentions symptoms past-experiences nervous-system boundaries set-and-setting \
                 plan",
            ),
            (with_body(NoteBody::Integration(arrived())), "meaning memories daily-life changes plan"),
            (
                with_body(NoteBody::Integration(IntegrationNote { meaning: written, ..arrived() })),
                "memories daily-life changes plan",
            ),
            (with_body(NoteBody::empty(NoteKind::AttendedDosing)), "state grounding risk ride account plan"),
            (with_body(NoteBody::AttendedDosing(ride)), "account plan"),
            (
                with_body(NoteBody::empty(NoteKind::Intake)),
                "state grounding risk diagnosis reason history assessment plan",
            ),
            (with_body(NoteBody::empty(NoteKind::Couple)), "state grounding risk work each-partner between plan"),
            (with_body(NoteBody::empty(NoteKind::Closing)), "state grounding risk why course stands-now stays plan"),
        ] {
            let codes: Vec<_> = gaps(&given).into_iter().map(Gap::code).collect();
            assert_eq!(codes.join(" "), expected);
        }
    }

    #[test]
    fn only_times_and_who_was_there_are_needed() {
        let draft = DraftNote { present: Vec::new(), ended: None, ..draft('n', NoteKind::Integration, "2026-06-22") };
        let needed: Vec<_> = gaps(&draft).into_iter().filter(|gap| gap.is_needed()).collect();
        assert_eq!(needed, [Gap::Times, Gap::Present]);
    }

    #[test]
    fn what_was_carried_over_waits_for_a_look() {
        let carried = |still_holds| {
            let carried = vec![Carried { part: Part::Plan, from: id('a'), still_holds }];
            gaps(&DraftNote { carried, ..draft('n', NoteKind::Therapy, "2026-06-22") })
        };
        assert!(carried(false).ends_with(&[Gap::Carried(Part::Plan)]) && Gap::Carried(Part::Plan).is_needed());
        assert!(!carried(true).contains(&Gap::Carried(Part::Plan)));
    }

    #[test]
    fn a_gap_has_a_word() {
        assert_eq!(
            [Gap::Times, Gap::Ride, Gap::Part(Part::Plan)].map(Gap::word),
            ["Start and end", "Ride home", "Plan"]
        );
    }
}
