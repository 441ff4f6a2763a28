//! A superbill to print, once the client asked for it: their sessions of a month, for their own insurer.

use actions::house::House;
use actions::see_superbill::{Billable, see_superbill};
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use jiff::civil::Date;
use maud::{Markup, html};
use money::month::Month;
use money::superbill::{Superbill, superbill, superbill_months};
use papers::letterhead::Letterhead;
use papers::superbill::BillTo;
use shell::fields::{Kind, Problem, error_summary, hidden, tick};
use shell::form::Posted;
use shell::money_paper::{BillFor, superbill_paper};
use shell::pdf_file::{pdf_file, to_keep};
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::time::moment;
use shell::typed::Typed;
use terms::ids::SubjectId;

use crate::asked::{Asked, At};
use crate::trouble::not_found;

/// The most months to choose from.
const MOST_MONTHS: usize = 24;

/// The question, and the paper after it. Both are only read, so the form asks by GET.
pub fn routes() -> Router<House> {
    Router::new().route("/billing/{subject}/superbill", get(show)).route("/billing/{subject}/superbill/pdf", get(pdf))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    let billable = match asked.act(move |house, by| see_superbill(house, by, subject)).await {
        Ok(billable) => billable,
        Err(trouble) => return asked.instead(trouble),
    };
    let typed = typed(&asked);
    // Before anything was sent, nothing needs another look.
    if typed.one("make").is_empty() || !billable.client.members.is_empty() {
        return reply::ok(asked.page((TITLE, "/billing/accounts"), None, page(&billable, &typed, &[])));
    }
    match read(&billable, &typed, asked.house.today(asked.by.now)) {
        Ok((bill, asked_on)) => {
            let main = paper(&asked, &billable, &bill, asked_on);
            reply::ok(asked.page((TITLE, "/billing/accounts"), None, main))
        }
        Err(problems) => {
            let main = page(&billable, &typed, &problems);
            reply::refused(asked.page(("Error: Superbill", "/billing/accounts"), None, main))
        }
    }
}

/// The paper as a file, asked for with the same answers.
async fn pdf(asked: Asked, At(subject): At<SubjectId>) -> Response {
    let billable = match asked.act(move |house, by| see_superbill(house, by, subject)).await {
        Ok(billable) => billable,
        Err(trouble) => return asked.instead(trouble).into_response(),
    };
    let typed = typed(&asked);
    let read = read(&billable, &typed, asked.house.today(asked.by.now));
    match read.ok().filter(|_| billable.client.members.is_empty()) {
        Some((bill, asked_on)) => {
            let (practice, on) = (asked.house.practice(), asked.house.today(asked.by.now));
            pdf_file(&format!("superbill-{}", Month::of(bill.from())), move || {
                let whom = BillTo { client: &billable.client, clinician: billable.clinician.as_ref(), asked_on };
                papers::superbill::superbill(&Letterhead { practice: &practice, on }, &whom, &bill)
            })
            .await
        }
        // Only a link that was changed by hand comes here.
        None => not_found(&asked.who).into_response(),
    }
}

fn typed(asked: &Asked) -> Posted {
    Posted::from_pairs(["month", "asked", "on", "make"].map(|name| (name, asked.query(name))))
}

const TITLE: &str = "Superbill";

fn read(billable: &Billable, typed: &Posted, today: Date) -> Result<(Superbill, Date), Vec<Problem>> {
    let mut form = Reading::of(typed);
    let month = form.wanted("month", Month::parse(typed.one("month")), "Choose a month");
    let bill = month.and_then(|month| superbill(billable.therapy(), month.first(), month.last()));
    let bill = form.wanted("month", bill, "No session was charged in this month. Choose another");
    let ticked = form.wanted(
        "asked",
        (typed.one("asked") == "yes").then_some(()),
        "Make a superbill only when the client asked for it; then tick this",
    );
    let on = form.date("on");
    let on = form.wanted("on", on, "Enter the day on which the client asked");
    let on = form.wanted(
        "on",
        on.filter(|on| *on <= today),
        "This day is still to come. Enter the day on which the client asked",
    );
    form.done(ticked.and(bill.zip(on)))
}

fn page(billable: &Billable, typed: &Posted, problems: &[Problem]) -> Markup {
    let months = superbill_months(billable.therapy());
    html! {
        (back(billable))
        header {
            h1 { "Superbill" }
            p.dim { (billable.client.name.as_str()) ", chart " (billable.client.chart_number) ". A list of sessions that a client can send to their own insurer." }
        }
        @if !billable.client.members.is_empty() {
            // A diagnosis is one partner's; what both receive must not tell it to the other.
            div.card.empty { p { "There is no superbill for sessions of a couple. It would carry one partner’s diagnosis, and both can see what stands here. Their payments have receipts." } }
        } @else if months.is_empty() {
            div.card.empty { p { "No session of psychotherapy was charged so far, so there is nothing to bill." } }
        } @else {
            (error_summary(problems))
            (form(&months, typed, problems))
        }
    }
}

fn form(months: &[Month], typed: &Posted, problems: &[Problem]) -> Markup {
    let options: Vec<(String, String)> =
        months.iter().take(MOST_MONTHS).map(|month| (month.to_string(), month.words())).collect();
    let fields = Typed { posted: typed, problems };
    html! {
        form.card.stack.prose method="get" novalidate {
            p { "A superbill tells a diagnosis to whoever reads it. It is made only when the client asks, and it goes to the client alone. Dosing days and notes are never on it." }
            p.small.dim { "Where a line says “no code” for the diagnosis, none stood in the treatment plan when the note was signed. The therapist can tell more." }
            (hidden("make", "yes"))
            (fields.select("month", "Month", &options))
            (tick("asked", "The client asked for this", Some("In writing, by phone or in a session"), typed.one("asked") == "yes", problems))
            (fields.input("on", "Asked for on", None, Kind::Date))
            div.row { button.btn { "Make the superbill" } }
        }
    }
}

fn paper(asked: &Asked, billable: &Billable, bill: &Superbill, asked_on: Date) -> Markup {
    let whom = BillFor { client: &billable.client, clinician: billable.clinician.as_ref(), asked_on };
    let (subject, month) = (billable.client.subject, Month::of(bill.from()));
    let pdf = format!("/billing/{subject}/superbill/pdf?month={month}&asked=yes&on={asked_on}");
    html! {
        (back(billable))
        (superbill_paper(&asked.house.practice(), &whom, bill))
        p.xs.dim { "Printed by " (asked.who.name) ", " (moment(asked.by.now, &asked.house.zone())) "." }
        (to_keep(&pdf))
    }
}

fn back(billable: &Billable) -> Markup {
    html! { p.small { a href={ "/billing/" (billable.client.subject) } { "Back to the account" } } }
}
