//! The two ledgers, as folds of their entries. One shape, two types: neither takes the other's entries.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::folder::{Due, Folder, FolderKind};
use terms::ids::{ChargeId, PaymentId, StaffId};
use terms::money::Cents;
use terms::text::Line;

use crate::charge::{Charge, DosingCharge, PsychotherapyCharge};
use crate::claim::{ClaimCard, Claims};
use crate::insurance::{Effect, Insurance};
use crate::opening::{BroughtBalance, Opening};
use crate::payment::{PaidBy, Payment, Reversal};

/// A fact in the ledger of psychotherapy.
pub type TherapyEntry = Entry<PsychotherapyCharge>;

/// A fact in the ledger of attended dosing days.
pub type DosingEntry = Entry<DosingCharge>;

/// Charges and payments for psychotherapy.
pub type TherapyLedger = Ledger<PsychotherapyCharge>;

/// Charges and payments for attended dosing days.
pub type DosingLedger = Ledger<DosingCharge>;

/// A fact in the ledger of charges `C`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound = "")]
pub enum Entry<C: Charge> {
    /// A visit made a charge.
    ChargeMade(C),
    /// A payment was taken.
    PaymentTaken(Payment),
    /// A payment was taken back.
    PaymentReversed {
        /// Which.
        id: PaymentId,
        /// When.
        at: Timestamp,
        /// Who says so.
        by: StaffId,
        /// Why.
        reason: Line,
    },
    /// A balance was moved in from another system.
    OpeningBalance(Opening),
    /// Something between us and an insurer. For attended dosing days there is nothing that could stand here.
    Insurance(C::Insurance),
}

/// Charges `C`, and what was paid towards them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger<C: Charge> {
    charges: Vec<Charged<C>>,
    payments: Vec<Payment>,
    reversed: Vec<(Payment, Reversal)>,
    brought: Option<BroughtBalance>,
    insurance: <C::Insurance as Insurance>::Kept,
}

/// A charge, and what was paid towards it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charged<C> {
    /// The charge.
    pub charge: C,
    /// What was paid towards it so far, by the client and by an insurer.
    pub paid_cents: Cents,
    /// What an insurer paid of that.
    pub insurer_cents: Cents,
    /// What nobody owes, by a contract with an insurer.
    pub written_off_cents: Cents,
}

/// What list screens show of a ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerCard {
    /// All charges together.
    pub charged_cents: Cents,
    /// All payments together, without those taken back.
    pub paid_cents: Cents,
    /// What is still open.
    pub open_cents: Cents,
    /// How many charges.
    pub charges: u32,
    /// What nobody owes, by a contract with an insurer.
    #[serde(default)]
    pub written_off_cents: Cents,
    /// The claims; never any in the ledger of dosing days.
    #[serde(default)]
    pub claims: Vec<ClaimCard>,
}

impl<C: Charge> Default for Ledger<C> {
    fn default() -> Self {
        Self {
            charges: Vec::new(),
            payments: Vec::new(),
            reversed: Vec::new(),
            brought: None,
            insurance: Default::default(),
        }
    }
}

impl TherapyLedger {
    /// The claims that were made of it. The ledger of dosing days has none, nor a place for them.
    pub fn claims(&self) -> &Claims {
        &self.insurance
    }
}

impl<C: Charge> Charged<C> {
    /// What is still open on it; less than nothing where client and insurer paid more than it came to.
    pub fn open_cents(&self) -> Cents {
        Cents(self.charge.amount_cents().0 - self.paid_cents.0 - self.written_off_cents.0)
    }
}

impl<C: Charge> Ledger<C> {
    /// The charges with what was paid towards each, oldest first.
    pub fn charges(&self) -> &[Charged<C>] {
        &self.charges
    }

    /// One charge.
    pub fn charge(&self, id: ChargeId) -> Option<&Charged<C>> {
        self.charges.iter().find(|charged| charged.charge.id() == id)
    }

    /// The payments that stand, oldest first.
    pub fn payments(&self) -> &[Payment] {
        &self.payments
    }

    /// One payment that stands.
    pub fn payment(&self, id: PaymentId) -> Option<&Payment> {
        self.payments.iter().find(|payment| payment.id == id)
    }

