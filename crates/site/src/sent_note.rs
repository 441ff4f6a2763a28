//! The page behind a link to one psychotherapy note: it asks for the code, and says nothing without it.

use actions::send_note::{OpenedNote, SentRefusal, open_sent_note};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use maud::html;
use shell::act::act;
use shell::fields::{Kind, Problem, error_summary};
use shell::form::Posted;
use shell::prose::paragraphs;
use shell::reply::Reply;
use shell::request::Asking;
use shell::typed::Typed;
use terms::ids::ReleaseId;
use terms::trouble::Trouble;

use crate::front::{Front, broken};

/// The page.
pub fn routes<S: Clone + Send + Sync + 'static>(front: Front) -> Router<S> {
    Router::new().route("/given/{link}", get(show).post(open)).with_state(front)
}

async fn show(State(front): State<Front>, Path(link): Path<String>) -> Reply {
    door(&front, &link, None)
}

async fn open(State(front): State<Front>, Asking(by): Asking, Path(link): Path<String>, posted: Posted) -> Reply {
    // An address that leads nowhere is told as a wrong code is.
    let Ok(id) = link.parse::<ReleaseId>() else { return door(&front, &link, Some(SentRefusal::NotTheCode)) };
    let (house, code) = (front.house.clone(), posted.one("code").to_owned());
    match act(move || open_sent_note(&house, &by, id, &code)).await {
        Ok(note) => page(&front, &note),
        Err(Trouble::Refused(refusal)) => door(&front, &link, Some(refusal)),
        Err(Trouble::Denied(denied)) => front.denied(denied).await,
        Err(Trouble::Fault(fault)) => broken(fault),
    }
}

fn door(front: &Front, link: &str, refusal: Option<SentRefusal>) -> Reply {
    let status = if refusal.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let title = if refusal.is_some() { "Error: A note for one reader" } else { "A note for one reader" };
    let problems: Vec<Problem> =
        refusal.map(|refusal| Problem { field: "code", words: words(refusal).to_owned() }).into_iter().collect();
    let posted = Posted::default();
    let typed = Typed { posted: &posted, problems: &problems };
    front.page(status, (title, ""), |edition| {
        html! {
            div.wrap.section.stack.prose {
                h1 { "A note for one reader" }
                (error_summary(&problems))
                form.card.stack method="post" action={ "/given/" (link) } novalidate {
                    (typed.input("code", "The code that you were told by phone", None, Kind::Line))
                    div.row { button.btn { "Open the note" } }
                }
                p.small.dim { "No code? Call " a href={ "tel:" (edition.practice.phone_dial) } { (edition.practice.phone) } " and ask for the therapist." }
            }
        }
    })
}

fn words(refusal: SentRefusal) -> &'static str {
    match refusal {
        SentRefusal::NotTheCode => {
            "This code opens nothing here. Type it again, or ask the therapist whether the link still holds"
        }
        SentRefusal::TooManyTries => "Too many wrong codes. Wait a quarter of an hour, then try again",
    }
}

fn page(front: &Front, note: &OpenedNote) -> Reply {
    front.page(StatusCode::OK, ("A psychotherapy note", ""), |_| {
        html! {
            div.wrap.section.stack.prose {
                h1 { "A psychotherapy note" }
                p.dim { "For " (note.to.as_str()) ", as the client authorized." }
                article.card.prose { (paragraphs(note.text.as_str())) }
                p.small.dim { "The link opens until " (note.until.strftime("%B %-d, %Y").to_string()) " at the latest, and closes earlier when the authorization is taken back. To keep the note, print this page. Whoever passes it on may no longer be bound by federal privacy rules (45 CFR 164.508(c)(2)(iii))." }
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_refusal_says_what_to_do() {
        for (refusal, says) in [(SentRefusal::NotTheCode, "ask the therapist"), (SentRefusal::TooManyTries, "Wait")] {
            assert!(words(refusal).contains(says), "{refusal:?}");
        }
    }
}
