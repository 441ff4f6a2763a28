//! Ask for a first conversation: one short page, a look at the answers, and a receipt.

use actions::request_appointment::{Sent, request_appointment};
use actions::travel::{one_time_number, open_answers, seal_answers};
use axum::Router;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use maud::{Markup, html};
use schedule::answers::{Answers, Ketamine};
use schedule::request::Source;
use shell::act::act;
use shell::fields::{Problem, hidden, submit};
use shell::form::Posted;
use shell::icon::Icon;
use shell::reply::Reply;
use shell::request::Asking;
use shell::shape::{Phase, Tone, note, shape};
use terms::practice::Practice;
use terms::trouble::Trouble;

use crate::front::{Front, broken};
use crate::pages::Edition;
use crate::request_form::{Read, form, ketamine, read, situation};

const HERE: (&str, &str) = ("Request an appointment", "/request");

/// The pages of the request form.
pub fn routes<S: Clone + Send + Sync + 'static>(front: Front) -> Router<S> {
    Router::new()
        .route("/request", get(show).post(check))
        .route("/request/change", post(change))
        .route("/request/sent", post(send))
        .with_state(front)
}

#[derive(serde::Deserialize)]
struct From {
    from: Option<String>,
}

async fn show(State(front): State<Front>, Query(From { from }): Query<From>) -> Reply {
    let from = if from.as_deref() == Some("contact") { "form" } else { "button" };
    asked(&front, StatusCode::OK, (&Posted::from_pairs([("from", from)]), &[]))
}

async fn check(State(front): State<Front>, Asking(by): Asking, posted: Posted) -> Reply {
    match read(&posted) {
        Ok(Read::Answers(answers)) => match seal_answers(&front.house, &by, &answers) {
            Ok(sealed) => {
                front.page(StatusCode::OK, ("Check your answers", "/request"), |_| checking(&posted, &answers, &sealed))
            }
            Err(fault) => broken(fault),
        },
        Ok(Read::Under18) => {
            front.page(StatusCode::OK, ("For adults", "/request"), |edition| not_here(&edition.practice, true))
        }
        Ok(Read::OutsideColorado) => {
            front.page(StatusCode::OK, ("In Colorado", "/request"), |edition| not_here(&edition.practice, false))
        }
        Err(problems) => asked(&front, StatusCode::UNPROCESSABLE_ENTITY, (&posted, &problems)),
    }
}

// The form again, as it was filled in.
async fn change(State(front): State<Front>, posted: Posted) -> Reply {
    asked(&front, StatusCode::OK, (&posted, &[]))
}

async fn send(State(front): State<Front>, Asking(by): Asking, posted: Posted) -> Reply {
    let Some(answers) = open_answers(&front.house, &by, posted.one("answers")) else {
        return front.page(StatusCode::UNPROCESSABLE_ENTITY, ("Request an appointment", "/request"), |_| too_old());
    };
    let source = Source::from_code(posted.one("from")).unwrap_or(Source::Button);
    let (house, once, told) = (front.house.clone(), posted.one("once").to_owned(), answers.clone());
    match act(move || request_appointment(&house, &by, (&told, source), &once)).await {
        Ok(sent) => front
            .page(StatusCode::OK, ("Request sent", "/request"), |edition| receipt(&edition.practice, &answers, &sent)),
        Err(Trouble::Denied(denied)) => front.denied(denied).await,
        Err(Trouble::Refused(never)) => match never {},
        Err(Trouble::Fault(fault)) => broken(fault),
    }
}

fn asked(front: &Front, status: StatusCode, (posted, problems): (&Posted, &[Problem])) -> Reply {
    let known = posted.one("once").to_owned();
    let once = if known.is_empty() { one_time_number(&front.house) } else { known };
    let title = if problems.is_empty() { HERE } else { ("Error: Request an appointment", "/request") };
    front.page(status, title, |edition| page(edition, (posted, problems), &once))
}

fn page(edition: &Edition, (posted, problems): (&Posted, &[Problem]), once: &str) -> Markup {
    let practice = &edition.practice;
    let length = practice.first_conversation_min;
    html! {
        div.wrap.section.top.split {
            div.stack.wide {
                div.stack {
                    h1 { "Request an appointment" }
                    p.lead { "About three minutes. This is not a booking and not a commitment. It lets us offer times that suit you." }
                    p.small { "Were you here before, with a word and a number? " a href="/request/back" { "See where your request stands" } }
                }
                (form(posted, problems, once))
            }
            aside.stack.wide.sticky aria-label="About requests" {
                section.card.warm.stack {
                    h2 { "What happens next" }
                    ol.path {
                        (step("A person reads it", &format!("Within {}. No automated screening.", practice.reply_within)))
                        (step("We offer a few times", "In the way you chose, worded so it stays private."))
                        (step("A first conversation", &format!("{length} minutes. You ask, we ask. Either of us can say it is not a fit.")))
                    }
                }
                section.stack.tight.small {
                    h3 { "Rather talk?" }
                    p { "Call " a href={ "tel:" (practice.phone_dial) } { (practice.phone) } (practice.hours()) "." @if !practice.email.is_empty() { " Or email " a href={ "mailto:" (practice.email) } { (practice.email) } "." } }
                }
                (note(Tone::Quiet, Icon::Info, html! { p.small { "This form is not watched around the clock. If you need someone now, call or text " a href="tel:988" { "988" } ". If there is danger, call " a href="tel:911" { "911" } "." } }))
            }
        }
    }
}

fn step(words: &str, small: &str) -> Markup {
    html! { li.prep { (shape(Phase::Preparation, false)) b { (words) } small { (small) } } }
}

