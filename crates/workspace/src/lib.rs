//! Server-rendered pages for the people of the practice.

pub mod accesses;
pub mod account;
mod account_ledger;
pub mod add_request;
mod advance;
pub mod ageing;
pub mod agendas;
pub mod alert;
pub mod altered_states;
mod asked;
pub mod asked_alone;
pub mod asked_record;
pub mod asked_summary;
mod attended_note;
mod authorization;
mod bank;
mod bank_line_page;
mod bank_lines;
pub mod before_start;
mod benefits_check;
mod benefits_form;
mod benefits_from_answer;
mod benefits_said;
pub mod billing;
mod billing_doors;
pub mod book;
pub mod brief;
pub mod bring_list;
pub mod bring_papers;
pub mod caseload;
pub mod charges;
pub mod chart;
pub mod chart_access;
mod chart_cards;
pub mod chart_export;
pub mod chart_money;
mod chart_path;
pub mod check_ins;
pub mod claim_details;
pub mod claim_page;
pub mod claims;
pub mod client_cards;
pub mod client_claims;
mod closing_note;
mod collect_today;
pub mod consent;
pub mod consents;
mod costs;
mod couple_note;
mod coverage;
mod coverage_kit;
mod coverage_list;
mod coverage_plan;
mod custodies;
mod custody;
mod dates;
pub mod desk_add_wish;
pub mod desk_book;
pub mod desk_calendar;
pub mod desk_client;
pub mod desk_clients;
pub mod desk_code;
pub mod desk_contact;
mod desk_find;
mod desk_grid;
pub mod desk_log_call;
pub mod desk_phone;
pub mod desk_today;
pub mod desk_unit;
pub mod desk_visit;
mod desk_visit_page;
pub mod desk_waitlist;
pub mod desk_week;
mod desk_words;
pub mod difficulties;
pub mod disclosures;
pub mod dosing_day;
mod dosing_estimate;
pub mod earlier_records;
pub mod edi_file;
pub mod edi_files;
mod emergency;
mod estimate;
pub mod incidents;
pub mod income;
mod insurer_mail;
mod intake_note;
mod integration_note;
mod kept_notes;
pub mod leave_together;
pub mod leaving;
mod ledger_kit;
pub mod letters;
pub mod list_words;
mod match_by_hand;
mod measures;
mod missed_visits;
pub mod months;
pub mod move_in;
pub mod move_in_balance_list;
pub mod move_in_client_list;
mod move_in_invite;
pub mod move_in_paper_list;
pub mod move_in_visit_list;
pub mod new_release;
pub mod note;
mod note_aside;
pub mod note_changes;
mod note_form;
mod note_from_before;
mod note_part;
mod note_text;
mod note_thread;
pub mod notes;
pub mod notice;
pub mod notices;
mod package;
pub mod packet;
pub mod passed_on;
pub mod path;
mod pay_in_parts;
pub mod payer;
pub mod payers;
mod person_form;
mod plain_note;
pub mod plan;
mod plan_asked;
mod plan_statement;
pub mod practice_billing;
pub mod practice_closures;
pub mod practice_cover;
pub mod practice_days_after;
pub mod practice_export;
pub mod practice_facts;
pub mod practice_fees;
pub mod practice_home;
pub mod practice_packages;
pub mod practice_people;
pub mod practice_person;
pub mod practice_recovery;
pub mod practice_rooms;
mod preparation_note;
pub mod prescriber;
pub mod process_note_release;
pub mod process_notes;
mod reach_words;
pub mod readiness;
pub mod receipt;
pub mod record_ask;
pub mod record_asks;
mod refund;
pub mod refund_card;
pub mod release;
pub mod reminders;
pub mod request;
mod request_page;
pub mod requests;
pub mod safety;
pub mod safety_record;
mod scale;
mod second_claim;
mod second_plan;
pub mod see_as;
pub mod shared_workbook;
pub mod sign_billing;
mod sign_note;
pub mod signed_note;
pub mod snippets;
pub mod start_note;
pub mod statement;
pub mod superbill;
pub mod superbills;
mod take_back_payment;
pub mod throw_away;
pub mod to_sign;
pub mod today;
pub mod told_alone;
mod trouble;
pub mod visit_list_page;
mod waive;
pub mod workbook;
mod workbook_forms;

