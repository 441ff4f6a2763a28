//! Chooses one of the offered times: client, first visit, its holds and an empty chart, in one commit.

use jiff::Timestamp;
use money::coverage::{CostQuestion, Coverage, CoverageEntry, PayWish};
use record::batch::Clash;
use record::change::Change;
use record::list::{OfRows, RequestOf, list};
use record::permit::Permit;
use record::scope::{Add, Write, folder};
use schedule::answers::{Answers, CoverageWish};
use schedule::appointment::{Appointment, AppointmentState};
use schedule::notice::{Fills, NoticeKind};
use schedule::offer::OfferedTime;
use schedule::people::{DeliveredHow, Delivery};
use schedule::request::{Request, RequestRefusal, State, choose};
use terms::actor::{Actor, Context};
use terms::ids::{AppointmentId, RequestId, SubjectId};
use terms::trouble::{Denied, Trouble};
use terms::visit_kind::VisitKind;

use crate::house::House;
use crate::letter::{About, Writing, said, write_letter};
use crate::own_draft::staff;
use crate::take_in::{Intake, KnownOf, Newcomer};

/// Why a time is not booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChooseRefusal {
    /// The request says no.
    Request(RequestRefusal),
    /// Somebody else has the time.
    Taken,
    /// Nobody said how the disclosure statement and the privacy notice reached them.
    NotDelivered,
}

/// Books the time. The holder of the link chooses, on a page that leads to the disclosure statement and the privacy
/// notice; or the front desk for someone on the phone, and says how both reached them.
pub fn choose_time(
    house: &House,
    by: &Context,
    request: RequestId,
    (chosen, delivered): (AppointmentId, Option<DeliveredHow>),
) -> Result<(), Trouble<ChooseRefusal>> {
    let taken = |clash| match clash {
        Clash::HoldTaken => Some(ChooseRefusal::Taken),
        Clash::Moved | Clash::OnceUsed => None,
    };
    house.record().change_or(by, taken, |change| match by.actor {
        Actor::Holder(_) => {
            let permit = change.permit::<_, Write>(RequestOf(request))?;
            let delivered = Delivery { at: by.now, how: DeliveredHow::ByLink, by: None };
            book(house, change, (&permit, request), (chosen, delivered))
        }
        Actor::Staff(_)
        | Actor::Client(_)
        | Actor::VisitHolder(_)
        | Actor::PacketHolder(..)
        | Actor::Timer
        | Actor::Stranger => {
            let permit = change.permit::<_, Write>(list::<Request>())?;
            let how = delivered.ok_or(Trouble::Refused(ChooseRefusal::NotDelivered))?;
            let delivered = Delivery { at: by.now, how, by: staff(by).ok() };
            book(house, change, (&permit, request), (chosen, delivered))
        }
    })
}

fn book<O: OfRows<Request>>(
    house: &House,
    change: &mut Change<'_>,
    (permit, id): (&Permit<O, Write>, RequestId),
    (chosen, delivered): (AppointmentId, Delivery),
) -> Result<(), Trouble<ChooseRefusal>> {
    let (record, now) = (house.record(), permit.by().now);
    let subject = SubjectId(record.new_id());
    let calendar = change.permit::<_, Add>(list::<Appointment>())?;
    let request: Request = change.get(permit, id.0)?.ok_or(Denied::NotTheirs)?;
    let offered = offered(&request);
    let (request, time) =
        choose(request, chosen, subject, now).map_err(|refusal| Trouble::Refused(ChooseRefusal::Request(refusal)))?;
    let visit = first_visit(&time, subject, now);
    for other in offered {
        change.release(&calendar, other);
    }
    change.hold(&calendar, (visit.id, &visit.holds()), None)?;
    change.put(&calendar, &visit)?;
    let (name, reach) = (request.answers.name.clone(), request.answers.reach.clone());
    let newcomer = Newcomer { subject, name, reach, members: Vec::new(), clinician: time.clinician };
    let known = KnownOf { delivered: Some(delivered), ..KnownOf::default() };
    Intake::asked_for(change)?.take_in(house, change, (newcomer, known))?;
    if let Some(question) = cost_question(&request.answers, now) {
        let coverage = change.permit::<_, Add>(folder::<Coverage>(subject))?;
        change.add(&coverage, CoverageEntry::Asked(question))?;
    }
    confirm(house, change, &request, &time)?;
    change.put(permit, &request)
}

/// What they asked of coverage when they asked for a time: billing goes on from there.
fn cost_question(answers: &Answers, at: Timestamp) -> Option<CostQuestion> {
    let wish = match answers.coverage {
        Some(CoverageWish::Insurance) => PayWish::Insurance,
        Some(CoverageWish::NotSure) => PayWish::NotSure,
        Some(CoverageWish::SelfPay) if answers.asks_about_coverage => PayWish::SelfPay,
        None if answers.asks_about_coverage => PayWish::NotSure,
        Some(CoverageWish::SelfPay) | None => return None,
    };
    Some(CostQuestion { at, wish })
}

pub(crate) fn offered(request: &Request) -> Vec<AppointmentId> {
    match &request.state {
        State::Offered(offer) => offer.times.iter().map(|time| time.appointment).collect(),
        State::Waiting | State::Booked { .. } | State::Declined | State::Withdrawn => Vec::new(),
    }
}

fn first_visit(time: &OfferedTime, subject: SubjectId, now: Timestamp) -> Appointment {
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
        booked_at: Some(now),
        reminded: Vec::new(),
        said: None,
    }
}

fn confirm<R>(house: &House, change: &mut Change<'_>, request: &Request, time: &OfferedTime) -> Result<(), Trouble<R>> {
    let page = house.link(&format!("/r/{}", house.record().link_to(request.id)?));
    let fills = Fills {
        name: Some(request.answers.name.as_str().to_owned()),
        when: Some(said(house, time.span.from)),
        place: Some(time.place.word().to_lowercase()),
        link: Some(page),
        ..Fills::default()
    };
    let (kind, about) = (NoticeKind::TimeBooked, About::Request(request.id));
    let (reach, useless_from) = (&request.answers.reach, Some(time.span.from));
    write_letter(house, change, &Writing { kind, reach, about, fills, useless_from })?;
    Ok(())
}
