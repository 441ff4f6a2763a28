//! One ledger of a client's account: what was charged, paid, held and agreed, and what can be done with it.

use maud::{Markup, html};
use money::charge::Charge;
use money::charged::Charged;
use money::ledger::Ledger;
use money::side::Side;
use shell::money_paper::{date, owed};
use terms::ids::SubjectId;
use terms::money::Cents;

use crate::pay_in_parts::listed;

/// The ledger, with the form for a payment in its place.
pub fn ledger_card<C: Charge>(ledger: &Ledger<C>, (subject, side): (SubjectId, Side), form: &Markup) -> Markup {
    let words = match side {
        Side::Therapy => "Insurance may cover it; that depends on the plan.",
        Side::Dosing => "Private pay, never on a claim.",
    };
    html! {
        section.card.stack aria-labelledby=(side.code()) {
            div { h2 id=(side.code()) { (side.word()) } p.small.dim { (words) " Open: " (owed(ledger.open_cents())) "." } }
            (brought(ledger))
            @if ledger.charges().is_empty() { p.empty { "No charge yet. One is made when a visit’s note is signed." } } @else { (balance(ledger)) (charged(ledger)) }
            (missed(ledger))
            (held(ledger))
            @if ledger.plan().is_some() { h3 { "Paid in parts" } (listed(&ledger.plan_parts())) }
            (payments(ledger, (subject, side)))
            (form)
            (more(ledger, (subject, side)))
        }
    }
}

/// The balance of this ledger alone; what stands in the other is never added.
fn balance<C: Charge>(ledger: &Ledger<C>) -> Markup {
    html! {
        dl.facts-row {
            div { dt { "Charged" } dd.num { (ledger.charged_cents()) } }
            div { dt { "Paid" } dd.num { (ledger.paid_cents()) } }
            @if ledger.waived_cents() > Cents::ZERO { div { dt { "Waived" } dd.num { (ledger.waived_cents()) } } }
            div { dt { "Open" } dd.num { (owed(ledger.open_cents())) } }
        }
    }
}

fn charged<C: Charge>(ledger: &Ledger<C>) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label="Charges" {
            table.fold {
                thead { tr { th scope="col" { "Visit" } th scope="col" { "Minutes" } th scope="col" { "Charged" } th scope="col" { "Paid" } th scope="col" { "Open" } } }
                tbody {
                    @for charged in ledger.charges() {
                        tr { th scope="row" { (date(charged.charge.date())) } td.num { (charged.charge.length_min().0) span.only-n { " minutes" } } td.num { span.only-n { "Charged: " } (charged.charge.amount_cents()) } td.num { span.only-n { "Paid: " } (charged.paid_cents) (insured(charged)) } td.num { span.only-n { "Open: " } (owed(charged.open_cents())) } }
                    }
                }
            }
        }
    }
}

/// What of it came from an insurer, and what nobody owes.
fn insured<C: Charge>(charged: &Charged<C>) -> Markup {
    html! {
        @if charged.insurer_cents != Cents::ZERO { br; span.xs.dim { (charged.insurer_cents) " by the insurer" } }
        @if charged.waived_cents != Cents::ZERO { br; span.xs.dim { (charged.waived_cents) " waived" } }
        @if charged.written_off_cents != Cents::ZERO { br; span.xs.dim { (charged.written_off_cents) " not owed, by contract" } }
    }
}

/// What was moved in from another system, if something was.
fn brought<C: Charge>(ledger: &Ledger<C>) -> Markup {
    html! {
        @if let Some(brought) = ledger.brought() {
            p.small {
                "Opening balance moved in on " (date(brought.opening.on)) ": "
                @if brought.opening.owed_cents > Cents::ZERO { (brought.opening.owed_cents) " owed, " (owed(brought.open_cents())) " now." }
                @else { (brought.opening.credit_cents) " left over, " (ledger.credit_cents()) " of it now." }
            }
        }
    }
}

