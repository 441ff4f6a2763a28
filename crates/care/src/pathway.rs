//! What the timeline shows: visits and dosing days, done and ahead.

use jiff::civil::Date;
use terms::ids::{AppointmentId, NoteId};
use terms::words;

use crate::chart::Chart;
use crate::chart_card::ChartCard;
use crate::dosing_day::{DosingDay, DosingState, Told};
use crate::note::NoteKind;

/// The last day that is still counted from a dosing day.
pub const LAST_DAY_AFTER: i32 = 60;

/// A visit that is planned, as the calendar tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedVisit {
    /// What kind of visit.
    pub kind: NoteKind,
    /// On which day.
    pub date: Date,
    /// The appointment.
    pub appointment: AppointmentId,
}

/// A mark on the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which shape it has.
    pub phase: StepPhase,
    /// As it is read: "Integration 2".
    pub label: String,
    /// On which day.
    pub date: Told<Date>,
    /// Filled when done, an outline when ahead.
    pub done: bool,
    /// The signed note, if one tells of it.
    pub note: Option<NoteId>,
    /// The appointment, if one was made for it.
    pub appointment: Option<AppointmentId>,
}

words! {
    /// What a mark on the timeline stands for, in the order in which they follow on one day.
    #[derive(PartialOrd, Ord)]
    StepPhase {
        FirstConversation = "first-conversation", "First conversation";
        Intake = "intake", "Intake";
        Therapy = "therapy", "Therapy";
        Couple = "couple", "Couple";
        Preparation = "preparation", "Preparation";
        Dosing = "dosing", "Dosing day";
        Integration = "integration", "Integration";
        Closing = "closing", "Closing";
    }
}

impl From<NoteKind> for StepPhase {
    fn from(kind: NoteKind) -> Self {
        match kind {
            NoteKind::FirstConversation => Self::FirstConversation,
            NoteKind::Intake => Self::Intake,
            NoteKind::Therapy => Self::Therapy,
            NoteKind::Couple => Self::Couple,
            NoteKind::Closing => Self::Closing,
            NoteKind::Preparation => Self::Preparation,
            NoteKind::Integration => Self::Integration,
            NoteKind::AttendedDosing => Self::Dosing,
        }
    }
}

/// The whole path by date: what signed notes tell of, what is planned, and the dosing days among them.
pub fn pathway(chart: &Chart, planned: &[PlannedVisit], today: Date) -> Vec<Step> {
    let mut steps: Vec<Step> = chart.dosing_days().iter().map(|day| dosing_step(day, today)).collect();
    for note in chart.notes() {
        let draft = note.draft();
        let visit = Step { done: true, note: Some(draft.id), ..visit_step(draft.kind, draft.date) };
        place(&mut steps, Step { appointment: draft.appointment, ..visit });
    }
    for visit in planned {
        if steps.iter().all(|step| step.appointment != Some(visit.appointment)) {
            place(&mut steps, Step { appointment: Some(visit.appointment), ..visit_step(visit.kind, visit.date) });
        }
    }
    in_order(steps)
}

fn in_order(mut steps: Vec<Step>) -> Vec<Step> {
    steps.sort_by_key(|step| (day_in_order(step), step.phase));
    number(&mut steps);
    steps
}

/// A visit as a client sees it in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnVisit {
    /// What kind of visit.
    pub kind: NoteKind,
    /// On which day.
    pub date: Date,
    /// The appointment.
    pub appointment: AppointmentId,
    /// Whether it is behind.
    pub done: bool,
}

/// The path as the client sees it, from their calendar and the chart's card; no note is opened for it.
pub fn own_path(card: &ChartCard, visits: &[OwnVisit], today: Date) -> Vec<Step> {
    let day = |(date, state): &(Date, DosingState)| Step {
        phase: StepPhase::Dosing,
        label: String::new(),
        date: Told::Known(*date),
        done: *state == DosingState::Past || *date < today,
        note: None,
        appointment: None,
    };
    let mut steps: Vec<Step> = card.dosing_days.iter().map(day).collect();
    for visit in visits {
        let step = Step { done: visit.done, ..visit_step(visit.kind, visit.date) };
        place(&mut steps, Step { appointment: Some(visit.appointment), ..step });
    }
    in_order(steps)
}

