//! What a client was charged and has paid, as their therapist may see it: to look at, not to change.

use actions::house::House;
use actions::open_chart::{OpenChart, open_chart};
use actions::see_account::{Account, see_account};
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use money::charge::Charge;
use money::ledger::Ledger;
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge};
use terms::ids::SubjectId;
use terms::money::Cents;

use crate::asked::{Asked, At};
use crate::chart::subnav;
use crate::dates::{chart_link, long_day};

/// The page.
pub fn routes() -> Router<House> {
    Router::new().route("/t/c/{subject}/money", get(show))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    let found =
        asked.act(move |house, by| Ok((open_chart(house, by, subject)?, see_account(house, by, subject)?))).await;
    match found {
        Ok((open, account)) => {
            let title = format!("Chart {}", open.client.chart_number);
            reply::ok(asked.page((&title, "/t/caseload"), None, page(&open, &account)))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(open: &OpenChart, account: &Account) -> Markup {
    let has_dosing = !account.dosing().is_untouched();
    html! {
        header.stack {
            div {
                p.small { (chart_link(&open.client)) }
                h1 { "Payments" }
                p.dim { "Billing keeps these. Therapy and attended dosing days are never added together." }
            }
            (subnav(open, "/money"))
        }
        p.small { a href={ "/t/c/" (open.client.subject) "/asked" } { "Records that payers ask for" } }
        (ledger("Therapy", account.therapy()))
        @if has_dosing { (ledger("Attended dosing days", account.dosing())) }
    }
}

fn ledger<C: Charge>(heading: &str, ledger: &Ledger<C>) -> Markup {
    html! {
        section.card.flush aria-label=(heading) {
            h2 { (heading) }
            @if let Some(brought) = ledger.brought() {
                p.small.row.apart { span { "Opening balance moved in on " (long_day(brought.opening.on)) } b { @if brought.opening.owed_cents > Cents::ZERO { (brought.open_cents()) " open" } @else { (ledger.credit_cents()) " left over" } } }
            }
            @if ledger.charges().is_empty() {
                div.empty { p { "Nothing was charged yet. A charge is made when a visit’s note is signed." } }
            } @else {
                table.fold {
                    thead { tr { th scope="col" { "State" } th scope="col" { "Visit" } th.right scope="col" { "Charged" } th.right scope="col" { "Open" } } }
                    tbody {
                        @for line in ledger.charges() {
                            tr {
                                td { @if line.open_cents() > Cents::ZERO { (badge(Tone::Quiet, "Open")) } @else { (badge(Tone::Ok, "Paid")) } }
                                th scope="row" { (long_day(line.charge.date())) ", " (line.charge.length_min()) }
                                td.right { (line.charge.amount_cents()) }
                                td.right { (line.open_cents()) }
                            }
                        }
                    }
                }
                p.small.row.apart { span { "Open for " (heading.to_lowercase()) } b { (ledger.open_cents()) } }
            }
        }
    }
}
