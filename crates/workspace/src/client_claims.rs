//! One client's claims, and the form that prepares one for each visit that is chosen.

use actions::house::House;
use actions::prepare_claims::prepare_claims;
use actions::see_client_claims::{ClaimsOfClient, see_client_claims};
use actions::travel::one_time_number;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use money::charge::PsychotherapyCharge;
use money::charged::Charged;
use money::payer::Setting;
use money::visits_left::{FEW_VISITS, visits_left};
use shell::fields::{Problem, error_summary, hidden, submit};
use shell::form::Posted;
use shell::icon::Icon;
use shell::money_paper::date;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::shape::{Tone, note};
use shell::typed::Typed;
use terms::diagnosis::DiagnosisCode;
use terms::ids::{ChargeId, SubjectId};
use terms::place::Place;

use crate::asked::{Asked, At};
use crate::authorization::still_open;
use crate::claim_details::{as_posted, fields, not_allowed, read, words};
use crate::claims::numbers;

/// The list and the form.
pub fn routes() -> Router<House> {
    Router::new().route("/billing/{subject}/claims", get(show).post(prepare))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    match asked.act(move |house, by| see_client_claims(house, by, subject)).await {
        Ok(seen) => drawn(&asked, &seen, &as_posted(&seen), &[]),
        Err(trouble) => asked.instead(trouble),
    }
}

async fn prepare(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let seen = match asked.act(move |house, by| see_client_claims(house, by, subject)).await {
        Ok(seen) => seen,
        Err(trouble) => return asked.instead(trouble),
    };
    let mut form = Reading::of(&posted);
    let visits = chosen(&mut form, &seen);
    let details = read(&mut form, &seen, visits);
    let details = match form.done(details) {
        Ok(details) => details,
        Err(problems) => return drawn(&asked, &seen, &posted, &problems),
    };
    let once = posted.one("once").to_owned();
    match asked.act(move |house, by| prepare_claims(house, by, &details, &once)).await {
        Ok(_) => reply::go("/billing/claims"),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => {
                let problem = Problem { field: "visits", words: words(refusal).to_owned() };
                drawn(&asked, &seen, &posted, &[problem])
            }
            Err(page) => *page,
        },
    }
}

/// The visits that are ticked, each with how it was held.
fn chosen(form: &mut Reading<'_>, seen: &ClaimsOfClient) -> Vec<(ChargeId, Setting)> {
    let ticked = form.posted.all("visits");
    let mut visits = Vec::new();
    for charged in seen.therapy().charges() {
        let id = charged.charge.id();
        if ticked.contains(&id.to_string().as_str()) {
            let setting = Setting::from_code(form.posted.one(&format!("how-{id}")));
            visits
                .extend(form.wanted("visits", setting, "Choose how each visit was held").map(|setting| (id, setting)));
        }
    }
    if visits.is_empty() {
        form.wanted("visits", None::<()>, "Tick the visits to claim");
    }
    visits
}

fn drawn(asked: &Asked, seen: &ClaimsOfClient, posted: &Posted, problems: &[Problem]) -> Reply {
    let main = page(asked, seen, &Typed { posted, problems });
    asked.form_page(("Claims", "/billing/claims"), None, !problems.is_empty(), main)
}

fn page(asked: &Asked, seen: &ClaimsOfClient, typed: &Typed<'_>) -> Markup {
    let subject = seen.client.subject;
    let on_none =
        |charged: &&Charged<PsychotherapyCharge>| seen.therapy().claims().claim_of(charged.charge.id()).is_none();
    let open: Vec<_> = seen.therapy().charges().iter().filter(on_none).collect();
    html! {
        p.small { a href="/billing/claims" { "Claims" } " · " a href={ "/billing/" (subject) } { "Account" } }
        header { h1 { (seen.client.name.as_str()) } p.dim { "Chart " (seen.client.chart_number) ". Claims for psychotherapy." } }
        (error_summary(typed.problems))
        section.card.flush aria-label="Claims" {
            @if seen.therapy().claims().all().is_empty() { p.empty { "No claim yet." } }
            ul.rows {
                @for claim in seen.therapy().claims().all().iter().rev() {
                    @let prepared = &claim.prepared;
                    li {
                        span.grow { a.all href={ "/billing/" (subject) "/claims/" (prepared.id()) } { @for line in prepared.visits() { (date(line.date())) " " } } br; span.xs.dim { (prepared.insured().payer) ", " (claim.state().word()) ". " (numbers(prepared.id(), claim.payers_number())) } }
                        span.num { (prepared.charge_cents()) }
                    }
                }
            }
        }
        (left(seen))
        (still_open(&seen.coverage().counted(seen.therapy()), asked.house.today(asked.by.now)))
        @match seen.coverage().claim_allowed() {
            Err(why) => (note(Tone::Warn, Icon::Info, html! { p { (not_allowed(why)) "." } })),
            Ok(_) if open.is_empty() => p { "Every visit stands on a claim." },
            Ok(_) => (form(asked, seen, (&open, typed))),
        }
    }
}

