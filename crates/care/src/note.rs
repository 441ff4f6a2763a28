//! Notes: a draft can be edited, a signed note can only be amended.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use terms::ids::{AppointmentId, NoteId, StaffId, SubjectId};
use terms::money::Minutes;
use terms::text::{Line, Prose};
use terms::words;

use crate::carried::{Carried, still_carried};
use crate::chart::Chart;
use crate::chart_entry::ChartEntry;
use crate::cosign::Cosignature;
use crate::note_body::{NoteBody, Part};

/// A note that its author still writes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftNote {
    /// Its id, from the first draft to the last addendum.
    pub id: NoteId,
    /// In whose chart it will stand.
    pub subject: SubjectId,
    /// The appointment that it tells of, if there was one.
    pub appointment: Option<AppointmentId>,
    /// What kind of visit it was.
    pub kind: NoteKind,
    /// Who writes it.
    pub author: StaffId,
    /// The day of the visit.
    pub date: Date,
    /// When it began.
    pub started: Option<Time>,
    /// When it ended; the same day.
    pub ended: Option<Time>,
    /// Who was there.
    pub present: Vec<Present>,
    /// What it says.
    pub body: NoteBody,
    /// Which parts were carried over from an earlier note and not edited since.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub carried: Vec<Carried>,
}

words! {
    /// What kind of visit a note tells of.
    NoteKind {
        FirstConversation = "first-conversation", "First conversation";
        Intake = "intake", "Intake";
        Therapy = "therapy", "Therapy";
        Couple = "couple", "Couple";
        Preparation = "preparation", "Preparation";
        Integration = "integration", "Integration";
        AttendedDosing = "attended-dosing", "Attended dosing day";
        Closing = "closing", "Closing";
    }

    /// Who was there besides the author.
    Present {
        Client = "client", "Client";
        Partner = "partner", "Partner";
        Other = "other", "Someone else";
    }
}

/// A note as it was signed, with what was added since. There is no way to change what it said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedNote {
    draft: DraftNote,
    signed_at: Timestamp,
    signed_by: StaffId,
    addenda: Vec<Addendum>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    supervisor: Option<StaffId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cosigned: Option<Cosignature>,
}

/// Something added to a signed note later (45 CFR 164.526: amended, never overwritten).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addendum {
    /// When it was added.
    pub at: Timestamp,
    /// Who added it.
    pub by: StaffId,
    /// Why.
    pub reason: Line,
    /// What it says.
    pub text: Prose,
}

/// What a signed note says happened: the small value from which a charge is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The note that says so.
    pub note: NoteId,
    /// What kind of visit it was.
    pub kind: NoteKind,
    /// On which day.
    pub date: Date,
    /// How long it took, from its start to its end.
    pub length_min: Minutes,
}

/// Why a note is not signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignRefusal {
    /// Someone else wrote it.
    NotTheAuthor,
    /// It lacks a start or an end.
    NoTimes,
    /// It ends before it starts, or as it starts.
    EndsBeforeItStarts,
    /// No part of it is written.
    NothingWritten,
    /// It tells of regulation after dosing, and the chart knows of no dosing.
    RegulationWithoutDosing,
    /// It tells of a visit that is not over.
    InTheFuture,
    /// It was signed before.
    AlreadySigned,
    /// Nobody was there.
    NobodyPresent,
    /// The chart is someone else's, or was never opened.
    NotThisChart,
    /// Something was carried over from an earlier note, and neither edited nor looked at.
    CarriedUnseen,
}

/// Why a note is not amended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmendRefusal {
    /// The chart has no such signed note.
    NoSuchNote,
}

impl DraftNote {
    /// From its start to its end, once both are known and in order.
    pub fn length(&self) -> Option<Minutes> {
        let minutes = self.started?.duration_until(self.ended?).as_mins();
        u16::try_from(minutes).ok().map(Minutes)
    }

    /// With what was written anew. Whose it is, of which visit and of what kind stays; a body of another shape is none.
    pub fn rewritten(self, written: &Self) -> Option<Self> {
        let Self { date, started, ended, .. } = *written;
        let (present, body) = (written.present.clone(), written.body.clone());
        let carried = still_carried(&self, written);
        body.is_for(self.kind).then_some(Self { date, started, ended, present, body, carried, ..self })
    }
}

impl SignedNote {
    fn signed(draft: DraftNote, signed_by: StaffId, signed_at: Timestamp) -> Self {
        Self { draft, signed_at, signed_by, addenda: Vec::new(), supervisor: None, cosigned: None }
    }

    /// Its id.
    pub fn id(&self) -> NoteId {
        self.draft.id
    }

    /// What was signed.
    pub fn draft(&self) -> &DraftNote {
        &self.draft
    }

    /// When it was signed.
    pub fn signed_at(&self) -> Timestamp {
        self.signed_at
    }

    /// Who signed it.
    pub fn signed_by(&self) -> StaffId {
        self.signed_by
    }

