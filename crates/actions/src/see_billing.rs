//! Shows billing what holds money up today: claims, answers, coverage and estimates that wait, each counted.

use money::claim::ClaimWork;
use money::coverage::Coverage;
use money::coverage_work::CoverageWork;
use money::edi_file::EdiFile;
use money::kept_line::{KeptLine, LineState};
use money::ledger::{DosingLedger, TherapyLedger};
use record::list::list;
use record::rows::Find;
use record::scope::{Read, cards};
use schedule::appointment::Appointment;
use schedule::people::Client;
use terms::actor::Context;
use terms::trouble::{Never, Trouble};

use crate::edi_files::all_files;
use crate::house::House;
use crate::missed_visits::missed;
use crate::see_claims::{ClaimsBoard, board};
use crate::see_coverage_list::{CoverageLine, coverage_lines};

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
    /// How many lines of the bank nobody has booked.
    pub bank_lines: usize,
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

/// Everything from cards and rows, each read once: no folder is opened.
pub fn see_billing(house: &House, by: &Context) -> Result<BillingDesk, Trouble<Never>> {
    house.record().read(by, |work| {
        let clients = work.permit::<_, Read>(list::<Client>())?;
        let calendar = work.permit::<_, Read>(list::<Appointment>())?;
        let files = work.permit::<_, Read>(list::<EdiFile>())?;
        let therapy = work.permit::<_, Read>(cards::<TherapyLedger>())?;
        let dosing = work.permit::<_, Read>(cards::<DosingLedger>())?;
        let coverage = work.permit::<_, Read>(cards::<Coverage>())?;
        let (therapy, dosing, coverage) = (work.cards(&therapy)?, work.cards(&dosing)?, work.cards(&coverage)?);
        let everyone: Vec<Client> = work.find(&clients, Find::All)?;
        let cancelled = work.find(&calendar, Find::State("cancelled"))?;
        let planned = work.find(&calendar, Find::State("planned"))?;
        let to_post = all_files(work, &files)?.iter().filter(|file| file.waits()).count();
        let lines = work.permit::<_, Read>(list::<KeptLine>())?;
        let bank_lines = work.find::<KeptLine, _>(&lines, Find::State(LineState::Waiting.code()))?.len();
        let missed = missed(house, by.now, (&everyone, [&therapy, &dosing]), cancelled).len();
        let claims = board(&everyone, &therapy, &coverage);
        let coverage = coverage_lines(house, by.now, (everyone, &coverage), planned);
        Ok(BillingDesk { claims, to_post, coverage, missed, bank_lines })
    })
}
