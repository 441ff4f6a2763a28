//! Shows who opened the record of a client or couple: to its team, to the owner, and to the client.

use jiff::Timestamp;
use record::accesses::{AccessesOf, Opening};
use record::list::list;
use record::rows::Find;
use record::scope::Read;
use schedule::people::Staff;
use terms::actor::Context;
use terms::folder::FolderKind;
use terms::ids::SubjectId;
use terms::trouble::{Never, Trouble};

use crate::house::House;

/// The most openings that one page tells.
pub const MOST: usize = 200;

/// One opening, or one attempt, with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedOpening {
    /// When.
    pub at: Timestamp,
    /// Who, as they are called.
    pub who: String,
    /// Which part of the record.
    pub what: FolderKind,
    /// Whether it was opened to look, or something was added.
    pub did: Did,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Did {
    /// Looked.
    Looked,
    /// Looked and may have written.
    Wrote,
    /// Took a copy out of the practice.
    TookCopy,
    /// Opened it in an emergency, for this reason.
    InEmergency(String),
    /// Was refused.
    Refused,
}

/// The latest openings, the newest first; what one person did within a minute stands once.
pub fn see_accesses(house: &House, by: &Context, subject: SubjectId) -> Result<Vec<NamedOpening>, Trouble<Never>> {
    house.record().read(by, |work| {
        let audit = work.permit::<_, Read>(AccessesOf(subject))?;
        let people = work.permit::<_, Read>(list::<Staff>())?;
        let staff: Vec<Staff> = work.find(&people, Find::All)?;
        let mut openings: Vec<NamedOpening> =
            work.openings(&audit)?.iter().map(|opening| named(opening, &staff)).collect();
        openings.dedup_by(|later, earlier| {
            let same = (&later.who, later.what, &later.did) == (&earlier.who, earlier.what, &earlier.did);
            same && earlier.at.duration_since(later.at).as_secs() < 60
        });
        openings.truncate(MOST);
        Ok(openings)
    })
}

/// Who the audit means by an opaque id and a role.
pub(crate) fn who_is(actor: &str, staff: &[Staff]) -> String {
    let mut parts = actor.split('/');
    let (kind, id, role) = (parts.next(), parts.next().unwrap_or_default(), parts.next());
    match (kind, role) {
        (Some("staff"), Some(role)) => {
            let person = staff.iter().find(|person| person.id.0.as_str() == id);
            let name = person.map_or("Someone who worked here", |person| person.name.as_str());
            format!("{name}, {}", role.to_lowercase())
        }
        (Some("client"), _) => "The client".to_owned(),
        (Some("holder"), _) => "The client, by the link of their request".to_owned(),
        (Some("packet-holder"), _) => "Whoever has the link that your release allows".to_owned(),
        (Some("timer"), _) => "The practice’s own clock".to_owned(),
        _ => "Someone who is not signed in".to_owned(),
    }
}

fn named(opening: &Opening, staff: &[Staff]) -> NamedOpening {
    let who = who_is(&opening.actor, staff);
    let did = match (&opening.emergency, opening.allowed, opening.mode.as_str()) {
        (Some(why), ..) => Did::InEmergency(why.as_str().to_owned()),
        (None, false, _) => Did::Refused,
        (None, true, "read") => Did::Looked,
        (None, true, "export") => Did::TookCopy,
        (None, true, _) => Did::Wrote,
    };
    NamedOpening { at: opening.at, who, what: opening.what, did }
}
