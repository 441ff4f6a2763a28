//! A statement of your payments for the days that you choose: what was open before, what happened, what is open after.

use actions::house::House;
use actions::see_my_money::{MyMoney, Purse, see_my_money};
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::{Markup, html};
use papers::letterhead::Letterhead;
use shell::pdf_file::pdf_file;
use shell::reply::{self, Reply};
use shell::statement_paper::{Account, asked_for, read_wanted, statement_paper, statement_screen};

use crate::asked::Asked;

/// The statement, and its file.
pub fn routes() -> Router<House> {
    Router::new().route("/my/money/statement", get(show)).route("/my/money/statement/pdf", get(pdf))
}

const PLACE: &str = "/my/money/statement";

async fn show(asked: Asked) -> Reply {
    let money = match asked.act(see_my_money).await {
        Ok(money) => money,
        Err(trouble) => return asked.instead(trouble),
    };
    let Some(purse) = chosen(&asked, &money) else { return asked.not_found() };
    let unit = asked.query("unit");
    let more = (!unit.is_empty()).then_some(("unit", unit));
    let (practice, today) = (asked.house.practice(), asked.house.today(asked.by.now));
    let screen =
        statement_screen(&practice, (&account(purse), PLACE), (&asked_for(|name| asked.query(name)), more), today);
    let is_refused = screen.is_err();
    let main = page(&screen.unwrap_or_else(|again| again));
    let title = if is_refused { "Error: Statement" } else { "Statement" };
    let page = asked.page((title, "/my/money"), None, main);
    if is_refused { reply::refused(page) } else { reply::ok(page) }
}

async fn pdf(asked: Asked) -> Response {
    let money = match asked.act(see_my_money).await {
        Ok(money) => money,
        Err(trouble) => return asked.instead(trouble).into_response(),
    };
    let (practice, on) = (asked.house.practice(), asked.house.today(asked.by.now));
    let purse = chosen(&asked, &money);
    let wanted = purse
        .and_then(|purse| Some((purse, read_wanted(&asked_for(|name| asked.query(name)), &account(purse), on).ok()?)));
    let Some((purse, wanted)) = wanted else { return asked.not_found().into_response() };
    let (name, paper) = (purse.client.name.as_str().to_owned(), statement_paper(&practice, &account(purse), wanted));
    pdf_file("statement", move || {
        papers::page::page(&Letterhead { practice: &practice, on }, &name, &paper.into_string())
    })
    .await
}

/// One's own purse, or that of a couple one belongs to.
fn chosen<'a>(asked: &Asked, money: &'a MyMoney) -> Option<&'a Purse> {
    let unit = asked.query("unit");
    if unit.is_empty() {
        Some(&money.own)
    } else {
        money.joint.iter().find(|purse| purse.client.subject.to_string() == unit)
    }
}

fn account(purse: &Purse) -> Account<'_> {
    Account { name: purse.client.name.as_str(), therapy: purse.therapy(), dosing: purse.dosing() }
}

fn page(screen: &Markup) -> Markup {
    html! {
        p.small.noprint { a href="/my/money" { "Payments" } }
        (screen)
    }
}
