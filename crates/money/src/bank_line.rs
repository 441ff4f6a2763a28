//! Money that came in by bank: whose it likely is, and that none is written down twice.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::ids::{PaymentId, SubjectId};
use terms::money::Cents;

use crate::charge::{Charge, DosingCharge, PsychotherapyCharge};
use crate::ledger::{DosingEntry, DosingLedger, Ledger, TherapyEntry, TherapyLedger};
use crate::payment::{PaidBy, PayRefusal};
use crate::side::Side;
use crate::spread::{Sum, spread_dosing, spread_therapy};

/// A line of a bank's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankLine {
    /// The day on which it came in.
    pub on: Date,
    /// How much; more than nothing.
    pub amount_cents: Cents,
    /// What the bank says of it: who paid, and what they wrote.
    pub words: String,
}

/// Somebody who may have paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MayPay {
    /// Who.
    pub subject: SubjectId,
    /// Their chart number, which they may write.
    pub chart_number: u32,
    /// Their names: the one they use, and the one on their papers.
    pub names: Vec<String>,
    /// What is open for psychotherapy.
    pub therapy_cents: Cents,
    /// What is open for attended dosing days.
    pub dosing_cents: Cents,
}

/// Why a line is not written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransferRefusal {
    /// A transfer of the same day and amount was written down in this ledger by hand.
    Already,
    /// Nothing, or less.
    NotPositive,
    /// Its month is closed.
    MonthClosed,
    /// It is booked or put aside meanwhile.
    NotWaiting,
}

/// Whose money it likely is: of the one whose chart number or whole name stands in the bank's words. Nobody's where two
/// fit, or none.
pub fn likely_payer(line: &BankLine, all: &[MayPay]) -> Option<(SubjectId, Side)> {
    let said = tokens(&line.words);
    let by_number = |payer: &&MayPay| said.contains(&payer.chart_number.to_string());
    let is_named = |name: &String| {
        let name = tokens(name);
        name.len() > 1 && name.iter().all(|part| said.contains(part))
    };
    let by_name = |payer: &&MayPay| payer.names.iter().any(is_named);
    let found = only(all.iter().filter(by_number)).or_else(|| only(all.iter().filter(by_name)))?;
    let fits = |open: Cents| open == line.amount_cents;
    let is_dosing = !fits(found.therapy_cents)
        && (fits(found.dosing_cents) || found.therapy_cents <= Cents::ZERO && found.dosing_cents > Cents::ZERO);
    Some((found.subject, if is_dosing { Side::Dosing } else { Side::Therapy }))
}

/// Writes a transfer down for psychotherapy: towards what is open, the oldest first; what is left over is held. An equal
/// one may stand there when it is from another line of the bank, as `from_bank` says.
pub fn take_therapy_transfer(
    ledger: &TherapyLedger,
    sum: Sum,
    from_bank: impl Fn(PaymentId) -> bool,
    new_id: impl FnMut() -> PaymentId,
) -> Result<Vec<TherapyEntry>, TransferRefusal> {
    is_new::<PsychotherapyCharge>(ledger, &sum, from_bank)?;
    spread_therapy(ledger, sum, new_id).map_err(refusal)
}

/// Writes a transfer down for attended dosing days.
pub fn take_dosing_transfer(
    ledger: &DosingLedger,
    sum: Sum,
    from_bank: impl Fn(PaymentId) -> bool,
    new_id: impl FnMut() -> PaymentId,
) -> Result<Vec<DosingEntry>, TransferRefusal> {
    is_new::<DosingCharge>(ledger, &sum, from_bank)?;
    spread_dosing(ledger, sum, new_id).map_err(refusal)
}

fn is_new<C: Charge>(
    ledger: &Ledger<C>,
    sum: &Sum,
    from_bank: impl Fn(PaymentId) -> bool,
) -> Result<(), TransferRefusal> {
    let all = ledger.payments().iter().map(|it| (it.part_of.unwrap_or(it.id), it.on, it.how, it.amount_cents));
    let held = ledger.advances().iter().map(|it| (it.part_of.unwrap_or(it.id), it.on, it.how, it.amount_cents));
    let mut sums = std::collections::HashMap::new();
    for (id, .., cents) in all.chain(held).filter(|(_, on, how, _)| *on == sum.on && *how == PaidBy::Transfer) {
        *sums.entry(id).or_insert(0) += cents.0;
    }
    let is_by_hand = |(id, cents): (&PaymentId, &i64)| *cents == sum.amount_cents.0 && !from_bank(*id);
    if sums.iter().any(is_by_hand) { Err(TransferRefusal::Already) } else { Ok(()) }
}

