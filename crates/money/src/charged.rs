//! A charge, and what became of it.

use terms::money::Cents;

use crate::charge::Charge;
use crate::posting::Account;

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
    /// What was waived, or is the lower price of a package.
    pub waived_cents: Cents,
}

impl<C> Charged<C> {
    /// The charge as it is made, of which nothing is paid.
    pub(crate) fn new(charge: C) -> Self {
        let nothing = Cents::ZERO;
        Self { charge, paid_cents: nothing, insurer_cents: nothing, written_off_cents: nothing, waived_cents: nothing }
    }

    pub(crate) fn settle(&mut self, by: Account, cents: i64) {
        match by {
            Account::Cash | Account::Check | Account::Card | Account::Transfer | Account::Held => {
                self.paid_cents.0 += cents;
            }
            Account::Insurers => {
                self.paid_cents.0 += cents;
                self.insurer_cents.0 += cents;
            }
            Account::WrittenOff => self.written_off_cents.0 += cents,
            Account::Waived => self.waived_cents.0 += cents,
            Account::Earned | Account::Missed | Account::Brought | Account::Owed => {}
        }
    }
}

impl<C: Charge> Charged<C> {
    /// What is still open on it; less than nothing where more was paid than it came to.
    pub fn open_cents(&self) -> Cents {
        Cents(self.charge.amount_cents().0 - self.paid_cents.0 - self.written_off_cents.0 - self.waived_cents.0)
    }
}
