//! Missed visits that wait for a decision: a fee by the practice's written policy, or none, with a reason.

use actions::house::House;
use actions::missed_visits::{Decided, MissedLine, decide_missed_visit, see_missed_visits};
use actions::travel::one_time_number;
use axum::Router;
use axum::routing::{get, post};
use maud::{Markup, html};
use money::missed_visit::MissedRefusal;
use money::waiver::WaiveReason;
use shell::csv_file::dollars;
use shell::fields::{self, Kind, Problem};
use shell::form::Posted;
use shell::money_paper::date;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::ids::AppointmentId;
use terms::money::Cents;

use crate::asked::{Asked, At};
use crate::ledger_kit::problem;

/// The list, and what is decided.
pub fn routes() -> Router<House> {
    Router::new().route("/billing/missed", get(show)).route("/billing/missed/{visit}", post(decide))
}

type Again<'a> = Option<(AppointmentId, &'a Posted, &'a [Problem])>;

async fn show(asked: Asked) -> Reply {
    drawn(&asked, None).await
}

async fn drawn(asked: &Asked, again: Again<'_>) -> Reply {
    match asked.act(see_missed_visits).await {
        Ok(lines) => {
            let toast = match asked.query("done") {
                "asked" => Some("The fee stands on their account."),
                "off" => Some("No fee. The reason is kept."),
                _ => None,
            };
            let problems = again.map_or(&[][..], |(_, _, problems)| problems);
            let main = page(&asked.house, &lines, again);
            asked.form_page(("Missed visits", "/billing"), toast, !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn decide(asked: Asked, At(visit): At<AppointmentId>, posted: Posted) -> Reply {
    let (decided, done) = match read(&posted) {
        Ok(decided @ Decided::Ask(_)) => (decided, "asked"),
        Ok(decided @ Decided::LetOff(..)) => (decided, "off"),
        Err(problems) => return drawn(&asked, Some((visit, &posted, &problems))).await,
    };
    let once = posted.one("once").to_owned();
    let made = asked.act(move |house, by| decide_missed_visit(house, by, (visit, &once), &decided)).await;
    match made.map_err(|trouble| asked.refusal(trouble)) {
        Ok(()) => reply::go(format!("/billing/missed?done={done}")),
        Err(Ok(refusal)) => drawn(&asked, Some((visit, &posted, &words(refusal)))).await,
        Err(Err(page)) => *page,
    }
}

fn read(posted: &Posted) -> Result<Decided, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let decided = match posted.one("decision") {
        "ask" => {
            let amount = form.cents("amount");
            form.wanted("amount", amount, "Enter the fee in dollars and cents, such as 75.00").map(Decided::Ask)
        }
        "off" => {
            let reason =
                form.wanted("reason", WaiveReason::from_code(posted.one("reason")), "Choose why there is no fee");
            let words = form.line("words");
            reason.map(|reason| Decided::LetOff(reason, words))
        }
        _ => form.wanted("amount", None, "Choose one of the two: a fee, or none"),
    };
    form.done(decided)
}

fn page(house: &House, lines: &[MissedLine], again: Again<'_>) -> Markup {
    let fee = house.practice().fees.missed_visit_cents;
    html! {
        p.small { a href="/billing" { "Billing" } }
        header { h1 { "Missed visits" } p.dim.measure { "Each is decided by itself, within ninety days. First conversations and integration visits never cost a fee and are not listed. A fee is the client’s own: no insurer pays it, and whoever has Medicaid is never asked. When you don’t know why somebody did not come, ask their clinician first." } }
        @if let Some((_, _, problems)) = again { (fields::error_summary(problems)) }
        @if lines.is_empty() { section.card { p.empty { "No missed visit waits for a decision." } } }
        @for line in lines {
            @let again = again.filter(|(visit, _, _)| *visit == line.visit);
            (card(line, fee, (&one_time_number(house), again)))
        }
    }
}

fn card(line: &MissedLine, fee: Cents, (once, again): (&str, Again<'_>)) -> Markup {
    let usual = Posted::from_pairs([("amount", plain(fee))]);
    let (posted, problems) = again.map_or((&usual, &[][..]), |(_, posted, problems)| (posted, problems));
    let typed = Typed { posted, problems };
    let reasons = WaiveReason::ALL.map(|reason| (reason.code(), reason.word()));
    let action = format!("/billing/missed/{}", line.visit);
    html! {
        section.card.stack aria-labelledby={ "visit-" (line.visit) } {
            h2 id={ "visit-" (line.visit) } { a href={ "/billing/" (line.client.subject) } { (line.client.name.as_str()) } ": " (line.how.word()) " on " (date(line.on)) }
            p.small.dim { (line.side.word()) }
            details open[again.is_some()] {
                summary { "Ask for a fee" }
                form.stack.prose method="post" action=(action) novalidate {
                    (fields::hidden("once", once)) (fields::hidden("decision", "ask"))
                    (typed.input("amount", "Fee", Some("Dollars and cents"), Kind::Line))
                    (fields::submit("Ask for it"))
                }
            }
            details open[again.is_some()] {
                summary { "No fee" }
                form.stack.prose method="post" action=(action) novalidate {
                    (fields::hidden("once", once)) (fields::hidden("decision", "off"))
                    (typed.one_of("reason", "Why", &reasons))
                    (typed.input("words", "In words (if you like)", None, Kind::Line))
                    div.row { button.btn.line { "Let it go" } }
                }
            }
        }
    }
}

/// The practice's own fee, as a form fills it in; empty where it has none.
fn plain(fee: Cents) -> String {
    if fee == Cents::ZERO { String::new() } else { dollars(fee) }
}

fn words(refusal: MissedRefusal) -> [Problem; 1] {
    match refusal {
        MissedRefusal::NotPositive => problem("amount", "Enter a fee above zero, or choose no fee"),
        MissedRefusal::Decided => problem("amount", "Somebody decided on this visit meanwhile. Look at their account"),
        MissedRefusal::Medicaid => problem("amount", "They have Medicaid, so no fee may be asked. Choose no fee"),
    }
}
