//! Your payments: what your sessions cost, what is paid, and what is open, with the receipts.

use actions::house::House;
use actions::see_my_money::{MyMoney, Purse, see_my_money};
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use money::charge::Charge;
use money::ledger::{Charged, Ledger};
use money::payment::Payment;
use shell::money_paper::date;
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge};
use terms::money::Cents;
use terms::practice::Practice;

use crate::asked::Asked;

/// The most sessions and the most payments that are listed of one kind; the latest are.
const MOST: usize = 48;

/// The page.
pub fn routes() -> Router<House> {
    Router::new().route("/my/money", get(show))
}

/// Which of the two ledgers a card shows; they are never in one card.
#[derive(Clone, Copy)]
enum Side {
    Therapy,
    Dosing,
}

impl Side {
    fn path(self) -> &'static str {
        match self {
            Self::Therapy => "therapy",
            Self::Dosing => "dosing",
        }
    }

    fn heading(self) -> &'static str {
        match self {
            Self::Therapy => "Therapy",
            Self::Dosing => "Attended dosing days",
        }
    }
}

async fn show(asked: Asked) -> Reply {
    match asked.act(see_my_money).await {
        Ok(money) => {
            let main = page(&asked.house.practice(), &money);
            reply::ok(asked.page(("Payments", "/my/money"), None, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(practice: &Practice, money: &MyMoney) -> Markup {
    html! {
        header.stack.tight {
            h1 { "Payments" }
            p.lead.dim { "What your sessions cost, what is paid, and what is open. A price appears here after a session, when its note is finished." }
        }
        (purse(&money.own, ("own", "")))
        @if !money.own.therapy().is_untouched() || !money.own.dosing().is_untouched() { p { a href="/my/money/statement" { "A statement for days that you choose" } } }
        section.card.stack aria-labelledby="costs" {
            h2 #costs { "Insurance and costs" }
            p { "What sessions might cost you, your plan, who reads its mail, and your estimates." }
            div.row { a.btn.line href="/my/money/coverage" { "Insurance and costs" } }
        }
        section.card.stack aria-labelledby="superbill" {
            h2 #superbill { "For your insurance" }
            p { "Insurance may pay back some of your therapy. If you want to ask yours, you can make a superbill: a list of your sessions that you send yourself. Nothing is sent from here." }
            div.row { a.btn.line href="/my/money/superbill" { "About superbills" } }
        }
        @for (place, unit) in (1..).zip(&money.joint) {
            section.stack aria-labelledby={ "unit-" (place) } {
                div.row { h2 id={ "unit-" (place) } { "Together: " (unit.client.name.as_str()) } (badge(Tone::Quiet, "Both of you can see this")) }
                (purse(unit, (&format!("unit-{place}"), ", for both of you")))
                p { a href={ "/my/money/statement?unit=" (unit.client.subject) } { "A statement for both of you" } }
            }
        }
        p { "To pay, or to ask about anything here, call the office: " a href={ "tel:" (practice.phone_dial) } { (practice.phone) } ". You can pay by card, check, cash or transfer." }
    }
}

/// Therapy, and apart from it attended dosing days, where there ever was one.
fn purse(purse: &Purse, whose: (&str, &str)) -> Markup {
    html! {
        (card(purse.therapy(), Side::Therapy, whose))
        @if !purse.dosing().is_untouched() { (card(purse.dosing(), Side::Dosing, whose)) }
    }
}

fn card<C: Charge>(ledger: &Ledger<C>, side: Side, (whose, for_whom): (&str, &str)) -> Markup {
    let id = format!("{whose}-{}", side.path());
    html! {
        section.card.stack aria-labelledby=(id) {
            h2 id=(id) { (side.heading()) (for_whom) }
            @match side {
                Side::Therapy => {},
                Side::Dosing => p.small.dim { "You pay these privately. They are kept apart from therapy, and no insurance is asked for them." },
            }
            @if ledger.open_cents() > Cents::ZERO { p.serif.big { (ledger.open_cents()) " is open" } } @else { p.serif.big { "Nothing owed" } }
            @if let Some(brought) = ledger.brought() {
                p.small {
                    @if brought.opening.owed_cents > Cents::ZERO { "From before " (date(brought.opening.on)) ": " (brought.opening.owed_cents) " owed, " (brought.open_cents()) " of it still open." }
                    @else { "From before " (date(brought.opening.on)) ": " (ledger.credit_cents()) " left over for you." }
                }
            }
            @if ledger.charges().is_empty() {
                p.dim { "No session has a price yet." }
            } @else {
                (sessions(ledger))
            }
            @if !ledger.payments().is_empty() { (payments(ledger.payments(), side)) }
        }
    }
}

fn sessions<C: Charge>(ledger: &Ledger<C>) -> Markup {
    html! {
        ul.rows {
            @for charged in ledger.charges().iter().rev().take(MOST) {
                li {
                    span.grow { (date(charged.charge.date())) ", " (charged.charge.length_min().0) " minutes" br; span.small.dim { (standing(charged)) } }
                    span.num { (charged.charge.amount_cents()) }
                }
            }
        }
        @if ledger.charges().len() > MOST { p.small.dim { "These are the latest " (MOST) ". The office can tell you about earlier ones." } }
    }
}

/// How the open amount of a session came about.
fn standing<C: Charge>(charged: &Charged<C>) -> String {
    if charged.insurer_cents > Cents::ZERO || charged.written_off_cents > Cents::ZERO {
        let own = Cents(charged.paid_cents.0 - charged.insurer_cents.0);
        let (insurer, open) = (charged.insurer_cents, charged.open_cents());
        return format!("Insurance paid {insurer}, you paid {own}, {open} open");
    }
    match (charged.paid_cents, charged.open_cents()) {
        (_, Cents::ZERO) => "Paid".to_owned(),
        (Cents::ZERO, open) => format!("{open} open"),
        (paid, open) => format!("{paid} paid, {open} open"),
    }
}

fn payments(payments: &[Payment], side: Side) -> Markup {
    html! {
        div.stack.tight {
            h3 { "What was paid" }
            ul.rows {
                @for payment in payments.iter().rev().take(MOST) {
                    li {
                        span.grow { a.all href={ "/my/money/" (side.path()) "/" (payment.id) } { "Receipt of " (date(payment.on)) } br; span.small.dim { (payment.how.word()) } }
                        span.num { (payment.amount_cents) }
                    }
                }
            }
        }
    }
}
