//! Time is not money: a fee comes from the fee table, never from a number of minutes.

use terms::money::{Cents, Minutes};

fn main() {
    let fee: Cents = Minutes(50); //~ E0308
    drop(fee);
}
