//! Writes in one ledger whatever its own rule says: entries, or a refusal. A rule knows the entries of no other ledger.

use jiff::civil::Date;
use money::ledger::{DosingEntry, DosingLedger, TherapyEntry, TherapyLedger};
use money::side::Side;
use record::change::Change;
use record::scope::{Write, folder};
use record::stored::Stored;
use serde::Serialize;
use serde::de::DeserializeOwned;
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::Trouble;

use crate::books::books;
use crate::house::House;

/// The day that somebody typed, with what is said where its month is closed; nothing where it is today.
pub(crate) type Dated<R> = Option<(Date, R)>;

/// Opens the ledger, asks the rule, and adds what it says in one commit. Sending the same form again shows the first
/// answer.
pub(crate) fn in_ledger<L: Stored, T: Serialize + DeserializeOwned, R: Copy>(
    house: &House,
    by: &Context,
    (subject, once, dated): (SubjectId, &str, Dated<R>),
    rule: impl Fn(&L) -> Result<(Vec<L::Entry>, T), R>,
) -> Result<T, Trouble<R>> {
    house.record().change_once(by, (once, |_| None), |change| {
        if let Some((on, refusal)) = dated
            && books(change)?.are_closed_on(on)
        {
            return Err(Trouble::Refused(refusal));
        }
        by_rule(change, subject, &rule)
    })
}

/// The same within a change that does more.
pub(crate) fn by_rule<L: Stored, T, R>(
    change: &mut Change<'_>,
    subject: SubjectId,
    rule: impl FnOnce(&L) -> Result<(Vec<L::Entry>, T), R>,
) -> Result<T, Trouble<R>> {
    let permit = change.permit::<_, Write>(folder::<L>(subject))?;
    let ledger = change.open(&permit)?;
    let (entries, answer) = rule(&ledger).map_err(Trouble::Refused)?;
    for entry in entries {
        change.add(&permit, entry)?;
    }
    Ok(answer)
}

/// The same in the ledger of one side, by that side's rule.
pub(crate) fn in_side<T: Serialize + DeserializeOwned + Clone, R: Copy>(
    house: &House,
    by: &Context,
    ((subject, side), once, dated, answer): ((SubjectId, Side), &str, Dated<R>, T),
    (therapy, dosing): (
        impl Fn(&TherapyLedger) -> Result<TherapyEntry, R>,
        impl Fn(&DosingLedger) -> Result<DosingEntry, R>,
    ),
) -> Result<T, Trouble<R>> {
    let whose = (subject, once, dated);
    match side {
        Side::Therapy => in_ledger(house, by, whose, |ledger| Ok((vec![therapy(ledger)?], answer.clone()))),
        Side::Dosing => in_ledger(house, by, whose, |ledger| Ok((vec![dosing(ledger)?], answer.clone()))),
    }
}
