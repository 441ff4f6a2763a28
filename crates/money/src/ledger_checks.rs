//! What a ledger must be, whatever happens to it.

use proptest::collection::vec;
use proptest::prelude::*;
use terms::folder::Folder;
use terms::money::Cents;
use terms::visit_kind::VisitKind;

use crate::advance::{Advance, take_therapy_advance, use_therapy_package};
use crate::charge::{attended_dosing_visit, charge_attended_dosing, charge_psychotherapy, psychotherapy_visit};
use crate::fee::fee;
use crate::ledger::{DosingLedger, Entry, Ledger, TherapyEntry, TherapyLedger};
use crate::ledger_card::LedgerCard;
use crate::made_up::{
    FEES, advance, id, ledger, let_off, missed_fee, now, opening, package_use, payment, refund, reversal,
    therapy_charge, visit, waiver,
};
use crate::missed_visit::{MayAsk, ask_therapy_fee, let_therapy_off};
use crate::payment::{PaidBy, Payment, Reversal, reverse_therapy_payment, take_therapy_payment};
use crate::posting::{Account, balance};
use crate::refund::{RefundOf, refund_therapy};
use crate::waiver::waive_therapy;

#[test]
fn a_ledger_adds_up_what_is_charged_paid_and_open() {
    let card = |charged, paid, charges| LedgerCard {
        charged_cents: Cents(charged),
        paid_cents: Cents(paid),
        open_cents: Cents(charged - paid),
        charges,
        ..LedgerCard::default()
    };
    let back = reverse_therapy_payment(&ledger(), reversal('p')).unwrap();
    for (given, expected) in [
        (TherapyLedger::default(), card(0, 0, 0)),
        (ledger(), card(36_000, 6_500, 2)),
        (ledger().with(Entry::PaymentTaken(payment('q', 'b', 19_500))), card(36_000, 26_000, 2)),
        (ledger().with(back), card(36_000, 0, 2)),
    ] {
        assert_eq!(LedgerCard { months: Vec::new(), open_visits: None, ..given.card() }, expected);
    }
}

fn letter() -> impl Strategy<Value = char> {
    prop::sample::select(vec!['a', 'b', 'c', 'd'])
}

fn any_kind() -> impl Strategy<Value = VisitKind> {
    prop::sample::select(VisitKind::ALL.to_vec())
}

/// Entries that no rule has looked at.
fn any_entry() -> impl Strategy<Value = TherapyEntry> {
    let reversed = |Reversal { id, at, on, by, reason }| Entry::PaymentReversed { id, at, on: Some(on), by, reason };
    let cents = || -100..30_000_i64;
    let out_of = prop_oneof![
        letter().prop_map(|charge| RefundOf::Charge(id(charge))),
        letter().prop_map(|package| RefundOf::Package(id(package))),
        Just(RefundOf::Held),
    ];
    prop_oneof![
        (letter(), 1..120_u16).prop_map(|(id, length)| Entry::ChargeMade(therapy_charge(id, length))),
        (letter(), prop_oneof![letter(), Just('k'), Just('m')], cents(), any::<bool>()).prop_map(
            |(id, charge, amount, held)| {
                let how = if held { PaidBy::Credit } else { PaidBy::Check };
                Entry::PaymentTaken(Payment { how, ..payment(id, charge, amount) })
            }
        ),
        letter().prop_map(move |id| reversed(reversal(id))),
        (0..30_000_i64, any::<bool>()).prop_map(|(cents, owed)| {
            Entry::OpeningBalance(if owed { opening('k', cents, 0) } else { opening('k', 0, cents) })
        }),
        (letter(), cents(), prop::option::of(0..6_u8))
            .prop_map(|(id, amount, visits)| Entry::AdvanceTaken(Advance { visits, ..advance(id, amount) })),
        (letter(), letter()).prop_map(|(package, charge)| Entry::PackageUsed(package_use(package, charge))),
        (out_of, cents()).prop_map(|(of, amount)| Entry::Refunded(refund(of, amount))),
        (prop_oneof![letter(), Just('m')], cents()).prop_map(|(charge, amount)| Entry::Waived(waiver(charge, amount))),
        cents().prop_map(|amount| Entry::MissedCharged(missed_fee('m', 'v', amount))),
        Just(Entry::MissedLetOff(let_off('v'))),
    ]
}