    /// The payments that were taken back, each with the reason.
    pub fn reversed(&self) -> &[(Payment, Reversal)] {
        &self.reversed
    }

    /// The balance that was moved in from another system, if one was.
    pub fn brought(&self) -> Option<&BroughtBalance> {
        self.brought.as_ref()
    }

    /// Whether nothing was ever charged, paid or brought.
    pub fn is_untouched(&self) -> bool {
        self.charges.is_empty() && self.brought.is_none()
    }

    /// All charges together, with what was owed before.
    pub fn charged_cents(&self) -> Cents {
        let before = self.brought.iter().map(|brought| brought.charged_cents().0);
        Cents(self.charges.iter().map(|charged| charged.charge.amount_cents().0).chain(before).sum())
    }

    /// What was paid, without payments taken back.
    pub fn paid_cents(&self) -> Cents {
        let before = self.brought.iter().map(|brought| brought.paid_cents.0);
        Cents(self.charges.iter().map(|charged| charged.paid_cents.0).chain(before).sum())
    }

    /// What nobody owes, by a contract with an insurer.
    pub fn written_off_cents(&self) -> Cents {
        Cents(self.charges.iter().map(|charged| charged.written_off_cents.0).sum())
    }

    /// What is still open.
    pub fn open_cents(&self) -> Cents {
        let before = self.brought.iter().map(|brought| brought.open_cents().0);
        Cents(self.charges.iter().map(|charged| charged.open_cents().0).chain(before).sum())
    }

    /// What is still open on one charge, or on the balance that was brought; `None` when the ledger has neither.
    pub fn open_on(&self, id: ChargeId) -> Option<Cents> {
        let brought = || self.brought.as_ref().filter(|brought| brought.opening.id == id);
        let charge = self.charge(id).map(Charged::open_cents);
        charge.or_else(|| brought().map(BroughtBalance::open_cents))
    }

    /// What is left over from before, less what was paid with it.
    pub fn credit_cents(&self) -> Cents {
        let used = self.payments.iter().filter(|payment| payment.how == PaidBy::Credit);
        let used: i64 = used.map(|payment| payment.amount_cents.0).sum();
        Cents(self.brought.as_ref().map_or(0, |brought| brought.credit_cents().0) - used)
    }

    fn pay(&mut self, charge: ChargeId, amount_cents: i64) {
        if let Some(brought) = self.brought.as_mut().filter(|brought| brought.opening.id == charge) {
            brought.paid_cents.0 += amount_cents;
        }
        if let Some(charged) = self.charges.iter_mut().find(|charged| charged.charge.id() == charge) {
            charged.paid_cents.0 += amount_cents;
        }
    }

    fn settle(&mut self, effect: Effect) {
        if let Some(charged) = self.charges.iter_mut().find(|charged| charged.charge.id() == effect.charge) {
            charged.paid_cents.0 += effect.paid_cents.0;
            charged.insurer_cents.0 += effect.paid_cents.0;
            charged.written_off_cents.0 += effect.written_off_cents.0;
        }
    }

    fn reverse(&mut self, reversal: Reversal) {
        if let Some(at) = self.payments.iter().position(|payment| payment.id == reversal.id) {
            let payment = self.payments.remove(at);
            self.pay(payment.charge, -payment.amount_cents.0);
            self.reversed.push((payment, reversal));
        }
    }
}

impl<C: Charge> Folder for Ledger<C> {
    type Entry = Entry<C>;
    type Card = LedgerCard;
    const KIND: FolderKind = C::LEDGER;

    fn with(mut self, entry: Entry<C>) -> Self {
        match entry {
            Entry::ChargeMade(charge) => {
                let nothing = Cents::ZERO;
                self.charges.push(Charged {
                    charge,
                    paid_cents: nothing,
                    insurer_cents: nothing,
                    written_off_cents: nothing,
                });
            }
            Entry::PaymentTaken(payment) => {
                self.pay(payment.charge, payment.amount_cents.0);
                self.payments.push(payment);
            }
            Entry::PaymentReversed { id, at, by, reason } => self.reverse(Reversal { id, at, by, reason }),
            Entry::OpeningBalance(opening) => {
                self.brought = Some(BroughtBalance::after(self.brought.take(), opening));
            }
            Entry::Insurance(fact) => {
                for effect in C::Insurance::keep(&mut self.insurance, fact) {
                    self.settle(effect);
                }
            }
        }
        self
    }

