//! Shows the owner how the practice stands: what is set up, who is here, when a backup was last proven.

use jiff::Timestamp;
use record::list::list;
use record::lists::house::{Facts, Milestone, Proof};
use record::rows::Find;
use record::scope::Read;
use schedule::people::{Room, Staff};
use terms::actor::{Context, Role};
use terms::trouble::{Never, Trouble};

use crate::house::House;
use crate::read_back_sheet::read_back_at;

/// How a practice stands.
#[expect(clippy::struct_excessive_bools, reason = "each is a step of its own, shown with a tick")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// It said who it is.
    pub has_facts: bool,
    /// It said what a visit costs.
    pub has_fees: bool,
    /// Someone treats, with a license and hours.
    pub has_clinician: bool,
    /// It has a room, or a meeting address for video.
    pub has_place: bool,
    /// The recovery sheet was read back.
    pub has_sheet: bool,
    /// The last proof of a backup, if there was one: when, of which moment, and how many problems.
    pub proof: Option<(Timestamp, Timestamp, usize)>,
}

impl Standing {
    /// Whether every step is done.
    pub fn is_set_up(&self) -> bool {
        self.has_facts && self.has_fees && self.has_clinician && self.has_place && self.has_sheet
    }
}

/// Looks it up.
pub fn see_practice(house: &House, by: &Context) -> Result<Standing, Trouble<Never>> {
    let practice = house.practice();
    house.record().read(by, |work| {
        let people = work.permit::<_, Read>(list::<Staff>())?;
        let of_the_house = work.permit::<_, Read>(list::<Milestone>())?;
        let proofs = work.permit::<_, Read>(list::<Proof>())?;
        let told = work.permit::<_, Read>(list::<Facts>())?;
        let staff: Vec<Staff> = work.find(&people, Find::All)?;
        let rooms_of = work.permit::<_, Read>(list::<Room>())?;
        let rooms: Vec<Room> = work.find(&rooms_of, Find::All)?;
        let milestones: Vec<Milestone> = work.find(&of_the_house, Find::All)?;
        let facts: Vec<Facts> = work.find(&told, Find::All)?;
        let mut proven: Vec<Proof> = work.find(&proofs, Find::All)?;
        proven.sort_by_key(|proof| proof.at);
        let treats = |person: &Staff| {
            let ready = person.license.is_some() && person.states.is_some() && !person.hours.0.is_empty();
            person.roles.contains(&Role::Therapist) && person.left.is_none() && ready
        };
        Ok(Standing {
            has_facts: practice.is_told(),
            has_fees: practice.fees.visit_cents.0 > 0,
            has_clinician: staff.iter().any(treats),
            has_place: !rooms.is_empty() || !practice.video_address.is_empty(),
            // A practice whose facts were never told here, a demo, has no sheet to keep.
            has_sheet: read_back_at(&milestones).is_some() || facts.is_empty() && practice.is_told(),
            proof: proven.last().map(|proof| (proof.at, proof.made, proof.problems.len())),
        })
    })
}
