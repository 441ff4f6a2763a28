//! Statements: what was charged and paid in one ledger over some days, from what was open before to what is open after.
//!
//! A payment that was taken back is on none. The two kinds are two types, as their ledgers are.

use std::marker::PhantomData;

use jiff::civil::Date;
use terms::ids::PaymentId;
use terms::money::{Cents, Minutes};

use crate::charge::{Charge, DosingCharge, PsychotherapyCharge};
use crate::ledger::{DosingLedger, Ledger, TherapyLedger};
use crate::payment::PaidBy;
use crate::posting::{Account, Transfer};

/// A statement of psychotherapy.
pub type TherapyStatement = Statement<PsychotherapyCharge>;

/// A statement of attended dosing days.
pub type DosingStatement = Statement<DosingCharge>;

/// What happened in a ledger of charges `C` from one day to another, both included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement<C> {
    from: Date,
    until: Date,
    before_cents: Cents,
    lines: Vec<StatementLine>,
    kind: PhantomData<C>,
}

/// Something that changed what is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatementLine {
    /// On which day.
    pub on: Date,
    /// What.
    pub what: Moved,
    /// By how much; more than nothing, also for a payment, unless an insurer takes one back or a balance is set lower.
    pub amount_cents: Cents,
    /// What was open after it.
    pub open_cents: Cents,
}

/// What changes an open amount. On one day, what is owed comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// What was owed in another system.
    Brought,
    /// A visit of this length was charged.
    Charged(Minutes),
    /// A fee for a missed visit.
    Missed,
    /// Money went back to the client.
    Refunded,
    /// Something was paid.
    Paid(PaidBy),
    /// An insurer paid.
    Insurer,
    /// Nobody owes it, by a contract with an insurer.
    WrittenOff,
    /// Nobody need pay it.
    Waived,
}

impl Moved {
    /// Whether less is open after it.
    pub fn is_off(self) -> bool {
        match self {
            Self::Brought | Self::Charged(_) | Self::Missed | Self::Refunded => false,
            Self::Paid(_) | Self::Insurer | Self::WrittenOff | Self::Waived => true,
        }
    }
}

impl<C> Statement<C> {
    /// The first day.
    pub fn from(&self) -> Date {
        self.from
    }

    /// The last day.
    pub fn until(&self) -> Date {
        self.until
    }

    /// What was open before the first day.
    pub fn before_cents(&self) -> Cents {
        self.before_cents
    }

    /// What happened, the earliest first.
    pub fn lines(&self) -> &[StatementLine] {
        &self.lines
    }

    /// What is open after the last day.
    pub fn after_cents(&self) -> Cents {
        self.lines.last().map_or(self.before_cents, |line| line.open_cents)
    }
}

/// The statement of psychotherapy from one day to another.
pub fn therapy_statement(ledger: &TherapyLedger, from: Date, until: Date) -> TherapyStatement {
    statement(ledger, from, until)
}

/// The statement of attended dosing days from one day to another.
pub fn dosing_statement(ledger: &DosingLedger, from: Date, until: Date) -> DosingStatement {
    statement(ledger, from, until)
}

fn statement<C: Charge>(ledger: &Ledger<C>, from: Date, until: Date) -> Statement<C> {
    let moves = moves(ledger);
    let change = |(_, what, cents): &(Date, Moved, Cents)| if what.is_off() { -cents.0 } else { cents.0 };
    let before = moves.iter().filter(|(on, ..)| *on < from).map(change).sum();
    let mut open = before;
    let within = moves.iter().filter(|(on, ..)| (from..=until).contains(on));
    let lines = within.map(|moved| {
        open += change(moved);
        let (on, what, amount_cents) = *moved;
        StatementLine { on, what, amount_cents, open_cents: Cents(open) }
    });
    Statement { from, until, lines: lines.collect(), before_cents: Cents(before), kind: PhantomData }
}

/// Everything that ever changed what is open, by its day.
fn moves<C: Charge>(ledger: &Ledger<C>) -> Vec<(Date, Moved, Cents)> {
    let is_back = |id: PaymentId| ledger.reversed().iter().any(|(payment, _)| payment.id == id);
    let stands = ledger.transfers().iter().filter(|transfer| !transfer.payment.is_some_and(is_back));
    let mut moves: Vec<_> = stands.filter_map(|transfer| moved(ledger, transfer)).collect();
    // Sorting keeps what is already in order: on one day, what is owed stands before what is paid.
    moves.sort_by_key(|(on, what, _)| (*on, what.is_off(), *what != Moved::Brought));
    moves
}

