//! The front desk books for a client: one visit, or the same time week after week, all of them or none.

use jiff::civil::Date;
use record::batch::Clash;
use record::list::list;
use record::scope::{Read, Write};
use schedule::appointment::{Appointment, BookRefusal};
use schedule::notice::NoticeKind;
use schedule::parted::is_frozen;
use schedule::people::{Client, Staff};
use schedule::weekly::WeeklyRefusal;
use schedule::wish::{Wish, WishRefusal, serve};
use terms::actor::Context;
use terms::ids::{AppointmentId, StaffId, WaitId};
use terms::trouble::{Denied, Fault, Trouble};
use terms::visit_kind::VisitKind;

use crate::book_visit::BookVisit;
use crate::deliver::told;
use crate::house::House;
use crate::series::{put, visits};
use crate::visit_letter::write_to_all;

/// What the desk books.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookFor {
    /// The visit, or the first of a series.
    pub visit: BookVisit,
    /// With whom.
    pub clinician: StaffId,
    /// How many weeks in a row.
    pub weeks: u8,
    /// Which wish of the wait list it serves, if one.
    pub serves: Option<WaitId>,
}

/// Why nothing is booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookForRefusal {
    /// The calendar says no.
    Book(BookRefusal),
    /// Someone or something is taken on this day, the first of the series on which that is so.
    Taken(Date),
    /// It takes no time, or too long.
    Length,
    /// The practice does not attend dosing days.
    NotOffered,
    /// The disclosure statement and the privacy notice have not reached them.
    NotDelivered,
    /// One of them left the joint work.
    Parted,
    /// There is no such series.
    Weekly(WeeklyRefusal),
    /// Nobody of this name treats here.
    NoSuchClinician,
    /// The wish is no longer open.
    Wish(WishRefusal),
}

pub(crate) type Refused = Trouble<BookForRefusal>;

/// Books it all or nothing, and hands back the first visit. Sending the same form again finds the first one.
pub fn book_for(house: &House, by: &Context, wanted: &BookFor, once: &str) -> Result<AppointmentId, Refused> {
    let refused = |refusal| Err(Trouble::Refused(refusal));
    let first_day = house.today(wanted.visit.from);
    if wanted.visit.kind == VisitKind::AttendedDosing && !house.practice().attends_dosing {
        return refused(BookForRefusal::NotOffered);
    }
    let taken = |clash| match clash {
        Clash::HoldTaken => Some(BookForRefusal::Taken(first_day)),
        Clash::Moved | Clash::OnceUsed => None,
    };
    house.record().change_once(by, (once, taken), |change| {
        let clients = change.permit::<_, Read>(list::<Client>())?;
        let people = change.permit::<_, Read>(list::<Staff>())?;
        let calendar = change.permit::<_, Write>(list::<Appointment>())?;
        let waits = change.permit::<_, Write>(list::<Wish>())?;
        let client: Client = change.get(&clients, wanted.visit.subject.0)?.ok_or(Denied::NotTheirs)?;
        let clinician: Option<Staff> = change.get(&people, wanted.clinician.0)?;
        if !clinician.is_some_and(|person| person.treats()) {
            return refused(BookForRefusal::NoSuchClinician);
        }
        told(change, &client, |_| BookForRefusal::NotDelivered)?;
        if is_frozen(&client, wanted.visit.from) {
            return refused(BookForRefusal::Parted);
        }
        if let Some(id) = wanted.serves {
            let wish: Wish = change.get(&waits, id.0)?.ok_or(Denied::NotTheirs)?;
            let served = serve(wish).map_err(|no| Trouble::Refused(BookForRefusal::Wish(no)))?;
            change.put(&waits, &served)?;
        }
        let visits = visits(house, by, wanted, &client)?;
        for visit in &visits {
            put(house, change, &calendar, (wanted, visit))?;
        }
        let first = visits.first().ok_or_else(|| Fault::new("book a series", "it has no visits"))?;
        // One letter, of the first; each of the others has its reminder.
        write_to_all(house, change, (NoticeKind::TimeBooked, first))?;
        Ok(first.id)
    })
}
