//! Chooses one of the offered times: client, first visit, its holds and an empty chart, in one commit.

use record::batch::Clash;
use record::change::Change;
use record::list::{OfRows, RequestOf, list};
use record::permit::Permit;
use record::scope::{Add, Write};
use schedule::appointment::{Appointment, AppointmentState};
use schedule::offer::OfferedTime;
use schedule::people::Letter;
use schedule::request::{Request, RequestRefusal, State, choose};
use terms::actor::{Actor, Context};
use terms::ids::{AppointmentId, RequestId, SubjectId};
use terms::trouble::{Denied, Fault, Trouble};
use terms::visit_kind::VisitKind;

use crate::house::House;
use crate::letter::letter_to;
use crate::take_in::{Newcomer, take_in};

/// Why a time is not booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChooseRefusal {
    /// The request says no.
    Request(RequestRefusal),
    /// Somebody else has the time.
    Taken,
}

/// Books the time. The holder of the link chooses, or the front desk for someone on the phone.
pub fn choose_time(
    house: &House,
    by: &Context,
    request: RequestId,
    chosen: AppointmentId,
) -> Result<(), Trouble<ChooseRefusal>> {
    let taken = |clash| match clash {
        Clash::HoldTaken => Some(ChooseRefusal::Taken),
        Clash::Moved | Clash::OnceUsed => None,
    };
    house.record().change_or(by, taken, |change| match by.actor {
        Actor::Holder(_) => {
            let permit = change.permit::<_, Write>(RequestOf(request))?;
            book(house, change, (&permit, request), chosen)
        }
        Actor::Staff(_) | Actor::Client(_) | Actor::Timer | Actor::Stranger => {
            let permit = change.permit::<_, Write>(list::<Request>())?;
            book(house, change, (&permit, request), chosen)
        }
    })
}

fn book<O: OfRows<Request>>(
    house: &House,
    change: &mut Change<'_>,
    (permit, id): (&Permit<O, Write>, RequestId),
    chosen: AppointmentId,
) -> Result<(), Trouble<ChooseRefusal>> {
    let (record, now) = (house.record(), permit.by().now);
    let subject = SubjectId(record.new_id());
    let calendar = change.permit::<_, Add>(list::<Appointment>())?;
    let letters = change.permit::<_, Add>(list::<Letter>())?;
    let request: Request = change.get(permit, id.0)?.ok_or(Denied::NotTheirs)?;
    let offered = offered(&request);
    let (request, time) =
        choose(request, chosen, subject, now).map_err(|refusal| Trouble::Refused(ChooseRefusal::Request(refusal)))?;
    let visit = first_visit(&time, subject);
    for other in offered {
        change.release(&calendar, other);
    }
    change.hold(&calendar, (visit.id, &visit.holds()), None)?;
    change.put(&calendar, &visit)?;
    let (name, reach) = (request.answers.name.clone(), request.answers.reach.clone());
    take_in(house, change, Newcomer { subject, name, reach, members: Vec::new(), clinician: time.clinician })?;
    if let Some(letter) = confirmation(house, &request, &time)? {
        change.put(&letters, &letter)?;
    }
    change.put(permit, &request)
}

pub(crate) fn offered(request: &Request) -> Vec<AppointmentId> {
    match &request.state {
        State::Offered(offer) => offer.times.iter().map(|time| time.appointment).collect(),
        State::Waiting | State::Booked { .. } | State::Declined | State::Withdrawn => Vec::new(),
    }
}

fn first_visit(time: &OfferedTime, subject: SubjectId) -> Appointment {
    Appointment {
        id: time.appointment,
        subject,
        people: vec![subject],
        clinician: time.clinician,
        room: time.room,
        place: time.place,
        kind: VisitKind::FirstConversation,
        span: time.span,
        state: AppointmentState::Planned,
        note: None,
        made_layer: None,
        history: Vec::new(),
        series: None,
    }
}

fn confirmation(house: &House, request: &Request, time: &OfferedTime) -> Result<Option<Letter>, Fault> {
    let page = house.link(&format!("/r/{}", house.record().link_to(request.id)?));
    let when = time.span.from.to_zoned_datetime(house.zone()).strftime("%A, %B %-d, %-I:%M %p").to_string();
    let words = format!("Your time is {when}. To see it again: {page}");
    Ok(letter_to(
        house,
        (&request.answers.reach, request.id),
        &words,
        request.history.last().map_or(request.received_at, |happening| happening.at),
    ))
}
