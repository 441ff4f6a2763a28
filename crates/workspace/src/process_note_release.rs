//! One psychotherapy note given away: by an authorization that covers it and nothing else, as a copy to print.

use actions::house::House;
use actions::open_notebook::{Notebook, open_notebook};
use actions::release_process_note::{GivenNote, copy_given_note, release_process_note, take_back_release};
use actions::send_note::{LinkAndCode, opened_when, send_note};
use axum::Router;
use axum::routing::{get, post};
use care::note_release::{NoteRelease, NoteReleaseRefusal};
use jiff::Timestamp;
use maud::{Markup, html};
use shell::fields::{Kind, Problem, error_summary, hidden, tick};
use shell::form::Posted;
use shell::prose::paragraphs;
use shell::reading::Reading;
use shell::reply::{self, Reply};
use shell::request::Token;
use shell::time::moment;
use shell::typed::Typed;
use terms::ids::{ProcessNoteId, ReleaseId, SubjectId};
use terms::text::{Line, Prose};
use terms::trouble::Trouble;

use crate::asked::{Asked, At};
use crate::dates::{chart_link, long_day};

/// The form, the copy, and taking it back.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/t/c/{subject}/process/n/{note}", get(show).post(give))
        .route("/t/c/{subject}/process/given/{release}", get(copy))
        .route("/t/c/{subject}/process/given/{release}/link", post(send))
        .route("/t/c/{subject}/process/given/{release}/take-back", post(take_back))
}

type Place = At<(SubjectId, ProcessNoteId)>;

async fn show(asked: Asked, At((subject, note)): Place, Token(token): Token) -> Reply {
    drawn(&asked, (subject, note, token), &Posted::default(), Vec::new()).await
}

async fn give(asked: Asked, At((subject, note)): Place, Token(token): Token, posted: Posted) -> Reply {
    let release = match read(&posted, note, asked.by.now) {
        Ok(release) => release,
        Err(problems) => return drawn(&asked, (subject, note, token), &posted, problems).await,
    };
    let id = release.id;
    match asked.act(move |house, by| release_process_note(house, by, subject, &release)).await {
        Ok(()) => reply::go(format!("/t/c/{subject}/process/given/{id}")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => drawn(&asked, (subject, note, token), &posted, vec![words(refusal)]).await,
            Err(page) => *page,
        },
    }
}

async fn copy(asked: Asked, At((subject, id)): At<(SubjectId, ReleaseId)>, Token(token): Token) -> Reply {
    let look = move |house: &House, by: &_| {
        let opened = opened_when(house, by, id).map_err(Trouble::unrefused)?;
        Ok((copy_given_note(house, by, subject, (&token, id))?, opened))
    };
    match asked.act(look).await {
        Ok((given, opened)) => {
            let main = copy_page(&asked, &given, opened.as_deref());
            reply::ok(asked.page(("Own notes", "/t/caseload"), None, main))
        }
        Err(trouble) => match asked.refusal(trouble) {
            Ok(_) => reply::go(format!("/t/c/{subject}/process")),
            Err(page) => *page,
        },
    }
}

async fn send(asked: Asked, At((subject, id)): At<(SubjectId, ReleaseId)>, Token(token): Token) -> Reply {
    match asked.act(move |house, by| send_note(house, by, subject, (&token, id))).await {
        Ok(sent) => reply::ok(asked.page(("Own notes", "/t/caseload"), None, sent_page((subject, id), &sent))),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(_) => reply::go(format!("/t/c/{subject}/process")),
            Err(page) => *page,
        },
    }
}

async fn take_back(asked: Asked, At((subject, id)): At<(SubjectId, ReleaseId)>) -> Reply {
    match asked.act(move |house, by| take_back_release(house, by, subject, id)).await {
        Ok(()) => reply::go(format!("/t/c/{subject}/process?done=taken-back")),
        Err(trouble) => asked.instead(trouble),
    }
}