fn missed<C: Charge>(ledger: &Ledger<C>) -> Markup {
    html! {
        @if !ledger.missed().is_empty() {
            h3 { "Fees for missed visits" }
            ul.rows.small {
                @for missed in ledger.missed() {
                    li { span.grow { (date(missed.fee.on)) ", " (missed.fee.how.word()) ", " (owed(missed.open_cents())) @if missed.waived_cents > Cents::ZERO { ", " (missed.waived_cents) " waived" } } span.num { (missed.fee.amount_cents) } }
                }
            }
        }
    }
}

/// What is held for them: packages, and what can pay for anything.
fn held<C: Charge>(ledger: &Ledger<C>) -> Markup {
    let left = ledger.packages().iter().filter(|package| package.left > 0);
    html! {
        @if ledger.credit_cents() > Cents::ZERO { p.small { "Held for them: " b { (ledger.credit_cents()) } "." } }
        @for package in left {
            p.small { "Package of " (date(package.sold.on)) ": " b { (package.left) " of " (package.visits) " visits left" } ", " (package.each_cents()) " each." }
        }
    }
}

/// What came in, what went back, and what was no payment after all.
fn payments<C: Charge>(ledger: &Ledger<C>, (subject, side): (SubjectId, Side)) -> Markup {
    let receipt = |id| format!("/billing/{subject}/{}/{id}", side.code());
    html! {
        @if !ledger.payments().is_empty() || !ledger.advances().is_empty() {
            h3 { "Payments" }
            ul.rows.small {
                @for payment in ledger.payments() {
                    li { span.grow { a href=(receipt(payment.id)) { "Receipt of " (date(payment.on)) } ", " (payment.how.word().to_lowercase()) } a href={ "/billing/" (subject) "/ledger/" (side.code()) "/take-back/" (payment.id) } { "Take back" } span.num { (payment.amount_cents) } }
                }
                @for advance in ledger.advances() {
                    li { span.grow { a href=(receipt(advance.id)) { "Receipt of " (date(advance.on)) } ", in advance" } span.num { (advance.amount_cents) } }
                }
            }
        }
        @if !ledger.refunds().is_empty() {
            h3 { "Given back" }
            ul.rows.small { @for refund in ledger.refunds() { li { span.grow { (date(refund.on)) ", " (refund.how.word().to_lowercase()) ": " (refund.reason.as_str()) } span.num { (refund.amount_cents) } } } }
        }
        @if !ledger.reversed().is_empty() {
            h3 { "Taken back" }
            ul.rows.small { @for (payment, why) in ledger.reversed() { li { span.grow { (date(why.on)) ": " (why.reason.as_str()) } span.num { (payment.amount_cents) } } } }
        }
        @if !ledger.waivers().is_empty() {
            h3 { "Waived" }
            ul.rows.small { @for waiver in ledger.waivers() { li { span.grow { (date(waiver.on)) ": " (waiver.reason.word()) @if let Some(words) = &waiver.words { ". " (words.as_str()) } } span.num { (waiver.amount_cents) } } } }
        }
    }
}

/// What else can be done.
fn more<C: Charge>(ledger: &Ledger<C>, (subject, side): (SubjectId, Side)) -> Markup {
    let to = |path: &str| format!("/billing/{subject}/ledger/{}/{path}", side.code());
    let has_package = ledger.packages().iter().any(|package| package.left > 0);
    html! {
        p.small {
            a href=(to("advance")) { "Take an advance" }
            @if has_package { " · " a href=(to("package")) { "Use a package" } }
            " · " a href=(to("plan")) { "Pay in parts" }
            " · " a href=(to("waive")) { "Waive" }
            " · " a href=(to("refund")) { "Give money back" }
        }
        // Apart: nothing of a dosing day stands on the page of coverage.
        @if side == Side::Dosing { p.small { a href={ "/billing/" (subject) "/dosing-estimate" } { "Good Faith Estimates for dosing days" } } }
        // Only here: no superbill is ever made of dosing days.
        @if side == Side::Therapy { p.small { a href={ "/billing/" (subject) "/claims" } { "Claims" } " · " a href={ "/billing/" (subject) "/superbill" } { "A superbill, when the client asks for one" } " · " a href={ "/billing/" (subject) "/asked" } { "A payer asks for a record" } } }
    }
}