    /// Who supervised its author when it was signed, if the author works as a candidate.
    pub fn supervisor(&self) -> Option<StaffId> {
        self.supervisor
    }

    /// The co-signature, once it stands there.
    pub fn cosigned(&self) -> Option<Cosignature> {
        self.cosigned
    }

    /// What was added since, oldest first.
    pub fn addenda(&self) -> &[Addendum] {
        &self.addenda
    }

    /// What it says happened.
    pub fn visit(&self) -> Visit {
        let DraftNote { id, kind, date, .. } = self.draft;
        Visit { note: id, kind, date, length_min: self.draft.length().unwrap_or_default() }
    }

    /// For the fold alone.
    pub(crate) fn amend(&mut self, addendum: Addendum) {
        self.addenda.push(addendum);
    }

    /// For the fold alone.
    pub(crate) fn cosign(&mut self, signature: Cosignature) {
        self.cosigned = Some(signature);
    }

    /// Of someone who works under supervision.
    pub(crate) fn supervised_by(self, supervisor: Option<StaffId>) -> Self {
        Self { supervisor, ..self }
    }
}

/// Signs a note into its chart. What is still empty stays empty; [`crate::gaps::gaps`] told the author.
pub fn sign(
    chart: &Chart,
    draft: DraftNote,
    by: StaffId,
    now: Timestamp,
    zone: &TimeZone,
) -> Result<ChartEntry, SignRefusal> {
    let is_elsewhere = chart.notes().iter().any(|note| note.draft.subject != draft.subject);
    if is_elsewhere || chart.opened_at().is_none() {
        return Err(SignRefusal::NotThisChart);
    }
    if draft.author != by {
        return Err(SignRefusal::NotTheAuthor);
    }
    if chart.note(draft.id).is_some() {
        return Err(SignRefusal::AlreadySigned);
    }
    check_times(&draft, now, zone)?;
    if draft.present.is_empty() {
        return Err(SignRefusal::NobodyPresent);
    }
    check_body(chart, &draft)?;
    Ok(ChartEntry::NoteSigned(SignedNote::signed(draft, by, now)))
}

/// Adds to a signed note.
pub fn amend(chart: &Chart, note: NoteId, addendum: Addendum) -> Result<ChartEntry, AmendRefusal> {
    chart.note(note).ok_or(AmendRefusal::NoSuchNote)?;
    Ok(ChartEntry::NoteAmended { note, addendum })
}

fn check_times(draft: &DraftNote, now: Timestamp, zone: &TimeZone) -> Result<(), SignRefusal> {
    let (Some(started), Some(ended)) = (draft.started, draft.ended) else { return Err(SignRefusal::NoTimes) };
    if ended <= started {
        return Err(SignRefusal::EndsBeforeItStarts);
    }
    if draft.date.to_datetime(ended) > zone.to_datetime(now) {
        return Err(SignRefusal::InTheFuture);
    }
    Ok(())
}

