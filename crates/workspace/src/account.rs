//! One client's charges and payments: two ledgers, two forms, two receipts, and no way across.

use actions::house::House;
use actions::see_account::{Account, see_account};
use actions::take_payment::{Paid, take_payment_for_dosing, take_payment_for_therapy};
use actions::travel::one_time_number;
use axum::Router;
use axum::http::StatusCode;
use axum::routing::{get, post};
use jiff::civil::Date;
use maud::{Markup, html};
use money::charge::Charge;
use money::ledger::{Charged, Ledger};
use money::payment::{PaidBy, PayRefusal};
use shell::fields::{Choice, Choices, Kind, Look, Problem, Text, choices, error_summary, hidden, text};
use shell::form::Posted;
use shell::money_paper::{date, owed};
use shell::reply::{self, Reply};
use terms::actor::Context;
use terms::ids::SubjectId;
use terms::money::Cents;

use crate::asked::{Asked, At};

/// One account.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/billing/{subject}", get(show))
        .route("/billing/{subject}/therapy", post(pay_therapy))
        .route("/billing/{subject}/dosing", post(pay_dosing))
}

/// Which ledger a form belongs to; the form's path says so.
#[derive(Clone, Copy, PartialEq, Eq)]
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
}

type Again<'a> = Option<(Side, &'a Posted, &'a [Problem])>;

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    shown(&asked, subject, None).await
}

