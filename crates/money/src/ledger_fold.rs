//! How a ledger becomes what it is: each entry moves cents between accounts, and what is owed follows from that.

use terms::folder::{Due, Folder, FolderKind};
use terms::ids::{ChargeId, PaymentId};
use terms::money::Cents;

use crate::advance::{Package, PackageUse};
use crate::charge::Charge;
use crate::charged::Charged;
use crate::insurance::Insurance;
use crate::ledger::{Entry, Ledger};
use crate::ledger_card::LedgerCard;
use crate::missed_visit::Missed;
use crate::moves::{day_of, insured, transfers};
use crate::opening::BroughtBalance;
use crate::payment::Reversal;
use crate::posting::{Account, Transfer, month_sums};
use crate::refund::RefundOf;

impl<C: Charge> Folder for Ledger<C> {
    type Entry = Entry<C>;
    type Card = LedgerCard;
    const KIND: FolderKind = C::LEDGER;

    fn with(mut self, entry: Entry<C>) -> Self {
        let moved = transfers(&self, &entry);
        match &entry {
            Entry::ChargeMade(charge) => self.charges.push(Charged::new(charge.clone())),
            Entry::MissedCharged(fee) => {
                self.missed.push(Missed { fee: fee.clone(), paid_cents: Cents::ZERO, waived_cents: Cents::ZERO });
            }
            _ => {}
        }
        for transfer in moved {
            self.post(transfer);
        }
        self.keep(entry);
        self
    }

    fn card(&self) -> LedgerCard {
        LedgerCard {
            charged_cents: self.charged_cents(),
            paid_cents: self.paid_cents(),
            open_cents: self.open_cents(),
            charges: u32::try_from(self.charges.len()).unwrap_or(u32::MAX),
            written_off_cents: self.written_off_cents(),
            waived_cents: self.waived_cents(),
            credit_cents: self.credit_cents(),
            decided: self.decided().collect(),
            months: month_sums(&self.transfers),
            claims: C::Insurance::cards(&self.insurance),
            open_visits: Some(self.open_visits()),
        }
    }

    fn dues(&self) -> Vec<Due> {
        Vec::new()
    }
}

impl<C: Charge> Ledger<C> {
    fn post(&mut self, transfer: Transfer) {
        if let (Some(about), Some((by, cents))) = (transfer.about, transfer.settles()) {
            self.settle(about, by, cents);
        }
        self.transfers.push(transfer);
    }

    fn settle(&mut self, about: ChargeId, by: Account, cents: i64) {
        let is_theirs =
            matches!(by, Account::Cash | Account::Check | Account::Card | Account::Transfer | Account::Held);
        if let Some((_, paid)) = self.plan.as_mut().filter(|_| is_theirs) {
            paid.0 += cents;
        }
        if let Some(brought) = self.brought.as_mut().filter(|brought| is_theirs && brought.opening.id == about) {
            brought.paid_cents.0 += cents;
        }
        if let Some(missed) = self.missed.iter_mut().find(|missed| missed.fee.id == about) {
            match by {
                Account::Waived => missed.waived_cents.0 += cents,
                _ if is_theirs => missed.paid_cents.0 += cents,
                _ => {}
            }
        }
        if let Some(charged) = self.charges.iter_mut().find(|charged| charged.charge.id() == about) {
            charged.settle(by, cents);
        }
    }

    fn reverse(&mut self, reversal: Reversal) {
        if let Some(at) = self.payments.iter().position(|payment| payment.id == reversal.id) {
            let payment = self.payments.remove(at);
            self.reversed.push((payment, reversal));
        }
    }

    fn take_out(&mut self, package: PaymentId, visits: impl Fn(u8) -> u8) {
        if let Some(package) = self.packages.iter_mut().find(|other| other.sold.id == package) {
            package.left = visits(package.left);
        }
    }

    fn keep(&mut self, entry: Entry<C>) {
        match entry {
            // It stands before what moves on it.
            Entry::ChargeMade(_) | Entry::MissedCharged(_) => {}
            Entry::PaymentTaken(payment) => self.payments.push(payment),
            Entry::PaymentReversed { id, at, on, by, reason } => {
                self.reverse(Reversal { id, at, on: day_of(on, at), by, reason });
            }
            Entry::OpeningBalance(opening) => {
                self.brought = Some(BroughtBalance::after(self.brought.take(), opening));
            }
            Entry::Insurance(fact) => {
                for effect in C::Insurance::keep(&mut self.insurance, fact) {
                    for transfer in insured(effect) {
                        self.post(transfer);
                    }
                }
            }
            Entry::AdvanceTaken(advance) => {
                let package = advance.visits.map(|visits| Package { sold: advance.clone(), visits, left: visits });
                self.packages.extend(package);
                self.advances.push(advance);
            }
            Entry::PackageUsed(PackageUse { package, .. }) => self.take_out(package, |left| left.saturating_sub(1)),
            Entry::Refunded(refund) => {
                if let RefundOf::Package(package) = refund.of {
                    self.take_out(package, |_| 0);
                }
                self.refunds.push(refund);
            }
            Entry::Waived(waiver) => self.waivers.push(waiver),
            Entry::MissedLetOff(let_off) => self.let_off.push(let_off),
            Entry::PlanAgreed(plan) => self.plan = Some((plan, Cents::ZERO)),
            Entry::PlanEnded(_) => self.plan = None,
        }
    }
}
