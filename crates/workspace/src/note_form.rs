//! A note as a form: what a draft fills in, and what a posted form says.

use care::arriving::{ArrivalState, Arriving, Grounding, Risk};
use care::note::{DraftNote, NoteKind, Present};
use care::note_body::{
    AttendedDosingNote, ClosingNote, ClosingReason, CoupleNote, IntakeNote, IntegrationNote, NoteBody, Part, PlainNote,
    PreparationNote,
};
use jiff::civil::Date;
use shell::fields::Problem;
use shell::form::Posted;
use terms::ids::{NoteId, StaffId, SubjectId};
use terms::text::Prose;

use crate::note_part;
use shell::reading::Reading;

/// Where the client's ride home is named.
pub const RIDE: &str = "ride";

/// Where the code of a diagnosis is entered.
pub const DIAGNOSIS: &str = "diagnosis";

/// Where it is said why therapy ends.
pub const WHY: &str = "why";

/// A draft as its form would post it.
pub fn as_posted(draft: &DraftNote, version: u64) -> Posted {
    let time =
        |time: Option<jiff::civil::Time>| time.map(|time| time.strftime("%H:%M").to_string()).unwrap_or_default();
    let arriving = draft.body.arriving();
    let mut pairs = vec![
        ("version", version.to_string()),
        ("subject", draft.subject.to_string()),
        ("kind", draft.kind.code().to_owned()),
        ("date", draft.date.to_string()),
        ("started", time(draft.started)),
        ("ended", time(draft.ended)),
    ];
    pairs.extend(draft.present.iter().map(|present| ("present", present.code().to_owned())));
    pairs.extend(arriving.state.iter().map(|state| ("state", state.code().to_owned())));
    pairs.extend(arriving.grounding.iter().map(|used| ("grounding", used.code().to_owned())));
    pairs.extend(arriving.risk.iter().map(|risk| ("risk", risk.code().to_owned())));
    if let NoteBody::AttendedDosing(note) = &draft.body {
        pairs.extend(note.ride_named.iter().map(|ride| (RIDE, ride.as_str().to_owned())));
    }
    pairs.extend(draft.body.diagnosis().map(|code| (DIAGNOSIS, code.as_str().to_owned())));
    pairs.extend(draft.body.why_closed().map(|why| (WHY, why.code().to_owned())));
    let written = draft.body.parts().into_iter().filter_map(|(part, prose)| Some((part.code(), prose?)));
    pairs.extend(written.map(|(code, prose)| (code, prose.as_str().to_owned())));
    pairs.extend(note_part::as_pairs(&draft.carried));
    Posted::from_pairs(pairs)
}

/// What a posted form says of a note: the version that it goes over, and the text. `None` when it is no note's form.
pub fn read(posted: &Posted, note: NoteId, author: StaffId) -> Option<(u64, Result<DraftNote, Vec<Problem>>)> {
    let version = posted.one("version").parse().ok()?;
    let subject: SubjectId = posted.one("subject").parse().ok()?;
    let kind = NoteKind::from_code(posted.one("kind"))?;
    let mut form = Reading::of(posted);
    let date = form.date("date");
    let date = form.wanted("date", date, "Enter the day of the visit");
    let (started, ended) = (form.time("started"), form.time("ended"));
    let present = posted.all("present").into_iter().filter_map(Present::from_code).collect();
    let body = body(kind, &mut form, date);
    let draft = date.map(|date| DraftNote {
        id: note,
        subject,
        appointment: None,
        kind,
        author,
        date,
        started,
        ended,
        present,
        body,
        carried: note_part::carried(posted),
    });
    Some((version, form.done(draft)))
}

fn body(kind: NoteKind, form: &mut Reading<'_>, date: Option<Date>) -> NoteBody {
    let arriving = arriving(form.posted);
    let diagnosis = if kind == NoteKind::Intake { form.diagnosis(DIAGNOSIS, date) } else { None };
    let mut part = |part: Part| -> Option<Prose> { form.prose(part.code()) };
    match kind {
        NoteKind::FirstConversation | NoteKind::Therapy => NoteBody::Plain(PlainNote {
            arriving,
            work: part(Part::Work),
            response: part(Part::Response),
            plan: part(Part::Plan),
        }),
        NoteKind::Preparation => NoteBody::Preparation(PreparationNote {
            arriving,
            intentions: part(Part::Intentions),
            symptoms: part(Part::Symptoms),
            past_experiences: part(Part::PastExperiences),
            nervous_system: part(Part::NervousSystem),
            boundaries: part(Part::Boundaries),
            set_and_setting: part(Part::SetAndSetting),
            plan: part(Part::Plan),
        }),
        NoteKind::Integration => NoteBody::Integration(IntegrationNote {
            arriving,
            meaning: part(Part::Meaning),
            memories: part(Part::Memories),
            regulation: part(Part::Regulation),
            daily_life: part(Part::DailyLife),
            changes: part(Part::Changes),
            plan: part(Part::Plan),
        }),
        NoteKind::AttendedDosing => NoteBody::AttendedDosing(AttendedDosingNote {
            arriving,
            account: part(Part::Account),
            plan: part(Part::Plan),
            ride_named: form.line(RIDE),
        }),
        NoteKind::Intake => NoteBody::Intake(IntakeNote {
            arriving,
            reason: part(Part::Reason),
            history: part(Part::History),
            sexual_history: part(Part::SexualHistory),
            assessment: part(Part::Assessment),
            diagnosis,
            plan: part(Part::Plan),
        }),
        NoteKind::Couple => NoteBody::Couple(CoupleNote {
            arriving,
            work: part(Part::Work),
            each_partner: part(Part::EachPartner),
            between: part(Part::Between),
            plan: part(Part::Plan),
        }),
        NoteKind::Closing => closing(form, arriving),
    }
}

