//! A copy of one record as a file: what it holds, what it leaves out, and the button that makes it.

use actions::export_one::export_one;
use actions::house::House;
use actions::open_chart::{OpenChart, open_chart};
use axum::Router;
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use care::release::Consented;
use jiff::civil::Date;
use maud::{Markup, html};
use papers::letterhead::Letterhead;
use schedule::leaving::{HandRefusal, HandedTo};
use shell::fields::{Problem, error_summary, tick};
use shell::form::Posted;
use shell::leaving::handed::zip_file;
use shell::leaving::page::record_page;
use shell::leaving::readme::left_out;
use shell::pdf_file::pdf_file;
use shell::reply::Reply;
use shell::typed::Typed;
use terms::ids::SubjectId;
use terms::trouble::Trouble;

use crate::asked::{Asked, At};
use crate::chart::subnav;
use crate::dates::chart_link;
use crate::leaving::{SENSITIVE, copied, drawn, pack_one, sensitive};

/// The page, and the file.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/t/c/{subject}/export", get(show).post(hand_over))
        .route("/t/c/{subject}/export/pdf", post(hand_over_pdf))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    drawn_page(&asked, subject, (&Posted::default(), &[])).await
}

async fn drawn_page(asked: &Asked, subject: SubjectId, (posted, problems): (&Posted, &[Problem])) -> Reply {
    match asked.act(move |house, by| open_chart(house, by, subject)).await {
        Ok(open) => {
            let title = format!("Chart {}", open.client.chart_number);
            let today = asked.house.today(asked.by.now);
            let main = page(&open, today, &Typed { posted, problems });
            asked.form_page((&title, "/t/caseload"), None, !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn hand_over(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Response {
    let (sensitive, to) = (sensitive(&posted), for_whom(&posted));
    let made = asked
        .act(move |house, by| {
            let (who, taken) = export_one(house, by, subject, to)?;
            let copied = copied((house, by), &who, None, sensitive);
            let file = pack_one(&copied, &taken).map_err(Trouble::Fault)?;
            Ok((copied, taken.client.chart_number, file))
        })
        .await;
    match made {
        Ok((copied, number, file)) => zip_file(&copied, &format!("record-{number}"), Body::from(file)),
        Err(trouble) => again(&asked, subject, &posted, trouble).await,
    }
}

/// The same page as one PDF: what the file holds, without its tables.
async fn hand_over_pdf(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Response {
    let (sensitive, to) = (sensitive(&posted), for_whom(&posted));
    let made = asked
        .act(move |house, by| {
            let (who, taken) = export_one(house, by, subject, to)?;
            let copied = copied((house, by), &who, None, sensitive);
            let page = record_page(&drawn(&copied, &taken)).into_string();
            Ok((taken.client.chart_number, taken.client.name.as_str().to_owned(), page))
        })
        .await;
    match made {
        Ok((number, name, page)) => {
            let (practice, on) = (asked.house.practice(), asked.house.today(asked.by.now));
            pdf_file(&format!("record-{number}"), move || {
                papers::page::page(&Letterhead { practice: &practice, on }, &name, &page)
            })
            .await
        }
        Err(trouble) => again(&asked, subject, &posted, trouble).await,
    }
}

async fn again(asked: &Asked, subject: SubjectId, posted: &Posted, trouble: Trouble<HandRefusal>) -> Response {
    match asked.refusal(trouble) {
        Ok(refusal) => drawn_page(asked, subject, (posted, &[words(refusal)])).await.into_response(),
        Err(page) => page.into_response(),
    }
}

/// For whom, as the form says it: a partner or a release, by id.
fn for_whom(posted: &Posted) -> Option<HandedTo> {
    match posted.one("to").split_once('-')? {
        ("partner", id) => id.parse().ok().map(HandedTo::Partner),
        ("release", id) => id.parse().ok().map(HandedTo::Release),
        _ => None,
    }
}

fn words(refusal: HandRefusal) -> Problem {
    let words = match refusal {
        HandRefusal::NotSaid => "Choose for whom this copy is made",
        HandRefusal::NotAPartner => "Choose one of the partners",
        HandRefusal::NotReleased => {
            "Nobody outside gets the whole record without a release in force that every partner signed, for every part of it"
        }
    };
    Problem { field: "to", words: words.to_owned() }
}

/// Each partner, whose own copy waits for nobody; and each release that every one of them signed for all of it.
fn whom(open: &OpenChart, today: Date) -> Vec<(String, String)> {
    let partners = open
        .members
        .iter()
        .map(|member| (format!("partner-{}", member.subject), format!("{}, who asked for it", member.name.as_str())));
    let whole =
        open.workbook.releases().iter().filter(|release| release.in_force(today).is_some_and(Consented::gives_all));
    let outside = whole.map(|release| {
        (format!("release-{}", release.id), format!("{}, by the release that all signed", release.terms.to.as_str()))
    });
    partners.chain(outside).collect()
}

fn page(open: &OpenChart, today: Date, typed: &Typed<'_>) -> Markup {
    let whom = whom(open, today);
    let whom: Vec<(&str, &str)> = whom.iter().map(|(value, words)| (value.as_str(), words.as_str())).collect();
    html! {
        header.stack {
            div {
                p.small { (chart_link(&open.client)) }
                h1 { "Take a copy of this record" }
                p.dim { "One file, at any time. Nobody has to be asked." }
            }
            (subnav(open, "/access"))
        }
        (error_summary(typed.problems))
        div.split {
            section.card.stack aria-labelledby="holds" {
                h2 #holds { "What it holds" }
                ul {
                    li { "One page to read, print or save as a PDF: plans, records of safety, signed notes with what was added and who signed, appointments, dosing days as told, check-ins with answers and results, the workbook, and documents word for word as signed" }
                    li { "Tables for a spreadsheet or another system: appointments, notes by date, results of check-ins" }
                    li { "The ledger for therapy, and the one for attended dosing days, apart" }
                    li { "A first page that says what is inside, when it was made and by whom" }
                }
                form.stack.tight method="post" {
                    @if !open.members.is_empty() {
                        (typed.one_of("to", "For whom?", &whom))
                        p.small.dim { "A partner’s own copy waits for nobody (45 CFR 164.524), and nothing of the other’s own record is in it. Anybody else needs a release that every partner signed." }
                    }
                    (tick(SENSITIVE, "Also what may harm in other hands", Some("The section on sexual history, and what they were asked and told alone. Only when the client asked for it, and into their own hands"), false, &[]))
                    p.small.dim { "That you took it is written down. The client sees it under “Who opened my record”." }
                    div.row { button.btn { "Make the copy" } button.btn.line formaction={ "/t/c/" (open.client.subject) "/export/pdf" } { "Only the page, as a PDF" } }
                }
            }
            section.card.stack aria-labelledby="out" {
                h2 #out { "What it leaves out" }
                (left_out())
                @if !open.members.is_empty() {
                    p { "This is the record they share. Each one’s own is apart: " @for (place, member) in open.members.iter().enumerate() { @if place > 0 { ", " } a href={ "/t/c/" (member.subject) "/export" } { (member.name.as_str()) } } "." }
                }
            }
        }
    }
}