/// How many days after the last dosing day, from 0 on the day itself to [`LAST_DAY_AFTER`]. Without dosing, none.
pub fn days_after_dosing(chart: &Chart, on: Date) -> Option<i32> {
    let behind = chart.dosing_days().iter().filter(|day| day.is_behind(on)).filter_map(|day| day.date.known());
    counted(behind.filter(|date| *date <= on).max()?, on)
}

/// The same from a card, for lists that open no chart.
pub fn days_after_on_card(card: &ChartCard, on: Date) -> Option<i32> {
    let past = card.last_dosing.filter(|date| *date <= on);
    let planned = card.next_dosing.filter(|date| *date < on);
    counted(past.max(planned)?, on)
}

fn counted(from: Date, on: Date) -> Option<i32> {
    let days = i32::try_from(from.duration_until(on).as_hours() / 24).ok()?;
    (days <= LAST_DAY_AFTER).then_some(days)
}

/// Which number the next note of this kind has.
pub fn numbered(chart: &Chart, kind: NoteKind) -> u32 {
    let signed = chart.notes().iter().filter(|note| note.draft().kind == kind).count();
    u32::try_from(signed).map_or(u32::MAX, |signed| signed.saturating_add(1))
}

fn dosing_step(day: &DosingDay, today: Date) -> Step {
    let done = day.is_behind(today);
    Step { phase: StepPhase::Dosing, label: String::new(), date: day.date, done, note: None, appointment: None }
}

fn visit_step(kind: NoteKind, date: Date) -> Step {
    let (date, done) = (Told::Known(date), false);
    Step { phase: kind.into(), label: String::new(), date, done, note: None, appointment: None }
}

/// An attended dosing day is one mark, not two.
fn place(steps: &mut Vec<Step>, step: Step) {
    let is_same_day = |other: &&mut Step| {
        let is_dosing = other.phase == StepPhase::Dosing && step.phase == StepPhase::Dosing;
        is_dosing && other.date == step.date && (other.note.is_none() || step.note.is_none())
    };
    match steps.iter_mut().find(is_same_day) {
        Some(day) => {
            day.done |= step.done;
            day.note = day.note.or(step.note);
            day.appointment = day.appointment.or(step.appointment);
        }
        None => steps.push(step),
    }
}

fn day_in_order(step: &Step) -> Date {
    step.date.known().unwrap_or(if step.done { Date::MIN } else { Date::MAX })
}

