//! Takes a request back, for whoever made it.

use schedule::request::{RequestRefusal, withdraw};
use terms::actor::Context;
use terms::trouble::Trouble;

use crate::house::House;
use crate::let_times_go::let_times_go;

/// Closes the request.
pub fn withdraw_request(house: &House, by: &Context) -> Result<(), Trouble<RequestRefusal>> {
    let_times_go(house, by, withdraw)
}
