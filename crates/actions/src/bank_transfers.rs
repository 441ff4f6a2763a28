//! Money that came in by bank: who may have paid, and writing it down, all lines in one commit or none.

use jiff::civil::Date;
use money::bank_line::{MayPay, TransferRefusal, take_dosing_transfer, take_therapy_transfer};
use money::ledger::{DosingLedger, TherapyLedger};
use money::payment::{PaidBy, TakenBy};
use money::side::Side;
use money::spread::Sum;
use record::change::Change;
use record::scope::{Write, folder};
use record::stored::Stored;
use terms::actor::Context;
use terms::folder::Folder;
use terms::ids::{PaymentId, SubjectId};
use terms::money::Cents;
use terms::trouble::{Never, Trouble};

use crate::books::books;
use crate::house::House;
use crate::own_draft::staff;
use crate::see_charges::see_charges;

/// A line of a bank's file, and whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transferred {
    /// Whose.
    pub subject: SubjectId,
    /// In which ledger.
    pub side: Side,
    /// On which day it came in.
    pub on: Date,
    /// How much.
    pub amount_cents: Cents,
}

/// Which line is refused, and why; then none is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineRefusal {
    /// Its place among those that were sent, from 0.
    pub place: usize,
    /// Why.
    pub why: TransferRefusal,
}

/// Everybody who was ever charged, with what is open of theirs.
pub fn who_may_pay(house: &House, by: &Context) -> Result<Vec<MayPay>, Trouble<Never>> {
    let lines = see_charges(house, by, "")?;
    let payer = |line: crate::see_charges::AccountLine| {
        let names = [Some(&line.client.name), line.client.legal_name.as_ref()];
        MayPay {
            subject: line.client.subject,
            chart_number: line.client.chart_number,
            names: names.into_iter().flatten().map(|name| name.as_str().to_owned()).collect(),
            therapy_cents: line.therapy_open,
            dosing_cents: line.dosing_open.unwrap_or_default(),
        }
    };
    Ok(lines.into_iter().map(payer).collect())
}

/// Writes the lines down. Sending the same form again writes nothing more.
pub fn take_transfers(
    house: &House,
    by: &Context,
    lines: &[Transferred],
    once: &str,
) -> Result<usize, Trouble<LineRefusal>> {
    let taken_by = TakenBy::Staff(staff(by)?);
    let new_id = || PaymentId(house.record().new_id());
    let sum = |line: &Transferred| {
        let (id, how) = (new_id(), PaidBy::Transfer);
        Sum { id, at: by.now, on: line.on, by: taken_by, amount_cents: line.amount_cents, how }
    };
    house.record().change_once(by, (once, |_| None), |change| {
        let books = books(change)?;
        for (place, line) in lines.iter().enumerate() {
            if books.are_closed_on(line.on) {
                return Err(Trouble::Refused(LineRefusal { place, why: TransferRefusal::MonthClosed }));
            }
        }
        let mut accounts: Vec<(SubjectId, Side)> = lines.iter().map(|line| (line.subject, line.side)).collect();
        accounts.sort_by_key(|(subject, side)| (*subject, side.code()));
        accounts.dedup();
        for (subject, side) in accounts {
            let theirs = lines.iter().enumerate().filter(|(_, line)| (line.subject, line.side) == (subject, side));
            match side {
                Side::Therapy => post(change, subject, theirs, |ledger: &TherapyLedger, line| {
                    take_therapy_transfer(ledger, sum(line), new_id)
                })?,
                Side::Dosing => post(change, subject, theirs, |ledger: &DosingLedger, line| {
                    take_dosing_transfer(ledger, sum(line), new_id)
                })?,
            }
        }
        Ok(lines.len())
    })
}

/// The lines of one ledger, each seeing what those before it paid.
fn post<'a, L: Stored + Clone>(
    change: &mut Change<'_>,
    subject: SubjectId,
    lines: impl Iterator<Item = (usize, &'a Transferred)>,
    rule: impl Fn(&L, &Transferred) -> Result<Vec<L::Entry>, TransferRefusal>,
) -> Result<(), Trouble<LineRefusal>>
where
    L::Entry: Clone,
{
    let permit = change.permit::<_, Write>(folder::<L>(subject))?;
    let mut ledger: L = (*change.open(&permit)?).clone();
    for (place, line) in lines {
        let entries = rule(&ledger, line).map_err(|why| Trouble::Refused(LineRefusal { place, why }))?;
        for entry in entries {
            ledger = Folder::with(ledger, entry.clone());
            change.add(&permit, entry)?;
        }
    }
    Ok(())
}
