//! A Good Faith Estimate to make: which visits, how often, for how long; looked at first, then given.

use actions::give_estimate::{ask_costs, estimate_now, give_estimate};
use actions::house::House;
use actions::see_coverage::{CoverageOf, see_coverage};
use actions::travel::one_time_number;
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use jiff::ToSpan;
use maud::{Markup, html};
use money::coverage::PayWish;
use money::estimate::{Estimate, EstimateReason, EstimateRefusal, Expected, GivenHow, Rhythm};
use money::therapy_service::Service;
use papers::letterhead::Letterhead;
use shell::estimate_paper::estimate_paper;
use shell::fields::{self, Kind, Problem, hidden};
use shell::form::Posted;
use shell::pdf_file::{pdf_file, to_keep};
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::diagnosis::DiagnosisCode;
use terms::ids::{EstimateId, SubjectId};

use crate::asked::{Asked, At};
use crate::coverage_kit::back;
use crate::trouble::not_found;

/// The form with its preview, that the client asked, and what was given.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/billing/{subject}/estimate", get(show).post(make))
        .route("/billing/{subject}/estimate/asked", post(was_asked))
        .route("/billing/{subject}/estimates/{id}", get(given))
        .route("/billing/{subject}/estimates/{id}/pdf", get(pdf))
}

/// The fields of a service: how often, and how many. A free service has none.
const FIELDS: [(Service, &str, &str); 6] = [
    (Service::FirstConversation, "often-first", "count-first"),
    (Service::Intake, "often-intake", "count-intake"),
    (Service::ShortSession, "often-short", "count-short"),
    (Service::Session, "often-session", "count-session"),
    (Service::LongSession, "often-long", "count-long"),
    (Service::CoupleSession, "often-couple", "count-couple"),
];

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    let today = asked.house.today(asked.by.now);
    let year = today.saturating_add(1.year()).saturating_sub(1.day());
    let mut first = vec![("from", today.to_string()), ("until", year.to_string())];
    first.extend(FIELDS.map(|(service, often, _)| {
        let rhythm = if service == Service::Intake { Rhythm::Once } else { Rhythm::Weekly };
        (often, rhythm.code().to_owned())
    }));
    shown(&asked, subject, (&Posted::from_pairs(first), &[])).await
}

