//! The price list of packages: what the owner may put on it, therapy and dosing days apart.

use terms::money::Cents;
use terms::packages::{PackageOffer, Packages};

use crate::advance::MOST_VISITS;
use crate::side::Side;

/// The most packages of one side.
pub const MOST_OFFERS: usize = 12;

/// The longest name of a package, in characters.
pub const MAX_NAME: usize = 60;

/// Why a package is not put on the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferRefusal {
    /// It has no name, or too long a one.
    Name,
    /// Another of this side has that name.
    SameName,
    /// Less than two visits or more than [`MOST_VISITS`].
    Visits,
    /// Nothing, or less.
    NotPositive,
    /// The price does not share out evenly over the visits.
    Uneven,
    /// There are [`MOST_OFFERS`] already.
    TooMany,
}

/// The packages of one side.
pub fn offers(packages: &Packages, side: Side) -> &[PackageOffer] {
    match side {
        Side::Therapy => &packages.therapy,
        Side::Dosing => &packages.dosing,
    }
}

/// The list with one more, the cheapest first.
pub fn offered(packages: &Packages, side: Side, new: PackageOffer) -> Result<Packages, OfferRefusal> {
    let known = offers(packages, side);
    let is_name = !new.name.is_empty() && new.name.trim() == new.name && new.name.chars().count() <= MAX_NAME;
    if !is_name || new.name.chars().any(char::is_control) {
        Err(OfferRefusal::Name)
    } else if known.iter().any(|offer| offer.name.to_lowercase() == new.name.to_lowercase()) {
        Err(OfferRefusal::SameName)
    } else if !(2..=MOST_VISITS).contains(&new.visits) {
        Err(OfferRefusal::Visits)
    } else if new.price_cents <= Cents::ZERO {
        Err(OfferRefusal::NotPositive)
    } else if new.price_cents.0 % i64::from(new.visits) != 0 {
        Err(OfferRefusal::Uneven)
    } else if known.len() >= MOST_OFFERS {
        Err(OfferRefusal::TooMany)
    } else {
        Ok(with(packages, side, |list| {
            list.push(new);
            list.sort_by_key(|offer| offer.price_cents);
        }))
    }
}

/// The list without the one of this name. What was sold of it stays sold.
pub fn withdrawn(packages: &Packages, side: Side, name: &str) -> Packages {
    with(packages, side, |list| list.retain(|offer| offer.name != name))
}

fn with(packages: &Packages, side: Side, change: impl FnOnce(&mut Vec<PackageOffer>)) -> Packages {
    let mut packages = packages.clone();
    match side {
        Side::Therapy => change(&mut packages.therapy),
        Side::Dosing => change(&mut packages.dosing),
    }
    packages
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(name: &str, visits: u8, cents: i64) -> PackageOffer {
        PackageOffer { name: name.to_owned(), visits, price_cents: Cents(cents) }
    }

    #[test]
    fn a_package_has_a_name_of_its_own_two_to_fifty_visits_and_a_price_that_shares_out() {
        let known = offered(&Packages::default(), Side::Therapy, offer("Six visits", 6, 90_000)).unwrap();
        let long = "x".repeat(MAX_NAME + 1);
        for (name, visits, cents, expected) in [
            ("Two", 2, 30_000, Ok(())),
            ("Fifty", 50, 500_000, Ok(())),
            (&"x".repeat(MAX_NAME), 2, 2, Ok(())),
            ("", 2, 30_000, Err(OfferRefusal::Name)),
            (" Two", 2, 30_000, Err(OfferRefusal::Name)),
            (&long, 2, 30_000, Err(OfferRefusal::Name)),
            ("six VISITS", 6, 80_000, Err(OfferRefusal::SameName)),
            ("One", 1, 30_000, Err(OfferRefusal::Visits)),
            ("Many", 51, 51_000, Err(OfferRefusal::Visits)),
            ("Free", 2, 0, Err(OfferRefusal::NotPositive)),
            ("Back", 2, -2, Err(OfferRefusal::NotPositive)),
            ("Odd", 2, 30_001, Err(OfferRefusal::Uneven)),
        ] {
            let found = offered(&known, Side::Therapy, offer(name, visits, cents));
            assert_eq!(found.map(drop), expected, "{name} {visits} {cents}");
        }
        assert!(offered(&known, Side::Dosing, offer("Six visits", 6, 90_000)).is_ok(), "a name is of one side alone");
    }

    #[test]
    fn the_list_of_one_side_ends_at_twelve_and_never_touches_the_other() {
        let mut list = Packages::default();
        for number in 0..12 {
            list = offered(&list, Side::Dosing, offer(&format!("No. {number}"), 2, 2_000 - 2 * number)).unwrap();
        }
        assert_eq!(offered(&list, Side::Dosing, offer("More", 2, 2)).map(drop), Err(OfferRefusal::TooMany));
        assert!(list.therapy.is_empty() && list.dosing[0].name == "No. 11");
        let fewer = withdrawn(&list, Side::Dosing, "No. 11");
        assert_eq!((fewer.dosing.len(), withdrawn(&fewer, Side::Therapy, "No. 1")), (11, fewer.clone()));
    }
}
