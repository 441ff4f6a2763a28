//! Shows the owner the audit: everything that anybody asked for, narrowed by day, person, chart and outcome.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use record::audit_rows::{AuditRow, WholeAudit};
use record::list::list;
use record::rows::Find;
use record::scope::Read;
use schedule::people::{Client, Staff};
use terms::actor::Context;
use terms::ids::{StaffId, SubjectId};
use terms::trouble::{Never, Trouble};

use crate::house::House;
use crate::see_accesses::who_is;

/// The most rows that one page tells.
pub const MOST: usize = 200;

/// The most rows that are looked through for one page.
const LOOKED_THROUGH: u64 = 20_000;

/// What the owner looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditFilter {
    /// From this day on.
    pub from: Date,
    /// Until this one, which counts.
    pub until: Date,
    /// Of one person who works here.
    pub staff: Option<StaffId>,
    /// Of one chart, by its number.
    pub chart: Option<u32>,
    /// Only what was refused.
    pub only_refused: bool,
}

/// A row with names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedRow {
    /// When.
    pub at: Timestamp,
    /// Who, as they are called.
    pub who: String,
    /// Which chart it was about, by its number, if about one.
    pub chart: Option<u32>,
    /// What of it, or which list: "chart", "calendar".
    pub what: String,
    /// How.
    pub mode: String,
    /// Whether it was allowed.
    pub allowed: bool,
}

/// What was found.
pub struct AuditSeen {
    /// The rows, newest first, at most [`MOST`].
    pub rows: Vec<NamedRow>,
    /// Whether there are more than these.
    pub has_more: bool,
    /// Everybody who works here, to choose from.
    pub staff: Vec<Staff>,
}

/// Reads it.
pub fn see_audit(house: &House, by: &Context, filter: &AuditFilter) -> Result<AuditSeen, Trouble<Never>> {
    let zone = house.zone();
    house.record().read(by, |work| {
        let audit = work.permit::<_, Read>(WholeAudit)?;
        let everybody = work.permit::<_, Read>(list::<Staff>())?;
        let people = work.permit::<_, Read>(list::<Client>())?;
        let staff: Vec<Staff> = work.find(&everybody, Find::All)?;
        let clients: Vec<Client> = work.find(&people, Find::All)?;
        let span = (begins(filter.from, &zone), begins(filter.until.saturating_add(1.day()), &zone));
        let all = work.audit_rows(&audit, span, LOOKED_THROUGH)?;
        let is_cut = all.len() as u64 == LOOKED_THROUGH;
        let named = all.iter().map(|row| named(row, (&staff, &clients)));
        let is_theirs = |row: &AuditRow| filter.staff.is_none_or(|id| row.actor.starts_with(&format!("staff/{id}/")));
        let mut found = all.iter().zip(named).filter(|(row, named)| {
            is_theirs(row)
                && filter.chart.is_none_or(|chart| named.chart == Some(chart))
                && !(filter.only_refused && row.allowed)
        });
        let rows: Vec<NamedRow> = found.by_ref().take(MOST).map(|(_, named)| named).collect();
        let has_more = is_cut || found.next().is_some();
        Ok(AuditSeen { rows, has_more, staff })
    })
}

fn begins(day: Date, zone: &TimeZone) -> Timestamp {
    zone.to_timestamp(day.to_datetime(jiff::civil::Time::midnight())).unwrap_or(Timestamp::MAX)
}

fn named(row: &AuditRow, (staff, clients): (&[Staff], &[Client])) -> NamedRow {
    let number = |part: &str| {
        let subject: SubjectId = part.parse().ok()?;
        clients.iter().find(|client| client.subject == subject).map(|client| client.chart_number)
    };
    let chart = row.what.split('/').find_map(number);
    let words = row.what.split('/').filter(|part| part.parse::<SubjectId>().is_err());
    NamedRow {
        at: row.at,
        who: who_is(&row.actor, staff),
        chart,
        what: words.collect::<Vec<_>>().join(", ").replace('-', " "),
        mode: row.mode.clone(),
        allowed: row.allowed,
    }
}
