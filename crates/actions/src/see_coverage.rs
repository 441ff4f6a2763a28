//! Shows a client's coverage: to billing, to their therapist, and what the ledger of psychotherapy says beside it.

use money::authorized::Counted;
use money::coverage::Coverage;
use money::ledger::TherapyLedger;
use record::list::list;
use record::open_folder::Opened;
use record::rows::Find;
use record::scope::{Read, folder};
use schedule::people::{Client, Staff};
use terms::actor::Context;
use terms::diagnosis::DiagnosisCode;
use terms::ids::{StaffId, SubjectId};
use terms::money::Cents;
use terms::trouble::{Denied, Never, Trouble};

use crate::house::House;

/// What is known of one client's coverage.
pub struct CoverageOf {
    /// Who.
    pub client: Client,
    staff: Vec<Staff>,
    coverage: Opened<Coverage>,
    therapy: Opened<TherapyLedger>,
}

impl CoverageOf {
    /// The coverage.
    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    /// Who treats them.
    pub fn clinician(&self) -> Option<&Staff> {
        self.staff.iter().find(|person| person.id == self.client.clinician)
    }

    /// Someone's name.
    pub fn name_of(&self, id: StaffId) -> &str {
        self.staff
            .iter()
            .find(|person| person.id == id)
            .map_or("Someone of the practice", |person| person.name.as_str())
    }

    /// What the plan authorized, with what of it is used.
    pub fn counted(&self) -> Vec<Counted<'_>> {
        self.coverage.counted(&self.therapy)
    }

    /// The diagnosis that was charged last, if one was.
    pub fn diagnosis(&self) -> Option<&DiagnosisCode> {
        self.therapy.charges().iter().rev().find_map(|charged| charged.charge.diagnosis())
    }

    /// How much more than the estimate of its day was charged for psychotherapy, if more was.
    pub fn over_estimate(&self) -> Option<Cents> {
        let charges =
            || self.therapy.charges().iter().map(|charged| (charged.charge.date(), charged.charge.amount_cents()));
        self.coverage.estimates().last()?.over_cents(charges())
    }
}

/// Opens it.
pub fn see_coverage(house: &House, by: &Context, subject: SubjectId) -> Result<CoverageOf, Trouble<Never>> {
    house.record().read(by, |work| {
        let clients = work.permit::<_, Read>(list::<Client>())?;
        let people = work.permit::<_, Read>(list::<Staff>())?;
        let coverage = work.permit::<_, Read>(folder::<Coverage>(subject))?;
        let therapy = work.permit::<_, Read>(folder::<TherapyLedger>(subject))?;
        let client = work.get(&clients, subject.0)?.ok_or(Denied::NotTheirs)?;
        let staff = work.find(&people, Find::All)?;
        Ok(CoverageOf { client, staff, coverage: work.open(&coverage)?, therapy: work.open(&therapy)? })
    })
}
