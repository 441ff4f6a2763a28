//! An alert: the answer that raised it, how to reach the client, and the outcome without which it stays.

use actions::close_alert::close_alert;
use actions::house::House;
use actions::see_alert::{SeenAlert, see_alert};
use axum::Router;
use axum::routing::get;
use care::after_care::Silence;
use care::alert::AlertCause;
use care::alert_closing::{AlertClosing, CloseRefusal, PlanDone, Reached, RiskNow};
use care::not_ok::NotOkAbout;
use care::safety_plan::SafetyPart;
use maud::{Markup, html};
use shell::fields::{self, Kind, Problem};
use shell::form::Posted;
use shell::icon::Icon;
use shell::prose::paragraphs;
use shell::reply::{self, Reply};
use shell::shape::{Tone, note};
use shell::time::moment;
use terms::actor::Actor;
use terms::ids::{AlertId, StaffId, SubjectId};

use crate::asked::{Asked, At};
use crate::chart::reach_words;
use crate::dates::chart_link;
use shell::reading::Reading;
use shell::typed::Typed;

/// The page and its form.
pub fn routes() -> Router<House> {
    Router::new().route("/t/c/{subject}/alerts/{alert}", get(show).post(close))
}

async fn show(asked: Asked, At(at): At<(SubjectId, AlertId)>) -> Reply {
    shown(&asked, at, &Posted::default(), &[]).await
}

async fn close(asked: Asked, At((subject, id)): At<(SubjectId, AlertId)>, posted: Posted) -> Reply {
    let Actor::Staff(person) = asked.by.actor else { return reply::go("/staff") };
    let closing = match read(&posted, id, (person.staff, asked.by.now)) {
        Ok(closing) => closing,
        Err(problems) => return shown(&asked, (subject, id), &posted, &problems).await,
    };
    match asked.act(move |house, by| close_alert(house, by, subject, &closing)).await {
        Ok(()) => reply::go(format!("/t/c/{subject}/alerts/{id}?done=closed")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(CloseRefusal::AlreadyClosed | CloseRefusal::NoSuchAlert) => {
                reply::go(format!("/t/c/{subject}/alerts/{id}?done=before"))
            }
            Err(page) => *page,
        },
    }
}

