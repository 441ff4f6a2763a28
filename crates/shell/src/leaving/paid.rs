//! The two ledgers, each on a page of its own. Neither is ever added to the other.

use maud::{Markup, html};
use money::charge::Charge;
use money::ledger::Ledger;
use money::payment::TakenBy;

use crate::leaving::Record;
use crate::money_paper::{date, owed};

/// The ledger of psychotherapy.
pub(crate) fn therapy(record: &Record<'_>) -> Markup {
    ledger(record, "Ledger: psychotherapy", record.therapy)
}

/// The ledger of attended dosing days, where there is one.
pub(crate) fn dosing(record: &Record<'_>) -> Markup {
    html! { @if !record.dosing.is_untouched() { (ledger(record, "Ledger: attended dosing days", record.dosing)) } }
}

fn ledger<C: Charge>(record: &Record<'_>, heading: &str, ledger: &Ledger<C>) -> Markup {
    html! {
        section.page {
            h2 { (heading) }
            @if ledger.is_untouched() { p.quiet { "Nothing was charged." } } @else {
                @if let Some(brought) = ledger.brought() {
                    p { "Opening balance of " (date(brought.opening.on)) ": owed " (brought.opening.owed_cents) ", left over " (brought.opening.credit_cents) "." }
                }
                table {
                    thead { tr { th scope="col" { "Visit" } th.num scope="col" { "Charged" } th.num scope="col" { "Paid" } th.num scope="col" { "Open" } } }
                    tbody {
                        @for charged in ledger.charges() {
                            tr {
                                th scope="row" { (date(charged.charge.date())) ", " (charged.charge.length_min()) }
                                td.num { (charged.charge.amount_cents()) }
                                td.num { (charged.paid_cents) }
                                td.num { (charged.open_cents()) }
                            }
                        }
                    }
                }
                (payments(record, ledger))
                (others(record, ledger))
                p { "Charged " (ledger.charged_cents()) ", paid " (ledger.paid_cents()) ", open: " (owed(ledger.open_cents())) "." }
            }
        }
    }
}

fn taken_by(record: &Record<'_>, by: TakenBy) -> String {
    match by {
        TakenBy::Staff(staff) => format!("Taken by {}", record.person(staff)),
        TakenBy::Client { .. } => "Paid by themselves".to_owned(),
    }
}

/// What was held, waived, given back, and asked for or not where a visit was missed.
fn others<C: Charge>(record: &Record<'_>, ledger: &Ledger<C>) -> Markup {
    html! {
        table {
            tbody {
                @for fee in ledger.missed().iter().map(|missed| &missed.fee) {
                    tr { th scope="row" { (date(fee.on)) } td.num { (fee.amount_cents) } td { "Fee for a missed visit: " (fee.how.word()) } td { (record.person(fee.by)) } }
                }
                @for off in ledger.let_off() {
                    tr { th scope="row" { (date(off.on)) } td.num {} td { "Missed visit, no fee: " (off.reason.word()) @if let Some(words) = &off.words { ". " (words.as_str()) } } td { (record.person(off.by)) } }
                }
                @for advance in ledger.advances() {
                    tr { th scope="row" { (date(advance.on)) } td.num { (advance.amount_cents) } td { "In advance" @if let Some(visits) = advance.visits { ", a package of " (visits) " visits" } } td { (taken_by(record, advance.by)) } }
                }
                @for waiver in ledger.waivers() {
                    tr { th scope="row" { (date(waiver.on)) } td.num { (waiver.amount_cents) } td { "Waived: " (waiver.reason.word()) @if let Some(words) = &waiver.words { ". " (words.as_str()) } } td { (record.person(waiver.by)) } }
                }
                @for refund in ledger.refunds() {
                    tr { th scope="row" { (date(refund.on)) } td.num { (refund.amount_cents) } td { "Given back, " (refund.how.word().to_lowercase()) ": " (refund.reason.as_str()) } td { (record.person(refund.by)) } }
                }
            }
        }
        @if let Some(plan) = ledger.plan() { p { "Paid in " (plan.parts) " parts, as agreed on " (date(plan.on)) "." } }
    }
}

fn payments<C: Charge>(record: &Record<'_>, ledger: &Ledger<C>) -> Markup {
    html! {
        h3 { "Payments" }
        @if ledger.payments().is_empty() && ledger.reversed().is_empty() { p.quiet { "None was taken." } }
        table {
            tbody {
                @for payment in ledger.payments() {
                    tr { th scope="row" { (date(payment.on)) } td.num { (payment.amount_cents) } td { (payment.how.word()) } td { (taken_by(record, payment.by)) } }
                }
                @for (payment, reversal) in ledger.reversed() {
                    tr {
                        th scope="row" { (date(payment.on)) }
                        td.num { (payment.amount_cents) }
                        td { (payment.how.word()) ", taken back" }
                        td { (record.person(reversal.by)) ", " (record.copied.moment(reversal.at)) ": " (reversal.reason.as_str()) }
                    }
                }
            }
        }
    }
}