fn refusal(refusal: PayRefusal) -> TransferRefusal {
    match refusal {
        PayRefusal::MonthClosed => TransferRefusal::MonthClosed,
        PayRefusal::NotPositive | PayRefusal::NoSuchCharge | PayRefusal::MoreThanOpen | PayRefusal::MoreThanCredit => {
            TransferRefusal::NotPositive
        }
    }
}

/// Words in small letters, without the signs between them.
fn tokens(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

fn only<'a>(mut found: impl Iterator<Item = &'a MayPay>) -> Option<&'a MayPay> {
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::made_up::{id, ledger, now, today};
    use crate::payment::TakenBy;

    fn payer(letter: char, chart_number: u32, name: &str, (therapy, dosing): (i64, i64)) -> MayPay {
        let (names, subject) = (vec![name.to_owned()], id(letter));
        MayPay { subject, chart_number, names, therapy_cents: Cents(therapy), dosing_cents: Cents(dosing) }
    }

    #[test]
    fn a_line_is_likely_of_the_one_whose_number_or_whole_name_it_says() {
        let all = [
            payer('r', 2017, "Rowan Keller", (23_000, 40_000)),
            payer('m', 2021, "Maya Ellis", (0, 40_000)),
            payer('s', 2022, "Sam Keller", (16_500, 0)),
            payer('t', 2023, "Sam Keller", (16_500, 0)),
        ];
        let (therapy, dosing) = (Side::Therapy, Side::Dosing);
        for (words, amount, expected) in [
            ("ZELLE FROM ROWAN KELLER", 23_000, Some(('r', therapy))),
            ("Keller, Rowan ref 88", 40_000, Some(('r', dosing))),
            ("Rowan Keller", 5_000, Some(('r', therapy))),
            ("ACH 2017 thanks", 100, Some(('r', therapy))),
            ("ACH 20170 thanks", 100, None),
            ("maya ellis", 40_000, Some(('m', dosing))),
            ("Sam Keller", 16_500, None),
            ("Sam Keller 2023", 16_500, Some(('t', therapy))),
            ("Rowan", 23_000, None),
            ("", 23_000, None),
        ] {
            let line = BankLine { on: today(), amount_cents: Cents(amount), words: words.to_owned() };
            let expected = expected.map(|(letter, side)| (id(letter), side));
            assert_eq!(likely_payer(&line, &all), expected, "{words} {amount}");
        }
    }

    #[test]
    fn a_transfer_that_was_written_down_by_hand_is_not_written_down_again() {
        let sum = |amount, on: Date| Sum {
            id: id('q'),
            at: now(),
            on,
            by: TakenBy::Staff(id('b')),
            amount_cents: Cents(amount),
            how: PaidBy::Transfer,
        };
        let ids = || {
            let mut letters = "ghjk".chars();
            move || letters.next().map(id).unwrap()
        };
        let entries = take_therapy_transfer(&ledger(), sum(30_000, today()), |_| false, ids()).unwrap();
        let paid = entries.into_iter().fold(ledger(), Ledger::with);
        assert_eq!((paid.open_cents(), paid.credit_cents()), (Cents::ZERO, Cents(500)));
        let tomorrow = today().tomorrow().unwrap();
        for (amount, on, expected) in [
            (30_000, today(), Err(TransferRefusal::Already)),
            (30_000, tomorrow, Ok(())),
            (29_500, today(), Ok(())),
            (0, today(), Err(TransferRefusal::NotPositive)),
        ] {
            let again = take_therapy_transfer(&paid, sum(amount, on), |_| false, ids());
            assert_eq!(again.map(|_| ()), expected, "{amount} {on}");
            let second = take_therapy_transfer(&paid, sum(amount, on), |known| known == id('q'), ids());
            assert_eq!(second.is_ok(), amount > 0, "{amount} {on}: an equal one of another line of the bank");
        }
    }
}
