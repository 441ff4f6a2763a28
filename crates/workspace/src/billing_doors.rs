//! Every screen of billing.

use actions::house::House;
use axum::Router;

use crate::{
    account, advance, ageing, bank, bank_line_page, benefits_check, billing, charges, claim_page, claims, client_cards,
    client_claims, collect_today, costs, coverage, coverage_list, coverage_plan, dosing_estimate, edi_file, edi_files,
    estimate, income, insurer_mail, missed_visits, months, package, pay_in_parts, payer, payers, receipt, record_ask,
    record_asks, refund, refund_card, scale, statement, superbill, superbills, take_back_payment, waive,
};

/// Where each is.
pub fn doors() -> Router<House> {
    Router::new()
        .merge(billing::routes())
        .merge(collect_today::routes())
        .merge(record_asks::routes())
        .merge(record_ask::routes())
        .merge(ageing::routes())
        .merge(income::routes())
        .merge(months::routes())
        .merge(charges::routes())
        .merge(account::routes())
        .merge(advance::routes())
        .merge(package::routes())
        .merge(waive::routes())
        .merge(refund::routes())
        .merge(refund_card::routes())
        .merge(pay_in_parts::routes())
        .merge(take_back_payment::routes())
        .merge(missed_visits::routes())
        .merge(bank::routes())
        .merge(bank_line_page::routes())
        .merge(receipt::routes())
        .merge(statement::routes())
        .merge(superbill::routes())
        .merge(superbills::routes())
        .merge(coverage_list::routes())
        .merge(coverage::routes())
        .merge(coverage_plan::routes())
        .merge(benefits_check::routes())
        .merge(insurer_mail::routes())
        .merge(costs::routes())
        .merge(scale::routes())
        .merge(estimate::routes())
        .merge(dosing_estimate::routes())
        .merge(payers::routes())
        .merge(payer::routes())
        .merge(claims::routes())
        .merge(client_cards::routes())
        .merge(client_claims::routes())
        .merge(claim_page::routes())
        .merge(edi_files::routes())
        .merge(edi_file::routes())
}
