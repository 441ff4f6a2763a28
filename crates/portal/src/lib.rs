//! Server-rendered pages for clients.

pub mod accesses;
pub mod account;
pub mod appointment;
pub mod appointments;
pub mod document;
pub mod documents;
pub mod dosing;
pub mod help;
pub mod home;
pub mod more;
pub mod together;

mod asked;
mod calendar_file;
mod parts;
mod text;
mod todo;

use actions::house::House;
use axum::Router;

/// Every page of the portal.
pub fn routes() -> Router<House> {
    Router::new()
        .merge(home::routes())
        .merge(appointments::routes())
        .merge(appointment::routes())
        .merge(documents::routes())
        .merge(document::routes())
        .merge(dosing::routes())
        .merge(together::routes())
        .merge(account::routes())
        .merge(accesses::routes())
        .merge(more::routes())
        .merge(help::routes())
}
