//! What was told outside without an authorization, as a law demands or allows: to whom, what, why, and by which rule.

use actions::disclosures::{Accounting, disclose, see_accounting, show_disclosure};
use actions::house::House;
use axum::Router;
use axum::routing::{get, post};
use care::disclosure::{Disclosure, DisclosureKind, DisclosureRefusal, Statement, Suspension};
use jiff::Timestamp;
use maud::{Markup, html};
use shell::fields::{Kind, Problem, error_summary, hidden};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::shape::{Tone, badge};
use shell::typed::Typed;
use terms::actor::Actor;
use terms::ids::{DisclosureId, StaffId, SubjectId};

use crate::asked::{Asked, At};
use crate::dates::{chart_link, long_day};

/// The list, the form, and telling the client later.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/t/c/{subject}/disclosures", get(show).post(write))
        .route("/t/c/{subject}/disclosures/{id}/tell", post(tell))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    drawn(&asked, subject, &Posted::default(), Vec::new()).await
}

async fn write(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let Actor::Staff(me) = asked.by.actor else { return reply::go("/staff") };
    let disclosure = match read(&posted, (me.staff, asked.by.now)) {
        Ok(disclosure) => disclosure,
        Err(problems) => return drawn(&asked, subject, &posted, problems).await,
    };
    match asked.act(move |house, by| disclose(house, by, subject, &disclosure)).await {
        Ok(()) => reply::go(format!("/t/c/{subject}/disclosures?done=written")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => drawn(&asked, subject, &posted, vec![words(refusal)]).await,
            Err(page) => *page,
        },
    }
}

async fn tell(asked: Asked, At((subject, id)): At<(SubjectId, DisclosureId)>) -> Reply {
    match asked.act(move |house, by| show_disclosure(house, by, subject, id)).await {
        Ok(()) => reply::go(format!("/t/c/{subject}/disclosures?done=told")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => drawn(&asked, subject, &Posted::default(), vec![words(refusal)]).await,
            Err(page) => *page,
        },
    }
}

fn read(posted: &Posted, (by, at): (StaffId, Timestamp)) -> Result<Disclosure, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let kind = form.wanted("kind", DisclosureKind::from_code(posted.one("kind")), "Choose why it was told");
    let on = form.date("on");
    let on = form.wanted("on", on, "Enter the day on which it was told");
    let to = form.line("to");
    let to = form.wanted("to", to, "Write to whom, with their address where you know it");
    let number = form.line("number");
    let what = form.prose("what");
    let what = form.wanted("what", what, "Say in brief what was told");
    let why = form.prose("why");
    let why = form.wanted("why", why, "Say what for");
    let suspended = suspension(&mut form);
    let id = form.wanted("kind", posted.one("id").parse().ok(), "Open this page again, and write it once more");
    let whole = id.zip(kind).zip(on.zip(to)).zip(what.zip(why));
    form.done(whole.map(|(((id, kind), (on, to)), (what, why))| Disclosure {
        id,
        kind,
        on,
        to,
        number,
        what,
        why,
        suspended,
        at,
        by,
    }))
}

/// Nothing, when none of its three fields is filled in.
fn suspension(form: &mut Reading<'_>) -> Option<Suspension> {
    let said_by = form.line("said-by");
    let until = form.date("wait-until");
    let how = Statement::from_code(form.posted.one("how"));
    if said_by.is_none() && until.is_none() && how.is_none() {
        return None;
    }
    let said_by = form.wanted("said-by", said_by, "Write who said that the client must not be told yet");
    let how = form.wanted("how", how, "Choose how it was said");
    let until = form.wanted("wait-until", until, "Enter the last day on which it holds");
    Some(Suspension { said_by: said_by?, how: how?, until: until? })
}

fn words(refusal: DisclosureRefusal) -> Problem {
    let (field, words) = match refusal {
        DisclosureRefusal::InTheFuture => ("on", "Enter the day on which it was told; it lies ahead"),
        DisclosureRefusal::NoCase => ("number", "Write which court, and the number of the case"),
        DisclosureRefusal::SuspensionOver => {
            ("wait-until", "It is over already; leave it out, and the client reads this at once")
        }
        DisclosureRefusal::SpokenTooLong => (
            "wait-until",
            "A spoken statement holds for 30 days at most; ask for a written one (45 CFR 164.528(a)(2)(ii)(C))",
        ),
        DisclosureRefusal::NoSuchDisclosure => ("kind", "This one is not here. Open the page again"),
        DisclosureRefusal::StillSuspended => {
            ("kind", "The client is not told of this one yet; its last day has not passed")
        }
    };
    Problem { field, words: words.to_owned() }
}

