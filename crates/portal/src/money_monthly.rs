//! A superbill of each month, if you want one: first what the last one says, with the diagnosis on it, then yes or no.

use actions::house::House;
use actions::wish_superbills::{WishOfMine, see_superbill_wish, wish_superbills};
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use money::each_month::EachMonth;
use money::superbill::{SuperbillLine, superbill, superbill_months};
use shell::fields::Problem;
use shell::form::Posted;
use shell::money_paper::date;
use shell::reply::{self, Reply};
use shell::time::day;

use crate::asked::Asked;

/// The look ahead, and the answer.
pub fn routes() -> Router<House> {
    Router::new().route("/my/money/superbill/monthly", get(show).post(answer))
}

async fn show(asked: Asked) -> Reply {
    shown(&asked, &[]).await
}

async fn shown(asked: &Asked, problems: &[Problem]) -> Reply {
    match asked.act(see_superbill_wish).await {
        Ok(mine) => {
            let main = page(asked, &mine, problems);
            if problems.is_empty() {
                reply::ok(asked.page(("A superbill each month", "/my/money"), toast(asked.query("done")), main))
            } else {
                reply::refused(asked.page(("Error: A superbill each month", "/my/money"), None, main))
            }
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn answer(asked: Asked, posted: Posted) -> Reply {
    let Some(each_month) = EachMonth::from_code(posted.one("each-month")) else {
        let words = "Say whether you want one each month".to_owned();
        return shown(&asked, &[Problem { field: "each-month", words }]).await;
    };
    match asked.act(move |house, by| wish_superbills(house, by, each_month)).await {
        Ok(()) => reply::go(format!("/my/money/superbill/monthly?done={}", each_month.code())),
        Err(trouble) => asked.instead(trouble),
    }
}

fn toast(done: &str) -> Option<&'static str> {
    match EachMonth::from_code(done)? {
        EachMonth::Yes => Some("Written down. The practice makes one for you each month, until you stop it here."),
        EachMonth::No => Some("Stopped. None is made any more unless you ask for it."),
    }
}

fn page(asked: &Asked, mine: &WishOfMine, problems: &[Problem]) -> Markup {
    let since = mine.coverage().superbills_since();
    html! {
        header.stack.tight {
            p.small { a href="/my/money/superbill" { "Superbills" } }
            h1 { "A superbill each month" }
            p.lead.dim { "The practice’s billing makes it after each month with a session, and gives it to you. It goes to nobody else. You can stop it here at any time." }
        }
        (shell::fields::error_summary(problems))
        @match since {
            Some(at) => {
                p { "You asked for it on " (day(at, &asked.house.zone())) "." }
                (button(EachMonth::No, "Stop it"))
            },
            None => {
                p { "Read first what stands on one, also the code of a diagnosis, where one was written down." }
                (preview(mine))
                div.row { (button(EachMonth::Yes, "Make one for me each month")) a.btn.line href="/my/money/superbill" { "Not now" } }
            },
        }
    }
}

fn button(each_month: EachMonth, words: &str) -> Markup {
    html! { form method="post" action="/my/money/superbill/monthly" { button.btn id="each-month" name="each-month" value=(each_month.code()) { (words) } } }
}

/// What stands on the superbill of the last month that has one, the diagnosis included.
fn preview(mine: &WishOfMine) -> Markup {
    let months = superbill_months(mine.therapy());
    let bill = months.first().and_then(|month| superbill(mine.therapy(), month.first(), month.last()));
    let name = mine.client.legal_name.as_ref().unwrap_or(&mine.client.name);
    html! {
        @match bill {
            Some(bill) => section.card.stack.tight aria-labelledby="last" {
                h2 #last { "The last one would say" }
                p { (name.as_str()) @if let Some(clinician) = &mine.clinician { ", treated by " (clinician.name.as_str()) } }
                ul.rows { @for line in bill.lines() { (row(line)) } }
                p.small.dim { "And your date of birth and address, if we know them." }
            },
            None => p.dim { "There is nothing to show yet: a session stands on a superbill once its note is finished." },
        }
    }
}

fn row(line: &SuperbillLine) -> Markup {
    html! {
        li {
            span.grow {
                (date(line.date)) ", " (line.length_min)
                br; span.small { "Service: " @match line.code { Some(code) => (code), None => "no code" } ". Diagnosis: " @match &line.diagnosis { Some(code) => b { (code.as_str()) }, None => "no code" } "." }
            }
            span.num { (line.fee_cents) }
        }
    }
}
