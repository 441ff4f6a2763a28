//! Closing a month: billing or the owner closes the next one that is over, the owner opens the last one again with a reason.

use actions::close_month::{Months, close_month, reopen_month, see_months};
use actions::house::House;
use axum::Router;
use axum::routing::{get, post};
use maud::{Markup, html};
use money::closing::{CloseRefusal, ClosedMonth, ClosingTurn, MonthTotal, ReopenRefusal};
use money::month::Month;
use money::side::Side;
use shell::fields::{Kind, Problem, error_summary, hidden, submit};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge};
use shell::time::moment;
use shell::typed::Typed;

use crate::asked::Asked;

/// Billing's page and the owner's.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/billing/months", get(show).post(close))
        .route("/practice/months", get(show_owner).post(close_owner))
        .route("/practice/months/reopen", post(reopen))
}

async fn show(asked: Asked) -> Reply {
    drawn(&asked, &[]).await
}

async fn close(asked: Asked, posted: Posted) -> Reply {
    let Some(month) = Month::parse(posted.one("month")) else {
        return drawn(&asked, &[problem(CloseRefusal::NotNext)]).await;
    };
    match asked.act(move |house, by| close_month(house, by, month)).await {
        Ok(()) => reply::go("/billing/months?done=closed"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => drawn(&asked, &[problem(refusal)]).await,
            Err(page) => *page,
        },
    }
}

fn problem(refusal: CloseRefusal) -> Problem {
    let words = match refusal {
        CloseRefusal::NotOver => "This month is not over. Close it from the first of the next month on",
        CloseRefusal::NotNext => "Months close one after the other. Close the one that is next",
    };
    Problem { field: "month", words: words.to_owned() }
}