fn closing(form: &mut Reading<'_>, arriving: Arriving) -> NoteBody {
    let why = ClosingReason::from_code(form.posted.one(WHY));
    let mut part = |part: Part| form.prose(part.code());
    NoteBody::Closing(ClosingNote {
        arriving,
        course: part(Part::Course),
        stands_now: part(Part::StandsNow),
        stays: part(Part::Stays),
        why,
        referrals: part(Part::Referrals),
        plan: part(Part::Plan),
    })
}

fn arriving(posted: &Posted) -> Arriving {
    Arriving {
        state: posted.all("state").into_iter().filter_map(ArrivalState::from_code).collect(),
        grounding: posted.all("grounding").into_iter().filter_map(Grounding::from_code).collect(),
        risk: Risk::from_code(posted.one("risk")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(kind: NoteKind) -> Posted {
        let mut pairs: Vec<(&str, String)> = [
            ("version", "3"),
            ("subject", "ssssssssss"),
            ("kind", kind.code()),
            ("date", "2026-06-22"),
            ("started", "11:02"),
            ("ended", "11:53"),
            ("present", "client"),
            ("state", "settled"),
            ("state", "tearful"),
            ("grounding", "feet"),
            ("risk", "watched"),
            ("carried", "plan:aaaaaaaaaa"),
            ("holds", "plan"),
        ]
        .map(|(name, value)| (name, value.to_owned()))
        .to_vec();
        if kind == NoteKind::AttendedDosing {
            pairs.push((RIDE, "Lee".to_owned()));
        }
        if kind == NoteKind::Intake {
            pairs.push((DIAGNOSIS, "F43.21".to_owned()));
        }
        if kind == NoteKind::Closing {
            pairs.push((WHY, "done".to_owned()));
        }
        let parts = NoteBody::empty(kind).parts().into_iter().map(|(part, _)| part).collect::<Vec<_>>();
        pairs.extend(parts.into_iter().map(|part| (part.code(), format!("On {}.", part.word()))));
        Posted::from_pairs(pairs)
    }

    fn ids() -> (NoteId, StaffId) {
        ("nnnnnnnnnn".parse().unwrap(), "dddddddddd".parse().unwrap())
    }

    #[test]
    fn what_a_draft_fills_in_is_what_its_form_says() {
        let (note, author) = ids();
        for kind in NoteKind::ALL {
            let (version, draft) = read(&filled(kind), note, author).unwrap();
            let draft = draft.unwrap();
            assert_eq!(draft.carried.len(), 1);
            assert!(draft.body.parts().iter().all(|(_, prose)| prose.is_some()), "{kind:?}");
            let again = as_posted(&draft, version);
            assert_eq!(read(&again, note, author).unwrap(), (3, Ok(draft)), "{kind:?}");
        }
    }

    #[test]
    fn an_empty_form_is_a_draft_and_a_form_without_a_day_is_not() {
        let (note, author) = ids();
        let pairs = [("version", "1"), ("subject", "ssssssssss"), ("kind", "therapy")];
        let (_, refused) = read(&Posted::from_pairs(pairs), note, author).unwrap();
        let fields: Vec<_> = refused.unwrap_err().iter().map(|problem| problem.field).collect();
        assert_eq!(fields, ["date"]);
        let dated = Posted::from_pairs(pairs.into_iter().chain([("date", "2026-06-22")]));
        assert!(read(&dated, note, author).unwrap().1.is_ok());
        for wrong in [("version", "x"), ("subject", "x"), ("kind", "x")] {
            let pairs = pairs.map(|pair| if pair.0 == wrong.0 { wrong } else { pair });
            assert!(read(&Posted::from_pairs(pairs), note, author).is_none(), "{wrong:?}");
        }
    }
}