fn check_body(chart: &Chart, draft: &DraftNote) -> Result<(), SignRefusal> {
    let written: Vec<Part> = draft.body.parts().into_iter().filter_map(|(part, prose)| prose.map(|_| part)).collect();
    if written.is_empty() {
        return Err(SignRefusal::NothingWritten);
    }
    if written.contains(&Part::Regulation) && !chart.knows_of_dosing(draft.date) {
        return Err(SignRefusal::RegulationWithoutDosing);
    }
    if draft.carried.iter().any(|carried| !carried.still_holds) {
        return Err(SignRefusal::CarriedUnseen);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::chart::Path;
    use crate::dosing_day::DosingState::{Past, Planned};
    use crate::made_up::{at, chart, denver, draft, filled, id, line, prose};
    use crate::note_body::IntegrationNote;

    const DAY: &str = "2026-06-22";

    fn check(chart: &Chart, draft: DraftNote, now: &str, expected: Result<(), SignRefusal>) {
        let signed = sign(chart, draft.clone(), id('d'), at(now), &denver());
        let note = SignedNote::signed(draft, id('d'), at(now));
        assert_eq!(signed, expected.map(|()| ChartEntry::NoteSigned(note)), "{now}");
    }

    #[test]
    fn a_draft_written_anew_stays_the_draft_of_its_visit() {
        let stored = draft('n', NoteKind::Therapy, DAY);
        let moved =
            DraftNote { id: id('x'), author: id('x'), subject: id('x'), ..draft('x', NoteKind::Therapy, "2026-06-21") };
        assert_eq!(
            stored.clone().rewritten(&moved),
            Some(DraftNote { date: "2026-06-21".parse().unwrap(), ..stored.clone() })
        );
        assert_eq!(stored.rewritten(&draft('n', NoteKind::Integration, DAY)), None);
    }

    #[test]
    fn a_note_is_signed_once_by_its_author_in_its_own_chart() {
        let open = chart(Path::Undecided);
        let signed = filled(open.clone(), &[('n', NoteKind::Therapy, DAY)], &[]);
        let note = || draft('n', NoteKind::Therapy, DAY);
        let other = || draft('m', NoteKind::Therapy, DAY);
        let now = "2026-06-22 12:00";
        check(&open, note(), now, Ok(()));
        check(&signed, other(), now, Ok(()));
        check(&signed, note(), now, Err(SignRefusal::AlreadySigned));
        check(&signed, DraftNote { subject: id('t'), ..other() }, now, Err(SignRefusal::NotThisChart));
        check(&Chart::default(), note(), now, Err(SignRefusal::NotThisChart));
        check(&open, DraftNote { author: id('e'), ..note() }, now, Err(SignRefusal::NotTheAuthor));
    }

    #[test]
    fn a_visit_begins_ends_and_is_over() {
        let open = chart(Path::Undecided);
        let time = |text: &str| text.parse().ok();
        let note = || draft('n', NoteKind::Therapy, DAY);
        let now = "2026-06-22 11:50";
        check(&open, DraftNote { started: None, ..note() }, now, Err(SignRefusal::NoTimes));
        check(&open, DraftNote { ended: None, ..note() }, now, Err(SignRefusal::NoTimes));
        check(&open, DraftNote { ended: time("11:00"), ..note() }, now, Err(SignRefusal::EndsBeforeItStarts));
        check(&open, DraftNote { ended: time("11:01"), ..note() }, now, Ok(()));
        check(&open, note(), now, Ok(()));
        check(&open, note(), "2026-06-22 11:49", Err(SignRefusal::InTheFuture));
        check(&open, draft('n', NoteKind::Therapy, "2026-06-23"), now, Err(SignRefusal::InTheFuture));
    }

    #[test]
    fn a_note_says_who_was_there_and_something_more() {
        let open = chart(Path::Undecided);
        let note = || draft('n', NoteKind::Therapy, DAY);
        let now = "2026-06-22 12:00";
        check(&open, DraftNote { present: Vec::new(), ..note() }, now, Err(SignRefusal::NobodyPresent));
        check(&open, DraftNote { present: vec![Present::Partner], ..note() }, now, Ok(()));
        for kind in NoteKind::ALL {
            let nothing = DraftNote { kind, body: NoteBody::empty(kind), ..note() };
            check(&open, nothing, now, Err(SignRefusal::NothingWritten));
            check(&open, draft('n', kind, DAY), now, Ok(()));
        }
    }

    #[test]
    fn what_was_carried_over_is_looked_at_before_it_is_signed() {
        let open = chart(Path::Undecided);
        let carrying = |still_holds| {
            let carried = vec![Carried { part: Part::Plan, from: id('a'), still_holds }];
            DraftNote { carried, ..draft('n', NoteKind::Therapy, DAY) }
        };
        check(&open, carrying(false), "2026-06-22 12:00", Err(SignRefusal::CarriedUnseen));
        check(&open, carrying(true), "2026-06-22 12:00", Ok(()));
    }

    #[test]
    fn regulation_after_dosing_needs_a_dosing_day_before() {
        let refused = Err(SignRefusal::RegulationWithoutDosing);
        for (days, expected) in [
            (&[][..], refused),
            (&[('a', "2026-06-21", Past)], Ok(())),
            (&[('a', "2026-06-22", Past)], Ok(())),
            (&[('a', "2026-06-23", Past)], refused),
            (&[('a', "", Past)], Ok(())),
            (&[('a', "2026-06-21", Planned)], Ok(())),
            (&[('a', "2026-06-22", Planned)], refused),
            (&[('a', "", Planned)], refused),
        ] {
            let regulation = Some(prose("Steadier by the evening."));
            let body = NoteBody::Integration(IntegrationNote { regulation, ..IntegrationNote::default() });
            let note = DraftNote { body, ..draft('n', NoteKind::Integration, DAY) };
            check(&filled(chart(Path::Undecided), &[], days), note, "2026-06-22 12:00", expected);
        }
    }

    #[test]
    fn a_signed_note_is_amended_and_never_changed() {
        let signed = filled(chart(Path::Undecided), &[('n', NoteKind::Therapy, DAY)], &[]);
        let addendum =
            Addendum { at: at("2026-07-01 09:00"), by: id('d'), reason: line("Left out"), text: prose("Ok.") };
        assert_eq!(amend(&signed, id('m'), addendum.clone()), Err(AmendRefusal::NoSuchNote));
        let amended = signed.clone().with(amend(&signed, id('n'), addendum.clone()).unwrap());
        assert_eq!(amended.notes()[0].draft(), signed.notes()[0].draft());
        assert_eq!(amended.notes()[0].addenda(), [addendum]);
    }

    #[test]
    fn a_visit_is_as_long_as_its_note_says() {
        let chart = filled(chart(Path::Undecided), &[('n', NoteKind::Therapy, DAY)], &[]);
        let visit = chart.notes()[0].visit();
        assert_eq!((visit.note, visit.kind, visit.length_min), (id('n'), NoteKind::Therapy, Minutes(50)));
    }
}
