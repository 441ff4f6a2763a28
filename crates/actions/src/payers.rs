//! Keeps the list of payers: the insurers that claims go to, with the rules of each.

use money::payer::{MAX_PAYERS, Payer, PayerTerms};
use record::list::list;
use record::rows::Find;
use record::scope::{Read, Write};
use terms::actor::Context;
use terms::ids::PayerId;
use terms::trouble::{Denied, Never, Trouble};

use crate::house::House;

/// Why a payer is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PayerRefusal {
    /// Another one has this number.
    NumberTaken,
    /// There are [`MAX_PAYERS`].
    TooMany,
}

/// All of them, by name.
pub fn see_payers(house: &House, by: &Context) -> Result<Vec<Payer>, Trouble<Never>> {
    house.record().read(by, |work| {
        let payers = work.permit::<_, Read>(list::<Payer>())?;
        let mut all: Vec<Payer> = work.find(&payers, Find::All)?;
        all.sort_by(|one, other| one.terms.name.as_str().cmp(other.terms.name.as_str()));
        Ok(all)
    })
}

/// Keeps a new payer, or puts other terms in place of a known one's. Sending the same form again keeps it once.
pub fn keep_payer(
    house: &House,
    by: &Context,
    known: Option<PayerId>,
    (terms, once): (&PayerTerms, &str),
) -> Result<PayerId, Trouble<PayerRefusal>> {
    house.record().change_once(by, (once, |_| None), |change| {
        let payers = change.permit::<_, Write>(list::<Payer>())?;
        let all: Vec<Payer> = change.find(&payers, Find::All)?;
        let id = match known {
            Some(id) if all.iter().any(|other| other.id == id) => id,
            Some(_) => return Err(Denied::NotTheirs.into()),
            None if all.len() >= MAX_PAYERS => return Err(Trouble::Refused(PayerRefusal::TooMany)),
            None => PayerId(house.record().new_id()),
        };
        if all.iter().any(|other| other.terms.number == terms.number && other.id != id) {
            return Err(Trouble::Refused(PayerRefusal::NumberTaken));
        }
        change.put(&payers, &Payer { id, terms: terms.clone() })?;
        Ok(id)
    })
}
