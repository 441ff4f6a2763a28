//! What holds money up today: claims, answers, coverage and estimates that wait, each with its count and its list.

use actions::house::House;
use actions::see_billing::{BillingDesk, see_billing};
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use money::claim::ClaimWork;
use money::coverage_work::CoverageWork;
use shell::icon::{Icon, icon};
use shell::reply::{self, Reply};

use crate::asked::Asked;

/// Billing's first page.
pub fn routes() -> Router<House> {
    Router::new().route("/billing", get(show))
}

async fn show(asked: Asked) -> Reply {
    match asked.act(see_billing).await {
        Ok(desk) => {
            reply::ok(asked.page(("Billing", "/billing"), None, page(&waiting(&desk), asked.house.today(asked.by.now))))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

/// Something that holds money up: how much of it, what it is, why it matters, and where it is done.
struct Waiting {
    count: usize,
    what: &'static str,
    why: &'static str,
    path: &'static str,
}

fn waiting(desk: &BillingDesk) -> [Waiting; 12] {
    let row = |count, what, why, path| Waiting { count, what, why, path };
    let (claims, clients) = (|work| desk.claims_in(work), |work| desk.clients_for(work));
    [
        row(
            claims(ClaimWork::Rejected),
            "Claims rejected",
            "Nobody decides on them before they are mended",
            "/billing/claims?show=rejected",
        ),
        row(
            claims(ClaimWork::Denied),
            "Claims denied or taken back",
            "Replace them, or decide who owes",
            "/billing/claims?show=denied",
        ),
        row(claims(ClaimWork::ToSend), "Claims to send", "They go out in one file", "/billing/claims?show=to-send"),
        row(
            desk.to_post,
            "Answers to post",
            "Insurers answered; look at what each would do",
            "/billing/files?show=to-post",
        ),
        row(desk.on_no_claim(), "Visits on no claim", "Their clients’ plans take claims", "/billing/claims#may-claim"),
        row(
            clients(CoverageWork::Estimate),
            "Estimates due",
            "The law counts the days",
            "/billing/coverage?show=estimate",
        ),
        row(
            clients(CoverageWork::DosingEstimate),
            "Estimates for dosing days due",
            "Private pay, so whoever has a plan gets one too",
            "/billing/coverage?show=dosing-estimate",
        ),
        row(
            clients(CoverageWork::Question),
            "Questions about costs",
            "Nothing was said to them yet",
            "/billing/coverage?show=question",
        ),
        row(
            clients(CoverageWork::AskMail),
            "Who reads the insurer’s mail",
            "No claim goes out before the client said",
            "/billing/coverage?show=mail",
        ),
        row(
            clients(CoverageWork::Check),
            "Benefits to check",
            "Never asked, or too long ago",
            "/billing/coverage?show=benefits",
        ),
        row(desk.bank_lines, "Bank transfers to book", "Money that came in and is on no account", "/billing/bank"),
        row(desk.missed, "Missed visits", "Each with a fee or without, and why", "/billing/missed"),
    ]
}

fn page(waiting: &[Waiting], today: jiff::civil::Date) -> Markup {
    let (open, done): (Vec<&Waiting>, Vec<&Waiting>) = waiting.iter().partition(|row| row.count > 0);
    html! {
        header { h1 { "Billing" } p.dim { (today.strftime("%A, %B %-d").to_string()) ". What holds money up, the most pressing first." } }
        div.split.main {
            section.card.flush aria-labelledby="waits" {
                h2 #waits { "Waiting" }
                @if open.is_empty() { div.empty { (icon(Icon::Check)) p { "Nothing holds money up today." } } }
                ul.rows {
                    @for row in &open {
                        li { span.grow { a.all href=(row.path) { (row.what) } br; span.xs.dim { (row.why) } } b.num { (row.count) } }
                    }
                }
            }
            div.stack {
                section.card.stack aria-labelledby="find" {
                    h2 #find { "Find an account" }
                    form.row role="search" action="/billing/accounts" {
                        label.vh for="sought" { "Name or chart number" }
                        input.w-m id="sought" type="search" name="q" placeholder="Name or chart number" autocomplete="off";
                        button.btn.line { "Find" }
                    }
                    p.small { a href="/billing/today" { "Collect today" } " · " a href="/billing/bank" { "Bank transfers" } " · " a href="/billing/accounts" { "All accounts" } " · " a href="/billing/ageing" { "Ageing" } " · " a href="/billing/income" { "Income" } " · " a href="/billing/months" { "Closing a month" } " · " a href="/billing/asked" { "Records asked for" } " · " a href="/billing/superbills" { "Superbills each month" } " · " a href="/billing/files" { "Files of claims" } " · " a href="/billing/payers" { "Payers" } }
                }
                @if !done.is_empty() {
                    section.card.stack aria-labelledby="done" {
                        h2 #done { "Nothing waits here" }
                        p.small { @for (place, row) in done.iter().enumerate() { @if place > 0 { " · " } a href=(row.path) { (row.what) } } }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_desk_where_nothing_waits_says_so() {
        let nothing = [Waiting { count: 0, what: "Claims to send", why: "", path: "/billing/claims" }];
        let page = page(&nothing, "2026-06-22".parse().unwrap()).into_string();
        assert!(page.contains("Nothing holds money up today.") && page.contains("Claims to send"), "{page}");
    }
}
