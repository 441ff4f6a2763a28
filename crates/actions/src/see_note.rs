//! Shows a signed note with what was added since.

use care::carried::note_before;
use care::chart::Chart;
use care::note::SignedNote;
use care::pathway::days_after_dosing;
use care::retention::kept_until;
use jiff::civil::Date;
use record::list::list;
use record::rows::Find;
use record::scope::{Read, folder};
use schedule::people::{Client, Staff};
use terms::actor::Context;
use terms::ids::{NoteId, StaffId, SubjectId};
use terms::trouble::{Denied, Never, Trouble};

use crate::house::House;
use crate::own_draft;

/// A signed note as the team sees it.
pub struct SeenNote {
    /// Whose chart.
    pub client: Client,
    /// The note.
    pub note: SignedNote,
    /// The one before it that it is read against: from which it was carried, or else the last of its kind.
    pub before: Option<SignedNote>,
    /// Until when the record is kept at least, as far as is known today.
    pub kept_until: Date,
    /// Whether whoever looks may co-sign it.
    pub may_cosign: bool,
    /// Of a couple's visit: whose plan is asked for it; nobody's where they pay themselves.
    pub on_plan_of: Option<Client>,
    /// Which of its kind it is, from 1.
    pub number: usize,
    /// How many days after a dosing day the visit was.
    pub day: Option<i32>,
    /// Everybody who works here, for the names under it.
    pub staff: Vec<Staff>,
}

impl SeenNote {
    /// Someone's name, with what stands behind it.
    pub fn name_of(&self, id: StaffId) -> String {
        name_in(&self.staff, id)
    }
}

/// The name of someone who works here or did, with what stands behind it.
pub fn name_in(staff: &[Staff], id: StaffId) -> String {
    match staff.iter().find(|person| person.id == id) {
        Some(Staff { name, credentials: Some(credentials), .. }) => {
            format!("{}, {}", name.as_str(), credentials.as_str())
        }
        Some(person) => person.name.as_str().to_owned(),
        None => "Someone who worked here".to_owned(),
    }
}

/// Opens one signed note.
pub fn see_note(house: &House, by: &Context, (subject, id): (SubjectId, NoteId)) -> Result<SeenNote, Trouble<Never>> {
    house.record().read(by, |work| {
        let permit = work.permit::<_, Read>(folder::<Chart>(subject))?;
        let people = work.permit::<_, Read>(list::<Client>())?;
        let everybody = work.permit::<_, Read>(list::<Staff>())?;
        let chart = work.open(&permit)?;
        let note = chart.note(id).ok_or(Denied::NotTheirs)?.clone();
        let client = work.get(&people, subject.0)?.ok_or(Denied::NotTheirs)?;
        let staff: Vec<Staff> = work.find(&everybody, Find::All)?;
        let same = chart.notes().iter().filter(|other| other.draft().kind == note.draft().kind);
        let number = same.take_while(|other| other.id() != id).count() + 1;
        let day = days_after_dosing(&chart, note.draft().date);
        let before = note_before(&chart, &note).cloned();
        let last = chart.last_visit().unwrap_or(note.draft().date);
        let kept_until = kept_until(last, client.birth_date);
        let may_cosign = may_cosign(&note, &staff, by);
        let on_plan_of = match chart.couple_paying(id).and_then(|paying| paying.plan_of) {
            Some(whose) => work.get(&people, whose.0)?,
            None => None,
        };
        Ok(SeenNote { client, note, before, kept_until, may_cosign, on_plan_of, number, day, staff })
    })
}

/// Whoever supervised at its signing, or supervises its author now.
fn may_cosign(note: &SignedNote, all: &[Staff], by: &Context) -> bool {
    let author = all.iter().find(|person| person.id == note.signed_by());
    let supervisors = [note.supervisor(), author.and_then(|author| author.supervisor)];
    let waits = note.supervisor().is_some() && note.cosigned().is_none();
    waits && own_draft::staff(by).is_ok_and(|me| supervisors.contains(&Some(me)))
}