async fn shown(asked: &Asked, subject: SubjectId, (posted, problems): (&Posted, &[Problem])) -> Reply {
    match asked.act(move |house, by| see_coverage(house, by, subject)).await {
        Ok(known) => {
            let main = page(asked, &known, &Typed { posted, problems });
            asked.form_page(("Estimate", "/billing/coverage"), None, !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn make(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let known = match asked.act(move |house, by| see_coverage(house, by, subject)).await {
        Ok(known) => known,
        Err(trouble) => return asked.instead(trouble),
    };
    let (expected, how) = match read(&posted, known.diagnosis()) {
        Ok(read) => read,
        Err(problems) => return shown(&asked, subject, (&posted, &problems)).await,
    };
    if posted.one("step") != "give" {
        let whose = (&known.client, known.clinician(), known.coverage());
        let estimate = estimate_now(&asked.house, &asked.by, whose, (&expected, how));
        return match estimate.map_err(|trouble| asked.refusal(trouble)) {
            Ok(estimate) => {
                let main = looked_at(&asked, &known, &estimate, &posted);
                reply::ok(asked.page(("Estimate", "/billing/coverage"), None, main))
            }
            Err(Ok(refusal)) => shown(&asked, subject, (&posted, &[words(refusal)])).await,
            Err(Err(page)) => *page,
        };
    }
    let once = posted.one("once").to_owned();
    let made = asked.act(move |house, by| give_estimate(house, by, subject, (&expected, how, &once))).await;
    match made.map_err(|trouble| asked.refusal(trouble)) {
        Ok(id) => reply::go(format!("/billing/{subject}/estimates/{id}?done=given")),
        Err(Ok(refusal)) => shown(&asked, subject, (&posted, &[words(refusal)])).await,
        Err(Err(page)) => *page,
    }
}

async fn was_asked(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    match asked.act(move |house, by| ask_costs(house, by, subject, PayWish::NotSure)).await {
        Ok(()) => reply::go(format!("/billing/{subject}/coverage?done=asked")),
        Err(trouble) => asked.instead(trouble),
    }
}

async fn given(asked: Asked, At((subject, id)): At<(SubjectId, EstimateId)>) -> Reply {
    let known = match asked.act(move |house, by| see_coverage(house, by, subject)).await {
        Ok(known) => known,
        Err(trouble) => return asked.instead(trouble),
    };
    let Some(estimate) = known.coverage().estimate(id) else {
        return reply::go(format!("/billing/{subject}/coverage"));
    };
    let toast = (asked.query("done") == "given").then_some("Given. It is kept as it is, and the client can read it.");
    let main = html! {
        (back(&known))
        (estimate_paper(&asked.house.practice(), &known.client, estimate))
        (to_keep(&format!("/billing/{subject}/estimates/{id}/pdf")))
    };
    reply::ok(asked.page(("Estimate", "/billing/coverage"), toast, main))
}

/// The estimate as a file, dated on the day on which it was given.
async fn pdf(asked: Asked, At((subject, id)): At<(SubjectId, EstimateId)>) -> Response {
    let known = match asked.act(move |house, by| see_coverage(house, by, subject)).await {
        Ok(known) => known,
        Err(trouble) => return asked.instead(trouble).into_response(),
    };
    let Some(estimate) = known.coverage().estimate(id) else { return not_found(&asked.who).into_response() };
    let (practice, on) = (asked.house.practice(), estimate.on);
    let paper = estimate_paper(&practice, &known.client, estimate).into_string();
    pdf_file("estimate", move || {
        papers::page::page(&Letterhead { practice: &practice, on }, known.client.name.as_str(), &paper)
    })
    .await
}

fn read(posted: &Posted, diagnosis: Option<&DiagnosisCode>) -> Result<(Expected, GivenHow), Vec<Problem>> {
    let mut form = Reading::of(posted);
    let reason = EstimateReason::from_code(posted.one("reason"));
    let reason = form.wanted("reason", reason, "Choose why it is made");
    let from = form.date("from");
    let from = form.wanted("from", from, "Enter the first day");
    let until = form.date("until");
    let until = form.wanted("until", until, "Enter the last day");
    let first_visit = form.date("first");
    let visits = FIELDS.into_iter().filter_map(|(service, often, count)| {
        let count: u16 = form.number(count).filter(|count| *count > 0)?;
        let rhythm = form.wanted(often, Rhythm::from_code(posted.one(often)), "Choose how often")?;
        Some((service, rhythm, count))
    });
    let visits = visits.collect();
    let apart = posted.all("apart").into_iter().filter_map(Service::from_code).collect();
    let how = form.wanted("how", GivenHow::from_code(posted.one("how")), "Choose how the client gets it");
    let told = reason.zip(from).zip(until.zip(how));
    form.done(told.map(|((reason, from), (until, how))| {
        let diagnosis = diagnosis.cloned();
        (Expected { visits, apart, from, until, first_visit, reason, diagnosis }, how)
    }))
}

fn words(refusal: EstimateRefusal) -> Problem {
    let (field, words) = match refusal {
        EstimateRefusal::Nothing | EstimateRefusal::Twice => ("count-session", "Enter how many visits you expect"),
        EstimateRefusal::EndsBeforeItBegins => ("until", "Choose a last day after the first"),
        EstimateRefusal::OverAYear => ("until", "An estimate is for at most twelve months. Choose an earlier last day"),
        EstimateRefusal::MoreThanFit => {
            ("count-session", "More visits than fit between the two days. Enter fewer, or choose another rhythm")
        }
    };
    Problem { field, words: words.to_owned() }
}

/// The paper, with the same form behind it.
fn looked_at(asked: &Asked, known: &CoverageOf, estimate: &Estimate, posted: &Posted) -> Markup {
    html! {
        (back(known))
        p.small { "Look at it as the client will. Nothing is given yet." }
        (estimate_paper(&asked.house.practice(), &known.client, estimate))
        form.card.row method="post" {
            @for (name, value) in posted.pairs().iter().filter(|(name, _)| name != "step" && name != "once") { (hidden(name, value)) }
            (hidden("once", &one_time_number(&asked.house)))
            button.btn name="step" value="give" { "Give it" }
            button.btn.line name="step" value="look" formaction={ "/billing/" (known.client.subject) "/estimate" } { "Look again" }
            a.btn.soft href={ "/billing/" (known.client.subject) "/estimate" } { "Start over" }
        }
    }
}

fn page(asked: &Asked, known: &CoverageOf, typed: &Typed<'_>) -> Markup {
    let reasons = EstimateReason::ALL.map(|case| (case.code(), case.word()));
    let ways = GivenHow::ALL.map(|case| (case.code(), case.word()));
    let today = asked.house.today(asked.by.now);
    let fees = known.coverage().fees_on(today, &asked.house.practice().fees);
    let apart = [Service::Intake, Service::Session, Service::CoupleSession].map(|case| (case.code(), case.word()));
    let rhythms: Vec<(String, String)> =
        Rhythm::ALL.iter().map(|case| (case.code().to_owned(), case.word().to_owned())).collect();
    let priced = FIELDS.into_iter().filter(|(service, ..)| service.fee_cents(&fees).0 > 0);
    html! {
        (back(known))
        header { h1 { "Good Faith Estimate" } p.dim.measure { "For whoever pays themselves (45 CFR 149.610). For psychotherapy alone; prices are today’s fees" @if known.coverage().scale_on(today).is_some() { ", after their lower fee" } "." } }
        (fields::error_summary(typed.problems))
        form.stack.wide method="post" action={ "/billing/" (known.client.subject) "/estimate" } novalidate {
            section.card.stack aria-labelledby="for" {
                h2 #for { "What for" }
                (typed.one_of("reason", "Why is it made?", &reasons))
                div.grid { (typed.input("from", "From", None, Kind::Date)) (typed.input("until", "Until", Some("At most twelve months"), Kind::Date)) (typed.input("first", "First visit", Some("Empty: not booked"), Kind::Date)) }
            }
            section.card.stack aria-labelledby="visits" {
                h2 #visits { "Which visits" }
                @for (service, often, count) in priced {
                    div.grid { (typed.input(count, &format!("{}: how many", service.word()), Some(&format!("{} each", service.fee_cents(&fees))), Kind::Number)) (typed.select(often, "How often", &rhythms)) }
                }
                (typed.several("apart", "Booked apart later, with an estimate of its own", &apart))
            }
            section.card.stack {
                (typed.one_of("how", "How does the client get it?", &ways))
                div.row { button.btn name="step" value="look" { "Look at it" } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visits_are_read_with_their_rhythm_and_none_is_left_out() {
        let pairs = [
            ("reason", "asked"),
            ("from", "2026-06-22"),
            ("until", "2027-06-21"),
            ("how", "paper"),
            ("count-session", "20"),
            ("often-session", "every-two-weeks"),
            ("count-intake", "1"),
            ("often-intake", "once"),
            ("count-long", "0"),
            ("apart", "couple-session"),
        ];
        let (expected, how) = read(&Posted::from_pairs(pairs), None).unwrap();
        assert_eq!(
            expected.visits,
            [(Service::Intake, Rhythm::Once, 1), (Service::Session, Rhythm::EveryTwoWeeks, 20)]
        );
        assert_eq!((expected.apart, how), (vec![Service::CoupleSession], GivenHow::Paper));
        let missing: Vec<_> = read(&Posted::default(), None).unwrap_err().iter().map(|problem| problem.field).collect();
        assert_eq!(missing, ["reason", "from", "until", "how"]);
    }
}
