//! Shows billing what holds money up today: claims, answers, coverage and estimates that wait, each counted.

use money::claim::ClaimWork;
use money::coverage_work::CoverageWork;
use money::edi_file::EdiFile;
use terms::actor::Context;
use terms::trouble::{Never, Trouble};

use crate::edi_files::see_edi_files;
use crate::house::House;
use crate::missed_visits::see_missed_visits;
use crate::see_claims::{ClaimsBoard, see_claims};
use crate::see_coverage_list::{CoverageLine, see_coverage_list};

/// What waits at billing's desk.
pub struct BillingDesk {
    /// All claims.
    pub claims: ClaimsBoard,
    /// How many answers of insurers nobody has taken in.
    pub to_post: usize,
    /// How everybody pays.
    pub coverage: Vec<CoverageLine>,
    /// How many missed visits nobody has decided on.
    pub missed: usize,
}

impl BillingDesk {
    /// How many claims wait in a list.
    pub fn claims_in(&self, work: ClaimWork) -> usize {
        self.claims.count(work)
    }

    /// How many clients wait for this.
    pub fn clients_for(&self, work: CoverageWork) -> usize {
        self.coverage.iter().filter(|line| line.work.contains(&work)).count()
    }

    /// How many visits stand on no claim though the plan takes claims.
    pub fn on_no_claim(&self) -> usize {
        self.claims.may_claim.iter().map(|(_, visits)| visits).sum()
    }
}

/// Everything from cards and rows: no folder is opened.
pub fn see_billing(house: &House, by: &Context) -> Result<BillingDesk, Trouble<Never>> {
    let claims = see_claims(house, by)?;
    let to_post = see_edi_files(house, by)?.iter().filter(|file| EdiFile::waits(file)).count();
    let missed = see_missed_visits(house, by)?.len();
    Ok(BillingDesk { claims, to_post, coverage: see_coverage_list(house, by)?, missed })
}
