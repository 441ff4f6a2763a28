//! Offers times to someone who asked: held in the calendar, and told by a letter or read out.

use jiff::SignedDuration;
use record::batch::Clash;
use record::list::list;
use record::scope::Write;
use schedule::appointment::Appointment;
use schedule::offer::{Offer, OfferedTime, Told};
use schedule::people::Letter;
use schedule::request::{Request, RequestRefusal, offer};
use terms::actor::{Actor, Context};
use terms::ids::{AppointmentId, RequestId};
use terms::trouble::{Denied, Trouble};

use crate::house::House;
use crate::letter::letter_to;
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
        let letters = change.permit::<_, Write>(list::<Letter>())?;
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
        let words = format!(
            "Hi {}, there are times that may suit you. See them and choose here: {page}",
            request.answers.name.as_str()
        );
        if let Some(letter) = letter_to(house, (&request.answers.reach, id), &words, by.now) {
            change.put(&letters, &letter)?;
        }
        change.put(&requests, &request)?;
        Ok(made)
    })
}

fn held(house: &House, opening: Opening) -> OfferedTime {
    let Opening { clinician, room, place, span } = opening;
    OfferedTime { appointment: AppointmentId(house.record().new_id()), clinician, room, place, span }
}