/// How many visits the plan still pays for, and until when.
fn left(seen: &ClaimsOfClient) -> Markup {
    let check = seen.coverage().check();
    let left = check.and_then(|check| visits_left(check, seen.therapy()).map(|left| (check, left)));
    html! {
        @if let Some((check, left)) = left {
            (note(if left <= FEW_VISITS { Tone::Warn } else { Tone::Quiet }, Icon::Info, html! {
                p { "Visits left on this plan: " b { (left) } ", counted from what it said on " (date(check.on)) @if let Some(until) = check.until { "; it ends on " (date(until)) } "." }
            }))
        }
    }
}

fn form(asked: &Asked, seen: &ClaimsOfClient, (open, typed): (&[&Charged<PsychotherapyCharge>], &Typed<'_>)) -> Markup {
    let once = match typed.posted.one("once") {
        "" => one_time_number(&asked.house),
        sent => sent.to_owned(),
    };
    html! {
        form.card.stack method="post" action={ "/billing/" (seen.client.subject) "/claims" } novalidate {
            (hidden("once", &once))
            h2 #visits { "Prepare claims" }
            p.small.dim { "One claim for each visit. Place and modifier follow the payer’s own rules." }
            ul.rows { @for charged in open { (visit(asked, seen, (charged, typed))) } }
            (fields(typed, seen))
            (submit("Prepare"))
        }
    }
}

fn visit(
    asked: &Asked,
    seen: &ClaimsOfClient,
    (charged, typed): (&Charged<PsychotherapyCharge>, &Typed<'_>),
) -> Markup {
    let charge = &charged.charge;
    let (id, how) = (charge.id().to_string(), format!("how-{}", charge.id()));
    let missing = match (charge.code(), charge.diagnosis()) {
        (None, _) => Some("no code: it cannot be claimed"),
        (Some(_), None) => Some("no diagnosis was written before its note was signed"),
        (Some(_), Some(_)) => None,
    };
    let held = typed.posted.one(&how);
    let held = if held.is_empty() { held_as(asked, seen, charged) } else { held };
    html! {
        li {
            @if let Some(missing) = missing {
                span.grow { (date(charge.date())) br; span.xs.dim { (missing) } }
            } @else {
                label.grow.choice { input type="checkbox" name="visits" value=(id) checked[typed.posted.has("visits", &id)]; span { (date(charge.date())) " · " (charge.code().map(|code| code.to_string()).unwrap_or_default()) " · " (charge.diagnosis().map_or("", |code| code.as_str())) } }
                label.vh for=(how) { "How the visit of " (date(charge.date())) " was held" }
                @if charge.diagnosis().is_some_and(DiagnosisCode::is_seldom_covered) { span.xs { "Z63.0 alone is seldom covered" } }
                select.w-m id=(how) name=(how) {
                    option value="" { "How it was held" }
                    @for setting in Setting::ALL { option value=(setting.code()) selected[setting.code() == held] { (setting.word()) } }
                }
            }
            span.num { (charge.amount_cents()) }
        }
    }
}

/// How the calendar has the visit of that day; nothing where it has none or several.
fn held_as(asked: &Asked, seen: &ClaimsOfClient, charged: &Charged<PsychotherapyCharge>) -> &'static str {
    let zone = asked.house.zone();
    let on_day = |from: jiff::Timestamp| from.to_zoned_datetime(zone.clone()).date() == charged.charge.date();
    let mut visits = seen.visits.iter().filter(|visit| on_day(visit.span.from));
    match (visits.next().map(|visit| visit.place), visits.next()) {
        (Some(Place::Online), None) => Setting::VideoHome.code(),
        (Some(Place::InPerson), None) => Setting::InPerson.code(),
        (_, Some(_)) | (None, None) => "",
    }
}
