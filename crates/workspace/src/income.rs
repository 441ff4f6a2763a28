//! Income: what was charged, received and written off in the last twelve months, therapy and dosing days apart.

use actions::house::House;
use actions::see_income::{AccountantLine, Income, see_income, see_postings};
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::{Markup, html};
use money::income::IncomeMonth;
use money::month::Month;
use shell::bars::{Bars, bars};
use shell::csv_file::{csv_file, dollars};
use shell::reply::{self, Reply};
use terms::money::Cents;

use crate::asked::Asked;
use crate::trouble::not_found;

/// The page, and a month for the accountant.
pub fn routes() -> Router<House> {
    Router::new().route("/billing/income", get(show)).route("/billing/income/csv", get(table))
}

async fn show(asked: Asked) -> Reply {
    match asked.act(see_income).await {
        Ok(income) => reply::ok(asked.page(("Income", "/billing/income"), None, page(&income))),
        Err(trouble) => asked.instead(trouble),
    }
}

async fn table(asked: Asked) -> Response {
    let Some(month) = Month::parse(asked.query("month")) else { return not_found(&asked.who).into_response() };
    let names = asked.query("names") == "yes";
    match asked.act(move |house, by| see_postings(house, by, month)).await {
        Ok(lines) => {
            let head: &[&str] = if names { &WITH_NAMES } else { &HEAD };
            csv_file(&format!("postings-{month}"), head, lines.iter().map(|line| row(line, names)).collect::<Vec<_>>())
        }
        Err(trouble) => asked.instead(trouble).into_response(),
    }
}

const HEAD: [&str; 7] = ["date", "ledger", "chart_number", "account", "debit", "credit", "reference"];
const WITH_NAMES: [&str; 8] = ["date", "ledger", "chart_number", "account", "debit", "credit", "reference", "name"];

/// Debit and credit are never less than nothing, and each column comes to the same.
fn row(line: &AccountantLine, names: bool) -> Vec<String> {
    let side = |is_here: bool| if is_here { dollars(Cents(line.cents.0.abs())) } else { String::new() };
    let mut cells = vec![
        line.on.to_string(),
        line.side.code().to_owned(),
        line.client.0.to_string(),
        line.account.word().to_owned(),
        side(line.cents > Cents::ZERO),
        side(line.cents < Cents::ZERO),
        line.reference.clone(),
    ];
    if names {
        cells.push(line.client.1.clone());
    }
    cells
}

type Column = (&'static str, fn(&IncomeMonth) -> Cents);

const THERAPY: [Column; 5] = [
    ("Charged", |month| month.charged_cents),
    ("Received from clients", |month| month.from_clients_cents),
    ("Received from insurers", |month| month.from_insurers_cents),
    ("Not owed, by contract", |month| month.written_off_cents),
    ("Waived", |month| month.waived_cents),
];

const DOSING: [Column; 3] = [
    ("Charged", |month| month.charged_cents),
    ("Received", |month| month.from_clients_cents),
    ("Waived", |month| month.waived_cents),
];

fn page(income: &Income) -> Markup {
    html! {
        p.small.noprint { a href="/billing" { "Billing" } " · " a href="/billing/months" { "Closing a month" } }
        header { h1 { "Income" } p.dim.measure { "The last twelve months, this one so far. Received is what came in, whenever its visit was; what is held for clients is among it." } }
        (kind(("therapy", "Psychotherapy"), &THERAPY, &income.therapy))
        @if income.dosing.iter().any(has_anything) { (kind(("dosing", "Attended dosing days"), &DOSING, &income.dosing)) }
        (accountant(income))
    }
}

fn has_anything(month: &IncomeMonth) -> bool {
    THERAPY.iter().any(|(_, of)| of(month) != Cents::ZERO)
}

fn kind((id, heading): (&str, &str), columns: &[Column], months: &[IncomeMonth]) -> Markup {
    let names: Vec<String> = months.iter().map(|month| month.month.words()).collect();
    let sum = |of: fn(&IncomeMonth) -> Cents| Cents(months.iter().map(|month| of(month).0).sum());
    // What is drawn is what came in and what was asked; the rest stands in the table.
    let drawn: Vec<Bars<'_>> = columns
        .iter()
        .filter(|(name, _)| name.starts_with("Charged") || name.starts_with("Received"))
        .map(|(name, of)| Bars { name, cents: months.iter().map(*of).collect() })
        .collect();
    let sentence = format!("{heading}, twelve months: {} charged.", sum(columns[0].1));
    html! {
        section.card.stack aria-labelledby=(id) {
            h2 id=(id) { (heading) }
            @if months.iter().any(has_anything) {
                p { (sentence) }
                (bars(&sentence, &names, &drawn))
                div.scroll tabindex="0" role="region" aria-label={ (heading) " by month" } {
                    table.fold {
                        thead { tr { th scope="col" { "Month" } @for (name, _) in columns { th.right scope="col" { (name) } } } }
                        tbody {
                            @for month in months.iter().rev() {
                                tr.only-w[!has_anything(month)] { th scope="row" { (month.month.words()) } @for (name, of) in columns { td.right { span.only-n { (name) ": " } (of(month)) } } }
                            }
                            tr { th scope="row" { "Twelve months" } @for (name, of) in columns { td.right { span.only-n { (name) ": " } b { (sum(*of)) } } } }
                        }
                    }
                }
                @if !months.iter().all(has_anything) { p.small.dim.only-n { "Months in which nothing was booked are left out." } }
            } @else { p.empty { "Nothing was charged or received in the last twelve months." } }
        }
    }
}

fn accountant(income: &Income) -> Markup {
    html! {
        form.card.row.noprint method="get" action="/billing/income/csv" {
            div.field {
                label for="month" { "A month for the accountant" }
                select.w-m id="month" name="month" {
                    @for month in income.therapy.iter().rev() { option value=(month.month) { (month.month.words()) } }
                }
            }
            label.choice { input type="checkbox" name="names" value="yes"; span { "With names" small { "Without, clients go by the number of their chart" } } }
            button.btn.line { "Every posting, as a table (CSV)" }
        }
    }
}

#[cfg(test)]
mod tests {
    use money::posting::Account;
    use money::side::Side;

    use super::*;

    #[test]
    fn a_line_for_the_accountant_is_a_debit_or_a_credit_and_names_nobody_unless_asked() {
        let line = |cents| AccountantLine {
            on: "2026-06-22".parse().unwrap(),
            side: Side::Therapy,
            client: (2017, "=Rowan".to_owned()),
            account: Account::Owed,
            cents: Cents(cents),
            reference: "cccccccccc".to_owned(),
        };
        let told = |cents| row(&line(cents), false).join("|");
        assert_eq!(told(16_500), "2026-06-22|therapy|2017|Owed to the practice|165.00||cccccccccc");
        assert_eq!(told(-16_500), "2026-06-22|therapy|2017|Owed to the practice||165.00|cccccccccc");
        assert_eq!(row(&line(1), true).len(), WITH_NAMES.len());
    }

    #[test]
    fn a_year_in_which_nothing_happened_says_so() {
        let page = page(&Income { therapy: Vec::new(), dosing: Vec::new() }).into_string();
        assert!(page.contains("Nothing was charged or received") && !page.contains("<svg"), "{page}");
    }
}
