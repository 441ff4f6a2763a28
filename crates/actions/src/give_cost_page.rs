//! Gives a client the page on what this might cost, and writes down that they have read it.

use money::cost_page::{CostPage, Known, cost_page};
use money::coverage::{Coverage, CoverageEntry};
use money::estimate::GivenHow;
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::{Never, Trouble};

use crate::house::House;
use crate::in_coverage::{in_coverage, writer};
use crate::own_draft::staff;

/// Why nothing was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadRefusal {
    /// No page was given yet.
    NotGiven,
}

/// The page as it would be given today.
pub fn cost_page_of(house: &House, by: &Context, coverage: &Coverage) -> CostPage {
    let today = house.today(by.now);
    let fees = coverage.fees_on(today, &house.practice().fees);
    cost_page(Known { fees: &fees, plan: coverage.plan(), check: coverage.check(), today })
}

/// Gives it, as it stands today. It is kept as it was given.
pub fn give_cost_page(house: &House, by: &Context, subject: SubjectId, how: GivenHow) -> Result<(), Trouble<Never>> {
    let giver = staff(by)?;
    in_coverage(house, by, subject, |coverage| {
        Ok(CoverageEntry::CostPageGiven { at: by.now, by: giver, how, page: cost_page_of(house, by, coverage) })
    })
}

/// Writes down that it was read.
pub fn read_cost_page(house: &House, by: &Context, subject: SubjectId) -> Result<(), Trouble<ReadRefusal>> {
    let writer = writer(by)?;
    in_coverage(house, by, subject, |coverage| {
        coverage.cost_page().ok_or(ReadRefusal::NotGiven)?;
        Ok(CoverageEntry::CostPageRead { at: by.now, by: writer })
    })
}
