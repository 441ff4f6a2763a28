//! What each fact of a ledger moves between accounts.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use crate::advance::PackageUse;
use crate::charge::Charge;
use crate::insurance::Effect;
use crate::ledger::{Entry, Ledger};
use crate::opening::BroughtBalance;
use crate::payment::Payment;
use crate::posting::{Account, Transfer};
use crate::refund::RefundOf;

/// What an entry moves in a ledger as it stands before it. What insurers say moves what [`insured`] tells.
pub(crate) fn transfers<C: Charge>(ledger: &Ledger<C>, entry: &Entry<C>) -> Vec<Transfer> {
    match entry {
        Entry::ChargeMade(charge) => {
            let between =
                Transfer::between(charge.booked_on(), (Account::Earned, Account::Owed), charge.amount_cents().0);
            between.map(|transfer| transfer.about(charge.id())).into_iter().collect()
        }
        Entry::PaymentTaken(payment) => paid(ledger, payment, (payment.on, payment.amount_cents.0)),
        Entry::PaymentReversed { id, at, on, .. } => {
            let back = |payment: &Payment| paid(ledger, payment, (day_of(*on, *at), -payment.amount_cents.0));
            ledger.payment(*id).map(back).unwrap_or_default()
        }
        Entry::OpeningBalance(opening) => {
            let after = BroughtBalance::after(ledger.brought().cloned(), opening.clone());
            brought((ledger.brought(), &after), opening.on)
        }
        Entry::AdvanceTaken(advance) => {
            let to = Account::from(advance.how);
            let between = Transfer::between(advance.on, (Account::Held, to), advance.amount_cents.0);
            between.map(|transfer| transfer.by(advance.id)).into_iter().collect()
        }
        Entry::PackageUsed(used) => package(ledger, used),
        Entry::Refunded(refund) => {
            let (to, about) = match refund.of {
                RefundOf::Charge(charge) => (Account::Owed, Some(charge)),
                RefundOf::Held | RefundOf::Package(_) => (Account::Held, None),
            };
            let between = Transfer::between(refund.on, (refund.how.into(), to), refund.amount_cents.0);
            between.map(|transfer| Transfer { about, ..transfer.by(refund.id) }).into_iter().collect()
        }
        Entry::Waived(waiver) => {
            let between = Transfer::between(waiver.on, (Account::Owed, Account::Waived), waiver.amount_cents.0);
            between.map(|transfer| transfer.about(waiver.charge)).into_iter().collect()
        }
        Entry::MissedCharged(fee) => {
            let between = Transfer::between(fee.on, (Account::Missed, Account::Owed), fee.amount_cents.0);
            between.map(|transfer| transfer.about(fee.id)).into_iter().collect()
        }
        Entry::Insurance(_) | Entry::MissedLetOff(_) | Entry::PlanAgreed(_) | Entry::PlanEnded(_) => Vec::new(),
    }
}

/// What an insurer's decision moves.
pub(crate) fn insured(effect: Effect) -> impl Iterator<Item = Transfer> {
    let parts = [(Account::Insurers, effect.paid_cents), (Account::WrittenOff, effect.written_off_cents)];
    parts.into_iter().filter_map(move |(to, cents)| {
        Transfer::between(effect.on, (Account::Owed, to), cents.0).map(|transfer| transfer.about(effect.charge))
    })
}

/// The day that was written down; of earlier entries, the one of their moment.
pub(crate) fn day_of(on: Option<Date>, at: Timestamp) -> Date {
    on.unwrap_or_else(|| Offset::UTC.to_datetime(at).date())
}

/// A payment, or less than nothing of one that is taken back.
fn paid<C: Charge>(ledger: &Ledger<C>, payment: &Payment, (on, cents): (Date, i64)) -> Vec<Transfer> {
    if ledger.open_on(payment.charge).is_none() {
        return Vec::new();
    }
    let between = Transfer::between(on, (Account::Owed, payment.how.into()), cents);
    let mut all: Vec<_> = between.map(|transfer| transfer.about(payment.charge).by(payment.id)).into_iter().collect();
    // What was paid of a balance that a later one made smaller is held for the client.
    if let Some(before) = ledger.brought().filter(|brought| brought.opening.id == payment.charge) {
        let after = BroughtBalance { paid_cents: terms::money::Cents(before.paid_cents.0 + cents), ..before.clone() };
        let over = after.credit_cents().0 - before.credit_cents().0;
        all.extend(Transfer::between(on, (Account::Brought, Account::Owed), over).map(|it| it.about(payment.charge)));
        all.extend(Transfer::between(on, (Account::Held, Account::Brought), over));
    }
    all
}

/// A balance that takes the place of an earlier one.
fn brought((before, after): (Option<&BroughtBalance>, &BroughtBalance), on: Date) -> Vec<Transfer> {
    let (open, credit) = before.map_or((0, 0), |before| (before.open_cents().0, before.credit_cents().0));
    let owed = Transfer::between(on, (Account::Brought, Account::Owed), after.open_cents().0 - open);
    let held = Transfer::between(on, (Account::Held, Account::Brought), after.credit_cents().0 - credit);
    owed.map(|transfer| transfer.about(after.opening.id)).into_iter().chain(held).collect()
}

/// A visit's share of its package, and what the visit would have cost beyond it.
fn package<C: Charge>(ledger: &Ledger<C>, used: &PackageUse) -> Vec<Transfer> {
    let (Some(package), Some(open)) = (ledger.package(used.package), ledger.open_on(used.charge)) else {
        return Vec::new();
    };
    let each = package.each_cents().0.min(open.0);
    let share = Transfer::between(used.on, (Account::Owed, Account::Held), each);
    let rest = Transfer::between(used.on, (Account::Owed, Account::Waived), open.0 - each);
    share.map(|transfer| transfer.by(used.package)).into_iter().chain(rest).map(|it| it.about(used.charge)).collect()
}
