//! Puts an alert where the treating therapist sees it, in the commit of what raised it.

use record::change::Change;
use record::list::list;
use record::own::PersonOf;
use record::scope::{Add, Read};
use schedule::alert::{Alert, AtDesk};
use schedule::people::Client;
use terms::ids::{AlertId, SubjectId};
use terms::trouble::{Denied, Trouble};

use crate::house::House;

/// Lets the alert wait for the therapist. The row says whose it is and since when, never what was answered.
pub(crate) fn raise_alert<R>(
    house: &House,
    change: &mut Change<'_>,
    (id, subject, at_desk): (AlertId, SubjectId, AtDesk),
) -> Result<(), Trouble<R>> {
    let person = change.permit::<_, Read>(PersonOf(subject))?;
    let alerts = change.permit::<_, Add>(list::<Alert>())?;
    let client: Client = change.get(&person, subject.0)?.ok_or(Denied::NotTheirs)?;
    let within = house.practice().alert_within_hours;
    let alert = Alert::raised((id, subject), client.clinician, person.by().now, within);
    change.put(&alerts, &Alert { at_desk, ..alert })
}
