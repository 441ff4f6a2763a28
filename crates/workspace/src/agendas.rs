//! Your sessions: how many you plan for preparation and integration, and what each is about. It stands beside your notes.

use actions::house::House;
use actions::write_agendas::{see_agendas, write_agendas};
use axum::Router;
use axum::routing::get;
use care::agenda::Agendas;
use care::note::NoteKind;
use maud::{Markup, html};
use shell::fields::{self, Problem};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;

use crate::asked::Asked;

/// The page and its form.
pub fn routes() -> Router<House> {
    Router::new().route("/t/sessions", get(show).post(write))
}

async fn show(asked: Asked) -> Reply {
    shown(&asked, None, &[]).await
}

async fn shown(asked: &Asked, posted: Option<&Posted>, problems: &[Problem]) -> Reply {
    match asked.act(see_agendas).await {
        Ok(agendas) => {
            let stored = as_posted(&agendas);
            let main = page(&Typed { posted: posted.unwrap_or(&stored), problems });
            let done = (asked.query("done") == "written").then_some("Written. It stands beside each note of its kind.");
            asked.form_page(("Your sessions", "/t/to-sign"), done, !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn write(asked: Asked, posted: Posted) -> Reply {
    let mut form = Reading::of(&posted);
    let (preparation, integration) = (form.prose("preparation"), form.prose("integration"));
    let (preparation, integration) = match form.done(Some((preparation, integration))) {
        Ok(plans) => plans,
        Err(problems) => return shown(&asked, Some(&posted), &problems).await,
    };
    let made = asked.act(move |house, by| write_agendas(house, by, (preparation.as_ref(), integration.as_ref()))).await;
    match made {
        Ok(()) => reply::go("/t/sessions?done=written"),
        Err(trouble) => asked.instead(trouble),
    }
}

fn as_posted(agendas: &Agendas) -> Posted {
    let plan = |kind| agendas.plan(kind).unwrap_or_default().to_owned();
    Posted::from_pairs([("preparation", plan(NoteKind::Preparation)), ("integration", plan(NoteKind::Integration))])
}

fn page(typed: &Typed<'_>) -> Markup {
    html! {
        p.small { a href="/t/to-sign" { "Notes to sign" } }
        header { h1 { "Your sessions" } p.dim { "What you plan for each session stands beside its note. Only you see it, and nothing counts whether it was kept. Write nothing here that tells of a client." } }
        (fields::error_summary(typed.problems))
        form.card.stack.prose method="post" action="/t/sessions" {
            (typed.area("preparation", "Preparation", Some("A paragraph is a session; its first line is its title. So many paragraphs, so many sessions. Emptied, it is again as it came")))
            (typed.area("integration", "Integration", Some("The last paragraph stays for every session that follows")))
            (fields::submit("Write it"))
        }
    }
}
