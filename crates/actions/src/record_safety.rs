//! Writes a record of safety into a chart: risk assessed, somebody warned, something reported.

use care::chart::Chart;
use care::safety_record::{SafetyRecord, SafetyRefusal, SafetyWhat, record_safety as rule};
use jiff::civil::DateTime;
use record::scope::{Write, folder};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::Trouble;

use crate::house::House;
use crate::own_draft::staff;

/// Writes it down. Sending the same again writes it once.
pub fn record_safety(
    house: &House,
    by: &Context,
    subject: SubjectId,
    (when, what): (DateTime, &SafetyWhat),
) -> Result<(), Trouble<SafetyRefusal>> {
    let author = staff(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Chart>(subject))?;
        let record = SafetyRecord { at: by.now, by: author, when, what: what.clone() };
        let now = house.zone().to_datetime(by.now);
        match rule(&*change.open(&permit)?, record, now).map_err(Trouble::Refused)? {
            Some(entry) => Ok(change.add(&permit, entry)?),
            None => Ok(()),
        }
    })
}
