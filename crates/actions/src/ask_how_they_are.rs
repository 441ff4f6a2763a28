//! Asks clients how they are in the days after a dosing day, as they wished, and does what they said silence means. The
//! clock does it, each minute.

use std::collections::BTreeMap;

use care::after_care::{AskedAfter, FollowedSilence, Silence};
use care::chart::Chart;
use care::chart_card::ChartCard;
use care::days_after::{AfterCard, AfterStep, next_step};
use care::reading_hours::ReadingHours;
use care::workbook::Workbook;
use care::workbook_entry::WorkbookEntry;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use record::change::Change;
use record::list::list;
use record::own::card;
use record::scope::{Add, Read, Write, cards, folder};
use record::work::Work;
use schedule::alert::Alert;
use schedule::notice::{Fills, NoticeKind};
use schedule::people::Client;
use terms::actor::{Actor, Context};
use terms::ids::{AlertId, SubjectId};
use terms::trouble::{Never, Trouble};

use crate::house::House;
use crate::letter::{About, Writing, write_letter};
use crate::reading::reading_hours;

/// Does what is due, each thing once; says how many. What the client said stands in one commit with its letter or alert,
/// so that a crash leaves both or neither.
pub fn ask_how_they_are(house: &House, now: Timestamp) -> Result<usize, Trouble<Never>> {
    let clock = Context { actor: Actor::Timer, now };
    let (hours, due) = house.record().read(&clock, |work| {
        let hours = reading_hours::<Never>(house, work)?;
        Ok::<_, Trouble<Never>>((hours.clone(), who_is_due(house, work, &hours, now)?))
    })?;
    for client in &due {
        house.record().change(&clock, |change| {
            // They may have answered in this very moment.
            match step_of(house, change, (client, &hours), now)? {
                Some(AfterStep::Ask(asked)) => ask(house, change, client, asked),
                Some(AfterStep::Follow(asked, silence)) => follow(house, change, client, (asked, silence)),
                None => Ok(()),
            }
        })?;
    }
    Ok(due.len())
}

/// For whom something is due. All cards are asked for at once: a permit for each client would be a row of the audit for
/// each client and minute.
fn who_is_due(
    house: &House,
    work: &mut Work<'_>,
    hours: &ReadingHours,
    now: Timestamp,
) -> Result<Vec<Client>, Trouble<Never>> {
    let workbooks = work.permit::<_, Read>(cards::<Workbook>())?;
    let mut wishes: Vec<(SubjectId, AfterCard)> =
        work.cards(&workbooks)?.into_iter().map(|(subject, card)| (subject, card.after)).collect();
    wishes.retain(|(_, after)| after.agreed.is_some());
    if wishes.is_empty() {
        return Ok(Vec::new());
    }
    let charts = work.permit::<_, Read>(cards::<Chart>())?;
    let charts: BTreeMap<SubjectId, ChartCard> = work.cards(&charts)?.into_iter().collect();
    let people = work.permit::<_, Read>(list::<Client>())?;
    let mut due = Vec::new();
    for (subject, after) in &wishes {
        let Some(client) = work.get::<Client, _, _, Never>(&people, subject.0)? else { continue };
        let Some(chart) = charts.get(subject) else { continue };
        if next_step((chart, after), now, &zone_of(house, &client), hours).is_some() {
            due.push(client);
        }
    }
    Ok(due)
}

/// What is due for one client, from their own two cards.
fn step_of(
    house: &House,
    work: &mut Work<'_>,
    (client, hours): (&Client, &ReadingHours),
    now: Timestamp,
) -> Result<Option<AfterStep>, Trouble<Never>> {
    let workbook = work.permit::<_, Read>(card::<Workbook>(client.subject))?;
    let chart = work.permit::<_, Read>(card::<Chart>(client.subject))?;
    let (chart, after) = (work.card(&chart)?, work.card(&workbook)?.after);
    Ok(next_step((&chart, &after), now, &zone_of(house, client), hours))
}

/// Where they live by the clock.
fn zone_of(house: &House, client: &Client) -> TimeZone {
    let own = client.reach.time_zone.as_ref().and_then(|name| TimeZone::get(name.as_str()).ok());
    own.unwrap_or_else(|| house.zone())
}

fn ask(house: &House, change: &mut Change<'_>, client: &Client, asked: AskedAfter) -> Result<(), Trouble<Never>> {
    let permit = change.permit::<_, Add>(folder::<Workbook>(client.subject))?;
    let once = format!("asked {} after {} {}", client.subject, asked.day, asked.time.days());
    change.add_once(&permit, WorkbookEntry::AskedHowTheyAre(asked), &once)?;
    write(house, change, client, NoticeKind::HowAreYou)
}

fn follow(
    house: &House,
    change: &mut Change<'_>,
    client: &Client,
    (asked, silence): (AskedAfter, Silence),
) -> Result<(), Trouble<Never>> {
    let alert = match silence {
        Silence::CallMe | Silence::CallMyPerson => Some(AlertId(house.record().new_id())),
        Silence::Nothing | Silence::OneMessage => None,
    };
    let permit = change.permit::<_, Add>(folder::<Workbook>(client.subject))?;
    let now = permit.by().now;
    let once = format!("silence of {} after {} {}", client.subject, asked.day, asked.time.days());
    change.add_once(
        &permit,
        WorkbookEntry::SilenceFollowed(FollowedSilence { asked, silence, at: now, alert }),
        &once,
    )?;
    match alert {
        Some(id) => {
            let alerts = change.permit::<_, Write>(list::<Alert>())?;
            let within = house.practice().alert_within_hours;
            change.put(&alerts, &Alert::raised((id, client.subject), client.clinician, now, within))
        }
        None => write(house, change, client, NoticeKind::HowAreYouAgain),
    }
}

/// By the first way that they allow; where none is, the question stands in their own pages alone.
fn write(house: &House, change: &mut Change<'_>, client: &Client, kind: NoticeKind) -> Result<(), Trouble<Never>> {
    let (name, link) = (Some(client.name.as_str().to_owned()), Some(house.link("/my")));
    let fills = Fills { name, link, ..Fills::default() };
    let writing = Writing { kind, reach: &client.reach, about: About::Themselves, fills, useless_from: None };
    write_letter::<Never>(house, change, &writing).map(|_| ())
}