async fn drawn(asked: &Asked, subject: SubjectId, posted: &Posted, problems: Vec<Problem>) -> Reply {
    let toast = match asked.query("done") {
        "written" => Some("Written down."),
        "told" => Some("It stands on the client’s page now."),
        _ => None,
    };
    match asked.act(move |house, by| see_accounting(house, by, subject)).await {
        Ok(found) => {
            let main = page(asked, &found, &Typed { posted, problems: &problems });
            asked.form_page(("Told outside", "/t/caseload"), toast, !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(asked: &Asked, found: &Accounting, typed: &Typed<'_>) -> Markup {
    html! {
        header {
            p.small { (chart_link(&found.client)) " · " a href={ "/t/c/" (found.client.subject) "/access" } { "Who opened this record" } }
            h1 { "Told outside by law" }
            p.dim { "What left without an authorization. The client may ask for this list (45 CFR 164.528) and reads it on their own page" @if !found.client.members.is_empty() { "; of a couple, both do" } "." }
        }
        (error_summary(typed.problems))
        div.split {
            div.stack {
                @if found.disclosures.is_empty() { p.dim { "Nothing was told outside." } }
                @for (told, is_shown) in &found.disclosures { (one(asked, found, (told, *is_shown))) }
            }
            (form(found, typed))
        }
    }
}

fn one(asked: &Asked, found: &Accounting, (told, is_shown): (&Disclosure, bool)) -> Markup {
    html! {
        section.card.stack.tight {
            h2 { (told.kind.word()) ", " (long_day(told.on)) }
            dl.facts {
                dt { "To whom" } dd { (told.to.as_str()) }
                @if let Some(number) = &told.number { dt { "Number" } dd { (number.as_str()) } }
                dt { "What" } dd { (told.what.as_str()) }
                dt { "What for" } dd { (told.why.as_str()) }
                dt { "Rule" } dd { (told.kind.basis()) }
                dt { "Written by" } dd { (found.name_of(told.by)) }
            }
            @match (&told.suspended, is_shown) {
                (_, true) => (badge(Tone::Quiet, "The client reads it")),
                (Some(wait), false) if told.is_suspended(asked.house.today(asked.by.now)) => {
                    (badge(Tone::Warn, "The client is not told yet"))
                    p.small { "Until " (long_day(wait.until)) ", as " (wait.said_by.as_str()) " said (" (wait.how.word()) ")." }
                },
                (_, false) => form method="post" action={ "/t/c/" (found.client.subject) "/disclosures/" (told.id) "/tell" } {
                    p.small { "Nothing suspends it any more. The client has a right to know of it." }
                    button.btn.line.sm { "Show it on the client’s page" }
                },
            }
        }
    }
}

fn form(found: &Accounting, typed: &Typed<'_>) -> Markup {
    let id = Some(typed.posted.one("id")).filter(|id| !id.is_empty()).map_or(found.fresh.to_string(), str::to_owned);
    let kinds = DisclosureKind::ALL.map(|kind| (kind.code(), kind.word()));
    html! {
        form.card.stack method="post" action={ "/t/c/" (found.client.subject) "/disclosures" } novalidate {
            h2 { "Write one down" }
            p.small.dim { "Psychotherapy notes are not reached from here. A subpoena that no judge signed lets nothing out: what is told in therapy is privileged (C.R.S. 13-90-107)." }
            (hidden("id", &id))
            (typed.one_of("kind", "Why it was told", &kinds))
            (typed.input("on", "On which day", None, Kind::Date))
            (typed.input("to", "To whom", Some("Name and address, as far as you know them"), Kind::Line))
            (typed.input("number", "Number", Some("The court and the case, or the number that the agency gave"), Kind::Line))
            (typed.area("what", "What was told, in brief", Some("No more than the rule allows")))
            (typed.area("why", "What for", None))
            details open[!typed.problems.is_empty()] {
                summary { "The client must not be told yet" }
                p.small { "Only when an agency or official said that telling would get in the way of its work (45 CFR 164.528(a)(2))." }
                (typed.input("said-by", "Who said so", Some("Name and agency"), Kind::Line))
                (typed.one_of("how", "How", &Statement::ALL.map(|how| (how.code(), how.word()))))
                (typed.input("wait-until", "Last day", Some("A spoken statement holds for 30 days at most"), Kind::Date))
            }
            div.row { button.btn { "Write it down" } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_as(pairs: &[(&'static str, &'static str)]) -> Result<Disclosure, Vec<&'static str>> {
        let written = ("dddddddddd".parse().unwrap(), Timestamp::UNIX_EPOCH);
        read(&Posted::from_pairs(pairs.to_vec()), written)
            .map_err(|problems| problems.iter().map(|problem| problem.field).collect())
    }

    const WHOLE: [(&str, &str); 6] = [
        ("id", "aaaaaaaaaa"),
        ("kind", "mandated-report"),
        ("on", "2026-06-22"),
        ("to", "County department"),
        ("what", "What was said."),
        ("why", "A child may be in danger."),
    ];

    #[test]
    fn whatever_is_missing_is_told_field_by_field() {
        assert!(read_as(&WHOLE).unwrap().suspended.is_none());
        for (name, _) in &WHOLE[1..] {
            let left: Vec<_> = WHOLE.into_iter().filter(|(known, _)| known != name).collect();
            assert_eq!(read_as(&left).unwrap_err(), [*name]);
        }
        let half = [&WHOLE[..], &[("said-by", "Detective Example")]].concat();
        assert_eq!(read_as(&half).unwrap_err(), ["how", "wait-until"]);
    }

    #[test]
    fn each_refusal_names_its_field() {
        for (refusal, field) in [
            (DisclosureRefusal::InTheFuture, "on"),
            (DisclosureRefusal::NoCase, "number"),
            (DisclosureRefusal::SuspensionOver, "wait-until"),
            (DisclosureRefusal::SpokenTooLong, "wait-until"),
            (DisclosureRefusal::NoSuchDisclosure, "kind"),
            (DisclosureRefusal::StillSuspended, "kind"),
        ] {
            assert_eq!(words(refusal).field, field);
        }
    }
}
