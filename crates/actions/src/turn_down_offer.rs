//! Turns the offered times down, because none of them fits.

use schedule::request::{RequestRefusal, none_fit};
use terms::actor::Context;
use terms::trouble::Trouble;

use crate::house::House;
use crate::let_times_go::let_times_go;

/// Puts the request back into the queue.
pub fn turn_down_offer(house: &House, by: &Context) -> Result<(), Trouble<RequestRefusal>> {
    let_times_go(house, by, none_fit)
}
