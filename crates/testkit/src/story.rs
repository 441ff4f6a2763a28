//! Telling a story into the record: things that happened on earlier days, each written at its own time.

use care::chart::Chart;
use care::chart_entry::ChartEntry;
use care::note::{DraftNote, NoteKind, Present, sign};
use care::note_body::NoteBody;
use care::workbook::Workbook;
use care::workbook_entry::WorkbookEntry;
use jiff::civil::{Date, Time, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use money::charge::{
    VisitFacts, attended_dosing_visit, charge_attended_dosing, charge_psychotherapy, psychotherapy_visit,
};
use money::ledger::{DosingEntry, DosingLedger, TherapyEntry, TherapyLedger};
use money::manner::Manner;
use record::batch::Clash;
use record::list::list;
use record::record::Record;
use record::scope::{Add, Sign, Write, folder};
use schedule::appointment::{Appointment, AppointmentState};
use schedule::span::Span;
use terms::actor::{Actor, Context, Role, SignedIn};
use terms::ids::{AppointmentId, ChargeId, NoteId, RoomId, StaffId, SubjectId};
use terms::place::Place;
use terms::practice::Practice;
use terms::text::Prose;
use terms::trouble::{Never, Trouble};
use terms::visit_kind::VisitKind;

use crate::cast::{CHRIS, DANA, LEE, PARKS, ROOM_2};

pub(crate) type Told<T> = Result<T, Trouble<Never>>;

/// The day on which a story is told, and where it is kept.
pub(crate) struct Story<'r> {
    pub(crate) record: &'r Record,
    pub(crate) practice: &'r Practice,
    pub(crate) zone: TimeZone,
    pub(crate) now: Timestamp,
    pub(crate) today: Date,
}

/// A planned time.
pub(crate) struct Planned {
    pub(crate) subject: SubjectId,
    pub(crate) people: Vec<SubjectId>,
    pub(crate) room: Option<RoomId>,
    pub(crate) kind: VisitKind,
    pub(crate) day: i32,
    pub(crate) from: Time,
    pub(crate) length_min: i64,
}

