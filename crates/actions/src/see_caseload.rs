//! Shows a therapist everyone they treat: where each stands, and when they meet next.

use std::collections::BTreeMap;

use care::chart::Chart;
use care::chart_card::ChartCard;
use care::workbook::Workbook;
use care::workbook_card::WorkbookCard;
use jiff::{SignedDuration, Timestamp};
use record::list::list;
use record::rows::Find;
use record::scope::{Read, cards};
use schedule::appointment::Appointment;
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::{Never, Trouble};

use crate::house::House;
use crate::own_draft::staff;

/// How far ahead a next visit is looked for, in days.
const AHEAD_DAYS: i64 = 180;

/// Someone a therapist treats.
pub struct OnCaseload {
    /// Who.
    pub client: Client,
    /// Where they stand.
    pub card: ChartCard,
    /// What they and the team share, in brief.
    pub workbook: WorkbookCard,
    /// When they meet next.
    pub next: Option<Timestamp>,
}

/// Lists everyone whose chart is open to the therapist, by name.
pub fn see_caseload(house: &House, by: &Context) -> Result<Vec<OnCaseload>, Trouble<Never>> {
    let me = staff(by)?;
    house.record().read(by, |work| {
        let calendar = work.permit::<_, Read>(list::<Appointment>())?;
        let people = work.permit::<_, Read>(list::<Client>())?;
        let charts = work.permit::<_, Read>(cards::<Chart>())?;
        let until = by.now + SignedDuration::from_hours(24 * AHEAD_DAYS);
        let visits: Vec<Appointment> = work.find(&calendar, Find::Key1(me.0.as_str(), by.now, until))?;
        let mut next: BTreeMap<SubjectId, Timestamp> = BTreeMap::new();
        for visit in visits.iter().filter(|visit| visit.state.awaits_a_note()) {
            next.entry(visit.subject).or_insert(visit.span.from);
        }
        let workbooks = work.permit::<_, Read>(cards::<Workbook>())?;
        let mut workbooks: BTreeMap<SubjectId, WorkbookCard> = work.cards(&workbooks)?.into_iter().collect();
        let mut caseload = Vec::new();
        for (subject, card) in work.cards(&charts)? {
            if let Some(client) = work.get::<Client, _, _, Never>(&people, subject.0)? {
                let workbook = workbooks.remove(&subject).unwrap_or_default();
                caseload.push(OnCaseload { client, card, workbook, next: next.get(&subject).copied() });
            }
        }
        caseload.sort_by_key(|row| row.client.name.as_str().to_lowercase());
        Ok(caseload)
    })
}
