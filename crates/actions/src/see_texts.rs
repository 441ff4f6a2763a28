//! Shows every version of one of the practice's texts.

use jiff::Timestamp;
use record::list::list;
use record::rows::Find;
use record::scope::Write;
use terms::actor::Context;
use terms::site_text::SiteText;
use terms::trouble::{Never, Trouble};

use crate::house::House;

/// The latest first. Whoever may write it may look at it here.
pub fn see_versions(house: &House, by: &Context, name: &str) -> Result<Vec<SiteText>, Trouble<Never>> {
    let mut versions = house.record().read(by, |work| {
        let texts = work.permit::<_, Write>(list::<SiteText>())?;
        Ok(work.find(&texts, Find::Key1(name, Timestamp::MIN, Timestamp::MAX))?)
    })?;
    versions.reverse();
    Ok(versions)
}
