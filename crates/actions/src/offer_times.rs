//! Offers times to someone who asked: held in the calendar, and told by a letter or read out.

use jiff::SignedDuration;
use record::batch::Clash;
use record::list::list;
use record::scope::Write;
use schedule::appointment::Appointment;
use schedule::notice::{Fills, NoticeKind};
use schedule::offer::{Offer, OfferedTime, Told};
use schedule::request::{Request, RequestRefusal, offer};
use terms::actor::{Actor, Context};
use terms::ids::{AppointmentId, RequestId};
use terms::trouble::{Denied, Trouble};

use crate::house::House;
use crate::letter::{About, Writing, write_letter};
use crate::see_request::Opening;

/// Why times are not offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferRefusal {
    /// The request says no.
    Request(RequestRefusal),
    /// One of the times was taken meanwhile.
    Taken,
}

/// Offers the times, and gives back the offer as it stands.
pub fn offer_times(
    house: &House,
    by: &Context,
    id: RequestId,
    openings: &[Opening],
) -> Result<Offer, Trouble<OfferRefusal>> {
    let taken = |clash| match clash {
        Clash::HoldTaken => Some(OfferRefusal::Taken),
        Clash::Moved | Clash::OnceUsed => None,
    };
    let Actor::Staff(person) = by.actor else { return Err(Trouble::Denied(Denied::NotTheirs)) };
    house.record().change_or(by, taken, |change| {
        let requests = change.permit::<_, Write>(list::<Request>())?;
        let calendar = change.permit::<_, Write>(list::<Appointment>())?;
        let request: Request = change.get(&requests, id.0)?.ok_or(Denied::NotTheirs)?;
        let held_until = by.now + SignedDuration::from_hours(i64::from(house.practice().offer_hold_hours));
        let times: Vec<OfferedTime> = openings.iter().map(|opening| held(house, *opening)).collect();
        let told = if request.answers.reach.is_nothing() { Told::ReadOut } else { Told::ByLink };
        let made = Offer { offered_at: by.now, held_until, by: person.staff, times, told };
        let request =
            offer(request, made.clone(), by.now).map_err(|refusal| Trouble::Refused(OfferRefusal::Request(refusal)))?;
        for time in &made.times {
            change.hold(&calendar, (time.appointment, &time.holds()), Some(held_until))?;
        }
        let page = house.link(&format!("/r/{}", house.record().link_to(id)?));
        let name = Some(request.answers.name.as_str().to_owned());
        let fills = Fills { name, link: Some(page), ..Fills::default() };
        let (kind, about) = (NoticeKind::TimesOffered, About::Request(id));
        let (reach, useless_from) = (&request.answers.reach, Some(held_until));
        write_letter(house, change, &Writing { kind, reach, about, fills, useless_from })?;
        change.put(&requests, &request)?;
        Ok(made)
    })
}

fn held(house: &House, opening: Opening) -> OfferedTime {
    let Opening { clinician, room, place, span } = opening;
    OfferedTime { appointment: AppointmentId(house.record().new_id()), clinician, room, place, span }
}
