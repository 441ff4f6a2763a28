//! Letters: only where a person allows it, and worded so that whoever looks over a shoulder learns nothing.

use jiff::Timestamp;
use schedule::people::{Letter, LetterTo};
use terms::ids::{LetterId, RequestId};
use terms::reach::Reach;
use terms::text::{Line, Prose};

use crate::house::House;

/// The line that shows on a locked screen: no practice, no therapy (`design.md` 7.6).
const SUBJECT: &str = "A note from the office";

/// A letter by the first way that the person allows: text, then email. `None` when nothing may be sent.
pub(crate) fn letter_to(
    house: &House,
    (reach, about): (&Reach, RequestId),
    words: &str,
    now: Timestamp,
) -> Option<Letter> {
    let text = reach.phone.clone().filter(|_| reach.may_text).map(LetterTo::Text);
    let to = text.or_else(|| reach.email.clone().map(LetterTo::Email))?;
    Some(Letter {
        id: LetterId(house.record().new_id()),
        at: now,
        to,
        // Both are our own words, inside the limits of a line and of prose.
        subject_line: Line::parse(SUBJECT).ok()?,
        body: Prose::parse(words).ok()?,
        about: Some(about),
    })
}
