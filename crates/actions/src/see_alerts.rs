//! Lists the alerts that wait: for a therapist those of their own clients and of those they cover; for the front desk
//! and the owner whose they are, and nothing of what they are about.

use care::workbook::Workbook;
use jiff::Timestamp;
use record::list::list;
use record::rows::Find;
use record::scope::{Read, cards};
use record::work::Work;
use schedule::alert::{Alert, AlertState, AtDesk};
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::{Never, Trouble};

use crate::house::House;

/// An alert that waits.
pub struct WaitingAlert {
    /// Whose.
    pub client: Client,
    /// Since when, and how it stands.
    pub alert: Alert,
}

/// The open alerts of the clients a therapist treats or covers, the oldest first.
pub fn see_alerts(house: &House, by: &Context) -> Result<Vec<WaitingAlert>, Trouble<Never>> {
    house.record().read(by, |work| {
        let mine = work.permit::<_, Read>(cards::<Workbook>())?;
        let mine: Vec<SubjectId> = work.cards(&mine)?.into_iter().map(|(subject, _)| subject).collect();
        waiting_of(work, &mine)
    })
}

/// The open alerts of these clients.
pub(crate) fn waiting_of(work: &mut Work<'_>, mine: &[SubjectId]) -> Result<Vec<WaitingAlert>, Trouble<Never>> {
    let all = open_alerts(work)?;
    named(work, all.into_iter().filter(|alert| mine.contains(&alert.subject)))
}

/// The alerts that were passed on because nobody had looked in time: for the owner.
pub fn see_passed_on(house: &House, by: &Context) -> Result<Vec<WaitingAlert>, Trouble<Never>> {
    house.record().read(by, |work| {
        let all = open_alerts(work)?;
        named(work, all.into_iter().filter(|alert| alert.state == AlertState::Escalated))
    })
}

/// Whether a call of this client goes to their clinician first: for the front desk, which learns no more than that.
pub fn waits_for(house: &House, by: &Context, subject: SubjectId) -> Result<bool, Trouble<Never>> {
    house.record().read(by, |work| {
        let alerts = work.permit::<_, Read>(list::<Alert>())?;
        let of_client = Find::Key1(subject.0.as_str(), Timestamp::MIN, Timestamp::MAX);
        let found: Vec<Alert> = work.find(&alerts, of_client)?;
        Ok(found.iter().any(|alert| alert.is_open() && alert.at_desk == AtDesk::CallsGoFirst))
    })
}

fn open_alerts(work: &mut Work<'_>) -> Result<Vec<Alert>, Trouble<Never>> {
    let alerts = work.permit::<_, Read>(list::<Alert>())?;
    let mut open: Vec<Alert> = Vec::new();
    for state in [AlertState::Waiting, AlertState::Escalated] {
        open.extend(work.find(&alerts, Find::State(state.code()))?);
    }
    open.sort_by_key(|alert| alert.raised_at);
    Ok(open)
}

fn named(work: &mut Work<'_>, alerts: impl Iterator<Item = Alert>) -> Result<Vec<WaitingAlert>, Trouble<Never>> {
    let people = work.permit::<_, Read>(list::<Client>())?;
    let mut waiting = Vec::new();
    for alert in alerts {
        if let Some(client) = work.get::<Client, _, _, Never>(&people, alert.subject.0)? {
            waiting.push(WaitingAlert { client, alert });
        }
    }
    Ok(waiting)
}
