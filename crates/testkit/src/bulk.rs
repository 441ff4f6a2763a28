//! Much of the same, for measuring: a long chart, and a full calendar.

use care::chart::Chart;
use care::chart_entry::ChartEntry;
use care::note::{DraftNote, NoteKind, Present, sign};
use care::note_body::{NoteBody, PlainNote};
use jiff::civil::{date, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use record::list::list;
use record::record::Record;
use record::scope::{Sign, Write, folder};
use schedule::appointment::{Appointment, Hold, Resource};
use schedule::span::Span;
use terms::actor::Role;
use terms::ids::{AppointmentId, Id, NoteId, StaffId};

use crate::cast::{DANA, THEO};
use crate::ground::now;
use crate::story::{Story, Told, prose};

/// How many entries go into one commit.
const TOGETHER: u32 = 50;

/// Signs notes into Theo's chart until it has so many entries.
pub fn fill_chart(record: &Record, entries: u32) -> Told<()> {
    let words = "Told the week from its end to its beginning. Stayed with the tightness in the chest until it moved. "
        .repeat(5);
    for batch in 0..entries.div_ceil(TOGETHER) {
        record.change(&Story::acting(DANA, Role::Therapist, now()), |change| {
            let permit = change.permit::<_, Sign>(folder::<Chart>(THEO))?;
            for number in batch * TOGETHER..((batch + 1) * TOGETHER).min(entries.saturating_sub(1)) {
                let chart = change.open(&permit)?;
                let day = date(2016, 1, 4).saturating_add(i64::from(number).days());
                let draft = DraftNote {
                    id: NoteId(record.new_id()),
                    subject: THEO,
                    appointment: None,
                    kind: NoteKind::Therapy,
                    author: DANA,
                    date: day,
                    started: Some(time(11, 0, 0, 0)),
                    ended: Some(time(11, 50, 0, 0)),
                    present: vec![Present::Client],
                    body: NoteBody::Plain(PlainNote { work: Some(prose(&words)), ..PlainNote::default() }),
                    carried: Vec::new(),
                };
                let entry = sign(&chart, draft, DANA, now(), &TimeZone::UTC);
                let entry: ChartEntry =
                    entry.map_err(|refusal| terms::trouble::Fault::new("fill a chart", format!("{refusal:?}")))?;
                change.add(&permit, entry)?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// Twenty clinicians who are nobody in particular.
pub fn twenty_clinicians() -> Vec<StaffId> {
    (0..20_u8).map(|number| StaffId(Id::from_random([number; 10]))).collect()
}

/// Holds five hours of every weekday for each of them, for ninety days.
pub fn fill_calendar(record: &Record, from: Timestamp) -> Told<()> {
    for clinician in twenty_clinicians() {
        record.change(&Story::acting(DANA, Role::Therapist, from), |change| {
            let calendar = change.permit::<_, Write>(list::<Appointment>())?;
            for slot in 0..90 * 5 {
                let start = from + SignedDuration::from_hours(24 * (slot / 5) + slot % 5);
                let span = Span::new(start, start + SignedDuration::from_mins(50));
                let hold = span.map(|span| Hold { resource: Resource::Clinician(clinician), span, layer: 0 });
                change.hold(&calendar, (AppointmentId(record.new_id()), hold.as_slice()), None)?;
            }
            Ok(())
        })?;
    }
    Ok(())
}
