//! A statement of one ledger for some days, to look at, to print or to keep: psychotherapy and dosing days are apart.

use actions::house::House;
use actions::see_account::{self, see_account};
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::html;
use papers::letterhead::Letterhead;
use shell::pdf_file::pdf_file;
use shell::reply::Reply;
use shell::statement_paper::{Account, asked_for, read_wanted, statement_paper, statement_screen};
use terms::ids::SubjectId;

use crate::asked::{Asked, At};
use crate::trouble::not_found;

/// The statement, and its file.
pub fn routes() -> Router<House> {
    Router::new().route("/billing/{subject}/statement", get(show)).route("/billing/{subject}/statement/pdf", get(pdf))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    let seen = match asked.act(move |house, by| see_account(house, by, subject)).await {
        Ok(seen) => seen,
        Err(trouble) => return asked.instead(trouble),
    };
    let (practice, today) = (asked.house.practice(), asked.house.today(asked.by.now));
    let place = format!("/billing/{subject}/statement");
    let screen =
        statement_screen(&practice, (&account(&seen), &place), (&asked_for(|name| asked.query(name)), None), today);
    let is_refused = screen.is_err();
    let main = html! {
        p.small.noprint { a href={ "/billing/" (subject) } { "Back to the account" } }
        (screen.unwrap_or_else(|again| again))
    };
    asked.form_page(("Statement", "/billing/accounts"), None, is_refused, main)
}

async fn pdf(asked: Asked, At(subject): At<SubjectId>) -> Response {
    let seen = match asked.act(move |house, by| see_account(house, by, subject)).await {
        Ok(seen) => seen,
        Err(trouble) => return asked.instead(trouble).into_response(),
    };
    let (practice, on) = (asked.house.practice(), asked.house.today(asked.by.now));
    let Ok(wanted) = read_wanted(&asked_for(|name| asked.query(name)), &account(&seen), on) else {
        return not_found(&asked.who).into_response();
    };
    let paper = statement_paper(&practice, &account(&seen), wanted).into_string();
    pdf_file("statement", move || {
        papers::page::page(&Letterhead { practice: &practice, on }, seen.client.name.as_str(), &paper)
    })
    .await
}

fn account(seen: &see_account::Account) -> Account<'_> {
    Account { name: seen.client.name.as_str(), therapy: seen.therapy(), dosing: seen.dosing() }
}