    fn card(&self) -> LedgerCard {
        LedgerCard {
            charged_cents: self.charged_cents(),
            paid_cents: self.paid_cents(),
            open_cents: self.open_cents(),
            charges: u32::try_from(self.charges.len()).unwrap_or(u32::MAX),
            written_off_cents: self.written_off_cents(),
            claims: C::Insurance::cards(&self.insurance),
        }
    }

    fn dues(&self) -> Vec<Due> {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use terms::visit_kind::VisitKind;

    use super::*;
    use crate::charge::{attended_dosing_visit, charge_attended_dosing, charge_psychotherapy, psychotherapy_visit};
    use crate::fee::fee;
    use crate::made_up::{FEES, id, ledger, now, opening, payment, reversal, therapy_charge, visit};
    use crate::payment::{reverse_therapy_payment, take_therapy_payment};

    #[test]
    fn a_ledger_adds_up_what_is_charged_paid_and_open() {
        let card = |charged, paid, charges| LedgerCard {
            charged_cents: Cents(charged),
            paid_cents: Cents(paid),
            open_cents: Cents(charged - paid),
            charges,
            ..LedgerCard::default()
        };
        let Reversal { id, at, by, reason } = reversal('p');
        for (given, expected) in [
            (TherapyLedger::default(), card(0, 0, 0)),
            (ledger(), card(36_000, 6_500, 2)),
            (ledger().with(Entry::PaymentTaken(payment('q', 'b', 19_500))), card(36_000, 26_000, 2)),
            (ledger().with(Entry::PaymentReversed { id, at, by, reason }), card(36_000, 0, 2)),
        ] {
            assert_eq!(given.card(), expected);
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
        let reversed = |Reversal { id, at, by, reason }| Entry::PaymentReversed { id, at, by, reason };
        prop_oneof![
            (letter(), 1..120_u16).prop_map(|(id, length)| Entry::ChargeMade(therapy_charge(id, length))),
            (letter(), prop_oneof![letter(), Just('k')], -100..30_000_i64)
                .prop_map(|(id, charge, amount)| Entry::PaymentTaken(payment(id, charge, amount))),
            letter().prop_map(move |id| reversed(reversal(id))),
            (0..30_000_i64).prop_map(|owed| Entry::OpeningBalance(opening('k', owed, 0))),
        ]
    }

    /// What the rules make of an entry that someone wants.
    fn ruled(ledger: &TherapyLedger, entry: TherapyEntry) -> Option<TherapyEntry> {
        match entry {
            Entry::ChargeMade(charge) => ledger.charge(charge.id()).is_none().then_some(Entry::ChargeMade(charge)),
            Entry::PaymentTaken(payment) => take_therapy_payment(ledger, payment).ok(),
            Entry::PaymentReversed { id, at, by, reason } => {
                reverse_therapy_payment(ledger, Reversal { id, at, by, reason }).ok()
            }
            Entry::OpeningBalance(opening) => Some(Entry::OpeningBalance(opening)),
            Entry::Insurance(fact) => Some(Entry::Insurance(fact)),
        }
    }

    proptest! {
        #[test]
        fn what_is_charged_is_paid_or_open(entries in vec(any_entry(), 0..40)) {
            let ledger = entries.into_iter().fold(TherapyLedger::default(), Ledger::with);
            let card = ledger.card();
            prop_assert_eq!(Some(card.charged_cents), card.paid_cents.checked_add(card.open_cents));
        }

        #[test]
        fn by_the_rules_nothing_is_overpaid_and_every_payment_counts(entries in vec(any_entry(), 0..40)) {
            let mut ledger = TherapyLedger::default();
            for entry in entries {
                if let Some(entry) = ruled(&ledger, entry) {
                    ledger = ledger.with(entry);
                }
            }
            prop_assert!(ledger.charges().iter().all(|charged| charged.open_cents() >= Cents::ZERO));
            let paid: i64 = ledger.payments().iter().map(|payment| payment.amount_cents.0).sum();
            prop_assert_eq!(ledger.card().paid_cents, Cents(paid));
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
}
