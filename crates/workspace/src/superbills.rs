//! The superbills of a month in one run, for the clients who asked for one each month, and for nobody else.

use actions::house::House;
use actions::see_month_superbills::{WishedSuperbill, see_month_superbills, see_superbill_wishes};
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use jiff::Timestamp;
use jiff::civil::Date;
use maud::{Markup, html};
use money::month::Month;
use papers::letterhead::Letterhead;
use papers::superbill::BillTo;
use schedule::people::Client;
use shell::form::Posted;
use shell::paper_pack::{Packed, pack_file};
use shell::reply::{self, Reply};
use shell::time::day;
use shell::typed::Typed;
use terms::practice::Practice;
use terms::trouble::Fault;

use crate::asked::Asked;
use crate::trouble::not_found;

/// How many months back a run can be made.
const MONTHS_BACK: usize = 12;

/// Who asked, and the file of a month.
pub fn routes() -> Router<House> {
    Router::new().route("/billing/superbills", get(show)).route("/billing/superbills/zip", get(zip))
}

async fn show(asked: Asked) -> Reply {
    match asked.act(see_superbill_wishes).await {
        Ok(wished) => {
            reply::ok(asked.page(("Superbills each month", "/billing/accounts"), None, page(&asked, &wished)))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn zip(asked: Asked) -> Response {
    let Some(month) = Month::parse(asked.query("month")) else { return not_found(&asked.who).into_response() };
    let made = match asked.act(move |house, by| see_month_superbills(house, by, month)).await {
        Ok(made) => made,
        Err(trouble) => return asked.instead(trouble).into_response(),
    };
    if made.iter().all(|wished| wished.bill.is_none()) {
        return reply::go(format!("/billing/superbills?none={month}")).into_response();
    }
    let (practice, house, on) = (asked.house.practice(), asked.house.clone(), asked.house.today(asked.by.now));
    pack_file(&format!("superbills-{month}"), move || {
        let asked_on = |wished: &WishedSuperbill| house.today(wished.asked_at);
        made.iter().filter_map(|wished| printed(&practice, (wished, asked_on(wished)), (month, on))).collect()
    })
    .await
}

/// One superbill under its chart's number; none where nothing was charged.
fn printed(
    practice: &Practice,
    (wished, asked_on): (&WishedSuperbill, Date),
    (month, on): (Month, Date),
) -> Option<Result<Packed, Fault>> {
    let WishedSuperbill { client, clinician, bill, .. } = wished;
    let whom = BillTo { client, clinician: clinician.as_ref(), asked_on };
    let bytes = papers::superbill::superbill(&Letterhead { practice, on }, &whom, bill.as_ref()?);
    Some(bytes.map(|bytes| Packed { name: format!("superbill-{}-{month}.pdf", client.chart_number), bytes }))
}

fn page(asked: &Asked, wished: &[(Client, Timestamp)]) -> Markup {
    let zone = asked.house.zone();
    html! {
        p.small { a href="/billing/accounts" { "All accounts" } }
        header { h1 { "Superbills each month" } p.dim.measure { "Clients ask for it in their own pages, after they read what stands on one. A superbill tells a diagnosis: it goes to the client alone." } }
        @if wished.is_empty() {
            div.card.empty { p { "Nobody asked for one each month." } }
        } @else {
            @if let Some(month) = Month::parse(asked.query("none")) { p.card { "Nobody who asked had a session charged in " (month.words()) ", so there is nothing to make." } }
            (form(asked.house.today(asked.by.now)))
            section.card.flush aria-label="Who asked" {
                ul.rows {
                    @for (client, at) in wished {
                        li { span.grow { a href={ "/billing/" (client.subject) } { (client.name.as_str()) } " " span.xs.dim { (client.chart_number) } } span.small.dim { "Asked on " (day(*at, &zone)) } }
                    }
                }
            }
        }
    }
}

fn form(today: Date) -> Markup {
    let last = Month::of(Month::of(today).first().yesterday().unwrap_or(today));
    let months = std::iter::successors(Some(last), |month| Some(Month::of(month.first().yesterday().ok()?)));
    let options: Vec<(String, String)> =
        months.take(MONTHS_BACK).map(|month| (month.to_string(), month.words())).collect();
    let posted = Posted::default();
    let typed = Typed { posted: &posted, problems: &[] };
    html! {
        form.card.row method="get" action="/billing/superbills/zip" {
            (typed.select("month", "Month", &options))
            button.btn { "All of this month, as PDFs in one zip" }
        }
    }
}
