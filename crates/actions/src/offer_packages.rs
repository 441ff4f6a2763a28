//! The owner puts a package on the practice's price list, or takes one off it.

use money::package_offer::{OfferRefusal, offered, withdrawn};
use money::side::Side;
use terms::actor::Context;
use terms::packages::{PackageOffer, Packages};
use terms::practice::Practice;
use terms::trouble::{Never, Trouble};

use crate::house::House;
use crate::tell_facts::tell_facts;

/// Puts one on the list; every page shows it from now on.
pub fn offer_package(
    house: &House,
    by: &Context,
    (side, new): (Side, PackageOffer),
) -> Result<(), Trouble<OfferRefusal>> {
    let packages = offered(&house.practice().packages, side, new).map_err(Trouble::Refused)?;
    told(house, by, packages).map_err(Trouble::unrefused)
}

/// Takes one off the list. Whoever bought it keeps what they bought.
pub fn withdraw_package(house: &House, by: &Context, (side, name): (Side, &str)) -> Result<(), Trouble<Never>> {
    told(house, by, withdrawn(&house.practice().packages, side, name))
}

fn told(house: &House, by: &Context, packages: Packages) -> Result<(), Trouble<Never>> {
    tell_facts(house, by, &Practice { packages, ..(*house.practice()).clone() })
}
