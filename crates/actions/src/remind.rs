//! Writes the reminders that are due, each once for each time a visit is set to. The clock does it, each minute.

use care::document::DocumentKind;
use care::workbook::Workbook;
use jiff::{SignedDuration, Timestamp};
use record::change::Change;
use record::list::list;
use record::own::card;
use record::rows::Find;
use record::scope::{Read, Write};
use schedule::appointment::Appointment;
use schedule::notice::NoticeKind;
use schedule::people::{Client, Staff};
use schedule::reminder::{Reminder, due, reminded};
use terms::actor::{Actor, Context};
use terms::trouble::{Never, Trouble};

use crate::house::House;
use crate::may_write::{answered, left_of};
use crate::see_notices::reminder_times;
use crate::visit_letter::write_to;

/// Writes what is due; says of how many visits someone was reminded.
///
/// Letters and the mark on the visit stand in one commit: a crash leaves both or neither.
pub fn remind(house: &House, now: Timestamp) -> Result<usize, Trouble<Never>> {
    let clock = Context { actor: Actor::Timer, now };
    let (times, visits) = house.record().read(&clock, |work| {
        let times = reminder_times(work)?;
        let calendar = work.permit::<_, Read>(list::<Appointment>())?;
        let people = work.permit::<_, Read>(list::<Staff>())?;
        let until = now + times.reach() + SignedDuration::from_secs(1);
        let mut visits: Vec<Appointment> = Vec::new();
        for person in work.find::<Staff, _>(&people, Find::All)? {
            visits.extend(work.find(&calendar, Find::Key1(person.id.0.as_str(), now, until))?);
        }
        Ok::<_, Trouble<Never>>((times, visits))
    })?;
    let waiting: Vec<Appointment> = visits.into_iter().filter(|visit| !due(visit, &times, now).is_empty()).collect();
    for visit in &waiting {
        house.record().change(&clock, |change| {
            let calendar = change.permit::<_, Write>(list::<Appointment>())?;
            // It may have been moved or canceled in this very moment.
            let Some(mut visit) = change.get::<Appointment, _, _, Never>(&calendar, visit.id.0)? else { return Ok(()) };
            for reminder in due(&visit, &times, now) {
                write(house, change, (&visit, reminder))?;
                visit = reminded(visit, reminder, now);
            }
            change.put(&calendar, &visit)
        })?;
    }
    Ok(waiting.len())
}

fn write(
    house: &House,
    change: &mut Change<'_>,
    (visit, reminder): (&Appointment, Reminder),
) -> Result<(), Trouble<Never>> {
    match reminder {
        Reminder::First | Reminder::Second => {
            let clients = change.permit::<_, Read>(list::<Client>())?;
            for person in &visit.people {
                if let Some(client) = change.get::<Client, _, _, Never>(&clients, person.0)? {
                    let reach = left_of(&client.reach, answered(change, *person)?);
                    write_to(house, change, (NoticeKind::VisitReminder, visit), &Client { reach, ..client })?;
                }
            }
            Ok(())
        }
        Reminder::Documents => {
            let clients = change.permit::<_, Read>(list::<Client>())?;
            for person in &visit.people {
                let own = change.permit::<_, Read>(card::<Workbook>(*person))?;
                let card = change.card(&own)?;
                let (signed, messages) = (card.documents_signed, card.messages);
                // The disclosure is the one that must be read before the work begins (C.R.S. 12-245-216).
                let waits = !signed.contains(&DocumentKind::Disclosure);
                if let Some(client) = change.get::<Client, _, _, Never>(&clients, person.0)?.filter(|_| waits) {
                    let reach = left_of(&client.reach, messages);
                    write_to(house, change, (NoticeKind::FormReminder, visit), &Client { reach, ..client })?;
                }
            }
            Ok(())
        }
    }
}
