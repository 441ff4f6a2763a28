//! Writes down in one word how it is. "Not OK" raises an alert in the same commit.

use care::not_ok::NotOkAbout;
use care::steadiness::{Steadiness, tell_steadiness as tell};
use care::workbook::Workbook;
use record::scope::{Write, folder};
use schedule::alert::AtDesk;
use terms::actor::Context;
use terms::ids::{AlertId, SubjectId};
use terms::trouble::{Never, Trouble};

use crate::author::author;
use crate::house::House;
use crate::raise_from::raise_from;

/// Writes the word down. The same form sent twice writes one, and raises one alert.
pub fn tell_steadiness(
    house: &House,
    by: &Context,
    subject: SubjectId,
    (id, steadiness, about): (AlertId, Steadiness, Option<NotOkAbout>),
) -> Result<(), Trouble<Never>> {
    let author = author(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Workbook>(subject))?;
        if change.open(&permit)?.steadiness().iter().any(|told| told.id == id) {
            return Ok(());
        }
        change.add(&permit, tell(id, (steadiness, about), author, by.now))?;
        match steadiness {
            Steadiness::NotOk => raise_from(house, change, (id, subject, at_desk(about)), author),
            Steadiness::Steady | Steadiness::Shaky => Ok(()),
        }
    })
}

/// What was done to someone in a session passes no front desk.
fn at_desk(about: Option<NotOkAbout>) -> AtDesk {
    match about {
        Some(NotOkAbout::DoneToMe) => AtDesk::Nothing,
        Some(NotOkAbout::Harm | NotOkAbout::Frightened | NotOkAbout::Body | NotOkAbout::Talk) | None => {
            AtDesk::CallsGoFirst
        }
    }
}
