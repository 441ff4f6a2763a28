//! Server-rendered pages for the people of the practice.

pub mod account;
pub mod add_request;
pub mod charges;
pub mod letters;
pub mod receipt;
pub mod request;
pub mod requests;

mod request_page;
mod trouble;

use actions::house::House;
use axum::Router;

/// Every screen of the front desk and of billing.
pub fn routes() -> Router<House> {
    Router::new()
        .merge(requests::routes())
        .merge(add_request::routes())
        .merge(request::routes())
        .merge(letters::routes())
        .merge(charges::routes())
        .merge(account::routes())
        .merge(receipt::routes())
}