use actions::house::House;
use axum::Router;

/// Every screen of the people of the practice.
pub fn routes() -> Router<House> {
    Router::new().merge(therapist()).merge(front_desk()).merge(desk_and_billing()).merge(practice())
}

/// The therapist's screens.
fn therapist() -> Router<House> {
    Router::new()
        .merge(today::routes())
        .merge(caseload::routes())
        .merge(chart::routes())
        .merge(brief::routes())
        .merge(start_note::routes())
        .merge(before_start::routes())
        .merge(prescriber::routes())
        .merge(packet::routes())
        .merge(path::routes())
        .merge(notes::routes())
        .merge(plan::routes())
        .merge(plan_asked::routes())
        .merge(authorization::routes())
        .merge(second_plan::routes())
        .merge(readiness::routes())
        .merge(check_ins::routes())
        .merge(shared_workbook::routes())
        .merge(consents::routes())
        .merge(consent::routes())
        .merge(new_release::routes())
        .merge(release::routes())
        .merge(earlier_records::routes())
        .merge(safety::routes())
        .merge(asked_alone::routes())
        .merge(safety_record::routes())
        .merge(told_alone::routes())
        .merge(leave_together::routes())
        .merge(alert::routes())
        .merge(chart_money::routes())
        .merge(asked_record::routes())
        .merge(chart_access::routes())
        .merge(process_notes::routes())
        .merge(book::routes())
        .merge(dosing_day::routes())
        .merge(workbook::routes())
        .merge(difficulties::routes())
        .merge(altered_states::routes())
        .merge(note::routes())
        .merge(sign_note::routes())
        .merge(throw_away::routes())
        .merge(signed_note::routes())
        .merge(note_changes::routes())
        .merge(snippets::routes())
        .merge(agendas::routes())
        .merge(to_sign::routes())
        .merge(incidents::routes())
}

/// What the owner looks after.
fn practice() -> Router<House> {
    Router::new()
        .merge(practice_home::routes())
        .merge(practice_facts::routes())
        .merge(practice_people::routes())
        .merge(practice_person::routes())
        .merge(practice_rooms::routes())
        .merge(practice_cover::routes())
        .merge(practice_fees::routes())
        .merge(practice_packages::routes())
        .merge(practice_days_after::routes())
        .merge(practice_closures::routes())
        .merge(practice_export::routes())
        .merge(practice_recovery::routes())
        .merge(practice_billing::routes())
}

/// The front desk's day: its calendar, clients, calls and wishes.
fn front_desk() -> Router<House> {
    Router::new()
        .merge(desk_today::routes())
        .merge(desk_calendar::routes())
        .merge(desk_week::routes())
        .merge(desk_book::routes())
        .merge(desk_unit::routes())
        .merge(desk_visit::routes())
        .merge(desk_clients::routes())
        .merge(desk_client::routes())
        .merge(desk_contact::routes())
        .merge(desk_code::routes())
        .merge(desk_phone::routes())
        .merge(desk_log_call::routes())
        .merge(desk_waitlist::routes())
        .merge(desk_add_wish::routes())
}

/// The screens of the front desk and of billing.
fn desk_and_billing() -> Router<House> {
    Router::new()
        .merge(requests::routes())
        .merge(add_request::routes())
        .merge(request::routes())
        .merge(letters::routes())
        .merge(billing_doors::doors())
        .merge(passed_on::routes())
        .merge(notices::routes())
        .merge(notice::routes())
        .merge(reminders::routes())
        .merge(accesses::routes())
        .merge(move_in::routes())
}