/// What a transfer changes of what is open; an insurer that takes a payment back changes it by less than nothing.
fn moved<C: Charge>(ledger: &Ledger<C>, transfer: &Transfer) -> Option<(Date, Moved, Cents)> {
    let (other, settled) = transfer.settles()?;
    let length = || transfer.about.and_then(|id| ledger.charge(id)).map(|charged| charged.charge.length_min());
    let paid = |how| if settled < 0 { Moved::Refunded } else { Moved::Paid(how) };
    let what = match other {
        Account::Earned => Moved::Charged(length()?),
        Account::Missed => Moved::Missed,
        Account::Brought => Moved::Brought,
        Account::Cash => paid(PaidBy::Cash),
        Account::Check => paid(PaidBy::Check),
        Account::Card => paid(PaidBy::Card),
        Account::Transfer => paid(PaidBy::Transfer),
        Account::Held => paid(PaidBy::Credit),
        Account::Insurers => Moved::Insurer,
        Account::WrittenOff => Moved::WrittenOff,
        Account::Waived => Moved::Waived,
        Account::Owed => return None,
    };
    Some((transfer.on, what, Cents(if what.is_off() { settled } else { -settled })))
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use terms::folder::Folder;

    use super::*;
    use crate::ledger::Entry;
    use crate::made_up::{dosing_charge, id, ledger, opening, payment, reversal, today};
    use crate::payment::{Payment, reverse_therapy_payment, take_therapy_payment};

    fn paid_later(letter: char, amount: i64, days: i64) -> Entry<PsychotherapyCharge> {
        Entry::PaymentTaken(Payment { on: today() + days.days(), ..payment(letter, 'b', amount) })
    }

    #[test]
    fn a_statement_leads_from_what_was_open_to_what_is() {
        let ledger = ledger().with(paid_later('q', 5_000, 3)).with(Entry::OpeningBalance(opening('k', 2_000, 0)));
        for (from, until, expected) in [
            (0, 3, (0, 5, 26_500)),
            (0, 2, (0, 4, 31_500)),
            (1, 3, (31_500, 1, 26_500)),
            (-9, -1, (0, 0, 0)),
            (4, 9, (26_500, 0, 26_500)),
            (3, 0, (31_500, 0, 31_500)),
        ] {
            let told = therapy_statement(&ledger, today() + from.days(), today() + until.days());
            let summed = (told.before_cents().0, told.lines().len(), told.after_cents().0);
            assert_eq!(summed, expected, "{from} to {until}");
        }
        let told = therapy_statement(&ledger, today(), today());
        let first: Vec<_> = told.lines().iter().map(|line| (line.what, line.open_cents.0)).collect();
        assert_eq!(
            first,
            [
                (Moved::Brought, 2_000),
                (Moved::Charged(Minutes(50)), 18_500),
                (Moved::Charged(Minutes(60)), 38_000),
                (Moved::Paid(PaidBy::Card), 31_500),
            ]
        );
    }

    #[test]
    fn a_payment_that_was_taken_back_is_on_no_statement() {
        let back = ledger().with(reverse_therapy_payment(&ledger(), reversal('p')).unwrap());
        let told = therapy_statement(&back, today(), today());
        assert_eq!((told.lines().len(), told.after_cents()), (2, Cents(36_000)));
    }

    #[test]
    fn a_dosing_day_has_a_statement_of_its_own() {
        let ledger = DosingLedger::default().with(Entry::ChargeMade(dosing_charge('a')));
        let told: DosingStatement = dosing_statement(&ledger, today(), today());
        assert_eq!((told.lines().len(), told.after_cents()), (1, Cents(60_000)));
    }

    proptest! {
        #[test]
        fn what_is_open_after_all_days_is_what_is_open(
            payments in vec((1..9_000_i64, -5..5_i64), 0..12),
            owed in prop::option::of(1..9_000_i64),
            cut in -6..6_i64,
        ) {
            let opened = owed.map(|owed| Entry::OpeningBalance(opening('k', owed, 0)));
            let mut ledger = opened.into_iter().fold(ledger(), Ledger::with);
            for (letter, (amount, days)) in "qrstuvwxyzcd".chars().zip(payments) {
                let paid = Payment { on: today() + days.days(), id: id(letter), ..payment(letter, 'b', amount) };
                ledger = take_therapy_payment(&ledger, paid).into_iter().fold(ledger, Ledger::with);
            }
            let (first, last, cut) = (today() - 9.days(), today() + 9.days(), today() + cut.days());
            let whole = therapy_statement(&ledger, first, last);
            prop_assert_eq!(whole.after_cents(), ledger.open_cents());
            let (early, late) = (therapy_statement(&ledger, first, cut), therapy_statement(&ledger, cut + 1.day(), last));
            prop_assert_eq!(early.after_cents(), late.before_cents());
            prop_assert_eq!(late.after_cents(), whole.after_cents());
        }
    }
}
