//! Whether someone rests after a dosing day: a door that asks for a signature or for more must know, and opens no chart.

use care::capacity::{Capable, RestRule, Resting, capable};
use care::chart::Chart;
use care::signer::Signer;
use record::own::card;
use record::scope::Read;
use record::work::Work;
use terms::actor::{Actor, Context};
use terms::ids::SubjectId;
use terms::trouble::{Never, Trouble};

use crate::author::client;
use crate::house::House;

/// How this practice counts a rest.
pub(crate) fn rest_rule(house: &House) -> RestRule {
    RestRule { until_hour: house.practice().days_after.rest_until_hour, zone: house.zone() }
}

/// Whether whoever signs may: the client who acts, also for what is a couple's, or else the partner who is named, or
/// whose folder it is.
pub(crate) fn may_sign<R>(
    house: &House,
    work: &mut Work<'_>,
    by: &Context,
    (subject, signer): (SubjectId, Signer),
) -> Result<Result<Capable, Resting>, Trouble<R>> {
    let whose = match (by.actor, signer) {
        (Actor::Client(client), _) => client.subject,
        (_, Signer::Partner(partner)) => partner,
        (_, Signer::Own) => subject,
    };
    let chart = work.permit::<_, Read>(card::<Chart>(whose))?;
    Ok(capable(&work.card(&chart)?, by.now, &rest_rule(house)))
}

/// Whether the client who acts rests, for a page that asks them for something.
pub fn do_i_rest(house: &House, by: &Context) -> Result<Option<Resting>, Trouble<Never>> {
    let me = client(by)?.subject;
    house.record().read(by, |work| Ok(may_sign(house, work, by, (me, Signer::Own))?.err()))
}
