//! The fees that hold for a client on a day: the practice's, or a lower one that was agreed.

use jiff::civil::Date;
use money::coverage::Coverage;
use record::own::card;
use record::scope::Read;
use record::work::Work;
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::practice::Fees;
use terms::trouble::{Never, Trouble};

use crate::house::House;

/// The same for a page that shows what will be charged.
pub fn agreed_fees(house: &House, by: &Context, subject: SubjectId, day: Date) -> Result<Fees, Trouble<Never>> {
    house.record().read(by, |work| fees_on(house, work, subject, day))
}

/// Looks at the card of the client's coverage alone.
pub(crate) fn fees_on<R>(
    house: &House,
    work: &mut Work<'_>,
    subject: SubjectId,
    day: Date,
) -> Result<Fees, Trouble<R>> {
    let permit = work.permit::<_, Read>(card::<Coverage>(subject))?;
    let fees = house.practice().fees;
    Ok(work.card(&permit)?.scale_on(day).map_or(fees, |scale| scale.of(&fees)))
}
