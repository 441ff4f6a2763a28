//! The two ledgers, as folds of their entries. One shape, two types: neither takes the other's entries.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use terms::ids::{AppointmentId, ChargeId, PaymentId, StaffId};
use terms::money::Cents;
use terms::text::Line;

use crate::advance::{Advance, Package, PackageUse};
use crate::charge::{Charge, DosingCharge, PsychotherapyCharge};
use crate::charged::Charged;
use crate::claim::Claims;
use crate::insurance::{Insurance, InsurerAsked};
use crate::missed_visit::{LetOff, Missed, MissedFee};
use crate::opening::{BroughtBalance, Opening};
use crate::payment::{Payment, Reversal};
use crate::payment_plan::{Part, PaymentPlan, PlanEnd};
use crate::posting::{Account, Transfer, balance};
use crate::refund::Refund;
use crate::waiver::Waiver;

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
        /// On which day; of earlier entries only the moment is known.
        #[serde(default)]
        on: Option<Date>,
        /// Who says so.
        by: StaffId,
        /// Why.
        reason: Line,
    },
    /// A balance was moved in from another system.
    OpeningBalance(Opening),
    /// Something between us and an insurer. For attended dosing days there is nothing that could stand here.
    Insurance(C::Insurance),
    /// Money was taken before a visit.
    AdvanceTaken(Advance),
    /// A package paid for a visit.
    PackageUsed(PackageUse),
    /// Money went back to the client.
    Refunded(Refund),
    /// Something need not be paid after all.
    Waived(Waiver),
    /// A fee for a missed visit was asked.
    MissedCharged(MissedFee),
    /// None was asked.
    MissedLetOff(LetOff),
    /// What is open is paid in parts.
    PlanAgreed(PaymentPlan),
    /// The parts are over before they were paid.
    PlanEnded(PlanEnd),
}

/// Charges `C`, and what was paid towards them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger<C: Charge> {
    pub(crate) charges: Vec<Charged<C>>,
    pub(crate) missed: Vec<Missed>,
    pub(crate) let_off: Vec<LetOff>,
    pub(crate) payments: Vec<Payment>,
    pub(crate) reversed: Vec<(Payment, Reversal)>,
    pub(crate) brought: Option<BroughtBalance>,
    pub(crate) advances: Vec<Advance>,
    pub(crate) packages: Vec<Package>,
    pub(crate) refunds: Vec<Refund>,
    pub(crate) waivers: Vec<Waiver>,
    pub(crate) plan: Option<(PaymentPlan, Cents)>,
    pub(crate) transfers: Vec<Transfer>,
    pub(crate) insurance: <C::Insurance as Insurance>::Kept,
}

