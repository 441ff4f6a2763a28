//! Closes an alert with its outcome: the entry in the chart, and the end of its waiting, in one commit.

use care::alert_closing::{AlertClosing, CloseRefusal, close_alert as close};
use care::chart::Chart;
use care::workbook::Workbook;
use record::list::list;
use record::scope::{Write, folder};
use schedule::alert::{Alert, AlertState};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::Trouble;

use crate::house::House;

/// Writes the outcome. There is no other way to close an alert, and none to close several.
pub fn close_alert(
    house: &House,
    by: &Context,
    subject: SubjectId,
    closing: &AlertClosing,
) -> Result<(), Trouble<CloseRefusal>> {
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Chart>(subject))?;
        let shared = change.permit::<_, Write>(folder::<Workbook>(subject))?;
        let alerts = change.permit::<_, Write>(list::<Alert>())?;
        let (chart, workbook) = (change.open(&permit)?, change.open(&shared)?);
        let entry = close(&chart, &workbook, closing.clone()).map_err(Trouble::Refused)?;
        drop(chart);
        change.add_once(&permit, entry, &format!("alert {} closed", closing.id))?;
        if let Some(alert) = change.get::<Alert, _, _, CloseRefusal>(&alerts, closing.id.0)? {
            change.put(&alerts, &Alert { state: AlertState::Closed, ..alert })?;
        }
        Ok(())
    })
}
