//! Asked alone: what someone said about fear, control and violence, in their own chart and nowhere else.

use actions::ask_alone::ask_alone;
use actions::house::House;
use actions::open_chart::{OpenChart, open_chart};
use axum::Router;
use axum::routing::get;
use care::asked_alone::{AskedAlone, AskedHow, AskedRefusal, SaidAlone};
use maud::{Markup, html};
use schedule::people::Client;
use shell::fields::{self, Kind, Problem};
use shell::form::Posted;
use shell::icon::{Icon, icon};
use shell::prose::paragraphs;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::actor::Actor;
use terms::ids::SubjectId;

use crate::asked::{Asked, At};
use crate::chart::subnav;
use crate::dates::{chart_link, long_day};

/// The page and its form.
pub fn routes() -> Router<House> {
    Router::new().route("/t/c/{subject}/safety/alone", get(show).post(write))
}

async fn show(asked: Asked, At(subject): At<SubjectId>) -> Reply {
    shown(&asked, subject, &Posted::default(), &[]).await
}

async fn write(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let Actor::Staff(person) = asked.by.actor else { return crate::trouble::not_found(&asked.who) };
    let mut form = Reading::of(&posted);
    let on = form.date("on");
    let on = form.wanted("on", on, "Enter the day on which you asked");
    let how = form.wanted("how", AskedHow::from_code(posted.one("how")), "Say how they were alone");
    let said = form.wanted("said", SaidAlone::from_code(posted.one("said")), "Say what they answered");
    let note = form.prose("note");
    let (at, by) = (asked.by.now, person.staff);
    let read = on.zip(how).zip(said).map(|((on, how), said)| AskedAlone { at, by, on, how, said, note });
    let alone = match form.done(read) {
        Ok(alone) => alone,
        Err(problems) => return shown(&asked, subject, &posted, &problems).await,
    };
    match asked.act(move |house, by| ask_alone(house, by, subject, &alone)).await {
        Ok(()) => reply::go(format!("/t/c/{subject}/safety/alone?done=written")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => {
                let problem = Problem { field: "on", words: words(refusal).to_owned() };
                shown(&asked, subject, &posted, &[problem]).await
            }
            Err(page) => *page,
        },
    }
}

fn words(refusal: AskedRefusal) -> &'static str {
    match refusal {
        AskedRefusal::InTheFuture => "This day is still to come. Enter the day on which you asked",
    }
}

async fn shown(asked: &Asked, subject: SubjectId, posted: &Posted, problems: &[Problem]) -> Reply {
    let open = match asked.act(move |house, by| open_chart(house, by, subject)).await {
        Ok(open) => open,
        Err(trouble) => return asked.instead(trouble),
    };
    let title = format!("Chart {}", open.client.chart_number);
    let toast = (asked.query("done") == "written").then_some("Written, in this chart alone.");
    let main = page(&open, &Typed { posted, problems });
    asked.form_page((&title, "/t/caseload"), toast, !problems.is_empty(), main)
}

fn page(open: &OpenChart, typed: &Typed<'_>) -> Markup {
    html! {
        header.stack {
            div { p.small { (chart_link(&open.client)) } h1 { "Asked alone" } p.dim { "About fear, control and violence, before any work together. Only this client’s team can read it: no partner, no front desk, no portal." } }
            (subnav(open, "/safety"))
        }
        (fields::error_summary(typed.problems))
        @if open.client.members.is_empty() {
            div.split { (form(typed)) (answers(open)) }
        } @else {
            section.card.stack {
                p { "This is a record of people together, and nobody is alone in it. Ask each of them in their own chart:" }
                ul { @for member in &open.members { li { a href={ "/t/c/" (member.subject) "/safety/alone" } { (member.name.as_str()) } } } }
            }
        }
    }
}

fn form(typed: &Typed<'_>) -> Markup {
    html! {
        form.card.stack method="post" {
            p.small.dim { "Ask plainly, with nobody near: whether they are ever afraid of their partner, whether they can decide freely, whether they were ever hurt or threatened. A no today is no proof; ask again." }
            (typed.input("on", "Day", None, Kind::Date))
            (typed.one_of("how", "How they were alone", &AskedHow::ALL.map(|how| (how.code(), how.word()))))
            (typed.one_of("said", "What they said", &SaidAlone::ALL.map(|said| (said.code(), said.word()))))
            (typed.area("note", "What else to keep", Some("In their words. How safe they are to go on, and how they may be reached")))
            (fields::submit("Write it in this chart"))
        }
    }
}

fn answers(open: &OpenChart) -> Markup {
    let all = open.chart.all_asked_alone();
    html! {
        section.card.stack aria-labelledby="said" {
            h2 #said { "What was said" }
            @if all.is_empty() { p.dim { "Not asked yet." } }
            @for asked in all.iter().rev() {
                div.stack.tight {
                    p { b { (asked.said.word()) } ", " (long_day(asked.on)) }
                    p.small.dim { (asked.how.word()) }
                    @if let Some(note) = &asked.note { (paragraphs(note.as_str())) }
                }
            }
        }
    }
}

/// Before people meet together: that something is still to be looked at, neither whose it is nor what. On no page of a
/// couple does an answer stand.
pub fn look_first(members: &[Client]) -> Markup {
    html! {
        div.note.warn {
            (icon(Icon::Alert))
            div {
                p { b { "Look at each one’s own Safety page before you meet together." } " Something there is still open." }
                p.small { @for (place, member) in members.iter().enumerate() { @if place > 0 { ", " } a href={ "/t/c/" (member.subject) "/safety/alone" } { (member.name.as_str()) } } }
            }
        }
    }
}
