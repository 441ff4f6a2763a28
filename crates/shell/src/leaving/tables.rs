//! The tables of a copy: CSV in UTF-8 with a byte order mark, since spreadsheets take it for another alphabet without.
//!
//! They hold what is looked up and added up, and no prose; so they stay small enough to be held until the last record.

use std::io;

use care::check_in::CheckIn;
use care::note::SignedNote;
use csv::Writer;
use schedule::appointment::Appointment;
use schedule::people::Client;

use crate::csv_file::{add_row, begun};
use crate::leaving::Record;
use crate::leaving::checked::total;
use crate::leaving::claimed::{CLAIMS, claim_row};
use crate::leaving::ledger_table::{LEDGER, charge_row, moves};

/// A table being written.
struct Table {
    name: &'static str,
    rows: Writer<Vec<u8>>,
}

/// Every table of a copy, being written record by record.
pub struct Tables {
    clients: Table,
    appointments: Table,
    notes: Table,
    check_ins: Table,
    therapy: Table,
    claims: Table,
    dosing: Table,
}

impl Table {
    fn new(name: &'static str, head: &[&str]) -> io::Result<Self> {
        Ok(Self { name, rows: begun(head).map_err(io::Error::other)? })
    }

    fn row(&mut self, cells: impl IntoIterator<Item = String>) -> io::Result<()> {
        add_row(&mut self.rows, cells).map_err(io::Error::other)
    }
}

impl Tables {
    /// All of them, with their heads.
    pub fn new() -> io::Result<Self> {
        Ok(Self {
            clients: Table::new(
                "clients.csv",
                &[
                    "chart_number",
                    "name",
                    "name_on_papers",
                    "pronouns",
                    "born",
                    "email",
                    "phone",
                    "address",
                    "in_an_emergency",
                    "treated_by",
                    "client_since",
                    "path",
                    "chart_numbers_of_members",
                ],
            )?,
            appointments: Table::new(
                "appointments.csv",
                &["chart_number", "date", "from", "until", "kind", "place", "room", "with", "state"],
            )?,
            notes: Table::new(
                "notes.csv",
                &[
                    "chart_number",
                    "id",
                    "date",
                    "from",
                    "until",
                    "minutes",
                    "kind",
                    "signed_by",
                    "signed_at",
                    "added_to",
                ],
            )?,
            check_ins: Table::new(
                "check-ins.csv",
                &["chart_number", "measure", "asked_at", "state", "finished_at", "total", "result", "answers"],
            )?,
            therapy: Table::new("ledger-psychotherapy.csv", &LEDGER)?,
            claims: Table::new("claims.csv", &CLAIMS)?,
            dosing: Table::new("ledger-attended-dosing-days.csv", &LEDGER)?,
        })
    }

    /// One record's rows.
    pub fn take(&mut self, record: &Record<'_>) -> io::Result<()> {
        self.clients.row(client(record))?;
        for made in record.appointments {
            self.appointments.row(appointment(record, made))?;
        }
        for signed in record.chart.notes() {
            self.notes.row(note(record, signed))?;
        }
        for asked in record.workbook.check_ins() {
            self.check_ins.row(check_in(record, asked))?;
        }
        for charged in record.therapy.charges() {
            let charge = &charged.charge;
            let code = charge.code().map(|code| code.to_string()).unwrap_or_default();
            let diagnosis = charge.diagnosis().map_or_else(String::new, |code| code.as_str().to_owned());
            self.therapy.row(charge_row(record, charge, [code, diagnosis]))?;
        }
        for claim in record.therapy.claims().all() {
            self.claims.row(claim_row(record, claim))?;
        }
        for charged in record.dosing.charges() {
            self.dosing.row(charge_row(record, &charged.charge, [String::new(), String::new()]))?;
        }
        let (therapy, dosing) = (moves(record, record.therapy), moves(record, record.dosing));
        therapy.into_iter().try_for_each(|row| self.therapy.row(row))?;
        dosing.into_iter().try_for_each(|row| self.dosing.row(row))
    }

    /// Each table with its name.
    pub fn finish(self) -> io::Result<Vec<(&'static str, Vec<u8>)>> {
        let Self { clients, appointments, notes, check_ins, therapy, claims, dosing } = self;
        let whole = |table: Table| {
            Ok((table.name, table.rows.into_inner().map_err(|error| io::Error::other(error.to_string()))?))
        };
        [clients, appointments, notes, check_ins, therapy, claims, dosing].into_iter().map(whole).collect()
    }
}

pub(crate) fn number(record: &Record<'_>) -> String {
    record.client.chart_number.to_string()
}

fn client(record: &Record<'_>) -> [String; 13] {
    let Client { name, legal_name, pronouns, birth_date, reach, address, emergency_contact, .. } = record.client;
    let line =
        |line: &Option<terms::text::Line>| line.as_ref().map_or_else(String::new, |line| line.as_str().to_owned());
    let members: Vec<String> = record.members.iter().map(|member| member.chart_number.to_string()).collect();
    [
        number(record),
        name.as_str().to_owned(),
        line(legal_name),
        line(pronouns),
        birth_date.map_or_else(String::new, |born| born.to_string()),
        reach.email.as_ref().map_or_else(String::new, |email| email.as_str().to_owned()),
        reach.phone.as_ref().map_or_else(String::new, ToString::to_string),
        line(address),
        line(emergency_contact),
        record.person(record.client.clinician),
        record.client.since.to_string(),
        record.chart.path().word().to_owned(),
        members.join(" "),
    ]
}

fn appointment(record: &Record<'_>, made: &Appointment) -> [String; 9] {
    let told = |at, pattern| record.copied.told(at, pattern);
    [
        number(record),
        told(made.span.from, "%Y-%m-%d"),
        told(made.span.from, "%H:%M"),
        told(made.span.until, "%H:%M"),
        made.kind.word().to_owned(),
        made.place.word().to_owned(),
        record.room(made.room).to_owned(),
        record.person(made.clinician),
        made.state.word().to_owned(),
    ]
}

fn note(record: &Record<'_>, signed: &SignedNote) -> [String; 10] {
    let draft = signed.draft();
    let clock =
        |time: Option<jiff::civil::Time>| time.map_or_else(String::new, |time| time.strftime("%H:%M").to_string());
    [
        number(record),
        signed.id().to_string(),
        draft.date.to_string(),
        clock(draft.started),
        clock(draft.ended),
        draft.length().map_or_else(String::new, |length| length.0.to_string()),
        draft.kind.word().to_owned(),
        record.person(signed.signed_by()),
        record.copied.told(signed.signed_at(), "%Y-%m-%d %H:%M"),
        signed.addenda().len().to_string(),
    ]
}

fn check_in(record: &Record<'_>, asked: &CheckIn) -> [String; 8] {
    let at = |at| record.copied.told(at, "%Y-%m-%d %H:%M");
    let answers: Vec<String> =
        asked.answers().iter().map(|(item, answer)| format!("{item}:{}", answer.number())).collect();
    let sum = asked.finished_at().and_then(|_| asked.score().ok()).map(|total| total.number.to_string());
    [
        number(record),
        asked.measure.word().to_owned(),
        at(asked.asked_at),
        asked.state().word().to_owned(),
        asked.finished_at().map(at).unwrap_or_default(),
        sum.unwrap_or_default(),
        total(asked),
        answers.join(" "),
    ]
}
