//! Books a visit for a client or a couple. Nothing is booked twice, unless someone says why.

use care::chart::Chart;
use jiff::{SignedDuration, Timestamp};
use record::batch::Clash;
use record::list::list;
use record::rows::Find;
use record::scope::{Read, Write, folder};
use schedule::appointment::{Appointment, BookRefusal, Override, book};
use schedule::notice::NoticeKind;
use schedule::parted::is_frozen;
use schedule::people::Client;
use terms::actor::Context;
use terms::ids::{AppointmentId, RoomId, SubjectId};
use terms::place::Place;
use terms::text::Line;
use terms::trouble::{Denied, Trouble};
use terms::visit_kind::VisitKind;

use crate::deliver::told;
use crate::house::House;
use crate::new_visit::{OVER_OTHERS, new_visit, span};
use crate::own_draft::staff;
use crate::visit_letter::write_to_all;

/// The longest visit, in minutes.
pub const MAX_LENGTH_MIN: u16 = 480;

/// A visit to book with the therapist who books it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookVisit {
    /// Whose record.
    pub subject: SubjectId,
    /// What kind of visit.
    pub kind: VisitKind,
    /// In person or online.
    pub place: Place,
    /// In which room, if in one.
    pub room: Option<RoomId>,
    /// When it begins.
    pub from: Timestamp,
    /// How long it takes, 1 to [`MAX_LENGTH_MIN`].
    pub length_min: u16,
    /// Why it may stand beside another, if it may.
    pub overriding: Option<Line>,
}

/// Why a visit is not booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VisitRefusal {
    /// The calendar says no.
    Book(BookRefusal),
    /// It takes no time, or too long.
    Length,
    /// The practice does not attend dosing days.
    NotOffered,
    /// The disclosure statement and the privacy notice have not reached them.
    NotDelivered,
    /// One of them left the joint work.
    Parted,
}

/// Books the visit. Sending the same form again finds the first one.
pub fn book_visit(house: &House, by: &Context, wanted: &BookVisit) -> Result<AppointmentId, Trouble<VisitRefusal>> {
    let clinician = staff(by)?;
    if wanted.kind == VisitKind::AttendedDosing && !house.practice().attends_dosing {
        return Err(Trouble::Refused(VisitRefusal::NotOffered));
    }
    let span = span(wanted.from, wanted.length_min).ok_or(Trouble::Refused(VisitRefusal::Length))?;
    let taken = |clash| match clash {
        Clash::HoldTaken => Some(VisitRefusal::Book(BookRefusal::Taken)),
        Clash::Moved | Clash::OnceUsed => None,
    };
    house.record().change_or(by, taken, |change| {
        // Only the team books; the chart itself stays closed.
        change.permit::<_, Read>(folder::<Chart>(wanted.subject))?;
        let people = change.permit::<_, Read>(list::<Client>())?;
        let calendar = change.permit::<_, Write>(list::<Appointment>())?;
        let client: Client = change.get(&people, wanted.subject.0)?.ok_or(Denied::NotTheirs)?;
        told(change, &client, |_| VisitRefusal::NotDelivered)?;
        if is_frozen(&client, span.from) {
            return Err(Trouble::Refused(VisitRefusal::Parted));
        }
        let second = span.from + SignedDuration::from_secs(1);
        let same: Vec<Appointment> =
            change.find(&calendar, Find::Key2(wanted.subject.0.as_str(), span.from, second))?;
        let is_same = |visit: &&Appointment| visit.state.stands() && visit.span == span && visit.clinician == clinician;
        if let Some(visit) = same.iter().find(is_same) {
            return Ok(visit.id);
        }
        let over = wanted.overriding.clone().map(|reason| Override { by: clinician, reason, layer: OVER_OTHERS });
        let visit = new_visit(house.record().new_id(), wanted, (&client, clinician), (span, over));
        let visit = book(visit, by.now).map_err(|refusal| Trouble::Refused(VisitRefusal::Book(refusal)))?;
        change.hold(&calendar, (visit.id, &visit.holds()), None)?;
        change.put(&calendar, &visit)?;
        write_to_all(house, change, (NoticeKind::TimeBooked, &visit))?;
        Ok(visit.id)
    })
}
