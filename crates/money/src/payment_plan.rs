//! A payment plan: what is open, paid in parts on days that were agreed. It costs nothing and has at most four parts:
//! with a charge for it, or with more parts, the practice would be a creditor (12 CFR 1026.2(a)(17)(i)(A)).

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};
use terms::ids::StaffId;
use terms::money::Cents;
use terms::text::Line;
use terms::words;

use crate::charge::{Charge, DosingCharge, PsychotherapyCharge};
use crate::ledger::{DosingEntry, DosingLedger, Entry, Ledger, TherapyEntry, TherapyLedger};

/// The most parts of a plan (12 CFR 1026.2(a)(17)(i)(A)).
pub const MOST_PARTS: u8 = 4;

words! {
    /// How often a part is paid.
    Every {
        Week = "week", "Every week";
        TwoWeeks = "two-weeks", "Every two weeks";
        Month = "month", "Every month";
    }
}

/// What was agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentPlan {
    /// When it was agreed.
    pub at: Timestamp,
    /// On which day.
    pub on: Date,
    /// Who agreed it with the client.
    pub by: StaffId,
    /// What is paid under it: all that was open.
    pub total_cents: Cents,
    /// In how many parts, 2 to [`MOST_PARTS`].
    pub parts: u8,
    /// The day of the first.
    pub first_on: Date,
    /// How often.
    pub every: Every,
}

/// A plan that is over before it was paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanEnd {
    /// When.
    pub at: Timestamp,
    /// Who says so.
    pub by: StaffId,
    /// Why.
    pub reason: Line,
}

/// A part of a plan, and what was paid of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// By which day.
    pub on: Date,
    /// How much.
    pub cents: Cents,
    /// What was paid of it.
    pub paid_cents: Cents,
}

/// Why no plan is agreed, or none ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanRefusal {
    /// Nothing is open.
    NothingOpen,
    /// Less than two parts, or more than [`MOST_PARTS`].
    Parts,
    /// The first day is over, or more than two months away.
    FirstDay,
    /// There is a plan already; or, to end one, there is none.
    Standing,
}

impl PaymentPlan {
    /// Its parts: equal, and the first takes the cents that don't share out.
    pub fn amounts(&self) -> Vec<(Date, Cents)> {
        let parts = i64::from(self.parts.max(1));
        let each = self.total_cents.0 / parts;
        (0..parts)
            .map(|place| {
                let on = match self.every {
                    Every::Week => self.first_on.saturating_add(place.weeks()),
                    Every::TwoWeeks => self.first_on.saturating_add((2 * place).weeks()),
                    Every::Month => self.first_on.saturating_add(place.months()),
                };
                (on, Cents(if place == 0 { self.total_cents.0 - each * (parts - 1) } else { each }))
            })
            .collect()
    }

    /// Its parts with what was paid of each, earliest first, when so much was paid since it was agreed.
    pub fn standing(&self, paid_since: Cents) -> Vec<Part> {
        let mut left = paid_since.0.max(0);
        let part = |(on, cents): (Date, Cents)| {
            let paid = left.min(cents.0);
            left -= paid;
            Part { on, cents, paid_cents: Cents(paid) }
        };
        self.amounts().into_iter().map(part).collect()
    }
}

/// Agrees a plan for psychotherapy.
pub fn agree_therapy_plan(ledger: &TherapyLedger, plan: PaymentPlan) -> Result<TherapyEntry, PlanRefusal> {
    agree::<PsychotherapyCharge>(ledger, plan)
}

/// Agrees a plan for attended dosing days.
pub fn agree_dosing_plan(ledger: &DosingLedger, plan: PaymentPlan) -> Result<DosingEntry, PlanRefusal> {
    agree::<DosingCharge>(ledger, plan)
}

/// Ends a plan for psychotherapy.
pub fn end_therapy_plan(ledger: &TherapyLedger, end: PlanEnd) -> Result<TherapyEntry, PlanRefusal> {
    ended::<PsychotherapyCharge>(ledger, end)
}

