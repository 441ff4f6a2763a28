//! The two ledgers, as folds of their entries. One shape, two types: neither takes the other's entries.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use terms::folder::{Due, Folder, FolderKind};
use terms::ids::{ChargeId, PaymentId, StaffId};
use terms::money::Cents;
use terms::text::Line;

use crate::charge::{Charge, DosingCharge, PsychotherapyCharge};
use crate::payment::{Payment, Reversal};

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
pub enum Entry<C> {
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
}

/// Charges `C`, and what was paid towards them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger<C> {
    charges: Vec<Charged<C>>,
    payments: Vec<Payment>,
    reversed: Vec<(Payment, Reversal)>,
}

/// A charge, and what was paid towards it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charged<C> {
    /// The charge.
    pub charge: C,
    /// What was paid towards it so far.
    pub paid_cents: Cents,
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
}

impl<C> Default for Ledger<C> {
    fn default() -> Self {
        Self { charges: Vec::new(), payments: Vec::new(), reversed: Vec::new() }
    }
}

impl<C: Charge> Charged<C> {
    /// What is still open on it.
    pub fn open_cents(&self) -> Cents {
        Cents(self.charge.amount_cents().0 - self.paid_cents.0)
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

    /// All charges together.
    pub fn charged_cents(&self) -> Cents {
        Cents(self.charges.iter().map(|charged| charged.charge.amount_cents().0).sum())
    }

    /// What was paid, without payments taken back.
    pub fn paid_cents(&self) -> Cents {
        Cents(self.charges.iter().map(|charged| charged.paid_cents.0).sum())
    }

    /// What is still open.
    pub fn open_cents(&self) -> Cents {
        Cents(self.charges.iter().map(|charged| charged.open_cents().0).sum())
    }

    fn pay(&mut self, charge: ChargeId, amount_cents: i64) {
        if let Some(charged) = self.charges.iter_mut().find(|charged| charged.charge.id() == charge) {
            charged.paid_cents.0 += amount_cents;
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
            Entry::ChargeMade(charge) => self.charges.push(Charged { charge, paid_cents: Cents::ZERO }),
            Entry::PaymentTaken(payment) => {
                self.pay(payment.charge, payment.amount_cents.0);
                self.payments.push(payment);
            }
            Entry::PaymentReversed { id, at, by, reason } => self.reverse(Reversal { id, at, by, reason }),
        }
        self
    }

    fn card(&self) -> LedgerCard {
        LedgerCard {
            charged_cents: self.charged_cents(),
            paid_cents: self.paid_cents(),
            open_cents: self.open_cents(),
            charges: u32::try_from(self.charges.len()).unwrap_or(u32::MAX),
        }
    }

    fn dues(&self) -> Vec<Due> {
        Vec::new()
    }
}
