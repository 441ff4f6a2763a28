//! Disclosure before care: nobody is booked before the disclosure statement and the privacy notice reached them.
//!
//! Colorado wants the disclosure in writing at the initial client contact (C.R.S. 12-245-216(1)); the privacy notice is
//! due by the first service (45 CFR 164.520(c)(2)(i)(A)).

use crate::people::Client;

/// Whoever is to be booked has not been told yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotDelivered;

/// Whether a client may be booked; a couple, when it reached each partner.
pub fn is_delivered(client: &Client, members: &[Client]) -> Result<(), NotDelivered> {
    let each = |people: &[Client]| !people.is_empty() && people.iter().all(|person| person.delivered.is_some());
    if client.delivered.is_some() || each(members) { Ok(()) } else { Err(NotDelivered) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::{at, client};
    use crate::people::{DeliveredHow, Delivery};

    #[test]
    fn behaviour_6_nobody_is_booked_before_they_are_told_and_a_couple_when_each_partner_is() {
        let told = Delivery { at: at("2026-06-22 11:00"), how: DeliveredHow::Handed, by: None };
        let person = |delivered| Client { delivered, ..client("Someone", 2001) };
        let (yes, no) = (person(Some(told)), person(None));
        for (who, members, expected) in [
            (&yes, vec![], Ok(())),
            (&no, vec![], Err(NotDelivered)),
            (&no, vec![yes.clone(), yes.clone()], Ok(())),
            (&no, vec![yes.clone(), no.clone()], Err(NotDelivered)),
            (&yes, vec![no.clone()], Ok(())),
        ] {
            assert_eq!(is_delivered(who, &members), expected);
        }
    }
}
