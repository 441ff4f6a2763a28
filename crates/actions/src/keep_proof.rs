//! Writes down what was found when a backup was opened elsewhere; the owner's first page shows it.

use jiff::Timestamp;
use record::list::list;
use record::lists::house::Proof;
use record::rows::Find;
use record::scope::{Read, Write};
use terms::actor::{Actor, Context};
use terms::trouble::{Never, Trouble};

use crate::house::House;

/// Keeps it.
pub fn keep_proof(house: &House, now: Timestamp, proof: &Proof) -> Result<(), Trouble<Never>> {
    house.record().change(&Context { actor: Actor::Timer, now }, |change| {
        let proofs = change.permit::<_, Write>(list::<Proof>())?;
        change.put(&proofs, proof)
    })
}

/// When one was last made.
pub fn last_proof(house: &House, now: Timestamp) -> Result<Option<Timestamp>, Trouble<Never>> {
    house.record().read(&Context { actor: Actor::Timer, now }, |work| {
        let proofs = work.permit::<_, Read>(list::<Proof>())?;
        let all: Vec<Proof> = work.find(&proofs, Find::All)?;
        Ok(all.into_iter().map(|proof| proof.at).max())
    })
}
