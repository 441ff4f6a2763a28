//! Made-up values for this crate's tests.

use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use terms::folder::Folder;
use terms::text::{Line, Prose};

use crate::capacity::{Capable, RestRule, capable};
use crate::chart::{Chart, Path};
use crate::chart_card::ChartCard;
use crate::chart_entry::ChartEntry;
use crate::document::{document, facts};
use crate::dosing_day::{DosingDay, DosingState, Teller, Told};
use crate::fill_in::{FillIn, FilledHow, FilledIn};
use crate::note::{DraftNote, NoteKind, Present, sign};
use crate::note_body::{
    AttendedDosingNote, ClosingNote, CoupleNote, IntakeNote, IntegrationNote, NoteBody, PlainNote, PreparationNote,
};
use crate::signer::SignatureLine;
use crate::signing::{SignedDocument, Signing};
use crate::workbook::Author;

pub fn denver() -> TimeZone {
    TimeZone::get("America/Denver").unwrap()
}

/// A moment by the clock in Denver: "2026-06-22 11:00".
pub fn at(civil: &str) -> Timestamp {
    denver().to_timestamp(civil.parse::<DateTime>().unwrap()).unwrap()
}

/// Proof that nobody rests.
pub fn awake() -> Capable {
    let rule = RestRule { until_hour: 12, zone: denver() };
    capable(&ChartCard::default(), at("2026-06-22 10:00"), &rule).unwrap()
}

pub fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// An id of one letter, ten times.
pub fn id<T: FromStr<Err: std::fmt::Debug>>(letter: char) -> T {
    letter.to_string().repeat(10).parse().unwrap()
}

pub fn line(text: &str) -> Line {
    Line::parse(text).unwrap()
}

pub fn prose(text: &str) -> Prose {
    Prose::parse(text).unwrap()
}

/// A body with nothing but a plan.
pub fn body(kind: NoteKind) -> NoteBody {
    let plan = Some(prose("Next week."));
    match NoteBody::empty(kind) {
        NoteBody::Plain(note) => NoteBody::Plain(PlainNote { plan, ..note }),
        NoteBody::Preparation(note) => NoteBody::Preparation(PreparationNote { plan, ..note }),
        NoteBody::Integration(note) => NoteBody::Integration(IntegrationNote { plan, ..note }),
        NoteBody::AttendedDosing(note) => NoteBody::AttendedDosing(AttendedDosingNote { plan, ..note }),
        NoteBody::Intake(note) => NoteBody::Intake(IntakeNote { plan, ..note }),
        NoteBody::Couple(note) => NoteBody::Couple(CoupleNote { plan, ..note }),
        NoteBody::Closing(note) => NoteBody::Closing(ClosingNote { plan, ..note }),
    }
}

/// A draft of a visit from 11:00 to 11:50.
pub fn draft(letter: char, kind: NoteKind, on: &str) -> DraftNote {
    DraftNote {
        id: id(letter),
        subject: id('s'),
        appointment: None,
        kind,
        author: id('d'),
        date: date(on),
        started: Some("11:00".parse().unwrap()),
        ended: Some("11:50".parse().unwrap()),
        present: vec![Present::Client],
        body: body(kind),
        carried: Vec::new(),
    }
}

/// A dosing day under an id; an empty date is unknown.
pub fn day(letter: char, on: &str, state: DosingState) -> DosingDay {
    DosingDay {
        id: id(letter),
        date: if on.is_empty() { Told::Unknown } else { Told::Known(date(on)) },
        route: Told::Unknown,
        place: None,
        accompanied: Told::Known(true),
        account: None,
        state,
        told_at: at("2026-06-01 10:00"),
        told_to: id('d'),
        told_by: Teller::Team,
    }
}

/// A chart that was opened on a path.
pub fn chart(path: Path) -> Chart {
    Chart::default().with(ChartEntry::ChartOpened { at: at("2026-04-09 10:00"), by: None, chart_number: 2017, path })
}

/// The chart with visits and dosing days.
pub fn filled(chart: Chart, visits: &[(char, NoteKind, &str)], days: &[(char, &str, DosingState)]) -> Chart {
    let told = days.iter().map(|(letter, on, state)| ChartEntry::DosingDayTold(day(*letter, on, *state)));
    let chart = told.fold(chart, Chart::with);
    visits.iter().fold(chart, |chart, (letter, kind, on)| {
        let entry = sign(&chart, draft(*letter, *kind, on), id('d'), at("2027-01-01 09:00"), &denver());
        chart.with(entry.unwrap())
    })
}

/// Whatever a document asks for, filled in.
fn answer(asked: FillIn) -> FilledIn {
    let answer = match asked.how() {
        FilledHow::Words => line("As we said"),
        FilledHow::Date => line("2026-12-31"),
        FilledHow::OneOf(options) => line(options[0].0),
    };
    FilledIn { asked, answer }
}

/// A document as its signer signed it.
pub fn signed(line_of: impl Into<SignatureLine>, version: &str, at: Timestamp) -> SignedDocument {
    let line_of = line_of.into();
    let current = document(line_of.kind, &facts());
    let filled: Vec<FilledIn> = line_of.kind.fill_ins().iter().map(|asked| answer(*asked)).collect();
    let text = current.filled(&filled).unwrap();
    SignedDocument {
        kind: line_of.kind,
        signer: line_of.signer,
        version: version.to_owned(),
        language: "en".to_owned(),
        hash: "0f".repeat(32),
        text,
        filled,
        name: line("Chris Park"),
        at,
        by: Author::Client,
        how: Signing::Alone,
    }
}
