//! Writes in one ledger whatever its own rule says: entries, or a refusal. A rule knows the entries of no other ledger.

use money::ledger::{DosingEntry, DosingLedger, TherapyEntry, TherapyLedger};
use money::side::Side;
use record::scope::{Write, folder};
use record::stored::Stored;
use serde::Serialize;
use serde::de::DeserializeOwned;
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::Trouble;

use crate::house::House;

/// Opens the ledger, asks the rule, and adds what it says in one commit. Sending the same form again shows the first
/// answer.
pub(crate) fn in_ledger<L: Stored, T: Serialize + DeserializeOwned, R>(
    house: &House,
    by: &Context,
    (subject, once): (SubjectId, &str),
    rule: impl Fn(&L) -> Result<(Vec<L::Entry>, T), R>,
) -> Result<T, Trouble<R>> {
    house.record().change_once(by, (once, |_| None), |change| {
        let permit = change.permit::<_, Write>(folder::<L>(subject))?;
        let ledger = change.open(&permit)?;
        let (entries, answer) = rule(&ledger).map_err(Trouble::Refused)?;
        for entry in entries {
            change.add(&permit, entry)?;
        }
        Ok(answer)
    })
}

/// The same in the ledger of one side, by that side's rule.
pub(crate) fn in_side<T: Serialize + DeserializeOwned + Clone, R>(
    house: &House,
    by: &Context,
    ((subject, side), once, answer): ((SubjectId, Side), &str, T),
    (therapy, dosing): (
        impl Fn(&TherapyLedger) -> Result<TherapyEntry, R>,
        impl Fn(&DosingLedger) -> Result<DosingEntry, R>,
    ),
) -> Result<T, Trouble<R>> {
    let whose = (subject, once);
    match side {
        Side::Therapy => in_ledger(house, by, whose, |ledger| Ok((vec![therapy(ledger)?], answer.clone()))),
        Side::Dosing => in_ledger(house, by, whose, |ledger| Ok((vec![dosing(ledger)?], answer.clone()))),
    }
}
