//! A signed note: its text is locked, and whoever is on the team may add to it with a reason.

use actions::amend_note::amend_note;
use actions::cosign_note::cosign_note;
use actions::house::House;
use actions::see_note::{SeenNote, see_note};
use axum::Router;
use axum::routing::{get, post};
use care::cosign::CosignRefusal;
use care::note::{AmendRefusal, NoteKind};
use jiff::tz::TimeZone;
use maud::{Markup, html};
use shell::fields::{self, Kind, Problem};
use shell::form::Posted;
use shell::icon::{Icon, icon};
use shell::prose::paragraphs;
use shell::reply::{self, Reply};
use shell::time::moment;
use terms::ids::{NoteId, SubjectId};
use terms::text::{Line, Prose};

use crate::asked::{Asked, At};
use crate::dates::{chart_link, long_day, visit_words};
use crate::note_text::written;
use shell::reading::Reading;
use shell::typed::Typed;

/// The note, and the form that adds to it.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/t/c/{subject}/n/{note}", get(show).post(amend))
        .route("/t/c/{subject}/n/{note}/cosign", post(add_name))
}

async fn show(asked: Asked, At(whose): At<(SubjectId, NoteId)>) -> Reply {
    shown(&asked, whose, &Posted::default(), &[]).await
}

async fn shown(asked: &Asked, whose: (SubjectId, NoteId), posted: &Posted, problems: &[Problem]) -> Reply {
    match asked.act(move |house, by| see_note(house, by, whose)).await {
        Ok(seen) => {
            let main = page(&asked.house, &seen, &Typed { posted, problems });
            asked.form_page(("Note", "/t/caseload"), toast(asked.query("done")), !problems.is_empty(), main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

async fn amend(asked: Asked, At(whose): At<(SubjectId, NoteId)>, posted: Posted) -> Reply {
    let (reason, text) = match read(&posted) {
        Ok(read) => read,
        Err(problems) => return shown(&asked, whose, &posted, &problems).await,
    };
    match asked.act(move |house, by| amend_note(house, by, whose, (&reason, &text))).await {
        Ok(()) => reply::go(format!("/t/c/{}/n/{}?done=amended", whose.0, whose.1)),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(refusal) => {
                let problem = Problem { field: "text", words: words(refusal).to_owned() };
                shown(&asked, whose, &posted, &[problem]).await
            }
            Err(page) => *page,
        },
    }
}

async fn add_name(asked: Asked, At(whose): At<(SubjectId, NoteId)>) -> Reply {
    let place = format!("/t/c/{}/n/{}", whose.0, whose.1);
    match asked.act(move |house, by| cosign_note(house, by, whose)).await {
        Ok(()) => reply::go(format!("{place}?done=cosigned")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(CosignRefusal::AlreadyCosigned) => reply::go(format!("{place}?done=cosigned")),
            Ok(CosignRefusal::NoSuchNote) => crate::trouble::not_found(&asked.who),
            Ok(CosignRefusal::NotNeeded | CosignRefusal::NotTheSupervisor) => {
                reply::go(format!("{place}?done=not-cosigned"))
            }
            Err(page) => *page,
        },
    }
}

fn read(posted: &Posted) -> Result<(Line, Prose), Vec<Problem>> {
    let mut form = Reading::of(posted);
    let reason = form.line("reason");
    let reason = form.wanted("reason", reason, "Say in a few words why you add this");
    let text = form.prose("text");
    let text = form.wanted("text", text, "Write what you want to add");
    form.done(reason.zip(text))
}

fn words(refusal: AmendRefusal) -> &'static str {
    match refusal {
        AmendRefusal::NoSuchNote => "This chart has no such signed note. Copy what you wrote, and open the chart again",
    }
}

fn toast(done: &str) -> Option<&'static str> {
    match done {
        "signed" => Some("Signed. The note stands in the chart and is locked. It makes no charge."),
        "signed-charged" => Some("Signed. The note stands in the chart and is locked. Billing has the charge."),
        "signed-before" => Some("This visit has a signed note already. Here it is."),
        "cosigned" => Some("Co-signed. Your name and the time stand beside it."),
        "not-cosigned" => Some("Not co-signed: only whoever supervises its author can."),
        "amended" => Some("Added. The signed text stays as it was."),
        _ => None,
    }
}

fn page(house: &House, seen: &SeenNote, typed: &Typed<'_>) -> Markup {
    let (note, zone) = (&seen.note, house.zone());
    let number = u32::try_from(seen.number).ok().filter(|_| note.draft().kind != NoteKind::FirstConversation);
    html! {
        header.stack {
            div { p.small { (chart_link(&seen.client)) } h1 { (visit_words(note.draft().kind, number, seen.day)) } }
            p.row.small.dim { (icon(Icon::Lock)) span { "Signed by " (seen.name_of(note.signed_by())) ", " (moment(note.signed_at(), &zone)) ". Locked: it can be added to, never changed." } }
            @if note.is_late_entry(&zone) {
                p.row.small.warn { (icon(Icon::Alert)) span { b { "Late entry." } " The visit was on " (long_day(note.draft().date)) "; the note was signed " (moment(note.signed_at(), &zone)) "." } }
            }
            (cosignature(seen, &zone))
            @if note.draft().kind == NoteKind::Couple {
                p.small { @match &seen.on_plan_of { Some(partner) => { "Charged on " (partner.name.as_str()) "’s plan. Why stands in their own chart." }, None => "Charged to the couple." } }
            }
            @if note.draft().kind == NoteKind::Closing { p.small { "The record is kept until " (long_day(seen.kept_until)) " at least: seven years from the last contact." } }
            @if seen.before.is_some() || !note.addenda().is_empty() {
                p.small { a href={ "/t/c/" (seen.client.subject) "/n/" (note.id()) "/changes" } { "What changed since the note before" } }
            }
        }
        (fields::error_summary(typed.problems))
        div.split {
            article.card.stack { h2.vh { "The note" } (written(note.draft())) }
            div.stack {
                section.card.stack aria-labelledby="added" {
                    h2 #added { "Added since" }
                    @if note.addenda().is_empty() { p.dim { "Nothing was added." } }
                    @for addendum in note.addenda() {
                        div.stack.tight {
                            p.small.dim { (seen.name_of(addendum.by)) ", " (moment(addendum.at, &zone)) ". Why: " (addendum.reason.as_str()) }
                            (paragraphs(addendum.text.as_str()))
                        }
                    }
                }
                form.card.stack method="post" aria-labelledby="add" {
                    h2 #add { "Add to this note" }
                    (typed.input("reason", "Why", Some("It stands beside what you add"), Kind::Line))
                    (typed.area("text", "What to add", None))
                    p.small.dim { "Everyone on this client’s team can read it. It cannot be taken back." }
                    (fields::submit("Add to the note"))
                }
            }
        }
    }
}

/// Of a candidate's note: who co-signed, or who is to.
fn cosignature(seen: &SeenNote, zone: &TimeZone) -> Markup {
    let note = &seen.note;
    html! {
        @match (note.cosigned(), note.supervisor()) {
            (Some(signature), _) => p.row.small.dim { (icon(Icon::Check)) span { "Co-signed by " (seen.name_of(signature.by)) ", " (moment(signature.at, zone)) "." } },
            (None, Some(supervisor)) => {
                p.row.small.warn { (icon(Icon::Alert)) span { "Waits for the co-signature of " (seen.name_of(supervisor)) "." } }
                @if seen.may_cosign { form method="post" action={ "/t/c/" (seen.client.subject) "/n/" (note.id()) "/cosign" } { button.btn { "Co-sign this note" } } }
            },
            (None, None) => {},
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_addendum_has_a_reason_and_a_text() {
        for (reason, text, expected) in [
            ("Late entry", "Sister was there.", ""),
            ("", "Sister was there.", "reason"),
            ("Late entry", " ", "text"),
            ("", "", "reason text"),
        ] {
            let posted = Posted::from_pairs([("reason", reason), ("text", text)]);
            let fields = read(&posted).err().unwrap_or_default();
            let fields: Vec<_> = fields.iter().map(|problem| problem.field).collect();
            assert_eq!(fields.join(" "), expected);
        }
    }

    #[test]
    fn a_refusal_says_what_to_do() {
        assert!(words(AmendRefusal::NoSuchNote).contains("Copy what you wrote"));
    }
}