/// What happens once has no number; everything else is counted, each phase on its own.
fn number(steps: &mut [Step]) {
    for at in 0..steps.len() {
        let phase = steps[at].phase;
        let nth = steps[..=at].iter().filter(|step| step.phase == phase).count();
        steps[at].label = match phase {
            StepPhase::FirstConversation | StepPhase::Intake | StepPhase::Closing => phase.word().to_owned(),
            StepPhase::Therapy
            | StepPhase::Couple
            | StepPhase::Preparation
            | StepPhase::Dosing
            | StepPhase::Integration => {
                format!("{} {nth}", phase.word())
            }
        };
    }
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::chart::Path;
    use crate::dosing_day::DosingState::{Past, Planned};
    use crate::made_up::{at, chart, date, denver, draft, filled, id};
    use crate::note::NoteKind::{AttendedDosing, FirstConversation, Integration, Preparation, Therapy};
    use crate::note::{DraftNote, sign};

    type Visit = (char, NoteKind, &'static str);
    type Day = (char, &'static str, DosingState);

    /// Each step as "Integration 2 06-22", with a "+" when it is done.
    fn read(visits: &[Visit], days: &[Day], planned: &[Visit]) -> Vec<String> {
        let chart = filled(chart(Path::Undecided), visits, days);
        let planned: Vec<_> = planned
            .iter()
            .map(|(letter, kind, on)| PlannedVisit { kind: *kind, date: date(on), appointment: id(*letter) })
            .collect();
        let steps = pathway(&chart, &planned, date("2026-06-22")).into_iter().map(|step| {
            let on = step.date.known().map_or("?".to_owned(), |date| date.strftime("%m-%d").to_string());
            format!("{} {on}{}", step.label, if step.done { "+" } else { "" })
        });
        steps.collect()
    }

    #[test]
    fn the_pathway_is_read_by_date_and_counted_by_phase() {
        let visits = [
            ('a', FirstConversation, "2026-06-01"),
            ('b', Preparation, "2026-06-10"),
            ('c', Integration, "2026-06-17"),
            ('d', Preparation, "2026-06-16"),
        ];
        let days = [('a', "2026-06-16", Past), ('b', "2026-06-30", Planned), ('c', "", Planned), ('d', "", Past)];
        let planned = [('y', Integration, "2026-07-01"), ('z', Preparation, "2026-06-30")];
        assert_eq!(
            read(&visits, &days, &planned),
            [
                "Dosing day 1 ?+",
                "First conversation 06-01+",
                "Preparation 1 06-10+",
                "Preparation 2 06-16+",
                "Dosing day 2 06-16+",
                "Integration 1 06-17+",
                "Preparation 3 06-30",
                "Dosing day 3 06-30",
                "Integration 2 07-01",
                "Dosing day 4 ?",
            ]
        );
    }

    #[test]
    fn without_dosing_no_dosing_day_is_shown() {
        let visits = [('a', Preparation, "2026-06-10"), ('b', Integration, "2026-06-17")];
        let read = read(&visits, &[], &[('z', Therapy, "2026-06-30")]);
        assert_eq!(read, ["Preparation 1 06-10+", "Integration 1 06-17+", "Therapy 1 06-30"]);
    }

    #[test]
    fn an_attended_dosing_day_is_one_step() {
        for (visits, days, planned, expected) in [
            (
                &[('a', AttendedDosing, "2026-06-16")][..],
                &[('a', "2026-06-16", Past)][..],
                &[][..],
                "Dosing day 1 06-16+",
            ),
            (&[('a', AttendedDosing, "2026-06-16")], &[], &[], "Dosing day 1 06-16+"),
            (&[('a', AttendedDosing, "2026-06-22")], &[('a', "2026-06-22", Planned)], &[], "Dosing day 1 06-22+"),
            (&[], &[('a', "2026-06-30", Planned)], &[('z', AttendedDosing, "2026-06-30")], "Dosing day 1 06-30"),
        ] {
            assert_eq!(read(visits, days, planned), [expected]);
        }
    }

    #[test]
    fn a_visit_with_a_signed_note_is_not_planned_any_more() {
        let signed = DraftNote { appointment: Some(id('z')), ..draft('a', Therapy, "2026-06-10") };
        let chart = chart(Path::Undecided);
        let entry = sign(&chart, signed, id('d'), at("2026-06-10 12:00"), &denver()).unwrap();
        let chart = chart.with(entry);
        let planned = [PlannedVisit { kind: Therapy, date: date("2026-06-10"), appointment: id('z') }];
        assert_eq!(pathway(&chart, &planned, date("2026-06-22")).len(), 1);
    }

    #[test]
    fn days_are_counted_from_the_last_dosing_day_for_a_while() {
        for (days, on, expected) in [
            (&[][..], "2026-06-22", None),
            (&[('a', "2026-06-20", Past)][..], "2026-06-19", None),
            (&[('a', "2026-06-20", Past)], "2026-06-20", Some(0)),
            (&[('a', "2026-06-20", Past)], "2026-08-19", Some(60)),
            (&[('a', "2026-06-20", Past)], "2026-08-20", None),
            (&[('a', "2026-06-20", Past), ('b', "2026-07-04", Past)], "2026-07-05", Some(1)),
            (&[('a', "2026-06-20", Past), ('b', "2026-07-04", Past)], "2026-07-03", Some(13)),
            (&[('a', "2026-06-20", Planned)], "2026-06-20", None),
            (&[('a', "2026-06-20", Planned)], "2026-06-21", Some(1)),
            (&[('a', "", Past)], "2026-06-22", None),
        ] {
            let chart = filled(chart(Path::Undecided), &[], days);
            assert_eq!(days_after_dosing(&chart, date(on)), expected, "{days:?} {on}");
            assert_eq!(
                days_after_on_card(&chart.card(), date(on)),
                expected.filter(|_| on != "2026-07-03"),
                "{days:?} {on}"
            );
        }
    }

    #[test]
    fn the_next_note_of_a_kind_has_the_next_number() {
        let visits =
            [('a', Integration, "2026-06-10"), ('b', Preparation, "2026-06-01"), ('c', Integration, "2026-06-17")];
        let chart = filled(chart(Path::Undecided), &visits, &[]);
        for (kind, expected) in [(Integration, 3), (Preparation, 2), (Therapy, 1)] {
            assert_eq!(numbered(&chart, kind), expected, "{kind:?}");
        }
    }
}
