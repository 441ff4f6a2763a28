//! The two ledgers, each on a page of its own. Neither is ever added to the other.

use maud::{Markup, html};
use money::charge::Charge;
use money::ledger::Ledger;

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
                p { "Charged " (ledger.charged_cents()) ", paid " (ledger.paid_cents()) ", open: " (owed(ledger.open_cents())) "." }
            }
        }
    }
}

fn payments<C: Charge>(record: &Record<'_>, ledger: &Ledger<C>) -> Markup {
    html! {
        h3 { "Payments" }
        @if ledger.payments().is_empty() && ledger.reversed().is_empty() { p.quiet { "None was taken." } }
        table {
            tbody {
                @for payment in ledger.payments() {
                    tr { th scope="row" { (date(payment.on)) } td.num { (payment.amount_cents) } td { (payment.how.word()) } td { "Taken by " (record.person(payment.by)) } }
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
