//! Asks a plan what it pays: the script for the call, and the answers as they come.

use actions::check_benefits::check_benefits;
use actions::house::House;
use actions::see_coverage::{CoverageOf, see_coverage};
use axum::Router;
use axum::routing::get;
use jiff::civil::Date;
use maud::{Markup, html};
use money::benefits::{Channel, CheckRefusal, Couples, Network, Said};
use shell::fields::{self, Kind, Problem, tick};
use shell::form::Posted;
use shell::money_paper::date;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::ids::SubjectId;
use terms::practice::Practice;

use crate::asked::{Asked, At};
use crate::benefits_form::{SHARE_FIELDS, read};
use crate::benefits_from_answer::from_answer;
use crate::coverage_kit::back;

/// The form.
pub fn routes() -> Router<House> {
    Router::new().route("/billing/{subject}/coverage/check", get(show).post(check))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    shown(&asked, subject, None, &[]).await
}

async fn shown(asked: &Asked, subject: SubjectId, posted: Option<&Posted>, problems: &[Problem]) -> Reply {
    let known = match asked.act(move |house, by| see_coverage(house, by, subject)).await {
        Ok(known) => known,
        Err(trouble) => return asked.instead(trouble),
    };
    let first = match known.coverage().answer().filter(|_| asked.query("from") == "answer") {
        Some(answer) => from_answer(answer),
        None => empty(&known, asked.house.today(asked.by.now)),
    };
    let main = page(&asked.house.practice(), &known, &Typed { posted: posted.unwrap_or(&first), problems });
    asked.form_page(("Check benefits", "/billing/coverage"), None, !problems.is_empty(), main)
}

fn empty(known: &CoverageOf, today: Date) -> Posted {
    let payer = known.coverage().plan().map_or("", |plan| plan.payer.as_str()).to_owned();
    Posted::from_pairs([("on", today.to_string()), ("payer", payer)])
}

async fn check(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let told = match read(&posted, asked.by.now) {
        Ok(told) => told,
        Err(problems) => return shown(&asked, subject, Some(&posted), &problems).await,
    };
    let made = asked.act(move |house, by| check_benefits(house, by, subject, &told)).await;
    match made.map_err(|trouble| asked.refusal(trouble)) {
        Ok(()) => reply::go(format!("/billing/{subject}/coverage?done=checked")),
        Err(Ok(refusal)) => shown(&asked, subject, Some(&posted), &[words(refusal)]).await,
        Err(Err(page)) => *page,
    }
}

fn words(refusal: CheckRefusal) -> Problem {
    let (field, words) = match refusal {
        CheckRefusal::InTheFuture => ("on", "This day is still to come. Enter the day on which the plan answered"),
        CheckRefusal::EndsBeforeItBegins => ("until", "The plan would end before it begins. Look at both days again"),
        CheckRefusal::MoreLeftThanThere => ("left", "No more can be left than the whole deductible"),
        CheckRefusal::OverAHundredPercent => ("outside", "A part is at most 100 percent. Look at the parts again"),
        CheckRefusal::MoreUsedThanThere => ("used-up", "No more visits can be used than there are"),
    };
    Problem { field, words: words.to_owned() }
}

fn page(practice: &Practice, known: &CoverageOf, typed: &Typed<'_>) -> Markup {
    html! {
        (back(known))
        header { h1 { "Check benefits" } p.dim.measure { "Ask in this order; leave empty whatever nobody says. What stays open stands on the client’s page as a question to ask." } }
        (fields::error_summary(typed.problems))
        (script(practice, known))
        form.stack.wide method="post" novalidate {
            (call(typed)) (plan(typed)) (money(typed)) (rules(typed))
            section.card.stack.tight {
                (tick("disclaimer", "They read out that this is no promise to pay", None, typed.posted.one("disclaimer") == "yes", typed.problems))
                (fields::submit("Save what the plan said"))
            }
        }
    }
}

