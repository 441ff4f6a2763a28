//! What a plan authorized, as a letter or a call tells it; each charged visit counts it down.

use actions::authorize::authorize;
use actions::house::House;
use actions::see_coverage::{CoverageOf, see_coverage};
use axum::Router;
use axum::routing::get;
use jiff::Timestamp;
use maud::{Markup, html};
use money::authorized::{Authorized, AuthorizedRefusal, Counted, MAX_AUTHORIZATIONS, MAX_AUTHORIZED};
use money::fee::Code;
use shell::fields::{self, Kind, Problem};
use shell::form::Posted;
use shell::money_paper::date;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge};
use shell::typed::Typed;
use terms::ids::{Id, StaffId, SubjectId};

use crate::asked::{Asked, At};
use crate::coverage_kit::back;

/// The form.
pub fn routes() -> Router<House> {
    Router::new().route("/billing/{subject}/coverage/authorization", get(show).post(tell))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    shown(&asked, subject, (&Posted::default(), &[])).await
}

async fn shown(asked: &Asked, subject: SubjectId, (posted, problems): (&Posted, &[Problem])) -> Reply {
    match asked.act(move |house, by| see_coverage(house, by, subject)).await {
        Ok(known) => {
            let main = page(&known, &Typed { posted, problems });
            asked.form_page(("Authorization", "/billing/coverage"), None, !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn tell(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let told = match read(&posted, asked.by.now) {
        Ok(told) => told,
        Err(problems) => return shown(&asked, subject, (&posted, &problems)).await,
    };
    let made = asked.act(move |house, by| authorize(house, by, subject, &told)).await;
    match made.map_err(|trouble| asked.refusal(trouble)) {
        Ok(()) => reply::go(format!("/billing/{subject}/coverage?done=authorized")),
        Err(Ok(refusal)) => shown(&asked, subject, (&posted, &[words(refusal)])).await,
        Err(Err(page)) => *page,
    }
}

fn words(refusal: AuthorizedRefusal) -> Problem {
    let (field, words) = match refusal {
        AuthorizedRefusal::TooFewOrMany => ("visits", format!("Enter how many visits, from 1 to {MAX_AUTHORIZED}")),
        AuthorizedRefusal::EndsBeforeItBegins => {
            ("until", "It would end before it begins. Look at both days again".to_owned())
        }
        AuthorizedRefusal::NoMore => {
            ("number", format!("There are {MAX_AUTHORIZATIONS} already. Use the number of an earlier one"))
        }
    };
    Problem { field, words }
}

fn read(posted: &Posted, now: Timestamp) -> Result<Authorized, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let number = form.line("number");
    let number = form.wanted("number", number, "Write the number of the authorization");
    let visits = form.number("visits");
    let visits = form.wanted("visits", visits, "Enter how many visits it is for");
    let (from, until) = (form.date("from"), form.date("until"));
    let from = form.wanted("from", from, "Enter its first day");
    let until = form.wanted("until", until, "Enter its last day");
    let codes: Option<Vec<Code>> =
        posted.one("codes").split([' ', ',']).filter(|code| !code.is_empty()).map(code).collect();
    let codes = form.wanted("codes", codes, "Write codes of five digits, with blanks between them");
    let told = number.zip(visits).zip(from.zip(until)).zip(codes);
    form.done(told.map(|(((number, visits), (from, until)), codes)| Authorized {
        at: now,
        by: StaffId(Id::from_random([0; 10])),
        number,
        visits,
        from,
        until,
        codes,
    }))
}

fn code(text: &str) -> Option<Code> {
    let is_one = text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_one).map(Code)
}

fn page(known: &CoverageOf, typed: &Typed<'_>) -> Markup {
    html! {
        (back(known))
        header { h1 { "Authorization" } p.dim.measure { "As the plan’s letter has it. The same number again stands in place of the one before." } }
        (fields::error_summary(typed.problems))
        form.card.stack.wide method="post" novalidate {
            div.grid {
                (typed.input("number", "Number of the authorization", None, Kind::Line))
                (typed.input("visits", "Visits", None, Kind::Number))
                (typed.input("from", "From", None, Kind::Date))
                (typed.input("until", "Until", None, Kind::Date))
            }
            (typed.input("codes", "For which codes", Some("90834 90837, say; empty for all of psychotherapy"), Kind::Line))
            (fields::submit("Save the authorization"))
        }
    }
}

/// The authorizations on the page of coverage.
pub fn authorizations(known: &CoverageOf) -> Markup {
    let counted = known.counted();
    html! {
        section.card.stack aria-labelledby="authorizations" {
            h2 #authorizations { "Authorizations" }
            @if counted.is_empty() {
                p.dim { @if known.coverage().wants_authorization() { "The plan wants visits authorized first, and none is written down. No claim is prepared without a number." } @else { "None is written down." } }
            }
            ul.rows { @for one in &counted { li { (left(one)) } } }
            div.row { a.btn.line href={ "/billing/" (known.client.subject) "/coverage/authorization" } { "Write down an authorization" } }
        }
    }
}

/// What of one is left.
pub fn left(counted: &Counted<'_>) -> Markup {
    let authorized = counted.authorized;
    html! {
        span.grow {
            span.mono { (authorized.number.as_str()) } ", " (date(authorized.from)) " to " (date(authorized.until))
            @if !authorized.codes.is_empty() { ", for" @for code in &authorized.codes { " " (code) } }
        }
        (badge(if counted.is_short() { Tone::Warn } else { Tone::Quiet }, &format!("{} of {} left", counted.left(), authorized.visits)))
    }
}

/// Those that are for a day from now on, where visits are booked and claimed.
pub fn still_open(counted: &[Counted<'_>], today: jiff::civil::Date) -> Markup {
    let open: Vec<_> = counted.iter().filter(|one| one.authorized.until >= today).collect();
    html! {
        @if !open.is_empty() {
            section.card.stack.tight aria-labelledby="authorized" {
                h2 #authorized { "Visits that the plan authorized" }
                ul.rows { @for one in &open { li { (left(one)) } } }
                @if open.iter().all(|one| one.is_short()) { p.small { "Billing should ask the plan for more before further visits." } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_authorization_is_read_or_says_which_field_is_not() {
        let pairs = [("number", "A-7"), ("visits", "12"), ("from", "2026-06-01"), ("until", "2026-12-01")];
        let with = |codes: &'static str| Posted::from_pairs(pairs.into_iter().chain([("codes", codes)]));
        let told = read(&with("90834, 90837"), Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!((told.visits, told.codes), (12, vec![Code(90_834), Code(90_837)]));
        assert!(read(&with(""), Timestamp::UNIX_EPOCH).unwrap().codes.is_empty());
        for (posted, expected) in
            [(with("9083"), vec!["codes"]), (Posted::default(), vec!["number", "visits", "from", "until"])]
        {
            let wrong = read(&posted, Timestamp::UNIX_EPOCH).unwrap_err();
            assert_eq!(wrong.iter().map(|problem| problem.field).collect::<Vec<_>>(), expected);
        }
    }
}
