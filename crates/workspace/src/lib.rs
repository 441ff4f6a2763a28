//! Server-rendered pages for the people of the practice.

pub mod account;
pub mod add_request;
pub mod book;
pub mod caseload;
pub mod charges;
pub mod chart;
pub mod dosing_day;
pub mod letters;
pub mod note;
pub mod path;
pub mod receipt;
pub mod request;
pub mod requests;
pub mod sign_note;
pub mod signed_note;
pub mod start_note;
pub mod throw_away;
pub mod to_sign;
pub mod today;
pub mod workbook;

mod asked;
mod attended_note;
mod chart_cards;
mod chart_path;
mod dates;
mod integration_note;
mod note_aside;
mod note_form;
mod note_text;
mod plain_note;
mod preparation_note;
mod reading;
mod request_page;
mod trouble;
mod typed;
mod workbook_forms;

use actions::house::House;
use axum::Router;

/// Every screen of the people of the practice.
pub fn routes() -> Router<House> {
    Router::new().merge(therapist()).merge(desk_and_billing())
}

/// The therapist's screens.
fn therapist() -> Router<House> {
    Router::new()
        .merge(today::routes())
        .merge(caseload::routes())
        .merge(chart::routes())
        .merge(start_note::routes())
        .merge(path::routes())
        .merge(book::routes())
        .merge(dosing_day::routes())
        .merge(workbook::routes())
        .merge(note::routes())
        .merge(sign_note::routes())
        .merge(throw_away::routes())
        .merge(signed_note::routes())
        .merge(to_sign::routes())
}

/// The screens of the front desk and of billing.
fn desk_and_billing() -> Router<House> {
    Router::new()
        .merge(requests::routes())
        .merge(add_request::routes())
        .merge(request::routes())
        .merge(letters::routes())
        .merge(charges::routes())
        .merge(account::routes())
        .merge(receipt::routes())
}