impl<C: Charge> Default for Ledger<C> {
    fn default() -> Self {
        Self {
            charges: Vec::new(),
            missed: Vec::new(),
            let_off: Vec::new(),
            payments: Vec::new(),
            reversed: Vec::new(),
            brought: None,
            advances: Vec::new(),
            packages: Vec::new(),
            refunds: Vec::new(),
            waivers: Vec::new(),
            plan: None,
            transfers: Vec::new(),
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

impl<C: Charge> Ledger<C> {
    /// The charges with what was paid towards each, oldest first.
    pub fn charges(&self) -> &[Charged<C>] {
        &self.charges
    }

    /// One charge.
    pub fn charge(&self, id: ChargeId) -> Option<&Charged<C>> {
        self.charges.iter().find(|charged| charged.charge.id() == id)
    }

    /// The fees for missed visits.
    pub fn missed(&self) -> &[Missed] {
        &self.missed
    }

    /// The missed visits for which no fee is asked.
    pub fn let_off(&self) -> &[LetOff] {
        &self.let_off
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

    /// What was taken in advance, packages among it, oldest first.
    pub fn advances(&self) -> &[Advance] {
        &self.advances
    }

    /// The packages with what is left of each, oldest first.
    pub fn packages(&self) -> &[Package] {
        &self.packages
    }

    /// One package.
    pub fn package(&self, id: PaymentId) -> Option<&Package> {
        self.packages.iter().find(|package| package.sold.id == id)
    }

    /// What went back, oldest first.
    pub fn refunds(&self) -> &[Refund] {
        &self.refunds
    }

    /// What was waived, oldest first.
    pub fn waivers(&self) -> &[Waiver] {
        &self.waivers
    }

    /// The plan by which what is open is paid, until it is paid or ended.
    pub fn plan(&self) -> Option<&PaymentPlan> {
        self.plan.as_ref().filter(|(plan, paid)| *paid < plan.total_cents).map(|(plan, _)| plan)
    }

    /// The parts of that plan with what was paid of each.
    pub fn plan_parts(&self) -> Vec<Part> {
        let paid = self.plan.as_ref().map_or(Cents::ZERO, |(_, paid)| *paid);
        self.plan().map(|plan| plan.standing(paid)).unwrap_or_default()
    }

    /// Everything that was moved between accounts, in the order in which it was written down.
    pub fn transfers(&self) -> &[Transfer] {
        &self.transfers
    }

    /// Whether nothing was ever charged, paid or brought.
    pub fn is_untouched(&self) -> bool {
        self.transfers.is_empty() && self.brought.is_none()
    }

    /// All charges and fees together, with what was owed before.
    pub fn charged_cents(&self) -> Cents {
        let before = self.brought.iter().map(|brought| brought.charged_cents().0);
        let missed = self.missed.iter().map(|missed| missed.fee.amount_cents.0);
        let charges = self.charges.iter().map(|charged| charged.charge.amount_cents().0);
        Cents(charges.chain(missed).chain(before).sum())
    }

    /// What was paid, without payments taken back.
    pub fn paid_cents(&self) -> Cents {
        let before = self.brought.iter().map(|brought| brought.paid_cents.0);
        let missed = self.missed.iter().map(|missed| missed.paid_cents.0);
        Cents(self.charges.iter().map(|charged| charged.paid_cents.0).chain(missed).chain(before).sum())
    }

    /// What nobody owes, by a contract with an insurer.
    pub fn written_off_cents(&self) -> Cents {
        Cents(self.charges.iter().map(|charged| charged.written_off_cents.0).sum())
    }

    /// What was waived, or is the lower price of packages.
    pub fn waived_cents(&self) -> Cents {
        let missed = self.missed.iter().map(|missed| missed.waived_cents.0);
        Cents(self.charges.iter().map(|charged| charged.waived_cents.0).chain(missed).sum())
    }

    /// What is still open.
    pub fn open_cents(&self) -> Cents {
        Cents(self.payable().map(|(.., open)| open.0).sum())
    }

    /// What the client owes as far as anybody knows: not what an insurer is still asked for, nor less for a charge on
    /// which more was paid than it came to.
    pub fn owed_by_client_cents(&self) -> Cents {
        let theirs = self.payable().filter(|(id, ..)| self.asked(*id) != InsurerAsked::Undecided);
        Cents(theirs.map(|(.., open)| open.0.max(0)).sum())
    }

    /// What is still open on one charge, on a fee, or on the balance that was brought; `None` when the ledger has none.
    pub fn open_on(&self, id: ChargeId) -> Option<Cents> {
        self.payable().find(|(other, ..)| *other == id).map(|(.., open)| open)
    }

    /// Whatever can be owed, with its day and what is open of it: the balance that was brought, charges, fees.
    pub fn payable(&self) -> impl Iterator<Item = (ChargeId, Date, Cents)> {
        let before = self.brought.iter().map(|brought| (brought.opening.id, brought.opening.on, brought.open_cents()));
        let charges = self.charges.iter().map(|it| (it.charge.id(), it.charge.date(), it.open_cents()));
        let missed = self.missed.iter().map(|it| (it.fee.id, it.fee.on, it.open_cents()));
        before.chain(charges).chain(missed)
    }

    /// What is held for the client and can pay for anything; what a package holds pays for its visits alone.
    pub fn credit_cents(&self) -> Cents {
        let packages: i64 = self.packages.iter().map(|package| package.left_cents().0).sum();
        Cents(-balance(&self.transfers, Account::Held).0 - packages)
    }

    /// Whether an insurer is asked for a charge.
    pub fn asked(&self, charge: ChargeId) -> InsurerAsked {
        C::Insurance::asked(&self.insurance, charge)
    }

    pub(crate) fn is_on_a_claim(&self, charge: ChargeId) -> bool {
        self.asked(charge) != InsurerAsked::Nobody
    }

    pub(crate) fn has_decided(&self, visit: AppointmentId) -> bool {
        self.decided().any(|decided| decided == visit)
    }

    /// The most that can be waived of a charge or a fee: what the client was asked for, and an insurer does not pay.
    pub(crate) fn waivable(&self, id: ChargeId) -> Option<Cents> {
        let of_charge = |it: &Charged<C>| {
            it.charge.amount_cents().0 - it.insurer_cents.0 - it.written_off_cents.0 - it.waived_cents.0
        };
        let of_fee = |it: &&Missed| it.fee.id == id;
        let fee = || self.missed.iter().find(of_fee).map(|it| it.fee.amount_cents.0 - it.waived_cents.0);
        self.charge(id).map(of_charge).or_else(fee).map(Cents)
    }

    pub(crate) fn decided(&self) -> impl Iterator<Item = AppointmentId> {
        let asked = self.missed.iter().map(|missed| missed.fee.visit);
        asked.chain(self.let_off.iter().map(|let_off| let_off.visit))
    }
}
