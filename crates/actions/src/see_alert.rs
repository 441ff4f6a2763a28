//! Shows an alert: what raised it, and what stands ready for it.

use care::alert::Alert;
use care::alert_closing::AlertClosing;
use care::chart::Chart;
use care::workbook::Workbook;
use record::list::list;
use record::scope::{Read, folder};
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::{AlertId, SubjectId};
use terms::trouble::{Denied, Never, Trouble};

use crate::house::House;

/// An alert in its therapist's hands.
pub struct SeenAlert {
    /// Whose.
    pub client: Client,
    /// What raised it.
    pub alert: Alert,
    /// What came of it, once someone has looked.
    pub closing: Option<AlertClosing>,
    /// What client and team share: the answers, and the safety plan.
    pub workbook: Workbook,
}

/// Opens the alert of a client.
pub fn see_alert(
    house: &House,
    by: &Context,
    (subject, id): (SubjectId, AlertId),
) -> Result<SeenAlert, Trouble<Never>> {
    house.record().read(by, |work| {
        let chart = work.permit::<_, Read>(folder::<Chart>(subject))?;
        let workbook = work.permit::<_, Read>(folder::<Workbook>(subject))?;
        let people = work.permit::<_, Read>(list::<Client>())?;
        let client = work.get(&people, subject.0)?.ok_or(Denied::NotTheirs)?;
        let workbook = Workbook::clone(&*work.open(&workbook)?);
        let alert = workbook.alerts().iter().find(|alert| alert.id == id).copied().ok_or(Denied::NotTheirs)?;
        let closing = work.open(&chart)?.alerts_closed().iter().find(|closing| closing.id == id).cloned();
        Ok(SeenAlert { client, alert, closing, workbook })
    })
}
