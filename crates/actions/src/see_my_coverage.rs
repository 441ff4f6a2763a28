//! Shows a client their own plan, what they said of its mail, and what was given them on costs; and apart from it what
//! belongs to both of a couple.

use money::coverage::Coverage;
use record::open_folder::Opened;
use record::own::PersonOf;
use record::scope::{Read, folder};
use record::work::Work;
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::{Denied, Never, Trouble};

use crate::author::client;
use crate::house::House;

/// What a client may see of coverage.
pub struct MyCoverage {
    /// Their own.
    pub own: Cover,
    /// Of each couple that they belong to.
    pub joint: Vec<Cover>,
}

/// The coverage of one client, or of one couple.
pub struct Cover {
    /// Whose.
    pub client: Client,
    coverage: Opened<Coverage>,
}

impl Cover {
    /// The coverage.
    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }
}

/// Opens it.
pub fn see_my_coverage(house: &House, by: &Context) -> Result<MyCoverage, Trouble<Never>> {
    let me = client(by)?.subject;
    house.record().read(by, |work| {
        let own = cover(work, me)?;
        let units = work.my_units()?;
        let joint = units.into_iter().map(|unit| cover(work, unit)).collect::<Result<_, _>>()?;
        Ok(MyCoverage { own, joint })
    })
}

fn cover(work: &mut Work<'_>, subject: SubjectId) -> Result<Cover, Trouble<Never>> {
    let person = work.permit::<_, Read>(PersonOf(subject))?;
    let coverage = work.permit::<_, Read>(folder::<Coverage>(subject))?;
    let client = work.get(&person, subject.0)?.ok_or(Denied::NotTheirs)?;
    Ok(Cover { client, coverage: work.open(&coverage)? })
}
