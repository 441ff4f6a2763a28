//! Your payments: what your sessions cost, what is paid, and what is open, with the receipts.

use actions::ask_card::theirs;
use actions::house::House;
use actions::see_my_money::{MyMoney, Purse, see_my_money};
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use money::charge::Charge;
use money::charged::Charged;
use money::insurance::InsurerAsked;
use money::ledger::Ledger;
use money::receipt::sums_paid;
use money::side::Side;
use shell::money_paper::{date, owed};
use shell::price_list::packages;
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge};
use terms::ids::SubjectId;
use terms::money::Cents;

use crate::asked::Asked;

/// The most sessions and the most payments that are listed of one kind; the latest are.
const MOST: usize = 48;

/// The page.
pub fn routes() -> Router<House> {
    Router::new().route("/my/money", get(show))
}

/// What a client calls it.
pub(crate) fn heading(side: Side) -> &'static str {
    match side {
        Side::Therapy => "Therapy",
        Side::Dosing => "Attended dosing days",
    }
}

async fn show(asked: Asked) -> Reply {
    match asked.act(see_my_money).await {
        Ok(money) => {
            let main = page(&asked.house, &money);
            reply::ok(asked.page(("Payments", "/my/money"), None, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(house: &House, money: &MyMoney) -> Markup {
    let (practice, takes_cards) = (house.practice(), house.cards().is_some());
    let pays = |purse: &Purse| takes_cards.then_some(purse.client.subject);
    html! {
        header.stack.tight {
            h1 { "Payments" }
            p.lead.dim { "What your sessions cost, what is paid, and what is open. A price appears here after a session, when its note is finished." }
        }
        (purse(&money.own, ("own", ""), pays(&money.own)))
        @if !money.own.therapy().is_untouched() || !money.own.dosing().is_untouched() { p { a href="/my/money/statement" { "A statement for days that you choose" } } }
        @if takes_cards { p { a href="/my/money/kept-card" { "A card on file, if you like" } } }
        @if !money.own.dosing().is_untouched() { (packages(&practice, &[Side::Dosing])) }
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
                (purse(unit, (&format!("unit-{place}"), ", for both of you"), pays(unit)))
                p { a href={ "/my/money/statement?unit=" (unit.client.subject) } { "A statement for both of you" } }
            }
        }
        p { @if takes_cards { "To pay in another way" } @else { "To pay" } ", or to ask about anything here, call the office: " a href={ "tel:" (practice.phone_dial) } { (practice.phone) } ". You can pay by card, check, cash or transfer." }
    }
}

/// Therapy, and apart from it attended dosing days, where there ever was one; each is paid by itself.
fn purse(purse: &Purse, whose: (&str, &str), pays: Option<SubjectId>) -> Markup {
    html! {
        (card(purse.therapy(), Side::Therapy, whose, pays))
        @if !purse.dosing().is_untouched() { (card(purse.dosing(), Side::Dosing, whose, pays)) }
    }
}

fn card<C: Charge>(ledger: &Ledger<C>, side: Side, (whose, for_whom): (&str, &str), pays: Option<SubjectId>) -> Markup {
    let id = format!("{whose}-{}", side.code());
    html! {
        section.card.stack aria-labelledby=(id) {
            h2 id=(id) { (heading(side)) (for_whom) }
            @match side {
                Side::Therapy => {},
                Side::Dosing => p.small.dim { "You pay these privately. They are kept apart from therapy, and no insurance is asked for them. " a href="/my/money/dosing-estimates" { "Your estimates for them" } "." },
            }
            (open(ledger))
            @if let Some(subject) = pays.filter(|_| theirs(ledger) > Cents::ZERO) {
                div.row { a.btn href={ "/my/money/pay/" (side.code()) "?unit=" (subject) } { "Pay by card" span.vh { ": " (heading(side)) (for_whom) } } }
            }
            @if let Some(brought) = ledger.brought() {
                p.small {
                    @if brought.opening.owed_cents > Cents::ZERO { "From before " (date(brought.opening.on)) ": " (brought.opening.owed_cents) " owed, " (brought.open_cents()) " of it still open." }
                    @else { "From before " (date(brought.opening.on)) ": " (brought.opening.credit_cents) " left over for you." }
                }
            }
            (held(ledger))
            (parts(ledger))
            @if ledger.charges().is_empty() {
                p.dim { "No session has a price yet." }
            } @else {
                (sessions(ledger))
            }
            (missed(ledger))
            @if !ledger.payments().is_empty() || !ledger.advances().is_empty() { (paid(ledger, side)) }
        }
    }
}

/// What is theirs to pay now, and what an insurer is still asked for.
fn open<C: Charge>(ledger: &Ledger<C>) -> Markup {
    let owed = ledger.owed_by_client_cents();
    let undecided = ledger.payable().filter(|(id, ..)| ledger.asked(*id) == InsurerAsked::Undecided);
    let undecided = Cents(undecided.map(|(.., open)| open.0.max(0)).sum());
    html! {
        @if owed > Cents::ZERO { p.serif.big { (owed) " is open" } } @else { p.serif.big { "Nothing owed" } }
        @if undecided > Cents::ZERO { p.small { "Your insurance is asked for " (undecided) ". Until it decides, nobody knows what of that is yours to pay." } }
    }
}

/// What is held for them: packages, and what can pay for anything.
fn held<C: Charge>(ledger: &Ledger<C>) -> Markup {
    html! {
        @if ledger.credit_cents() > Cents::ZERO { p.small { "We hold " b { (ledger.credit_cents()) } " for you. It pays for sessions to come, or goes back to you when you ask." } }
        @for package in ledger.packages().iter().filter(|package| package.left > 0) {
            p.small { "Package of " (date(package.sold.on)) ": " b { (package.left) " of " (package.visits) " sessions left" } ", " (package.each_cents()) " each. When you stop, what is left goes back to you." }
        }
    }
}

/// The parts in which they pay what is open, if that was agreed.
fn parts<C: Charge>(ledger: &Ledger<C>) -> Markup {
    html! {
        @if ledger.plan().is_some() {
            div.stack.tight {
                h3 { "Paid in parts, as we agreed" }
                ul.rows {
                    @for part in ledger.plan_parts() {
                        li {
                            span.grow { (date(part.on)) @if part.paid_cents == part.cents { br; span.small.dim { "Paid" } } @else if part.paid_cents > Cents::ZERO { br; span.small.dim { (part.paid_cents) " of it paid" } } }
                            span.num { (part.cents) }
                        }
                    }
                }
            }
        }
    }
}

fn missed<C: Charge>(ledger: &Ledger<C>) -> Markup {
    html! {
        @if !ledger.missed().is_empty() {
            div.stack.tight {
                h3 { "Sessions that were missed" }
                ul.rows {
                    @for missed in ledger.missed() {
                        li {
                            span.grow { (date(missed.fee.on)) br; span.small.dim { (owed(missed.open_cents())) @if missed.waived_cents > Cents::ZERO { ", " (missed.waived_cents) " of it waived" } } }
                            span.num { (missed.fee.amount_cents) }
                        }
                    }
                }
                p.small.dim { "No insurance is asked for these. If something kept you from coming, tell us." }
            }
        }
    }
}

fn sessions<C: Charge>(ledger: &Ledger<C>) -> Markup {
    html! {
        ul.rows {
            @for charged in ledger.charges().iter().rev().take(MOST) {
                li {
                    span.grow { (date(charged.charge.date())) ", " (charged.charge.length_min().0) " minutes" br; span.small.dim { (standing((charged, ledger.asked(charged.charge.id())))) } }
                    span.num { (charged.charge.amount_cents()) }
                }
            }
        }
        @if ledger.charges().len() > MOST { p.small.dim { "These are the latest " (MOST) ". The office can tell you about earlier ones." } }
    }
}

/// How the open amount of a session came about.
fn standing<C: Charge>((charged, asked): (&Charged<C>, InsurerAsked)) -> String {
    if asked == InsurerAsked::Undecided {
        return "Your insurance is asked".to_owned();
    }
    let waived = charged.waived_cents;
    let waived = if waived > Cents::ZERO { format!(", {waived} of it waived") } else { String::new() };
    if charged.insurer_cents > Cents::ZERO || charged.written_off_cents > Cents::ZERO {
        let own = Cents(charged.paid_cents.0 - charged.insurer_cents.0);
        let (insurer, open) = (charged.insurer_cents, charged.open_cents());
        return format!("Insurance paid {insurer}, you paid {own}, {open} open{waived}");
    }
    match (charged.paid_cents, charged.open_cents()) {
        (Cents::ZERO, Cents::ZERO) => "Waived".to_owned(),
        (_, Cents::ZERO) => format!("Paid{waived}"),
        (Cents::ZERO, open) => format!("{open} open{waived}"),
        (paid, open) => format!("{paid} paid, {open} open{waived}"),
    }
}

/// What they paid, each with its receipt, and what went back to them.
fn paid<C: Charge>(ledger: &Ledger<C>, side: Side) -> Markup {
    html! {
        div.stack.tight {
            h3 { "What was paid" }
            ul.rows {
                @for sum in sums_paid(ledger).into_iter().take(MOST) {
                    li {
                        span.grow { a.all href={ "/my/money/" (side.code()) "/" (sum.id) } { "Receipt of " (date(sum.on)) } br; span.small.dim { (sum.how.word()) } }
                        span.num { (sum.amount_cents) }
                    }
                }
                @for refund in ledger.refunds().iter().rev().take(MOST) {
                    li { span.grow { "Given back on " (date(refund.on)) br; span.small.dim { (refund.how.word()) } } span.num { (refund.amount_cents) } }
                }
            }
        }
    }
}
