//! Claims the next letter whose turn it is, in a commit of its own, before it is handed to a mail server.

use std::collections::BTreeMap;

use jiff::Timestamp;
use record::change::Change;
use record::list::list;
use record::scope::{Read, Write};
use schedule::appointment::Appointment;
use schedule::letter_state::{LetterState, WhyAway};
use schedule::outbox::{Claim, claim, is_outdated, put_away};
use schedule::people::Letter;
use terms::actor::{Actor, Context};
use terms::ids::Id;
use terms::trouble::{Never, Trouble};

use crate::house::House;
use crate::may_write::is_refused;

/// What a clock knows of the letters that wait: when each of them comes up. Lost at a stop, and made again.
#[derive(Debug, Default)]
pub struct Outbox(BTreeMap<Id, Timestamp>);

/// The next letter to hand over, which is ours from now on; `None` when none has its turn.
///
/// What a letter says of a visit is looked at again. If the visit has changed since, or whoever it goes to has said no to
/// such letters, it is put away.
pub fn claim_letter(house: &House, outbox: &mut Outbox, now: Timestamp) -> Result<Option<Letter>, Trouble<Never>> {
    let mut waiting = house.record().ids_in_state::<Letter>("waiting")?;
    waiting.extend(house.record().ids_in_state::<Letter>("trying")?);
    outbox.0.retain(|id, _| waiting.contains(id));
    let clock = Context { actor: Actor::Timer, now };
    for id in waiting {
        if outbox.0.get(&id).is_some_and(|next| *next > now) {
            continue;
        }
        match house.record().change(&clock, |change| looked_at(change, id))? {
            Looked::Ours(letter) => return Ok(Some(*letter)),
            Looked::Later(next) => drop(outbox.0.insert(id, next)),
        }
    }
    Ok(None)
}

enum Looked {
    Ours(Box<Letter>),
    Later(Timestamp),
}

fn looked_at(change: &mut Change<'_>, id: Id) -> Result<Looked, Trouble<Never>> {
    let letters = change.permit::<_, Write>(list::<Letter>())?;
    let now = letters.by().now;
    let Some(letter) = change.get::<Letter, _, _, Never>(&letters, id)? else {
        return Ok(Looked::Later(Timestamp::MAX));
    };
    let is_waiting = matches!(letter.state, LetterState::Waiting { next, .. } if next <= now);
    if let Some(said) = letter.visit.filter(|_| is_waiting) {
        let calendar = change.permit::<_, Read>(list::<Appointment>())?;
        let visit: Option<Appointment> = change.get::<_, _, _, Never>(&calendar, said.visit.0)?;
        let why = match &visit {
            Some(visit) if !is_outdated(&said, Some(visit)) => {
                is_refused(change, &letter, visit)?.then_some(WhyAway::NotWanted)
            }
            Some(_) | None => is_outdated(&said, visit.as_ref()).then_some(WhyAway::Outdated),
        };
        if let Some(why) = why {
            // It waits, so it can be put away.
            if let Ok(away) = put_away(letter, (why, None), now) {
                change.put::<_, _, _, Never>(&letters, &away)?;
            }
            return Ok(Looked::Later(Timestamp::MAX));
        }
    }
    let waits_until = comes_up(&letter);
    match claim(letter, now) {
        Claim::NotYet => Ok(Looked::Later(waits_until)),
        Claim::Ours(letter) => {
            change.put::<_, _, _, Never>(&letters, &letter)?;
            Ok(Looked::Ours(Box::new(letter)))
        }
        Claim::Settled(letter) => {
            change.put::<_, _, _, Never>(&letters, &letter)?;
            Ok(Looked::Later(comes_up(&letter)))
        }
    }
}

fn comes_up(letter: &Letter) -> Timestamp {
    match letter.state {
        // A text that stands among the letters of before there was a word for it.
        LetterState::Waiting { .. } if letter.is_by_hand() => Timestamp::MAX,
        LetterState::Waiting { next, .. } => next,
        LetterState::Trying { until, .. } => until,
        LetterState::Sent { .. } | LetterState::Failed { .. } | LetterState::Away { .. } => Timestamp::MAX,
    }
}