/// Ends a plan for attended dosing days.
pub fn end_dosing_plan(ledger: &DosingLedger, end: PlanEnd) -> Result<DosingEntry, PlanRefusal> {
    ended::<DosingCharge>(ledger, end)
}

fn agree<C: Charge>(ledger: &Ledger<C>, plan: PaymentPlan) -> Result<Entry<C>, PlanRefusal> {
    let open_cents = ledger.owed_by_client_cents();
    if ledger.plan().is_some() {
        Err(PlanRefusal::Standing)
    } else if open_cents <= Cents::ZERO {
        Err(PlanRefusal::NothingOpen)
    } else if !(2..=MOST_PARTS).contains(&plan.parts) {
        Err(PlanRefusal::Parts)
    } else if plan.first_on < plan.on || plan.first_on > plan.on.saturating_add(2.months()) {
        Err(PlanRefusal::FirstDay)
    } else {
        Ok(Entry::PlanAgreed(PaymentPlan { total_cents: open_cents, ..plan }))
    }
}

fn ended<C: Charge>(ledger: &Ledger<C>, end: PlanEnd) -> Result<Entry<C>, PlanRefusal> {
    if ledger.plan().is_none() { Err(PlanRefusal::Standing) } else { Ok(Entry::PlanEnded(end)) }
}

#[cfg(test)]
mod tests {
    use terms::folder::Folder;

    use super::*;
    use crate::made_up::{ledger, line, now, payment, plan_in_parts, today};

    #[test]
    fn a_plan_covers_what_is_open_in_two_to_four_parts() {
        for (parts, first_in, expected) in [
            (2, 0, Ok(())),
            (4, 30, Ok(())),
            (1, 0, Err(PlanRefusal::Parts)),
            (5, 0, Err(PlanRefusal::Parts)),
            (3, -1, Err(PlanRefusal::FirstDay)),
            (3, 62, Err(PlanRefusal::FirstDay)),
        ] {
            let plan = PaymentPlan { first_on: today() + first_in.days(), ..plan_in_parts(parts) };
            assert_eq!(agree_therapy_plan(&ledger(), plan).map(|_| ()), expected, "{parts} {first_in}");
        }
        let none = agree_therapy_plan(&TherapyLedger::default(), plan_in_parts(3));
        assert_eq!(none, Err(PlanRefusal::NothingOpen));
    }

    #[test]
    fn parts_sum_to_the_whole_and_are_paid_in_turn() {
        let agreed = ledger().with(agree_therapy_plan(&ledger(), plan_in_parts(3)).unwrap());
        let plan = agreed.plan().unwrap();
        let told: Vec<_> = plan.amounts().iter().map(|(on, cents)| (on.to_string(), cents.0)).collect();
        let days = ["2026-06-22", "2026-07-22", "2026-08-22"].map(str::to_owned);
        assert_eq!(told, days.into_iter().zip([9_834, 9_833, 9_833]).collect::<Vec<_>>());
        let paid = agreed.with(Entry::PaymentTaken(payment('q', 'b', 12_000)));
        let paid: Vec<i64> = paid.plan_parts().iter().map(|part| part.paid_cents.0).collect();
        assert_eq!(paid, [9_834, 2_166, 0]);
    }

    #[test]
    fn there_is_one_plan_at_a_time_and_it_ends_with_a_reason_or_paid() {
        let agreed = ledger().with(agree_therapy_plan(&ledger(), plan_in_parts(2)).unwrap());
        assert_eq!(agree_therapy_plan(&agreed, plan_in_parts(2)), Err(PlanRefusal::Standing));
        let end = PlanEnd { at: now(), by: crate::made_up::id('b'), reason: line("They pay at once") };
        let over = agreed.clone().with(end_therapy_plan(&agreed, end.clone()).unwrap());
        assert_eq!((over.plan(), end_therapy_plan(&over, end)), (None, Err(PlanRefusal::Standing)));
        let paid = agreed
            .with(Entry::PaymentTaken(payment('q', 'a', 10_000)))
            .with(Entry::PaymentTaken(payment('r', 'b', 19_500)));
        assert_eq!(paid.plan(), None);
    }
}
