//! Takes money before a visit, and pays a visit out of a package.

use jiff::civil::Date;
use money::advance::{
    Advance, AdvanceRefusal, PackageUse, UseRefusal, take_dosing_advance, take_therapy_advance, use_dosing_package,
    use_therapy_package,
};
use money::ledger::{DosingLedger, TherapyLedger};
use money::payment::{PaidBy, TakenBy};
use money::side::Side;
use terms::actor::Context;
use terms::ids::{ChargeId, PaymentId, SubjectId};
use terms::money::Cents;
use terms::trouble::Trouble;

use crate::house::House;
use crate::in_ledger::in_side;
use crate::own_draft::staff;

/// An advance as it was typed in.
#[derive(Clone, Copy, Debug)]
pub struct NewAdvance {
    /// How much.
    pub amount_cents: Cents,
    /// How.
    pub how: PaidBy,
    /// On which day.
    pub on: Date,
    /// For how many visits, if it is a package.
    pub visits: Option<u8>,
}

/// Takes an advance. Sending the same form again shows the first result.
pub fn take_advance(
    house: &House,
    by: &Context,
    (whose, once): ((SubjectId, Side), &str),
    new: NewAdvance,
) -> Result<PaymentId, Trouble<AdvanceRefusal>> {
    let NewAdvance { amount_cents, how, on, visits } = new;
    let (id, by_whom) = (PaymentId(house.record().new_id()), TakenBy::Staff(staff(by)?));
    let advance = Advance { id, at: by.now, on, by: by_whom, amount_cents, how, visits, part_of: None };
    in_side(
        house,
        by,
        (whose, once, Some((on, AdvanceRefusal::MonthClosed)), id),
        (
            |_: &TherapyLedger| take_therapy_advance(advance.clone()),
            |_: &DosingLedger| take_dosing_advance(advance.clone()),
        ),
    )
}

/// Pays a visit out of a package, today.
pub fn use_package(
    house: &House,
    by: &Context,
    (whose, once): ((SubjectId, Side), &str),
    (package, charge): (PaymentId, ChargeId),
) -> Result<(), Trouble<UseRefusal>> {
    let used = PackageUse { package, charge, at: by.now, on: house.today(by.now), by: staff(by)? };
    in_side(
        house,
        by,
        (whose, once, None, ()),
        (
            |ledger: &TherapyLedger| use_therapy_package(ledger, used.clone()),
            |ledger: &DosingLedger| use_dosing_package(ledger, used.clone()),
        ),
    )
}