async fn shown(asked: &Asked, subject: SubjectId, again: Again<'_>) -> Reply {
    match asked.act(move |house, by| see_account(house, by, subject)).await {
        Ok(account) => {
            let (status, title) = match again {
                Some(_) => (StatusCode::UNPROCESSABLE_ENTITY, "Error: Account"),
                None => (StatusCode::OK, "Account"),
            };
            let main = page(&asked.house, &account, (again, asked.house.today(asked.by.now)));
            Reply::Page(status, asked.page((title, "/billing"), None, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn pay_therapy(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    pay(&asked, (Side::Therapy, subject), posted).await
}

async fn pay_dosing(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    pay(&asked, (Side::Dosing, subject), posted).await
}

async fn pay(asked: &Asked, (side, subject): (Side, SubjectId), posted: Posted) -> Reply {
    let paid = match read(subject, &posted) {
        Ok(paid) => paid,
        Err(problems) => return shown(asked, subject, Some((side, &posted, &problems))).await,
    };
    let once = posted.one("once").to_owned();
    let take = move |house: &House, by: &Context| match side {
        Side::Therapy => take_payment_for_therapy(house, by, paid, &once),
        Side::Dosing => take_payment_for_dosing(house, by, paid, &once),
    };
    let refusal = match asked.act(take).await {
        Ok(payment) => return reply::go(format!("/billing/{subject}/{}/{payment}", side.path())),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => refusal,
            Err(page) => return *page,
        },
    };
    let problems = [Problem { field: "amount", words: words(refusal).to_owned() }];
    shown(asked, subject, Some((side, &posted, &problems))).await
}

fn read(subject: SubjectId, posted: &Posted) -> Result<Paid, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut add = |field, words: &str| problems.push(Problem { field, words: words.to_owned() });
    let charge = posted.one("charge").parse().map_err(|_| add("charge", "Choose which charge was paid")).ok();
    let amount = Cents::parse(posted.one("amount"));
    if amount.is_none() {
        add("amount", "Enter the amount in dollars and cents, such as 165.00");
    }
    let how = PaidBy::from_code(posted.one("how"));
    if how.is_none() {
        add("how", "Choose how it was paid");
    }
    let on = posted.one("on").parse::<Date>().map_err(|_| add("on", "Enter the day it was paid")).ok();
    match (charge, amount, how, on) {
        (Some(charge), Some(amount_cents), Some(how), Some(on)) => Ok(Paid { subject, charge, amount_cents, how, on }),
        _ => Err(problems),
    }
}

fn page(house: &House, account: &Account, (again, today): (Again<'_>, Date)) -> Markup {
    let once = one_time_number(house);
    html! {
        p.small { a href="/billing" { "All accounts" } }
        header { h1 { (account.client.name.as_str()) } p.dim { "Chart " (account.client.chart_number) ". Psychotherapy and dosing days are kept apart: two ledgers, two receipts. " a href={ "/billing/" (account.client.subject) "/statement" } { "A statement" } } }
        (ledger(account.therapy(), (Side::Therapy, "Psychotherapy", "Insurance may cover it; that depends on the plan."), (account.client.subject, again), (&once, today)))
        @if !account.dosing().is_untouched() {
            (ledger(account.dosing(), (Side::Dosing, "Attended dosing days", "Private pay, never on a claim."), (account.client.subject, again), (&once, today)))
        }
    }
}

fn ledger<C: Charge>(
    ledger: &Ledger<C>,
    (side, heading, words): (Side, &str, &str),
    (subject, again): (SubjectId, Again<'_>),
    (once, today): (&str, Date),
) -> Markup {
    let again = again.filter(|(whose, _, _)| *whose == side);
    let open = open(ledger);
    let has_credit = ledger.credit_cents() > Cents::ZERO;
    html! {
        section.card.stack aria-labelledby=(side.path()) {
            div { h2 id=(side.path()) { (heading) } p.small.dim { (words) " Open: " (owed(ledger.open_cents())) "." } }
            (brought(ledger))
            @if ledger.charges().is_empty() { p.empty { "No charge yet. One is made when a visit’s note is signed." } } @else { (balance(ledger)) (charged(ledger)) }
            @if !ledger.payments().is_empty() {
                h3 { "Payments" }
                ul.rows.small { @for payment in ledger.payments() { li { span.grow { a href={ "/billing/" (subject) "/" (side.path()) "/" (payment.id) } { "Receipt of " (date(payment.on)) } } span.num { (payment.amount_cents) } } } }
            }
            @if !open.is_empty() { (form((&open, has_credit), (side, subject), again, (once, today))) }
            // Only here: no superbill is ever made of dosing days.
            @if side == Side::Therapy { p.small { a href={ "/billing/" (subject) "/claims" } { "Claims" } " · " a href={ "/billing/" (subject) "/superbill" } { "A superbill, when the client asks for one" } } }
        }
    }
}

/// The balance of this ledger alone; what stands in the other is never added.
fn balance<C: Charge>(ledger: &Ledger<C>) -> Markup {
    html! {
        dl.facts-row {
            div { dt { "Charged" } dd.num { (ledger.charged_cents()) } }
            div { dt { "Paid" } dd.num { (ledger.paid_cents()) } }
            div { dt { "Open" } dd.num { (owed(ledger.open_cents())) } }
        }
    }
}

fn charged<C: Charge>(ledger: &Ledger<C>) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label="Charges" {
            table {
                thead { tr { th scope="col" { "Visit" } th scope="col" { "Minutes" } th scope="col" { "Charged" } th scope="col" { "Paid" } th scope="col" { "Open" } } }
                tbody {
                    @for charged in ledger.charges() {
                        tr { th scope="row" { (date(charged.charge.date())) } td.num { (charged.charge.length_min().0) } td.num { (charged.charge.amount_cents()) } td.num { (charged.paid_cents) (insured(charged)) } td.num { (owed(charged.open_cents())) } }
                    }
                }
            }
        }
    }
}

/// What of it came from an insurer, and what nobody owes by contract.
fn insured<C: Charge>(charged: &Charged<C>) -> Markup {
    html! {
        @if charged.insurer_cents != Cents::ZERO { br; span.xs.dim { (charged.insurer_cents) " by the insurer" } }
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

/// Whatever can be paid, as a form posts it and as it is read.
fn open<C: Charge>(ledger: &Ledger<C>) -> Vec<(String, String)> {
    let before = ledger.brought().filter(|brought| brought.open_cents() > Cents::ZERO).map(|brought| {
        let since = date(brought.opening.on);
        (brought.opening.id.to_string(), format!("Owed before {since}, {} open", brought.open_cents()))
    });
    let charges = ledger.charges().iter().filter(|charged| charged.open_cents() > Cents::ZERO).map(|charged| {
        (charged.charge.id().to_string(), format!("{}, {} open", date(charged.charge.date()), charged.open_cents()))
    });
    before.into_iter().chain(charges).collect()
}

fn form(
    (open, has_credit): (&[(String, String)], bool),
    (side, subject): (Side, SubjectId),
    again: Again<'_>,
    (once, today): (&str, Date),
) -> Markup {
    let empty = Posted::default();
    let (posted, problems) = again.map_or((&empty, &[][..]), |(_, posted, problems)| (posted, problems));
    let of: Vec<Choice<'_>> = open.iter().map(|(value, label)| Choice { value, label, small: None }).collect();
    let ways = PaidBy::ALL.iter().filter(|how| has_credit || **how != PaidBy::Credit);
    let ways: Vec<Choice<'_>> = ways.map(|how| Choice { value: how.code(), label: how.word(), small: None }).collect();
    let day = if posted.one("on").is_empty() { today.to_string() } else { posted.one("on").to_owned() };
    html! {
        details open[again.is_some()] {
            summary { "Record a payment" }
            (error_summary(problems))
            form.stack action={ "/billing/" (subject) "/" (side.path()) } method="post" novalidate {
                (hidden("once", once))
                (choices(&Choices { name: "charge", legend: "Which charge?", hint: None, many: false, look: Look::Rows, options: &of }, &posted.all("charge"), problems))
                (text(&Text { name: "amount", label: "Amount", hint: Some("Dollars and cents"), kind: Kind::Line, autocomplete: Some("off"), optional: false, max: 12 }, posted.one("amount"), problems))
                (choices(&Choices { name: "how", legend: "How was it paid?", hint: None, many: false, look: Look::Chips, options: &ways }, &posted.all("how"), problems))
                (text(&Text { name: "on", label: "Paid on", hint: None, kind: Kind::Date, autocomplete: None, optional: false, max: 10 }, &day, problems))
                div.row { button.btn { "Record payment" } }
            }
        }
    }
}

fn words(refusal: PayRefusal) -> &'static str {
    match refusal {
        PayRefusal::NoSuchCharge => "Choose a charge of this list",
        PayRefusal::NotPositive => "Enter an amount above zero",
        PayRefusal::MoreThanOpen => "Enter at most what is open on this charge",
        PayRefusal::MoreThanCredit => "Enter at most what is left over from before, or choose another way",
    }
}
