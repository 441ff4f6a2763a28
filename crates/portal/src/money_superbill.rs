//! A superbill for your own insurance: first what stands on it and who may see it, then, if you want it, the paper.

use actions::house::House;
use actions::see_my_money::{MyMoney, see_my_money};
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::{Markup, html};
use money::month::Month;
use money::superbill::{Superbill, superbill, superbill_months};
use papers::letterhead::Letterhead;
use papers::superbill::BillTo;
use shell::icon::{Icon, icon};
use shell::money_paper::{BillFor, superbill_paper};
use shell::pdf_file::{pdf_file, to_keep};
use shell::reply::{self, Reply};

use crate::asked::Asked;

/// The most months to choose from.
const MOST_MONTHS: usize = 24;

/// The months, the look ahead and the paper. All are only read.
pub fn routes() -> Router<House> {
    Router::new().route("/my/money/superbill", get(show)).route("/my/money/superbill/pdf", get(pdf))
}

async fn show(asked: Asked) -> Reply {
    let money = match asked.act(see_my_money).await {
        Ok(money) => money,
        Err(trouble) => return asked.instead(trouble),
    };
    let main = match asked_for(&asked, &money) {
        None => months(&asked, &money),
        // The paper itself only after its words were read (45 CFR 164.502(a)(1)(i): at the individual's own request).
        Some((month, bill)) if asked.query("make") == "yes" => paper(&asked, &money, (month, &bill)),
        Some((month, _)) => ahead(month, &money),
    };
    reply::ok(asked.page(("Superbill", "/my/money"), None, main))
}

/// The same paper as a file. It comes only by the link under the paper, so its words were read.
async fn pdf(asked: Asked) -> Response {
    let money = match asked.act(see_my_money).await {
        Ok(money) => money,
        Err(trouble) => return asked.instead(trouble).into_response(),
    };
    let Some((month, bill)) = asked_for(&asked, &money) else { return asked.not_found().into_response() };
    let (practice, on) = (asked.house.practice(), asked.house.today(asked.by.now));
    pdf_file(&format!("superbill-{month}"), move || {
        let whom = BillTo { client: &money.own.client, clinician: money.clinician.as_ref(), asked_on: on };
        papers::superbill::superbill(&Letterhead { practice: &practice, on }, &whom, &bill)
    })
    .await
}

/// The month that is asked for and its superbill, where there is one.
fn asked_for(asked: &Asked, money: &MyMoney) -> Option<(Month, Superbill)> {
    let month = Month::parse(asked.query("month"))?;
    Some((month, superbill(money.own.therapy(), month.first(), month.last())?))
}

fn months(asked: &Asked, money: &MyMoney) -> Markup {
    let months = superbill_months(money.own.therapy());
    html! {
        header.stack.tight {
            (back())
            h1 { "Superbills" }
            p.lead.dim { "A superbill is a list of your sessions that you can send to your insurance yourself. You don’t need one for anything here." }
        }
        @if !asked.query("month").is_empty() { p { "Nothing was charged in that month, so there is no superbill for it." } }
        @if months.is_empty() {
            div.card.empty { (icon(Icon::Document)) p { "There is nothing to list yet. A session can stand on a superbill once its note is finished." } }
        } @else {
            section.stack aria-labelledby="which" {
                h2 #which { "For which month?" }
                ul.rows.card {
                    @for month in months.iter().take(MOST_MONTHS) {
                        li { (icon(Icon::Document)) span.grow { a.all href={ "/my/money/superbill?month=" (month) } { (month.words()) } } }
                    }
                }
                p.small.dim { "You see what stands on it before anything is made." }
                p { a href="/my/money/superbill/monthly" { "One for each month" } }
            }
        }
        @if !money.joint.is_empty() {
            // A diagnosis is one partner's; what both can see must not tell it to the other.
            p { "A superbill lists your own sessions alone, and only you see it. For sessions together there is none, because it would show one partner’s diagnosis to the other. Their payments have receipts." }
        }
    }
}

fn ahead(month: Month, money: &MyMoney) -> Markup {
    let therapist = money.clinician.as_ref().map_or("your therapist", |person| person.name.as_str());
    html! {
        header.stack.tight {
            (back())
            h1 { "A superbill for " (month.words()) }
            p.lead.dim { "Read this first. You can also leave it, or talk about it with " (therapist) "." }
        }
        section.card.stack.prose aria-labelledby="on-it" {
            h2 #on-it { "What stands on it" }
            ul {
                li { "Your name as on your papers, and your date of birth and address if we know them." }
                li { "The practice, and who treats you." }
                li { "Each session of that month: its date and length, a code for the kind of service, the fee, and what is paid." }
                li { b { "The code of a diagnosis" } ", where one was written down. Insurance usually asks for it. If you would like to know first which one it is, ask " (therapist) "." }
            }
            p { "Nothing of what you talk about is on it, and no note." }
        }
        section.card.stack.prose aria-labelledby="who" {
            h2 #who { "Who may see it" }
            p { "You, the practice’s billing, and whoever you give it to. We send it to nobody." }
            // 45 CFR 164.522(b)(1)(ii): a health plan takes reasonable requests to write elsewhere.
            p { "Insurance keeps what it receives. If someone else holds the plan, it may write to them about what it paid. You can ask the insurance to write to you instead." }
        }
        div.row {
            a.btn href={ "/my/money/superbill?month=" (month) "&make=yes" } { "Make the superbill" }
            a.btn.line href="/my/money" { "Not now" }
        }
    }
}

fn paper(asked: &Asked, money: &MyMoney, (month, bill): (Month, &Superbill)) -> Markup {
    let asked_on = asked.house.today(asked.by.now);
    let whom = BillFor { client: &money.own.client, clinician: money.clinician.as_ref(), asked_on };
    html! {
        (back())
        (superbill_paper(&asked.house.practice(), &whom, bill))
        (to_keep(&format!("/my/money/superbill/pdf?month={month}")))
    }
}

fn back() -> Markup {
    html! { p.small { a href="/my/money" { "Payments" } } }
}
