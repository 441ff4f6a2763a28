//! One client's charges and payments: two ledgers, two forms, two receipts, and no way across.

use actions::house::House;
use actions::see_account::{Account, see_account};
use actions::take_payment::{Paid, take_payment};
use actions::travel::one_time_number;
use axum::Router;
use axum::routing::{get, post};
use jiff::civil::Date;
use maud::{Markup, html};
use money::charge::Charge;
use money::ledger::Ledger;
use money::payment::{PaidBy, PayRefusal};
use money::side::Side;
use shell::fields::{Choice, Choices, Kind, Look, Problem, Text, choices, error_summary, hidden, text};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use terms::ids::SubjectId;
use terms::money::Cents;

use crate::account_ledger::ledger_card;
use crate::asked::{Asked, At};
use crate::ledger_kit::{MONTH_CLOSED, payable};

/// One account.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/billing/{subject}", get(show))
        .route("/billing/{subject}/therapy", post(pay_therapy))
        .route("/billing/{subject}/dosing", post(pay_dosing))
}

type Again<'a> = Option<(Side, &'a Posted, &'a [Problem])>;

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    // Whoever comes to take a payment finds the form open.
    let empty = Posted::default();
    let wanted = Side::ALL.into_iter().find(|side| side.code() == asked.query("pay"));
    let wanted = wanted.map(|side| (side, &empty, &[][..]));
    shown(&asked, subject, wanted).await
}

async fn shown(asked: &Asked, subject: SubjectId, again: Again<'_>) -> Reply {
    match asked.act(move |house, by| see_account(house, by, subject)).await {
        Ok(account) => {
            let is_refused = again.is_some_and(|(_, _, problems)| !problems.is_empty());
            let main = page(&asked.house, &account, (again, asked.house.today(asked.by.now)));
            asked.form_page(("Account", "/billing/accounts"), toast(asked.query("done")), is_refused, main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn toast(done: &str) -> Option<&'static str> {
    match done {
        "package" => Some("One visit of the package is used."),
        "waived" => Some("Waived. The reason is kept."),
        "refund" => Some("Written down: the money went back."),
        "plan" => Some("They pay in parts."),
        "plan-over" => Some("The plan is over. What is open stays open."),
        "taken-back" => Some("The payment is taken back. What it paid is open again."),
        _ => None,
    }
}

async fn pay_therapy(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    pay(&asked, (Side::Therapy, subject), posted).await
}

async fn pay_dosing(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    pay(&asked, (Side::Dosing, subject), posted).await
}

async fn pay(asked: &Asked, (side, subject): (Side, SubjectId), posted: Posted) -> Reply {
    let paid = match read((side, subject), &posted) {
        Ok(paid) => paid,
        Err(problems) => return shown(asked, subject, Some((side, &posted, &problems))).await,
    };
    let once = posted.one("once").to_owned();
    let refusal = match asked.act(move |house, by| take_payment(house, by, paid, &once)).await {
        Ok(payment) => return reply::go(format!("/billing/{subject}/{}/{payment}", side.code())),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => refusal,
            Err(page) => return *page,
        },
    };
    let field = if refusal == PayRefusal::MonthClosed { "on" } else { "amount" };
    let problems = [Problem { field, words: words(refusal).to_owned() }];
    shown(asked, subject, Some((side, &posted, &problems))).await
}

/// What stands for everything that is open, in the choice of what was paid.
const ALL: &str = "all";

fn read((side, subject): (Side, SubjectId), posted: &Posted) -> Result<Paid, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let charge = match posted.one("charge") {
        ALL => Some(None),
        one => form.wanted("charge", one.parse().ok().map(Some), "Choose what was paid"),
    };
    let amount = form.cents("amount");
    let amount = form.wanted("amount", amount, "Enter the amount in dollars and cents, such as 165.00");
    let how = form.wanted("how", PaidBy::from_code(posted.one("how")), "Choose how it was paid");
    let on = form.date("on");
    let on = form.wanted("on", on, "Enter the day it was paid");
    let paid = charge.zip(amount).zip(how.zip(on));
    form.done(paid.map(|((charge, amount_cents), (how, on))| Paid { subject, side, charge, amount_cents, how, on }))
}

fn page(house: &House, account: &Account, (again, today): (Again<'_>, Date)) -> Markup {
    let once = one_time_number(house);
    html! {
        p.small { a href="/billing/accounts" { "All accounts" } }
        header { h1 { (account.client.name.as_str()) } p.dim { "Chart " (account.client.chart_number) ". Psychotherapy and dosing days are kept apart: two ledgers, two receipts. " a href={ "/billing/" (account.client.subject) "/statement" } { "A statement" } " · " a href={ "/billing/" (account.client.subject) "/cards" } { "Card payments" } } }
        (ledger(account.therapy(), (Side::Therapy, account.client.subject, again), (&once, today)))
        @if !account.dosing().is_untouched() {
            (ledger(account.dosing(), (Side::Dosing, account.client.subject, again), (&once, today)))
        }
    }
}

/// Whatever can be paid, as a form posts it and as it is read.
fn open<C: Charge>(ledger: &Ledger<C>) -> Vec<(String, String)> {
    let open = payable(ledger).into_iter().filter(|(.., open)| *open > Cents::ZERO);
    let each: Vec<_> = open.map(|(id, words, open)| (id, format!("{words}, {open} open"))).collect();
    let owed_cents = ledger.owed_by_client_cents();
    let all = (each.len() > 1 && owed_cents > Cents::ZERO)
        .then(|| (ALL.to_owned(), format!("Everything they owe, the oldest first, {owed_cents}")));
    all.into_iter().chain(each).collect()
}

/// One ledger, with the form for a payment in its place.
fn ledger<C: Charge>(
    ledger: &Ledger<C>,
    (side, subject, again): (Side, SubjectId, Again<'_>),
    (once, today): (&str, Date),
) -> Markup {
    let again = again.filter(|(whose, _, _)| *whose == side);
    let (open, has_credit) = (open(ledger), ledger.credit_cents() > Cents::ZERO);
    let form = if open.is_empty() {
        html! {}
    } else {
        form((&open, has_credit), (side, subject), again, (once, today))
    };
    ledger_card(ledger, (subject, side), &form)
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
            form.stack action={ "/billing/" (subject) "/" (side.code()) } method="post" novalidate {
                (hidden("once", once))
                (choices(&Choices { name: "charge", legend: "What was paid?", hint: None, many: false, look: Look::Rows, options: &of }, &posted.all("charge"), problems))
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
        PayRefusal::NoSuchCharge => "Choose what was paid from this list",
        PayRefusal::NotPositive => "Enter an amount above zero",
        PayRefusal::MoreThanOpen => "Enter at most what is open. What is paid before a visit is an advance",
        PayRefusal::MonthClosed => MONTH_CLOSED,
        PayRefusal::MoreThanCredit => "Enter at most what is held for them, or choose another way",
    }
}
