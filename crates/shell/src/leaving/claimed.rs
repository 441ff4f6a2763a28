//! Claims for psychotherapy: what was asked of which insurer, what it paid, and why it did not.

use maud::{Markup, html};
use money::claim::Claim;
use money::insurance::PostedClaim;
use money::prepared_claim::claim_number;
use money::x12::reason::reason_words;
use terms::money::Cents;

use crate::csv_file::dollars;
use crate::leaving::Record;
use crate::leaving::tables::number;
use crate::money_paper::date;

pub(crate) const CLAIMS: [&str; 10] = [
    "chart_number",
    "number",
    "payers_number",
    "first_visit",
    "payer",
    "state",
    "charged",
    "paid",
    "clients_share",
    "why_denied",
];

/// The claims on the page, where there are any.
pub(crate) fn claims(record: &Record<'_>) -> Markup {
    let claims = record.therapy.claims().all();
    html! {
        @if !claims.is_empty() {
            section.page {
                h2 { "Claims for psychotherapy" }
                table {
                    thead { tr { th scope="col" { "First visit" } th scope="col" { "Claim" } th scope="col" { "Payer" } th scope="col" { "State" } th.num scope="col" { "Charged" } th.num scope="col" { "Paid" } } }
                    tbody { @for claim in claims { (row(claim)) } }
                }
            }
        }
    }
}

fn row(claim: &Claim) -> Markup {
    let prepared = &claim.prepared;
    html! {
        tr {
            th scope="row" { (first_visit(claim).map_or_else(String::new, date)) }
            td { (claim_number(prepared.id())) @if let Some(theirs) = claim.payers_number() { ", theirs " (theirs) } }
            td { (prepared.insured().payer) }
            td { (claim.state().word()) @for why in denials(claim) { br; (why) } }
            td.num { (prepared.charge_cents()) }
            td.num { (claim.paid_cents()) }
        }
    }
}

/// One claim of the table.
pub(crate) fn claim_row(record: &Record<'_>, claim: &Claim) -> [String; 10] {
    let prepared = &claim.prepared;
    let share = claim.posted.last().map_or(Cents::ZERO, PostedClaim::client_owes_cents);
    [
        number(record),
        claim_number(prepared.id()),
        claim.payers_number().unwrap_or_default().to_owned(),
        first_visit(claim).map_or_else(String::new, |day| day.to_string()),
        prepared.insured().payer.clone(),
        claim.state().word().to_owned(),
        dollars(prepared.charge_cents()),
        dollars(claim.paid_cents()),
        dollars(share),
        denials(claim).join(" "),
    ]
}

fn first_visit(claim: &Claim) -> Option<jiff::civil::Date> {
    claim.prepared.lines().iter().map(money::prepared_claim::ClaimLine::date).min()
}

/// Why the payer denied it, in words where there are some; nothing of a claim that was paid.
fn denials(claim: &Claim) -> Vec<String> {
    let Some(denied) = claim.posted.last().filter(|posted| posted.is_denied()) else { return Vec::new() };
    let told = denied.all_adjustments().map(|taken| {
        let words = reason_words(&taken.reason).unwrap_or("A reason that has no words here.");
        format!("{}-{}: {words}", taken.group.code(), taken.reason)
    });
    told.collect()
}
