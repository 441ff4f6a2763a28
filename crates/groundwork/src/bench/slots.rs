//! Free slots of twenty clinicians over ninety days, against reading their holds and no more.

use jiff::tz::TimeZone;
use record::list::list;
use record::scope::Read;
use schedule::appointment::{Appointment, Resource};
use schedule::slots::{Search, free_slots};
use schedule::span::Span;
use terms::trouble::{Fault, Never, Trouble};
use testkit::bulk::twenty_clinicians;
use testkit::cast::staff;
use testkit::ground::now;

use crate::bench::ground::{Ground, told};
use crate::bench::timing::{Figure, in_turn};

/// Finds every free slot.
pub(crate) fn free(ground: &Ground) -> Result<Figure, Fault> {
    let zone = TimeZone::get("America/Denver").map_err(|error| Fault::new("find the zone", error))?;
    let people = staff();
    let hours =
        people.first().map(|person| person.hours.clone()).ok_or_else(|| Fault::new("measure", "nobody has hours"))?;
    let search = Search { from: now(), days: 90, length_min: 50, buffer_min: 10, step_min: 15 };
    let holds = || busy(ground).map_err(told);
    in_turn(
        "free slots (20 clinicians, 90 days)",
        2,
        || {
            let found: usize = holds()?.iter().map(|busy| free_slots(&hours, busy, &search, &zone).len()).sum();
            if found == 0 { Err(Fault::new("measure", "nothing is free")) } else { Ok(()) }
        },
        || holds().map(drop),
    )
}

fn busy(ground: &Ground) -> Result<Vec<Vec<Span>>, Trouble<Never>> {
    ground.record.read(&Ground::therapist(), |work| {
        let calendar = work.permit::<_, Read>(list::<Appointment>())?;
        let within =
            Span::new(now(), Ground::in_days(90)).ok_or_else(|| Fault::new("measure", "ninety days have no length"))?;
        let clinicians = twenty_clinicians().into_iter();
        clinicians.map(|clinician| Ok(work.busy(&calendar, Resource::Clinician(clinician), within)?)).collect()
    })
}