/// What to say first, with everything that they ask back.
fn script(practice: &Practice, known: &CoverageOf) -> Markup {
    let client = &known.client;
    let name = client.legal_name.as_ref().unwrap_or(&client.name);
    let born = |born: Date| format!(", born {}", date(born));
    let or_ask =
        |text: &str| if text.is_empty() { "(not told in Practice, Billing)".to_owned() } else { text.to_owned() };
    html! {
        section.card.stack.tight.prose aria-labelledby="script" {
            h2 #script { "Say first" }
            blockquote {
                p { "“I am calling from " (practice.name) " to check benefits for outpatient psychotherapy. Our NPI is " (or_ask(&practice.npi())) ", our tax id " (or_ask(&practice.tax_id())) ". The member is " (name.as_str()) (client.birth_date.map_or_else(String::new, born)) @if let Some(plan) = known.coverage().plan() { ", member id " (plan.member_id.as_str()) @if let Some(group) = &plan.group { ", group " (group.as_str()) } } ". May I have your name and a reference for this call?”" }
            }
            p.small.dim { "Say nothing of why they come, and nothing of ketamine: the plan is asked about psychotherapy alone." }
        }
    }
}

fn call(typed: &Typed<'_>) -> Markup {
    let channels = Channel::ALL.map(|channel| (channel.code(), channel.word()));
    html! {
        section.card.stack aria-labelledby="call" {
            h2 #call { "Who answers" }
            (typed.one_of("channel", "How do you ask?", &channels))
            div.grid {
                (typed.input("on", "On", None, Kind::Date))
                (typed.input("payer", "Payer", None, Kind::Line))
                (typed.input("representative", "Who answers", None, Kind::Line))
                (typed.input("reference", "Reference of the call", None, Kind::Line))
            }
            div.grid {
                (typed.input("carve", "“Does another company run the behavioral benefits?” Which?", Some("Empty: the payer itself"), Kind::Line))
                (typed.input("carve-member", "Member id there", Some("When it is another"), Kind::Line))
            }
        }
    }
}

fn plan(typed: &Typed<'_>) -> Markup {
    let networks = Network::ALL.map(|case| (case.code(), case.word()));
    html! {
        section.card.stack aria-labelledby="in-effect" {
            h2 #in-effect { "The plan" }
            (typed.one_of("network", "“Is this therapist, with this NPI and license, in the network?”", &networks))
            div.grid {
                (typed.input("from", "“Since when is the plan in effect?”", None, Kind::Date))
                (typed.input("until", "“Until when?”", None, Kind::Date))
                (typed.input("deductible", "“What is the deductible?”", Some("Dollars and cents"), Kind::Line))
                (typed.input("left", "“How much of it is left?”", Some("Dollars and cents"), Kind::Line))
            }
        }
    }
}

fn money(typed: &Typed<'_>) -> Markup {
    let couples = Couples::ALL.map(|case| (case.code(), case.word()));
    html! {
        section.card.stack aria-labelledby="shares" {
            h2 #shares { "“What does the member pay for …?”" }
            p.small.dim { "A sum such as 30.00, a part such as 20%, or “no” when it is not covered." }
            div.grid {
                @for (field, service) in SHARE_FIELDS {
                    (typed.input(field, &format!("{}, code {}", service.word(), service.procedure().map_or_else(String::new, |code| code.to_string())), None, Kind::Line))
                }
            }
            (typed.one_of("couples", "“And for couples, code 90847?”", &couples))
            div.grid {
                (typed.input("outside", "Out of network: “What part do you pay back?”", Some("In percent"), Kind::Number))
                (typed.input("usual", "“And of which usual amount?”", Some("Dollars and cents"), Kind::Line))
            }
        }
    }
}

fn rules(typed: &Typed<'_>) -> Markup {
    let said = Said::ALL.map(|case| (case.code(), case.word()));
    let authorization = [("not-said", "Not said"), ("not-needed", "Not needed"), ("needed", "Needed")];
    html! {
        section.card.stack aria-labelledby="rules" {
            h2 #rules { "Rules" }
            (typed.one_of("video", "“Do you pay for sessions by video?”", &said))
            (typed.input("video-rule", "“Which place of service and modifier?”", Some("10 and 95, say"), Kind::Line))
            (typed.one_of("authorization", "“Must sessions be authorized first?”", &authorization))
            div.grid {
                (typed.input("authorization-number", "Number of the authorization", None, Kind::Line))
                (typed.input("limit", "“How many sessions a year?”", None, Kind::Number))
                (typed.input("used-up", "“How many are used?”", None, Kind::Number))
                (typed.input("filing", "“Within how many days must a claim be there?”", None, Kind::Number))
                (typed.input("address", "“Where do paper claims go?”", None, Kind::Line))
                (typed.input("payer-id", "“Under which payer id do electronic ones reach you?”", None, Kind::Line))
            }
        }
    }
}
