//! Shows the front desk what is written to people: what failed, what is sent by hand, what waits, and what went out.

use jiff::{SignedDuration, Timestamp};
use record::list::list;
use record::lists::letters::ALL_LETTERS;
use record::rows::Find;
use record::scope::Read;
use schedule::appointment::Appointment;
use schedule::outbox::is_outdated;
use schedule::people::Letter;
use terms::actor::Context;
use terms::trouble::{Never, Trouble};

use crate::house::House;

/// How far back letters are shown that went out or were put away.
pub const SHOWN_DAYS: i64 = 30;

/// The letters, newest first in each part.
pub struct Letters {
    /// They will not go out by themselves.
    pub failed: Vec<Letter>,
    /// There is no carrier for them, and what they say is still so.
    pub by_hand: Vec<Letter>,
    /// They wait, or are being handed over.
    pub waiting: Vec<Letter>,
    /// They went out, or were put away, in the last days.
    pub settled: Vec<Letter>,
}

/// Opens them.
pub fn see_letters(house: &House, by: &Context) -> Result<Letters, Trouble<Never>> {
    house.record().read(by, |work| {
        let letters = work.permit::<_, Read>(list::<Letter>())?;
        let lately = by.now - SignedDuration::from_hours(24 * SHOWN_DAYS);
        let mut open: Vec<Letter> = Vec::new();
        for state in ["failed", "by-hand", "waiting", "trying"] {
            open.extend(work.find(&letters, Find::State(state))?);
        }
        let all: Vec<Letter> = work.find(&letters, Find::Key2(ALL_LETTERS, lately, Timestamp::MAX))?;
        let mut open: Vec<Letter> = open.into_iter().map(Letter::as_shown).collect();
        open.sort_by_key(|letter| std::cmp::Reverse(letter.at));
        let part = |code: &[&str]| -> Vec<Letter> {
            open.iter().filter(|letter| code.contains(&letter.code())).cloned().collect()
        };
        let calendar = work.permit::<_, Read>(list::<Appointment>())?;
        let mut by_hand = Vec::new();
        // What a person sends must still be so: no clock looks these over.
        for letter in part(&["by-hand"]) {
            let visit: Option<Appointment> = match letter.visit {
                Some(said) => work.get::<_, _, _, Never>(&calendar, said.visit.0)?,
                None => None,
            };
            let is_outdated = letter.visit.is_some_and(|said| is_outdated(&said, visit.as_ref()));
            let is_useless = letter.useless_from.is_some_and(|from| from <= by.now);
            by_hand.extend((!is_outdated && !is_useless).then_some(letter));
        }
        let mut settled: Vec<Letter> =
            all.into_iter().map(Letter::as_shown).filter(|letter| matches!(letter.code(), "sent" | "away")).collect();
        settled.reverse();
        Ok(Letters { failed: part(&["failed"]), by_hand, waiting: part(&["waiting", "trying"]), settled })
    })
}

/// How many letters failed and wait for a person.
pub fn count_failed_letters(house: &House, by: &Context) -> Result<usize, Trouble<Never>> {
    house.record().read(by, |work| {
        work.permit::<_, Read>(list::<Letter>())?;
        Ok::<_, Trouble<Never>>(())
    })?;
    Ok(house.record().ids_in_state::<Letter>("failed")?.len())
}