fn read(posted: &Posted, note: ProcessNoteId, at: Timestamp) -> Result<NoteRelease, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let to = form.line("to");
    let to = form.wanted("to", to, "Write who receives the note, by name");
    let purpose = form.line("purpose");
    let purpose = form.wanted("purpose", purpose, "Write what for; “at my request” is enough");
    let names = form.prose("signed-by");
    let names = form.wanted("signed-by", names, "Write the names under the authorization");
    let names = names.as_ref().map_or("", Prose::as_str);
    let signed_by: Vec<Line> = names.lines().filter_map(|name| Line::parse(name).ok()).collect();
    let signed_on = form.date("signed-on");
    let signed_on = form.wanted("signed-on", signed_on, "Enter the day on which it was signed");
    let until = form.date("until");
    let until = form.wanted("until", until, "Enter the last day on which it holds");
    let alone = posted.has("alone", "yes").then_some(());
    let alone = form.wanted(
        "alone",
        alone,
        "An authorization for more than these notes does not cover them; ask for one that stands alone",
    );
    let id = form.wanted("to", posted.one("id").parse().ok(), "Open this page again, and write it once more");
    let whole = id.zip(to).zip(purpose.zip(signed_on)).zip(until.zip(alone));
    form.done(whole.map(|(((id, to), (purpose, signed_on)), (until, ()))| NoteRelease {
        id,
        note,
        to,
        purpose,
        signed_by,
        signed_on,
        until,
        at,
    }))
}

fn words(refusal: NoteReleaseRefusal) -> Problem {
    let (field, words) = match refusal {
        NoteReleaseRefusal::NoSuchNote => ("to", "This note was destroyed; there is nothing to give"),
        NoteReleaseRefusal::NameMissing => {
            ("signed-by", "Every partner signs for notes of their work together; write each name on a line")
        }
        NoteReleaseRefusal::SignedLater => ("signed-on", "Enter the day on which it was signed; it lies ahead"),
        NoteReleaseRefusal::Over => ("until", "It is over already; ask for a new authorization"),
    };
    Problem { field, words: words.to_owned() }
}

async fn drawn(
    asked: &Asked,
    (subject, note, token): (SubjectId, ProcessNoteId, String),
    posted: &Posted,
    problems: Vec<Problem>,
) -> Reply {
    match asked.act(move |house, by| open_notebook(house, by, subject, &token)).await {
        Ok(notebook) if notebook.notes.iter().any(|known| known.id == note) => {
            let main = form_page(asked, (&notebook, note), &Typed { posted, problems: &problems });
            asked.form_page(("Own notes", "/t/caseload"), None, !problems.is_empty(), main)
        }
        Ok(_) => reply::go(format!("/t/c/{subject}/process?done=before")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(_) => reply::go(format!("/t/c/{subject}/process")),
            Err(page) => *page,
        },
    }
}

fn form_page(asked: &Asked, (notebook, note): (&Notebook, ProcessNoteId), typed: &Typed<'_>) -> Markup {
    let place = format!("/t/c/{}/process", notebook.client.subject);
    let zone = asked.house.zone();
    let id = Some(typed.posted.one("id")).filter(|id| !id.is_empty()).map_or(notebook.fresh.to_string(), str::to_owned);
    html! {
        header { p.small { (chart_link(&notebook.client)) " · " a href=(place) { "Own notes" } } h1 { "Give this note away" } p.dim { "By an authorization on paper that covers psychotherapy notes and nothing else (45 CFR 164.508(b)(3)(ii)). You keep the paper, and the client gets a copy of it." } }
        @for written in notebook.notes.iter().filter(|written| written.id == note) {
            section.card.stack { p.small.dim { (moment(written.at, &zone)) } (paragraphs(written.text.as_str())) }
        }
        (error_summary(typed.problems))
        form.card.stack.prose method="post" action={ (place) "/n/" (note) } novalidate {
            (hidden("id", &id))
            (typed.input("to", "Who receives it?", Some("Name, and where"), Kind::Line))
            (typed.input("purpose", "What for?", Some("As the authorization says it"), Kind::Line))
            (typed.area("signed-by", "Who signed?", Some("Each name on a line; for a couple, every partner")))
            (typed.input("signed-on", "Signed on", None, Kind::Date))
            (typed.input("until", "Last day on which it holds", None, Kind::Date))
            (tick("alone", "It is signed and dated, and covers psychotherapy notes alone", Some("Not part of another release"), typed.posted.has("alone", "yes"), typed.problems))
            div.row { button.btn { "Show the copy" } a.btn.line href=(place) { "Keep it here" } }
        }
    }
}