async fn drawn(asked: &Asked, problems: &[Problem]) -> Reply {
    match asked.act(see_months).await {
        Ok(months) => {
            let toast = (asked.query("done") == "closed").then_some("Closed. Nothing is dated in it any more.");
            let main = html! {
                p.small.noprint { a href="/billing" { "Billing" } " · " a href="/billing/income" { "Income" } }
                header { h1 { "Closing a month" } p.dim.measure { "In a closed month nothing is dated any more: no payment, no refund, no charge. What is late is dated today; a late note’s visit is charged in the month in which it is signed." } }
                (error_summary(problems))
                (next(&months, "/billing/months"))
                (closed(asked, &months.closed))
            };
            asked.form_page(("Closing a month", "/billing/income"), toast, !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn next(months: &Months, path: &str) -> Markup {
    html! {
        section.card.stack aria-labelledby="next" {
            h2 #next { "Next" }
            @match (&months.next, months.not_over) {
                (Some((month, totals)), _) => {
                    p { (month.words()) " is over and comes to this. Look at answers to post and notes to sign first." }
                    (totals_table(totals))
                    form method="post" action=(path) { (hidden("month", &month.to_string())) button.btn { "Close " (month.words()) } }
                },
                (None, Some(month)) => p { (month.words()) " is not over. It can be closed from the first of the next month on." },
                (None, None) => p.empty { "Nothing is booked yet, so there is nothing to close." },
            }
        }
    }
}

fn closed(asked: &Asked, closed: &[ClosedMonth]) -> Markup {
    html! {
        @for month in closed {
            section.card.stack aria-label=(Month::of(month.month).words()) {
                div.row.apart { h2 { (Month::of(month.month).words()) } @if month.is_closed() { (badge(Tone::Ok, "Closed")) } @else { (badge(Tone::Warn, "Open again")) } }
                @if month.is_closed() && month.totals().is_none() { p { "It is closed and not counted yet: the machine stopped in between. Billing counts it with the next month that it closes." } }
                @if let Some(totals) = month.totals() { details { summary { "What it came to" } (totals_table(totals)) } }
                ol.rows.small { @for turn in &month.turns { (history(asked, turn)) } }
            }
        }
    }
}

fn history(asked: &Asked, turn: &ClosingTurn) -> Markup {
    let zone = asked.house.zone();
    let staff = asked.house.staff();
    let name =
        |id| staff.iter().find(|person| person.id == id).map_or("someone who left", |person| person.name.as_str());
    html! {
        @match turn {
            ClosingTurn::Closed { at, by, .. } => li { span.grow { "Closed by " (name(*by)) } (moment(*at, &zone)) },
            ClosingTurn::Reopened { at, by, reason } => li { span.grow { "Opened again by " (name(*by)) ": “" (reason.as_str()) "”" } (moment(*at, &zone)) },
        }
    }
}

fn totals_table(totals: &[MonthTotal]) -> Markup {
    html! {
        @if totals.is_empty() { p { "Nothing was booked in it." } }
        @for side in Side::ALL {
            @let of: Vec<&MonthTotal> = totals.iter().filter(|total| total.side == side).collect();
            @if !of.is_empty() {
                table {
                    caption { (side.word()) }
                    thead { tr { th scope="col" { "Account" } th.right scope="col" { "Came to" } } }
                    tbody { @for total in of { tr { th scope="row" { (total.account.word()) } td.right { (total.cents) } } } }
                }
            }
        }
    }
}

async fn show_owner(asked: Asked) -> Reply {
    drawn_owner(&asked, &Posted::default(), &[]).await
}

async fn close_owner(asked: Asked, posted: Posted) -> Reply {
    let Some(month) = Month::parse(posted.one("month")) else {
        return drawn_owner(&asked, &posted, &[problem(CloseRefusal::NotNext)]).await;
    };
    match asked.act(move |house, by| close_month(house, by, month)).await {
        Ok(()) => reply::go("/practice/months?done=closed"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => drawn_owner(&asked, &posted, &[problem(refusal)]).await,
            Err(page) => *page,
        },
    }
}

async fn reopen(asked: Asked, posted: Posted) -> Reply {
    let mut form = Reading::of(&posted);
    let reason = form.line("reason");
    let reason = form.wanted("reason", reason, "Say why it is opened again");
    let month = form.wanted("reason", Month::parse(posted.one("month")), "Choose the last closed month");
    let (month, reason) = match form.done(month.zip(reason)) {
        Ok(wanted) => wanted,
        Err(problems) => return drawn_owner(&asked, &posted, &problems).await,
    };
    match asked.act(move |house, by| reopen_month(house, by, month, &reason)).await {
        Ok(()) => reply::go("/practice/months?done=open"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(ReopenRefusal::NotTheLast) => {
                let words = "Only the last closed month can be opened. Open the later ones first".to_owned();
                drawn_owner(&asked, &posted, &[Problem { field: "reason", words }]).await
            }
            Err(page) => *page,
        },
    }
}

async fn drawn_owner(asked: &Asked, posted: &Posted, problems: &[Problem]) -> Reply {
    match asked.act(see_months).await {
        Ok(months) => {
            let toast = match asked.query("done") {
                "open" => Some("Open again. Close it when it is mended."),
                "closed" => Some("Closed. Nothing is dated in it any more."),
                _ => None,
            };
            let last = months.books.closed_through.map(Month::of);
            let typed = Typed { posted, problems };
            let main = html! {
                p.small.noprint { a href="/practice" { "Practice" } }
                header { h1 { "Closed months" } p.dim.measure { "Billing closes a month once it is over, or you do. You alone open the last one again, with a reason that stays; then something can be dated in it." } }
                (error_summary(problems))
                @match last {
                    Some(month) => {
                        form.card.stack.prose method="post" action="/practice/months/reopen" novalidate {
                            h2 { "Open " (month.words()) " again" }
                            (hidden("month", &month.to_string()))
                            (typed.input("reason", "Why", None, Kind::Line))
                            (submit("Open it again"))
                        }
                    },
                    None => div.card.empty { p { "No month is closed." } },
                }
                (next(&months, "/practice/months"))
                (closed(asked, &months.closed))
            };
            asked.form_page(("Closed months", "/practice"), toast, !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}
