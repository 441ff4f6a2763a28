//! What a therapist plans for their sessions, as they write it themselves.

use care::agenda::Agendas;
use record::list::{ListOf, list};
use record::permit::Permit;
use record::scope::{CanRead, Read, Write};
use record::work::Work;
use terms::actor::Context;
use terms::ids::StaffId;
use terms::text::Prose;
use terms::trouble::{Never, Trouble};

use crate::house::House;
use crate::own_draft::staff;

/// One's own plans.
pub fn see_agendas(house: &House, by: &Context) -> Result<Agendas, Trouble<Never>> {
    let author = staff(by)?;
    house.record().read(by, |work| {
        let permit = work.permit::<_, Read>(list::<Agendas>())?;
        agendas_of(work, &permit, author)
    })
}

/// Writes them; what is left empty is as it comes with the system. The same again changes nothing.
pub fn write_agendas(
    house: &House,
    by: &Context,
    (preparation, integration): (Option<&Prose>, Option<&Prose>),
) -> Result<(), Trouble<Never>> {
    let author = staff(by)?;
    house.record().change(by, |change| {
        let permit = change.permit::<_, Write>(list::<Agendas>())?;
        let agendas = Agendas { author, preparation: preparation.cloned(), integration: integration.cloned() };
        if agendas_of(change, &permit, author)? == agendas {
            return Ok(());
        }
        change.put(&permit, &agendas)
    })
}

pub(crate) fn agendas_of<M: CanRead, R>(
    work: &mut Work<'_>,
    permit: &Permit<ListOf<Agendas>, M>,
    author: StaffId,
) -> Result<Agendas, Trouble<R>> {
    Ok(work.get(permit, author.0)?.unwrap_or_else(|| Agendas::of(author)))
}
