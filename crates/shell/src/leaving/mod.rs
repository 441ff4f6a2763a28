//! What leaves the practice as a file: pages that print, tables, and the zip around them.
//!
//! Drawn here, since the staff's doors, the client's and the command hand out the same papers.

pub mod checked;
pub mod claimed;
mod dated;
mod disclosed;
pub mod handed;
pub mod harmless;
mod ledger_table;
pub mod notes;
pub mod pack;
pub mod page;
pub mod paid;
pub mod pipe;
pub mod readme;
pub mod safety;
pub mod sheet;
pub mod signed;
pub mod tables;
mod told;
pub mod workbook;

use care::chart::Chart;
use care::note_body::Part;
use care::workbook::{Author, Workbook};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use money::ledger::{DosingLedger, TherapyLedger};
use schedule::appointment::Appointment;
use schedule::people::{Client, Room, Staff};
use terms::ids::{RoomId, StaffId};
use terms::practice::Practice;

/// A copy as such: by whom it was made, when, and why.
#[derive(Clone, Debug)]
pub struct Copied {
    /// When it was begun.
    pub at: Timestamp,
    /// By whom, as they are called.
    pub by: String,
    /// Why, if that was asked.
    pub reason: Option<String>,
    /// The practice's zone, in which every time is told.
    pub zone: TimeZone,
    /// Whose record it is.
    pub practice: Practice,
    /// Whether what may harm in other hands goes along.
    pub sensitive: Sensitive,
}

/// Whether what may harm in other hands goes along: the section on sexual history, and what was asked and told alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sensitive {
    /// It stays here: so is every copy unless somebody asks otherwise.
    #[default]
    LeftOut,
    /// It was asked for.
    AskedFor,
}

/// One record, to be drawn.
#[derive(Clone, Copy)]
pub struct Record<'a> {
    /// The copy it is a part of.
    pub copied: &'a Copied,
    /// Whose it is.
    pub client: &'a Client,
    /// Of a record together: who belongs to it.
    pub members: &'a [Client],
    /// Its appointments, the earliest first.
    pub appointments: &'a [Appointment],
    /// Everybody who works here, or did.
    pub staff: &'a [Staff],
    /// The rooms.
    pub rooms: &'a [Room],
    /// What the team wrote.
    pub chart: &'a Chart,
    /// What client and team share.
    pub workbook: &'a Workbook,
    /// The ledger of psychotherapy.
    pub therapy: &'a TherapyLedger,
    /// The ledger of attended dosing days.
    pub dosing: &'a DosingLedger,
}

impl Copied {
    /// "June 22, 2026, 2:00 PM".
    pub fn moment(&self, at: Timestamp) -> String {
        self.told(at, "%B %-d, %Y, %-I:%M %p")
    }

    /// As tables have it, in this pattern.
    pub(crate) fn told(&self, at: Timestamp, pattern: &str) -> String {
        at.to_zoned_datetime(self.zone.clone()).strftime(pattern).to_string()
    }
}

impl Record<'_> {
    /// Whether a part of a note goes along.
    pub(crate) fn holds(&self, part: Part) -> bool {
        self.copied.sensitive == Sensitive::AskedFor || !part.is_sensitive()
    }

    /// Someone of the practice: "Dana Reyes, LMFT".
    pub(crate) fn person(&self, id: StaffId) -> String {
        match self.staff.iter().find(|person| person.id == id) {
            Some(Staff { name, credentials: Some(letters), .. }) => format!("{}, {}", name.as_str(), letters.as_str()),
            Some(Staff { name, credentials: None, .. }) => name.as_str().to_owned(),
            None => "Someone who worked here".to_owned(),
        }
    }

    /// Who wrote in the workbook.
    pub(crate) fn author(&self, by: Author) -> String {
        match by {
            Author::Client if self.members.is_empty() => self.client.name.as_str().to_owned(),
            Author::Client => "One of them".to_owned(),
            Author::Team(id) => self.person(id),
        }
    }

    /// A room's name.
    pub(crate) fn room(&self, id: Option<RoomId>) -> &str {
        let found = id.and_then(|id| self.rooms.iter().find(|room| room.id == id));
        found.map_or("", |room| room.name.as_str())
    }

    /// "Dana Reyes, LMFT, June 22, 2026, 2:00 PM".
    pub(crate) fn by_and_at(&self, by: Author, at: Timestamp) -> String {
        format!("{}, {}", self.author(by), self.copied.moment(at))
    }
}

/// Prose in its paragraphs, line by line.
pub(crate) fn paragraphs(text: &str) -> Markup {
    html! {
        @for paragraph in text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
            p { @for (place, line) in paragraph.lines().enumerate() { @if place > 0 { br; } (line) } }
        }
    }
}

/// A term with what it says; nothing where it says nothing.
pub(crate) fn fact(term: &str, says: &str) -> Markup {
    html! { @if !says.is_empty() { dt { (term) } dd { (says) } } }
}