async fn shown(asked: &Asked, at: (SubjectId, AlertId), posted: &Posted, problems: &[Problem]) -> Reply {
    match asked.act(move |house, by| see_alert(house, by, at)).await {
        Ok(seen) => {
            let main = page(asked, &seen, &Typed { posted, problems });
            asked.form_page(("Alert", "/t"), toast(asked.query("done")), !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn toast(done: &str) -> Option<&'static str> {
    match done {
        "closed" => Some("The outcome is written into the chart, and the alert is closed."),
        "before" => Some("This alert was closed before. Its outcome stands below."),
        _ => None,
    }
}

fn read(posted: &Posted, id: AlertId, (by, at): (StaffId, jiff::Timestamp)) -> Result<AlertClosing, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let reached = form.wanted("reached", Reached::from_code(posted.one("reached")), "Choose how you reached them");
    let assessment = form.prose("assessment");
    let assessment = form.wanted("assessment", assessment, "Write what you asked and heard");
    let risk = form.wanted("risk", RiskNow::from_code(posted.one("risk")), "Choose how you see risk now");
    let plan =
        form.wanted("plan", PlanDone::from_code(posted.one("plan")), "Choose what was done about the safety plan");
    let told = form.line("told");
    let whole = reached.zip(assessment).zip(risk.zip(plan));
    form.done(whole.map(|((reached, assessment), (risk, plan))| AlertClosing {
        id,
        at,
        by,
        reached,
        assessment,
        risk,
        plan,
        told,
    }))
}

fn cause_words(cause: AlertCause) -> String {
    match cause {
        AlertCause::ThoughtsOfDeath(answer) => {
            let often = ["", "several days", "more than half the days", "nearly every day"];
            let often = often.get(usize::from(answer)).copied().unwrap_or_default();
            format!("PHQ-9, item 9: thoughts of being better off dead or of hurting themselves, {often}.")
        }
        AlertCause::NotOk => "Answered “Not OK” when asked how steady they feel.".to_owned(),
        AlertCause::NotOkAbout(about) => format!("Said “Not OK”: {}.", about.word().to_lowercase()),
        AlertCause::Silence(silence) => {
            format!(
                "Did not answer when asked how they are. They said beforehand what that means: {}.",
                silence.word().to_lowercase()
            )
        }
    }
}

/// What belongs to it: whom they asked to be called, and what stays between the two of you.
fn cause_more(seen: &SeenAlert) -> Markup {
    let person = seen.workbook.after_care().and_then(|agreed| agreed.care.person.as_ref());
    html! {
        @match (seen.alert.cause, person) {
            (AlertCause::Silence(Silence::CallMyPerson), Some(person)) => p { "Their person: " (person.as_str()) },
            (AlertCause::NotOkAbout(NotOkAbout::DoneToMe), _) => p { "It is between the two of you: neither front desk nor partner sees it. Ask what they want to happen next." },
            (AlertCause::NotOkAbout(NotOkAbout::Frightened), _) => p { "Ask alone, and first whether it is safe to talk. Leave no message." },
            (AlertCause::NotOkAbout(NotOkAbout::Body), _) => p { "Questions of the body are the prescriber’s or 911’s; the page told them so." },
            (AlertCause::ThoughtsOfDeath(_) | AlertCause::NotOk | AlertCause::NotOkAbout(NotOkAbout::Harm | NotOkAbout::Talk) | AlertCause::Silence(_), _) => {},
        }
    }
}

fn page(asked: &Asked, seen: &SeenAlert, typed: &Typed<'_>) -> Markup {
    let (subject, zone) = (seen.client.subject, asked.house.zone());
    html! {
        header.stack.tight {
            p.small { (chart_link(&seen.client)) }
            h1 { "Alert" }
            p.dim { "Came " (moment(seen.alert.at, &zone)) ". A flag, not a verdict: only you can tell what it means." }
        }
        (fields::error_summary(typed.problems))
        (note(Tone::Warn, Icon::Alert, html! { p { b { (cause_words(seen.alert.cause)) } } (cause_more(seen)) }))
        div.split {
            @match &seen.closing {
                Some(closing) => (closed(closing)),
                None => (form(typed)),
            }
            div.stack {
                section.card.stack.tight aria-labelledby="reach" {
                    h2 #reach { "How to reach them" }
                    p { (reach_words(&seen.client.reach)) }
                    @if let Some(phone) = &seen.client.reach.phone { p { a href={ "tel:+1" (phone.digits()) } { (phone) } } }
                    @if let Some(times) = &seen.client.reach.safe_times { p.small { (times.as_str()) } }
                }
                section.card.stack.tight aria-labelledby="plan-now" {
                    h2 #plan-now { "Safety plan" }
                    @match seen.workbook.safety_plan() {
                        Some(written) => {
                            @for part in SafetyPart::ALL {
                                @if let Some(text) = written.plan.part(part) { h3 { (part.word()) } (paragraphs(text.as_str())) }
                            }
                        },
                        None => p.dim { "None is written yet." },
                    }
                    p.small { a href={ "/t/c/" (subject) "/safety" } { "Open it, or write it together" } }
                }
                section.card.stack.tight { p.small { a href={ "/t/c/" (subject) "/check-ins" } { "All answers of this check-in" } } }
            }
        }
    }
}

fn form(typed: &Typed<'_>) -> Markup {
    html! {
        form.card.stack method="post" aria-labelledby="outcome" {
            h2 #outcome { "What came of it" }
            (typed.one_of("reached", "How you reached them", &Reached::ALL.map(|one| (one.code(), one.word()))))
            (typed.area("assessment", "What you asked and heard", Some("Ask plainly: thoughts, plan, means, intent, what protects them. Your own interview or an instrument you are licensed for")))
            (typed.one_of("risk", "How you see risk now", &RiskNow::ALL.map(|one| (one.code(), one.word()))))
            (typed.one_of("plan", "The safety plan", &PlanDone::ALL.map(|one| (one.code(), one.word()))))
            (typed.input("told", "Who else was told", Some("If anyone"), Kind::Line))
            div.row { button.btn { "Write the outcome and close" } }
            p.small.dim { "It stays on Today until this is written. It can’t be closed together with others." }
        }
    }
}

fn closed(closing: &AlertClosing) -> Markup {
    html! {
        section.card.stack aria-labelledby="outcome" {
            h2 #outcome { "What came of it" }
            dl.facts {
                dt { "Reached" } dd { (closing.reached.word()) }
                dt { "Risk" } dd { (closing.risk.word()) }
                dt { "Safety plan" } dd { (closing.plan.word()) }
                @if let Some(told) = &closing.told { dt { "Told" } dd { (told.as_str()) } }
            }
            (paragraphs(closing.assessment.as_str()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn behaviour_18_no_outcome_no_closing() {
        let ids = ("aaaaaaaaaa".parse().unwrap(), ("dddddddddd".parse().unwrap(), jiff::Timestamp::UNIX_EPOCH));
        let whole = [("reached", "phone"), ("assessment", "Asked plainly."), ("risk", "low"), ("plan", "looked-at")];
        let posted = |pairs: &[(&'static str, &'static str)]| Posted::from_pairs(pairs.iter().copied());
        assert!(read(&posted(&whole), ids.0, ids.1).is_ok());
        for missing in 0..whole.len() {
            let mut some = whole.to_vec();
            let (field, _) = some.remove(missing);
            let problems = read(&posted(&some), ids.0, ids.1).unwrap_err();
            assert_eq!(problems.iter().map(|problem| problem.field).collect::<Vec<_>>(), [field]);
        }
    }

    #[test]
    fn an_alert_says_what_was_answered() {
        assert!(cause_words(AlertCause::ThoughtsOfDeath(1)).ends_with("several days."));
        assert!(cause_words(AlertCause::NotOk).contains("Not OK"));
    }
}