impl Story<'_> {
    /// A day so many days from today; days before are negative.
    pub(crate) fn day(&self, from_today: i32) -> Date {
        self.today.checked_add(from_today.days()).unwrap_or(self.today)
    }

    /// A moment on such a day.
    pub(crate) fn at(&self, from_today: i32, time: Time) -> Timestamp {
        self.day(from_today)
            .to_datetime(time)
            .to_zoned_datetime(self.zone.clone())
            .map_or(self.now, |zoned| zoned.timestamp())
    }

    /// Someone acting at a moment, just signed in.
    pub(crate) fn acting(staff: StaffId, role: Role, now: Timestamp) -> Context {
        Context { actor: Actor::Staff(SignedIn { staff, role, signed_in_at: now }), now }
    }

    /// Entries in the client's chart, written by the therapist.
    pub(crate) fn chart(&self, subject: SubjectId, entries: &[ChartEntry]) -> Told<()> {
        self.record.change(&Self::acting(DANA, Role::Therapist, self.now), |change| {
            let chart = change.permit::<_, Add>(folder::<Chart>(subject))?;
            entries.iter().try_for_each(|entry| change.add(&chart, entry.clone()).map_err(Trouble::from))
        })
    }

    /// Entries in the client's workbook.
    pub(crate) fn workbook(&self, subject: SubjectId, entries: &[WorkbookEntry]) -> Told<()> {
        self.record.change(&Self::acting(DANA, Role::Therapist, self.now), |change| {
            let workbook = change.permit::<_, Add>(folder::<Workbook>(subject))?;
            entries.iter().try_for_each(|entry| change.add(&workbook, entry.clone()).map_err(Trouble::from))
        })
    }

    /// A note that was signed an hour after the visit, with its charge.
    pub(crate) fn signed(
        &self,
        subject: SubjectId,
        (kind, day): (NoteKind, i32),
        minutes: i64,
        body: &NoteBody,
    ) -> Told<ChargeId> {
        let started = time(11, 0, 0, 0);
        let ended = started.saturating_add(minutes.minutes());
        let now = self.at(day, ended) + SignedDuration::from_hours(1);
        let charge = ChargeId(self.record.new_id());
        let note = NoteId(self.record.new_id());
        let visit = self.kept(subject, note, kind, (day, started, minutes))?;
        self.record.change(&Self::acting(DANA, Role::Therapist, now), |change| {
            let calendar = change.permit::<_, Write>(list::<Appointment>())?;
            change.put(&calendar, &visit)?;
            let permit = change.permit::<_, Sign>(folder::<Chart>(subject))?;
            let therapy = change.permit::<_, Add>(folder::<TherapyLedger>(subject))?;
            let dosing = change.permit::<_, Add>(folder::<DosingLedger>(subject))?;
            let draft = DraftNote {
                id: note,
                subject,
                appointment: Some(visit.id),
                kind,
                author: DANA,
                date: self.day(day),
                started: Some(started),
                ended: Some(ended),
                present: vec![Present::Client],
                body: body.clone(),
                carried: Vec::new(),
            };
            let chart = change.open(&permit)?;
            let entry = sign(&chart, draft, DANA, now, &self.zone);
            let entry = entry.map_err(|refusal| terms::trouble::Fault::new("tell a story", format!("{refusal:?}")))?;
            if let ChartEntry::NoteSigned(signed) = &entry {
                let visit = signed.visit();
                let facts = VisitFacts {
                    note,
                    kind: kind.into(),
                    date: visit.date,
                    length_min: visit.length_min,
                    diagnosis: chart.diagnosis_on(visit.date).cloned(),
                    manner: Manner::default(),
                };
                let psychotherapy = psychotherapy_visit(facts.clone())
                    .and_then(|visit| charge_psychotherapy(visit, charge, &self.practice.fees, now));
                if let Some(made) = psychotherapy {
                    change.add(&therapy, TherapyEntry::ChargeMade(made))?;
                }
                let attended = attended_dosing_visit(facts)
                    .and_then(|visit| charge_attended_dosing(visit, charge, &self.practice.fees, now));
                if let Some(made) = attended {
                    change.add(&dosing, DosingEntry::ChargeMade(made))?;
                }
            }
            Ok(change.add(&permit, entry)?)
        })?;
        Ok(charge)
    }

    /// The visit that a signed note tells of, as the calendar keeps it.
    fn kept(
        &self,
        subject: SubjectId,
        note: NoteId,
        kind: NoteKind,
        (day, started, minutes): (i32, Time, i64),
    ) -> Told<Appointment> {
        let from = self.at(day, started);
        let span = Span::new(from, from + SignedDuration::from_mins(minutes));
        Ok(Appointment {
            id: AppointmentId(self.record.new_id()),
            subject,
            people: if subject == PARKS { vec![CHRIS, LEE] } else { vec![subject] },
            clinician: DANA,
            room: Some(ROOM_2),
            place: Place::InPerson,
            kind: kind.into(),
            span: span.ok_or_else(|| terms::trouble::Fault::new("tell a story", "a visit without length"))?,
            state: AppointmentState::Kept,
            note: Some(note),
            made_layer: None,
            history: Vec::new(),
            series: None,
            booked_at: None,
            reminded: Vec::new(),
            said: None,
        })
    }

    /// A note that was written and never signed.
    pub(crate) fn draft(&self, subject: SubjectId, (kind, day): (NoteKind, i32), body: &NoteBody) -> Told<()> {
        let (started, ended) = (time(10, 0, 0, 0), time(10, 50, 0, 0));
        let draft = DraftNote {
            id: NoteId(self.record.new_id()),
            subject,
            appointment: None,
            kind,
            author: DANA,
            date: self.day(day),
            started: Some(started),
            ended: Some(ended),
            present: vec![Present::Client, Present::Partner],
            body: body.clone(),
            carried: Vec::new(),
        };
        self.record.change(&Self::acting(DANA, Role::Therapist, self.at(day, ended)), |change| {
            let chart = change.permit::<_, Write>(folder::<Chart>(subject))?;
            change.save_draft(&chart, (draft.id.0, 0), &draft)?;
            Ok(())
        })
    }

    /// A planned time with its holds.
    pub(crate) fn plan(&self, planned: &Planned) -> Told<AppointmentId> {
        let id = AppointmentId(self.record.new_id());
        let from = self.at(planned.day, planned.from);
        let span = Span::new(from, from + SignedDuration::from_mins(planned.length_min));
        let span = span.ok_or_else(|| terms::trouble::Fault::new("tell a story", "a visit without length"))?;
        let appointment = Appointment {
            id,
            subject: planned.subject,
            people: planned.people.clone(),
            clinician: DANA,
            room: planned.room,
            place: if planned.room.is_some() { Place::InPerson } else { Place::Online },
            kind: planned.kind,
            span,
            state: AppointmentState::Planned,
            note: None,
            made_layer: None,
            history: Vec::new(),
            series: None,
            booked_at: None,
            reminded: Vec::new(),
            said: None,
        };
        let desk = Self::acting(DANA, Role::Therapist, self.now);
        self.record.change_or(
            &desk,
            |_: Clash| None,
            |change| {
                let calendar = change.permit::<_, Write>(list::<Appointment>())?;
                change.hold(&calendar, (id, &appointment.holds()), None)?;
                change.put(&calendar, &appointment)
            },
        )?;
        Ok(id)
    }
}

/// Prose of our own words.
pub(crate) fn prose(text: &str) -> Prose {
    match Prose::parse(text) {
        Ok(prose) => prose,
        Err(trouble) => panic!("prose of the cast: {trouble:?}"),
    }
}