fn copy_page(asked: &Asked, given: &GivenNote, opened: Option<&[Timestamp]>) -> Markup {
    let GivenNote { client, note, release } = given;
    let place = format!("/t/c/{}/process", client.subject);
    let names: Vec<&str> = release.signed_by.iter().map(Line::as_str).collect();
    html! {
        header { p.small { a href=(place) { "Own notes" } } h1 { "Copy of one psychotherapy note" } p.dim { "Print this page. That it was opened is written down." } }
        dl.facts {
            dt { "Of" } dd { (client.name.as_str()) }
            dt { "For" } dd { (release.to.as_str()) }
            dt { "Purpose" } dd { (release.purpose.as_str()) }
            dt { "Authorized by" } dd { (names.join(", ")) ", " (long_day(release.signed_on)) }
            dt { "Holds until" } dd { (long_day(release.until)) }
        }
        section.card.stack { p.small.dim { (moment(note.at, &asked.house.zone())) } (paragraphs(note.text.as_str())) }
        (by_link(asked, given, opened))
        p.small { "Whoever receives this may be free to pass it on; federal privacy rules may then no longer protect it (45 CFR 164.508(c)(2)(iii))." }
    }
}

/// The other way to hand it over, which is not printed with it.
fn by_link(asked: &Asked, given: &GivenNote, opened: Option<&[Timestamp]>) -> Markup {
    let zone = asked.house.zone();
    html! {
        form.card.stack.noprint method="post" action={ "/t/c/" (given.client.subject) "/process/given/" (given.release.id) "/link" } {
            h2 { "Or send it" }
            @match opened {
                None => p.small { "As a link, sealed to a code for this one recipient. It opens until " (long_day(given.release.until)) ", or until you write down that it was taken back." },
                Some([]) => p.small { "A link was made, and nobody opened it yet. A new one ends the earlier code." },
                Some(opened) => p.small { "Opened " @for (n, at) in opened.iter().enumerate() { @if n > 0 { ", " } (moment(*at, &zone)) } ". A new link ends the earlier code." },
            }
            div.row { button.btn.line { "Make a link" } }
        }
    }
}

fn sent_page((subject, id): (SubjectId, ReleaseId), sent: &LinkAndCode) -> Markup {
    let (first, second) = sent.code.split_at(sent.code.len() / 2);
    html! {
        header { p.small { a href={ "/t/c/" (subject) "/process/given/" (id) } { "Copy of one psychotherapy note" } } h1 { "Link and code" } p.dim { "Send the link, and tell the code by phone. It is shown this once." } }
        section.card.stack {
            h2 { "Link" }
            p { code { (sent.link) } }
            h2 { "Code" }
            p { code { (first) " " (second) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_authorization_lacks_is_told_field_by_field() {
        let whole = [
            ("id", "aaaaaaaaaa"),
            ("to", "Dr. Example"),
            ("purpose", "At my request"),
            ("signed-by", "Rowan Keller"),
            ("signed-on", "2026-06-20"),
            ("until", "2026-12-31"),
            ("alone", "yes"),
        ];
        let note: ProcessNoteId = "bbbbbbbbbb".parse().unwrap();
        let read =
            |form: Vec<(&'static str, &'static str)>| read(&Posted::from_pairs(form), note, Timestamp::UNIX_EPOCH);
        assert_eq!(read(whole.to_vec()).unwrap().signed_by.len(), 1);
        for (left_out, told) in whole.iter().map(|(name, _)| (*name, if *name == "id" { "to" } else { *name })) {
            let form = whole.into_iter().filter(|(name, _)| *name != left_out).collect();
            let problems = read(form).unwrap_err();
            assert_eq!(problems.iter().map(|problem| problem.field).collect::<Vec<_>>(), [told]);
        }
    }

    #[test]
    fn each_refusal_names_its_field() {
        for (refusal, field) in [
            (NoteReleaseRefusal::NoSuchNote, "to"),
            (NoteReleaseRefusal::NameMissing, "signed-by"),
            (NoteReleaseRefusal::SignedLater, "signed-on"),
            (NoteReleaseRefusal::Over, "until"),
        ] {
            assert_eq!(words(refusal).field, field);
        }
    }
}