/// What the rules make of an entry that someone wants.
fn ruled(ledger: &TherapyLedger, entry: TherapyEntry) -> Option<TherapyEntry> {
    let is_new = |advance: &Advance| ledger.advances().iter().all(|other| other.id != advance.id);
    match entry {
        Entry::ChargeMade(charge) => ledger.charge(charge.id()).is_none().then_some(Entry::ChargeMade(charge)),
        Entry::PaymentTaken(payment) => take_therapy_payment(ledger, payment).ok(),
        Entry::PaymentReversed { id, at, on, by, reason } => {
            reverse_therapy_payment(ledger, Reversal { id, at, on: on.unwrap(), by, reason }).ok()
        }
        Entry::AdvanceTaken(advance) => take_therapy_advance(advance).ok().filter(|entry| match entry {
            Entry::AdvanceTaken(advance) => is_new(advance),
            _ => false,
        }),
        Entry::PackageUsed(used) => use_therapy_package(ledger, used).ok(),
        Entry::Refunded(refund) => refund_therapy(ledger, refund).ok(),
        Entry::Waived(waiver) => waive_therapy(ledger, waiver).ok(),
        Entry::MissedCharged(fee) => ask_therapy_fee(ledger, MayAsk::Yes, fee).ok(),
        Entry::MissedLetOff(let_off) => let_therapy_off(ledger, let_off).ok(),
        entry @ (Entry::OpeningBalance(_) | Entry::Insurance(_) | Entry::PlanAgreed(_) | Entry::PlanEnded(_)) => {
            Some(entry)
        }
    }
}

/// All accounts of a ledger, summed.
fn all_accounts(ledger: &TherapyLedger) -> i64 {
    Account::ALL.iter().map(|account| balance(ledger.transfers(), *account).0).sum()
}

proptest! {
    #[test]
    fn postings_sum_to_zero_whatever_happens(entries in vec(any_entry(), 0..40)) {
        let ledger = entries.into_iter().fold(TherapyLedger::default(), Ledger::with);
        prop_assert_eq!(all_accounts(&ledger), 0);
        let months: i64 = ledger.card().months.iter().map(|sum| sum.cents.0).sum();
        prop_assert_eq!(months, 0);
    }

    #[test]
    fn by_the_rules_every_sum_is_an_account(entries in vec(any_entry(), 0..60)) {
        let mut ledger = TherapyLedger::default();
        for entry in entries {
            if let Some(entry) = ruled(&ledger, entry) {
                ledger = ledger.with(entry);
            }
            let of = |account| balance(ledger.transfers(), account);
            prop_assert_eq!(of(Account::Owed), ledger.open_cents());
            prop_assert_eq!(of(Account::Waived), ledger.waived_cents());
            let packages: i64 = ledger.packages().iter().map(|package| package.left_cents().0).sum();
            prop_assert_eq!(-of(Account::Held).0, ledger.credit_cents().0 + packages);
        }
    }

    #[test]
    fn what_is_charged_is_paid_waived_or_open(entries in vec(any_entry(), 0..40)) {
        let mut ledger = TherapyLedger::default();
        for entry in entries {
            if let Some(entry) = ruled(&ledger, entry) {
                ledger = ledger.with(entry);
            }
        }
        let card = ledger.card();
        let settled = card.paid_cents.0 + card.open_cents.0 + card.waived_cents.0 + card.written_off_cents.0;
        prop_assert_eq!(card.charged_cents, Cents(settled));
    }

    #[test]
    fn no_refund_leaves_less_than_nothing(entries in vec(any_entry(), 0..60)) {
        let mut ledger = TherapyLedger::default();
        for entry in entries {
            let gives = matches!(entry, Entry::Refunded(_) | Entry::PaymentTaken(_) | Entry::PackageUsed(_));
            let credit = ledger.credit_cents();
            if let Some(entry) = ruled(&ledger, entry) {
                ledger = ledger.with(entry);
            }
            prop_assert!(!gives || ledger.credit_cents().0 >= credit.0.min(0), "{:?}", ledger.credit_cents());
        }
    }

    #[test]
    fn a_therapy_ledger_never_holds_dosing(visits in vec((any_kind(), 1..200_u16), 0..30)) {
        let (mut therapy, mut dosing) = (TherapyLedger::default(), DosingLedger::default());
        let (mut therapy_cents, mut dosing_cents) = (0, 0);
        for (kind, length) in visits {
            let facts = visit(kind, length);
            let amount = fee(kind, facts.length_min, &FEES).0;
            *(if kind == VisitKind::AttendedDosing { &mut dosing_cents } else { &mut therapy_cents }) += amount;
            if let Some(visit) = psychotherapy_visit(facts.clone()) {
                let charge = charge_psychotherapy(visit, id('a'), &FEES, now());
                therapy = charge.into_iter().map(Entry::ChargeMade).fold(therapy, Ledger::with);
            }
            if let Some(visit) = attended_dosing_visit(facts) {
                let charge = charge_attended_dosing(visit, id('a'), &FEES, now());
                dosing = charge.into_iter().map(Entry::ChargeMade).fold(dosing, Ledger::with);
            }
        }
        prop_assert_eq!(therapy.charged_cents(), Cents(therapy_cents));
        prop_assert_eq!(dosing.charged_cents(), Cents(dosing_cents));
    }
}
