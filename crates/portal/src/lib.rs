//! Server-rendered pages for clients.

pub mod accesses;
pub mod account;
pub mod after_care;
pub mod altered_states;
pub mod appointment;
pub mod appointments;
pub mod carry_forward;
pub mod change_words;
pub mod check_in;
pub mod check_in_history;
pub mod check_in_item;
pub mod check_ins;
pub mod difficulties;
pub mod document;
pub mod document_copy;
pub mod documents;
pub mod door;
pub mod dosing;
pub mod grounding;
pub mod grounding_tool;
pub mod help;
pub mod home;
pub mod integration;
pub mod journal;
pub mod journal_letter;
pub mod journal_page;
pub mod journal_sharing;
pub mod kit;
pub mod money;
pub mod money_card;
pub mod money_costs;
pub mod money_coverage;
pub mod money_kept_card;
pub mod money_mail;
pub mod money_monthly;
pub mod money_receipt;
pub mod money_statement;
pub mod money_superbill;
pub mod more;
pub mod new_release;
pub mod not_ok;
pub mod pause;
pub mod practices;
pub mod preparation;
pub mod preparation_part;
pub mod quiet;
pub mod release;
pub mod safety_plan;
pub mod sign_ins;
pub mod steadiness;
pub mod support_person;
pub mod support_sheet;
pub mod together;

mod again;
mod asked;
mod boundaries;
mod calendar_file;
mod check_in_words;
mod first_weeks;
mod page_form;
mod parts;
mod scale;
mod todo;
mod try_form;
pub mod visit_offer;
mod way;
mod who_reads;

use actions::house::House;
use axum::Router;

/// Every page of the portal.
pub fn routes() -> Router<House> {
    Router::new()
        .merge(home::routes())
        .merge(appointments::routes())
        .merge(appointment::routes())
        .merge(document_copy::routes())
        .merge(documents::routes())
        .merge(document::routes())
        .merge(release::routes())
        .merge(new_release::routes())
        .merge(dosing::routes())
        .merge(visit_offer::routes())
        .merge(together::routes())
        .merge(account::routes())
        .merge(sign_ins::routes())
        .merge(door::routes())
        .merge(accesses::routes())
        .merge(money::routes())
        .merge(money_card::routes())
        .merge(money_costs::routes())
        .merge(money_coverage::routes())
        .merge(money_kept_card::routes())
        .merge(money_mail::routes())
        .merge(money_monthly::routes())
        .merge(money_receipt::routes())
        .merge(money_statement::routes())
        .merge(money_superbill::routes())
        .merge(more::routes())
        .merge(help::routes())
        .merge(preparation::routes())
        .merge(preparation_part::routes())
        .merge(altered_states::routes())
        .merge(support_person::routes())
        .merge(support_sheet::routes())
        .merge(grounding::routes())
        .merge(grounding_tool::routes())
        .merge(kit::routes())
        .merge(integration::routes())
        .merge(steadiness::routes())
        .merge(not_ok::routes())
        .merge(quiet::routes())
        .merge(after_care::routes())
        .merge(journal::routes())
        .merge(journal_page::routes())
        .merge(journal_letter::routes())
        .merge(journal_sharing::routes())
        .merge(carry_forward::routes())
        .merge(change_words::routes())
        .merge(practices::routes())
        .merge(difficulties::routes())
        .merge(pause::routes())
        .merge(check_ins::routes())
        .merge(check_in::routes())
        .merge(check_in_item::routes())
        .merge(check_in_history::routes())
        .merge(safety_plan::routes())
}