fn checking(posted: &Posted, answers: &Answers, sealed: &str) -> Markup {
    html! {
        div.wrap.section.stack.wide.prose {
            h1 { "Check your answers" }
            p { "Nothing has been sent yet." }
            @if answers.ketamine == Some(Ketamine::LastTwoWeeks) { (lately()) }
            dl.facts { @for (term, words) in told(answers) { dt { (term) } dd { (words) } } }
            form.row action="/request/sent" method="post" {
                (hidden("answers", sealed)) (hidden("once", posted.one("once"))) (hidden("from", posted.one("from")))
                (submit("Send my request"))
            }
            form.row action="/request/change" method="post" {
                @for (name, value) in posted.pairs() { (hidden(name, value)) }
                button.btn.line { "Change an answer" }
            }
            p.dim.small { "You can take it back at any time." }
        }
    }
}

/// Every answer in the person's own terms.
fn told(answers: &Answers) -> Vec<(&'static str, String)> {
    let reach = &answers.reach;
    let mut ways: Vec<String> = Vec::new();
    ways.extend(reach.email.as_ref().map(|email| format!("Email to {}", email.as_str())));
    let phone = reach.phone.as_ref().map(ToString::to_string).unwrap_or_default();
    ways.extend(reach.may_text.then(|| format!("Text to {phone}")));
    ways.extend(reach.may_call.then(|| {
        let voicemail = if reach.may_leave_voicemail { "voicemail is fine" } else { "no voicemail" };
        let who = if reach.may_name_practice { "you may say who is calling" } else { "do not name the practice" };
        format!("Call {phone}: {voicemail}, {who}")
    }));
    if reach.is_nothing() {
        ways.push("Send me nothing, I will come back".to_owned());
    }
    let skipped = || "Skipped".to_owned();
    let joined = |words: Vec<&str>| if words.is_empty() { skipped() } else { words.join("; ") };
    vec![
        ("About", joined(answers.about.iter().map(|case| situation(*case)).collect())),
        ("Ketamine", answers.ketamine.map_or_else(skipped, |case| ketamine(case).to_owned())),
        ("Where", answers.place.map_or_else(skipped, |case| case.word().to_owned())),
        ("Times", joined(answers.times.iter().map(|case| case.word()).collect())),
        ("Name to use", answers.name.as_str().to_owned()),
        ("Reach me by", ways.join("; ")),
        ("Safe times", reach.safe_times.as_ref().map_or_else(skipped, |line| line.as_str().to_owned())),
        ("Paying", answers.coverage.map_or_else(skipped, |case| case.word().to_owned())),
        (
            "Coverage",
            if answers.asks_about_coverage {
                "I have a question about coverage or payment".to_owned()
            } else {
                "No question now".to_owned()
            },
        ),
    ]
}

/// For someone dosed lately: who helps with what, before any form is answered.
pub(crate) fn lately() -> Markup {
    note(
        Tone::Warn,
        Icon::Shield,
        html! {
            b { "If these days are hard" }
            p { "For anything in your body, call the clinic that gave you ketamine, or " a href="tel:911" { "911" } " if it is urgent. For thoughts of suicide, or any crisis, call " a href="tel:988" { "988" } " or " a href="sms:988" { "text 988" } " at any hour." }
            p { a href="/grounding" { "Something to steady you, right now" } }
        },
    )
}

fn receipt(practice: &Practice, answers: &Answers, sent: &Sent) -> Markup {
    html! {
        div.wrap.section.stack.wide.prose {
            h1 { "We have your request" }
            p.lead { "A person reads it within " (practice.reply_within) ", and offers you times." }
            @if answers.ketamine == Some(Ketamine::LastTwoWeeks) { (lately()) }
            @match &sent.recall {
                Some(recall) => {
                    section.card.stack {
                        h2 { "Your word and number" }
                        p.big { b { (recall.word) } " " span.mono { (recall.number) } }
                        p { "We send you nothing. Come back to " a href="/request/back" { "this page" } " with both to see the times we can offer. Without them we can’t find your request for you." }
                    }
                },
                None => {
                    p { "You will hear from us in the way you chose, and in no other." }
                    p { a.btn.soft href={ "/r/" (sent.link) } { "See where it stands" } }
                    p.dim.small { "This is your private link. Whoever has it can see your request; on a shared phone, you may rather not keep it." }
                },
            }
            p { "Until then there is nothing you need to do. You can take the request back at any time." }
        }
    }
}

fn not_here(practice: &Practice, is_young: bool) -> Markup {
    html! {
        div.wrap.section.stack.wide.prose {
            @if is_young {
                h1 { "This practice sees adults" }
                p.lead { "We can’t offer you a session here, and we are glad you asked. There are people who work with young people." }
                p { "You can talk with someone right now: call or text " a href="tel:988" { "988" } ", at any hour, about anything. You do not need to be in danger to call." }
            } @else {
                h1 { "We can only meet in Colorado" }
                p.lead { "Therapists are licensed by state, so we can meet only while you are in Colorado." }
                p { "If you will be here on the day, ask again and choose yes. If not, your own state’s list of licensed therapists, or your insurance’s, is a good place to look." }
            }
            @if !practice.other_places.is_empty() {
                h2 { "Others who may help" }
                dl.facts { @for place in &practice.other_places { dt { (place.name) } dd { (place.good_for) ": " (place.reach) } } }
            }
            p { "Nothing you chose was kept. " a href="/" { "Go to the first page" } }
        }
    }
}

fn too_old() -> Markup {
    html! {
        div.wrap.section.stack.prose {
            h1 { "These answers are no longer here" }
            p { "To keep them private, answers are held for an hour between the pages of this form. Nothing was sent." }
            p { a.btn href="/request" { "Start again" } }
        }
    }
}
