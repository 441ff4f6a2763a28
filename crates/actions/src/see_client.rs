//! Shows the front desk one client: how they may be reached, when they come, their calls and wishes. Nothing clinical.

use jiff::{SignedDuration, Timestamp};
use record::list::list;
use record::relation::{Relation, Tie};
use record::rows::Find;
use record::scope::Read;
use schedule::appointment::Appointment;
use schedule::call::Call;
use schedule::people::{Client, Room, Staff};
use schedule::wish::{Wish, WishState};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::trouble::{Denied, Never, Trouble};

use crate::house::House;
use crate::members::open_members;

/// How far back visits are shown, in days.
const BACK_DAYS: i64 = 90;

/// A client as the desk sees them.
pub struct SeenClient {
    /// Who.
    pub client: Client,
    /// A couple's partners.
    pub members: Vec<Client>,
    /// The couples and other units that they are part of.
    pub units: Vec<Client>,
    /// Everybody who works here.
    pub staff: Vec<Staff>,
    /// Every room.
    pub rooms: Vec<Room>,
    /// Visits of the last months and all to come, the earliest first, whatever came of them.
    pub visits: Vec<Appointment>,
    /// Calls about them, the latest first.
    pub calls: Vec<Call>,
    /// Their open wishes for a time.
    pub wishes: Vec<Wish>,
}

/// Opens the client.
pub fn see_client(house: &House, by: &Context, subject: SubjectId) -> Result<SeenClient, Trouble<Never>> {
    house.record().read(by, |work| {
        let clients = work.permit::<_, Read>(list::<Client>())?;
        let calendar = work.permit::<_, Read>(list::<Appointment>())?;
        let people = work.permit::<_, Read>(list::<Staff>())?;
        let all_rooms = work.permit::<_, Read>(list::<Room>())?;
        let log = work.permit::<_, Read>(list::<Call>())?;
        let waits = work.permit::<_, Read>(list::<Wish>())?;
        let client: Client = work.get(&clients, subject.0)?.ok_or(Denied::NotTheirs)?;
        let members = open_members(work, &clients, &client)?;
        let ties = work.permit::<_, Read>(list::<Relation>())?;
        let mut units = Vec::new();
        for tie in work.find::<Relation, _>(&ties, Find::Key2(subject.0.as_str(), Timestamp::MIN, Timestamp::MAX))? {
            if tie.tie == Tie::Member && tie.stands_at(by.now) {
                units.extend(work.get::<Client, _, _, Never>(&clients, tie.subject.0)?);
            }
        }
        let (key, since) = (subject.0.as_str(), by.now - SignedDuration::from_hours(24 * BACK_DAYS));
        let visits = work.find(&calendar, Find::Key2(key, since, Timestamp::MAX))?;
        let mut calls: Vec<Call> = work.find(&log, Find::Key1(key, since, Timestamp::MAX))?;
        calls.reverse();
        let mut wishes: Vec<Wish> = work.find(&waits, Find::Key1(key, Timestamp::MIN, Timestamp::MAX))?;
        wishes.retain(|wish| wish.state == WishState::Open);
        let (staff, rooms) = (work.find(&people, Find::All)?, work.find(&all_rooms, Find::All)?);
        Ok(SeenClient { client, members, units, staff, rooms, visits, calls, wishes })
    })
}
