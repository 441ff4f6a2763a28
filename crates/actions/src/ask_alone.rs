//! Writes down what someone said when they were asked alone, in their own chart; and says how that stands before people
//! come together.

use care::asked_alone::{AskedAlone, AskedRefusal, ask_alone as asked_rule, is_open};
use care::chart::Chart;
use record::list::list;
use record::scope::{Read, Write, cards, folder};
use record::work::Work;
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::{Denied, Trouble};

use crate::house::House;

/// Writes it down. The chart is one person's: of a couple as such nobody is alone.
pub fn ask_alone(
    house: &House,
    by: &Context,
    subject: SubjectId,
    asked: &AskedAlone,
) -> Result<(), Trouble<AskedRefusal>> {
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(folder::<Chart>(subject))?;
        let people = change.permit::<_, Read>(list::<Client>())?;
        let client: Client = change.get(&people, subject.0)?.ok_or(Denied::NotTheirs)?;
        if !client.members.is_empty() {
            return Err(Denied::NotTheirs.into());
        }
        let entry =
            asked_rule(&*change.open(&permit)?, asked.clone(), house.today(by.now)).map_err(Trouble::Refused)?;
        match entry {
            Some(entry) => Ok(change.add(&permit, entry)?),
            None => Ok(()),
        }
    })
}

/// Whether something is still to be looked at in the own chart of one of those who come together. It says neither whose
/// nor what; a chart that the therapist may not open counts as unknown. Nobody is asked of someone who comes alone.
pub(crate) fn is_alone_open<R>(work: &mut Work<'_>, members: &[SubjectId]) -> Result<bool, Trouble<R>> {
    if members.is_empty() {
        return Ok(false);
    }
    let charts = work.permit::<_, Read>(cards::<Chart>())?;
    let known = work.cards(&charts)?;
    let said = |member: &SubjectId| {
        let card = known.iter().find(|(subject, _)| subject == member);
        card.and_then(|(_, card)| card.said_alone)
    };
    Ok(members.iter().any(|member| is_open(said(member))))
}
