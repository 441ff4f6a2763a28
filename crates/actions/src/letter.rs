//! Letters: only where a person allows it, and worded so that whoever looks over a shoulder learns nothing.

use jiff::Timestamp;
use record::change::Change;
use record::list::list;
use record::scope::{Add, Read};
use record::work::Work;
use schedule::letter_state::{LetterState, Quiet};
use schedule::notice::{Fills, Notice, NoticeKind};
use schedule::outbox::SECOND_THOUGHT;
use schedule::people::{Letter, LetterTo, VisitSaid};
use terms::ids::{LetterId, RequestId};
use terms::quiet_hours::USUAL;
use terms::reach::Reach;
use terms::text::Line;
use terms::trouble::{Fault, Trouble};

use crate::house::House;

/// A letter to write.
pub(crate) struct Writing<'a> {
    /// On which occasion.
    pub(crate) kind: NoticeKind,
    /// How the person may be reached.
    pub(crate) reach: &'a Reach,
    /// What it is about.
    pub(crate) about: About,
    /// What stands in the placeholders.
    pub(crate) fills: Fills,
    /// From when on it would be of no use.
    pub(crate) useless_from: Option<Timestamp>,
}

/// What a letter is about.
#[derive(Clone, Copy)]
pub(crate) enum About {
    /// The person's own pages.
    Themselves,
    /// Their request.
    Request(RequestId),
    /// One of their visits.
    Visit(VisitSaid),
}

/// Writes a letter in the commit of the change that causes it, by the first way that the person allows: email, then
/// text. Says whether there was one; nothing is written where nothing may be sent.
pub(crate) fn write_letter<R>(
    house: &House,
    change: &mut Change<'_>,
    writing: &Writing<'_>,
) -> Result<bool, Trouble<R>> {
    let Some(letter) = letter_of(house, change, writing)? else { return Ok(false) };
    let letters = change.permit::<_, Add>(list::<Letter>())?;
    change.put(&letters, &letter)?;
    Ok(true)
}

/// The letter in the practice's words.
fn letter_of<R>(house: &House, work: &mut Work<'_>, writing: &Writing<'_>) -> Result<Option<Letter>, Trouble<R>> {
    let reach = writing.reach;
    let email = reach.email.clone().map(LetterTo::Email);
    let Some(to) = email.or_else(|| reach.phone.clone().filter(|_| reach.may_text).map(LetterTo::Text)) else {
        return Ok(None);
    };
    let notices = work.permit::<_, Read>(list::<Notice>())?;
    let now = notices.by().now;
    let notice: Option<Notice> = work.get(&notices, writing.kind.row())?;
    let words = notice.unwrap_or_else(|| Notice::as_it_came(writing.kind)).filled(&writing.fills);
    let words = words.ok_or_else(|| Fault::new("write a letter", "a placeholder has nothing to be filled with"))?;
    let id = LetterId(house.record().new_id());
    let (about, visit) = match writing.about {
        About::Themselves => (None, None),
        About::Request(request) => (Some(request), None),
        About::Visit(said) => (None, Some(said)),
    };
    let next = if visit.is_some() { now + SECOND_THOUGHT } else { now };
    Ok(Some(Letter {
        about,
        visit,
        kind: Some(writing.kind),
        message_id: house.message_id(id),
        useless_from: writing.useless_from,
        quiet: writing.kind.can_wait().then(|| quiet(house, reach)).flatten(),
        state: LetterState::Waiting { next, failures: 0, may_be_there: false },
        ..Letter::written(id, to, words, now)
    }))
}

/// A moment as letters say it, by the practice's clock.
pub(crate) fn said(house: &House, at: Timestamp) -> String {
    at.to_zoned_datetime(house.zone()).strftime("%A, %B %-d, %-I:%M %p").to_string()
}

/// The hours that they named, or the usual ones, where they live.
fn quiet(house: &House, reach: &Reach) -> Option<Quiet> {
    let zone = reach.time_zone.clone().or_else(|| Line::parse(&house.practice().time_zone).ok())?;
    Some(Quiet { hours: reach.quiet.unwrap_or(USUAL), zone })
}
