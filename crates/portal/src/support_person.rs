//! Your support person: whom you would like near you on the day and in the hours after. Nobody is set beforehand.

use actions::house::House;
use actions::name_support_person::name_support_person;
use actions::open_mine::{Mine, open_mine};
use axum::Router;
use axum::routing::{get, post};
use care::document::DocumentKind;
use care::question::Speaks;
use care::signing::DocumentState;
use care::support_person::SupportPerson;
use maud::{Markup, html};
use shell::fields::{self, Kind, Problem};
use shell::form::Posted;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::typed::Typed;
use terms::text::{Line, Prose};

use crate::again::page_or_again;
use crate::asked::Asked;

/// The page and its form, and taking the name off.
pub fn routes() -> Router<House> {
    Router::new().route("/my/support-person", get(show).post(name)).route("/my/support-person/nobody", post(nobody))
}

async fn show(asked: Asked) -> Reply {
    shown(&asked, None, &[]).await
}

async fn shown(asked: &Asked, posted: Option<&Posted>, problems: &[Problem]) -> Reply {
    match asked.act(open_mine).await {
        Ok(mine) => {
            let stored = as_posted(mine.workbook.support_person());
            let main = page(&mine, &Typed { posted: posted.unwrap_or(&stored), problems });
            page_or_again(asked, ("My support person", "/my/preparation"), toast(asked.query("done")), (problems, main))
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn toast(done: &str) -> Option<&'static str> {
    match done {
        "named" => Some("Written down. Nobody is told; the page for them is yours to give."),
        "nobody" => Some("The name is taken off."),
        _ => None,
    }
}

async fn name(asked: Asked, posted: Posted) -> Reply {
    match read(&posted) {
        Ok(person) => write(&asked, Some(person)).await,
        Err(problems) => shown(&asked, Some(&posted), &problems).await,
    }
}

async fn nobody(asked: Asked) -> Reply {
    write(&asked, None).await
}

async fn write(asked: &Asked, person: Option<SupportPerson>) -> Reply {
    let done = if person.is_some() { "named" } else { "nobody" };
    match asked.act(move |house, by| name_support_person(house, by, person.as_ref())).await {
        Ok(()) => reply::go(format!("/my/support-person?done={done}")),
        Err(trouble) => asked.instead(trouble),
    }
}

fn read(posted: &Posted) -> Result<SupportPerson, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let name = form.line("name");
    let name = form.wanted("name", name, "Write a name, or leave the page for another day");
    let (reach, ride) = (form.line("reach"), form.line("ride"));
    let (helps, instructions) = (form.prose("helps"), form.prose("instructions"));
    form.done(name.map(|name| SupportPerson { name, reach, ride, helps, instructions }))
}

fn as_posted(person: Option<&SupportPerson>) -> Posted {
    let Some(person) = person else { return Posted::default() };
    let line = |line: &Option<Line>| line.as_ref().map(|line| line.as_str().to_owned()).unwrap_or_default();
    let prose = |prose: &Option<Prose>| prose.as_ref().map(|prose| prose.as_str().to_owned()).unwrap_or_default();
    Posted::from_pairs([
        ("name", person.name.as_str().to_owned()),
        ("reach", line(&person.reach)),
        ("ride", line(&person.ride)),
        ("helps", prose(&person.helps)),
        ("instructions", prose(&person.instructions)),
    ])
}

fn page(mine: &Mine, typed: &Typed<'_>) -> Markup {
    let of_dosing = Speaks::on(mine.card.path) == Speaks::OfDosing;
    html! {
        header.stack.tight {
            p.small { a href="/my/preparation" { "Preparation" } }
            h1 { "My support person" }
            p.lead.dim { "Someone you would like near you, or on the phone, when things are stirred up. A friend, a neighbor, a sister: you choose, and nobody is an answer." }
            p.small { "You and " (mine.therapist()) " can read this. We don’t write to the person, and what we may tell them is "
                a href={ "/my/documents/" (DocumentKind::SupportPersonConsent.code()) } { "a page of its own" }
                @if mine.workbook.document_state(DocumentKind::SupportPersonConsent) != DocumentState::Signed { "; unsigned, it is nothing" } "." }
        }
        (fields::error_summary(typed.problems))
        @if mine.workbook.support_person().is_some() {
            div.card.stack.tight { p { "A page for them, with what may happen and what helps." } p { a.btn.line href="/my/support-person/sheet" { "Their page, to print" } } }
        }
        form.card.stack.prose method="post" action="/my/support-person" {
            (typed.input("name", "Name", None, Kind::Line))
            (typed.input("reach", "How they are reached", Some("A phone number; may stay empty"), Kind::Line))
            (typed.area("helps", "What helps me", Some("Beside your kit, which is on their page too. What they should leave out belongs here as well")))
            @if of_dosing {
                (typed.input("ride", "How I get home", Some("Nobody drives themselves until the next day, after a night’s sleep"), Kind::Line))
                (typed.area("instructions", "What my prescriber told me for the day", Some("In their words: eating, medicines, when someone has to stay. We add nothing to it, and can’t advise on it")))
            }
            div.row { button.btn { "Write it down" } a.btn.line href="/my/preparation" { "Leave it" } }
        }
        @if mine.workbook.support_person().is_some() {
            form.row method="post" action="/my/support-person/nobody" { button.btn.line { "Take the name off" } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_comes_back_as_written_and_a_name_is_all_that_is_wanted() {
        let whole = [("name", "Ada"), ("reach", "303-555-0188"), ("ride", "Her car"), ("helps", "Tea.")];
        let person = read(&Posted::from_pairs(whole)).unwrap();
        assert_eq!(read(&as_posted(Some(&person))), Ok(person));
        assert!(read(&Posted::from_pairs([("name", "Ada")])).is_ok());
        assert_eq!(read(&as_posted(None)).unwrap_err()[0].field, "name");
    }
}
