//! The owner names who stands in for whom: from the first day to the last, the cover is tied to every client of whoever is
//! away, reads their charts and is told of their alerts. Whoever becomes a client meanwhile is tied when they are taken in.

use jiff::Timestamp;
use jiff::civil::Date;
use record::change::Change;
use record::list::{ListOf, list};
use record::permit::Permit;
use record::relation::{Relation, Tie};
use record::rows::Find;
use record::scope::{Read, Write};
use schedule::cover::{Cover, CoverRefusal};
use schedule::people::{Client, Staff};
use terms::actor::Context;
use terms::ids::{CoverId, StaffId, SubjectId};
use terms::trouble::{Denied, Never, Trouble};

use crate::house::House;

/// The roster.
pub struct Roster {
    /// Who stands in for whom, the first day first.
    pub covers: Vec<Cover>,
    /// Everybody who works here.
    pub staff: Vec<Staff>,
}

/// A cover as it was typed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewCover {
    /// Who is away.
    pub away: StaffId,
    /// Who stands in.
    pub covers: StaffId,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
}

/// Opens the roster.
pub fn see_covers(house: &House, by: &Context) -> Result<Roster, Trouble<Never>> {
    house.record().read(by, |work| {
        let ties = work.permit::<_, Read>(list::<Cover>())?;
        let people = work.permit::<_, Read>(list::<Staff>())?;
        let mut covers: Vec<Cover> = work.find(&ties, Find::All)?;
        covers.sort_by_key(|cover| (cover.from, cover.until));
        Ok(Roster { covers, staff: work.find(&people, Find::All)? })
    })
}

/// Names a cover. Sending the same form again names it once.
pub fn name_cover(house: &House, by: &Context, new: NewCover, once: &str) -> Result<(), Trouble<CoverRefusal>> {
    house.record().change_once(by, (once, |_| None), |change| {
        let covers = change.permit::<_, Write>(list::<Cover>())?;
        let relations = change.permit::<_, Write>(list::<Relation>())?;
        let people = change.permit::<_, Read>(list::<Staff>())?;
        let clients = change.permit::<_, Read>(list::<Client>())?;
        let NewCover { away, covers: stands_in, from, until } = new;
        let cover = Cover { id: CoverId(house.record().new_id()), away, covers: stands_in, from, until };
        let all: Vec<Staff> = change.find(&people, Find::All)?;
        let cover = cover.checked(&all, house.today(by.now)).map_err(Trouble::Refused)?;
        change.put(&covers, &cover)?;
        let of_away = Find::Key1(away.0.as_str(), Timestamp::MIN, Timestamp::MAX);
        for client in change.find::<Client, _>(&clients, of_away)? {
            change.put(&relations, &tie(house, &cover, client.subject))?;
        }
        Ok(())
    })
}

/// Ends a cover now, or takes back one that has not begun.
pub fn end_cover(house: &House, by: &Context, id: CoverId) -> Result<(), Trouble<Never>> {
    house.record().change(by, |change| {
        let covers = change.permit::<_, Write>(list::<Cover>())?;
        let relations = change.permit::<_, Write>(list::<Relation>())?;
        let cover: Cover = change.get(&covers, id.0)?.ok_or(Denied::NotTheirs)?;
        end_ties(house, change, &relations, &cover)?;
        change.erase_row(&covers, id.0);
        Ok(())
    })
}

/// The ties of this cover are those of the same two, with the same first and last day.
fn end_ties(
    house: &House,
    change: &mut Change<'_>,
    relations: &Permit<ListOf<Relation>, Write>,
    cover: &Cover,
) -> Result<(), Trouble<Never>> {
    let (now, (from, until)) = (relations.by().now, days(house, cover));
    let is_its = |tie: &Relation| {
        tie.tie == Tie::Covers && tie.who == cover.covers.0 && tie.from == from && tie.until == Some(until)
    };
    let ties: Vec<Relation> = change.find::<Relation, _>(relations, Find::All)?.into_iter().filter(is_its).collect();
    for tie in ties {
        change.put(relations, &Relation { until: Some(now.max(tie.from)), ..tie })?;
    }
    Ok(())
}

/// The tie of a cover to a client, from the first day to the last.
pub(crate) fn tie(house: &House, cover: &Cover, subject: SubjectId) -> Relation {
    let (from, until) = days(house, cover);
    let (id, who) = (house.record().new_id(), cover.covers.0);
    Relation { id, who, subject, tie: Tie::Covers, from, until: Some(until), reason: None }
}

/// From the beginning of the first day to the end of the last, by the practice's clock.
fn days(house: &House, cover: &Cover) -> (Timestamp, Timestamp) {
    let begins = |day: Date| {
        let midnight = day.to_datetime(jiff::civil::Time::midnight());
        house.zone().to_timestamp(midnight).unwrap_or(Timestamp::MAX)
    };
    (begins(cover.from), begins(cover.until.tomorrow().unwrap_or(cover.until)))
}
