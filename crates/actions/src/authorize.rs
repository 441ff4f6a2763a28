//! Writes down what a plan authorized, and shows what of it is left.

use money::authorized::{Authorized, AuthorizedRefusal, Counted, authorized};
use money::coverage::{Coverage, CoverageEntry};
use money::ledger::TherapyLedger;
use record::open_folder::Opened;
use record::scope::{Read, folder};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::{Never, Trouble};

use crate::house::House;
use crate::in_coverage::in_coverage;
use crate::own_draft::staff;

/// What of a client's authorizations is left.
#[derive(Default)]
pub struct AuthorizedOf {
    opened: Option<(Opened<Coverage>, Opened<TherapyLedger>)>,
}

impl AuthorizedOf {
    /// Each authorization with what of it is used.
    pub fn counted(&self) -> Vec<Counted<'_>> {
        self.opened.as_ref().map(|(coverage, ledger)| coverage.counted(ledger)).unwrap_or_default()
    }
}

/// Writes one down, in place of one with the same number.
pub fn authorize(
    house: &House,
    by: &Context,
    subject: SubjectId,
    told: &Authorized,
) -> Result<(), Trouble<AuthorizedRefusal>> {
    let by_whom = staff(by)?;
    in_coverage(house, by, subject, |coverage| {
        let told = Authorized { at: by.now, by: by_whom, ..told.clone() };
        authorized(coverage, told).map(|told| CoverageEntry::Authorized(Box::new(told)))
    })
}

/// What is left. The ledger stays closed where nothing was authorized.
pub fn see_authorized(house: &House, by: &Context, subject: SubjectId) -> Result<AuthorizedOf, Trouble<Never>> {
    house.record().read(by, |work| {
        let coverage = work.permit::<_, Read>(folder::<Coverage>(subject))?;
        let coverage = work.open(&coverage)?;
        if coverage.authorized().is_empty() {
            return Ok(AuthorizedOf::default());
        }
        let ledger = work.permit::<_, Read>(folder::<TherapyLedger>(subject))?;
        Ok(AuthorizedOf { opened: Some((coverage, work.open(&ledger)?)) })
    })
}
