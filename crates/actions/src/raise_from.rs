//! Raises an alert from what was said, by whichever hand it was written down: the client's own, or the team's from
//! paper or the phone.

use care::workbook::Author;
use record::change::Change;
use record::list::list;
use record::scope::{Read, Write};
use schedule::alert::{Alert, AtDesk};
use schedule::people::Client;
use terms::ids::{AlertId, SubjectId};
use terms::trouble::{Denied, Trouble};

use crate::house::House;
use crate::raise_alert::raise_alert;

/// Lets the alert wait for the treating therapist, in the commit of what raised it.
pub(crate) fn raise_from<R>(
    house: &House,
    change: &mut Change<'_>,
    (id, subject, at_desk): (AlertId, SubjectId, AtDesk),
    author: Author,
) -> Result<(), Trouble<R>> {
    match author {
        Author::Client => raise_alert(house, change, (id, subject, at_desk)),
        Author::Team(_) => {
            let people = change.permit::<_, Read>(list::<Client>())?;
            let alerts = change.permit::<_, Write>(list::<Alert>())?;
            let client: Client = change.get(&people, subject.0)?.ok_or(Denied::NotTheirs)?;
            let within = house.practice().alert_within_hours;
            let alert = Alert::raised((id, subject), client.clinician, people.by().now, within);
            change.put(&alerts, &Alert { at_desk, ..alert })
        }
    }
}
