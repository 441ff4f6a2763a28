//! Before a note is signed: what is locked, what billing will see, and what stays.

use actions::agreed_fees::agreed_fees;
use actions::house::House;
use actions::mark_told_alone::{Touched, see_touched};
use actions::open_draft::{OpenDraft, open_draft};
use actions::sign_note::{SigningRefusal, sign_note};
use axum::Router;
use axum::routing::get;
use care::gaps::{Gap, gaps};
use care::note::{DraftNote, NoteKind, SignRefusal};
use maud::{Markup, html};
use shell::fields::{Problem, error_summary};
use shell::form::Posted;
use shell::icon::Icon;
use shell::reply::{self, Reply};
use shell::shape::{Tone, note as banner};
use shell::typed::Typed;
use terms::actor::Context;
use terms::ids::{NoteId, SubjectId};
use terms::practice::Fees;
use terms::trouble::{Never, Trouble};

use crate::asked::{Asked, At};
use crate::dates::{chart_link, long_day};
use crate::note_aside::gap_link;
use crate::note_text::written;
use crate::{sign_billing, told_alone};

/// The page that asks, and the signing.
pub fn routes() -> Router<House> {
    Router::new().route("/t/n/{note}/sign", get(show).post(sign))
}

async fn show(asked: Asked, At(note): At<NoteId>) -> Reply {
    drawn(&asked, note, (&Posted::default(), &[]), None).await
}

/// The draft, what was told alone and is touched on, and the fees that hold on the day of the visit for whoever pays.
fn looked_at(
    house: &House,
    by: &Context,
    (note, payer): (NoteId, Option<SubjectId>),
) -> Result<(OpenDraft, Vec<Touched>, Fees), Trouble<Never>> {
    let open = open_draft(house, by, note)?;
    let payer = payer.filter(|whose| open.client.members.contains(whose)).unwrap_or(open.draft.subject);
    let fees = agreed_fees(house, by, payer, open.draft.date)?;
    Ok((open, see_touched(house, by, note)?, fees))
}

/// Signs it; or shows what billing will see, and changes nothing.
async fn sign(asked: Asked, At(note): At<NoteId>, posted: Posted) -> Reply {
    let billed = match sign_billing::read(&posted) {
        Ok(billed) => billed,
        Err(problems) => return drawn(&asked, note, (&posted, &problems), None).await,
    };
    if posted.has("look", "yes") {
        return drawn(&asked, note, (&posted, &[]), None).await;
    }
    match asked.act(move |house, by| sign_note(house, by, note, &billed)).await {
        Ok(signed) => {
            let done = if signed.charge.is_some() { "signed-charged" } else { "signed" };
            reply::go(format!("/t/c/{}/n/{}?done={done}", signed.subject, signed.note))
        }
        Err(trouble) => match asked.refusal(trouble) {
            Ok(SigningRefusal::Note(refusal)) => drawn(&asked, note, (&posted, &[]), Some(refusal)).await,
            Ok(refusal) => {
                let problems: Vec<Problem> = sign_billing::problem(refusal).into_iter().collect();
                drawn(&asked, note, (&posted, &problems), None).await
            }
            Err(page) => *page,
        },
    }
}

async fn drawn(
    asked: &Asked,
    note: NoteId,
    (posted, problems): (&Posted, &[Problem]),
    refusal: Option<SignRefusal>,
) -> Reply {
    let payer = sign_billing::plan_of(posted);
    match asked.act(move |house, by| looked_at(house, by, (note, payer))).await {
        Ok((open, touched, fees)) => {
            let main = page((&open, &touched), &fees, (&Typed { posted, problems }, refusal));
            let is_refused = refusal.is_some() || !problems.is_empty();
            asked.form_page(("Sign note", "/t/to-sign"), None, is_refused, main)
        }
        Err(trouble) => asked.instead(trouble),
    }
}

fn page(
    (open, touched): (&OpenDraft, &[Touched]),
    fees: &Fees,
    (typed, refusal): (&Typed<'_>, Option<SignRefusal>),
) -> Markup {
    let draft = &open.draft;
    let place = format!("/t/n/{}", draft.id);
    let (needed, may_stay): (Vec<Gap>, Vec<Gap>) = gaps(draft).into_iter().partition(|gap| gap.is_needed());
    let manner = sign_billing::read(typed.posted).map(|billed| billed.manner).unwrap_or_default();
    html! {
        header { p.small { (chart_link(&open.client)) } h1 { "Sign this note?" } p.dim { (draft.kind.word()) ", " (long_day(draft.date)) } }
        @if let Some(refusal) = refusal { (refused(refusal, draft)) }
        (error_summary(typed.problems))
        (told_alone::warning(touched))
        div.split {
            section.card.stack aria-labelledby="note" { h2.vh #note { "The note" } (written(draft)) }
            form.stack method="post" action={ (place) "/sign" } novalidate {
                section.card.stack.tight aria-labelledby="lock" {
                    h2 #lock { "What is locked" }
                    p { "The note as it stands here. After signing nobody can change it, you included. You can add to it later, with a reason." }
                    @if !needed.is_empty() {
                        p.small.warn { "Needed before you can sign:" }
                        ul.rows.small.tight { @for gap in &needed { li { (gap_link(&place, *gap)) } } }
                    }
                    @if !may_stay.is_empty() {
                        p.small { "Still empty, and that is allowed:" }
                        ul.rows.small.tight { @for gap in &may_stay { li { (gap_link(&place, *gap)) } } }
                    }
                }
                section.card.stack aria-labelledby="bill" {
                    h2 #bill { "What billing will see" }
                    (sign_billing::charge(draft, fees, manner))
                    p.small.dim { "Nothing of what the note says." }
                    (sign_billing::fields(open, typed, fees))
                    @if !matches!(draft.kind, NoteKind::AttendedDosing | NoteKind::FirstConversation) { div { button.btn.line name="look" value="yes" { "Look at the charge again" } } }
                }
                section.card.stack.tight aria-labelledby="stay" {
                    h2 #stay { "What stays" }
                    p { "The note stands in this chart under your name and the time of signing. The draft is gone then, and the appointment counts as kept." }
                }
                div.row {
                    button.btn { "Sign note" }
                    a.btn.line href=(place) { "Go on writing" }
                }
            }
        }
    }
}

fn refused(refusal: SignRefusal, draft: &DraftNote) -> Markup {
    let (field, words) = words(refusal);
    html! {
        (banner(Tone::Stop, Icon::Alert, html! {
            h2 { "This note is not signed yet" }
            p { @match field {
                Some(field) => a href={ "/t/n/" (draft.id) "#" (field) } { (words) },
                None => (words),
            } }
        }))
    }
}

/// What to do about a refusal, and on which field.
fn words(refusal: SignRefusal) -> (Option<&'static str>, &'static str) {
    match refusal {
        SignRefusal::NotTheAuthor => (None, "Only the person who wrote this note can sign it."),
        SignRefusal::NoTimes => (Some("started"), "Enter when the visit began and when it ended"),
        SignRefusal::EndsBeforeItStarts => (Some("ended"), "The end needs to be after the start"),
        SignRefusal::NothingWritten => (Some("s2"), "Write at least one part of the note"),
        SignRefusal::RegulationWithoutDosing => (
            Some("regulation"),
            "This chart knows of no dosing day before this visit. Tell the dosing day in the chart, or empty the part on regulation",
        ),
        SignRefusal::InTheFuture => {
            (Some("date"), "This visit is not over yet. Sign once it is, or look at date and end again")
        }
        SignRefusal::AlreadySigned => (None, "This note was signed before. It stands in the chart."),
        SignRefusal::NobodyPresent => (Some("present"), "Say who was present"),
        SignRefusal::CarriedUnseen => (
            Some("s2"),
            "Some text was carried over from an earlier note and is marked. Edit it, or tick that you looked at it and it still holds",
        ),
        SignRefusal::NotThisChart => {
            (None, "This note does not belong to this chart, or the chart was never opened. Nothing was signed.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_says_what_to_do() {
        for (refusal, field, begins) in [
            (SignRefusal::NotTheAuthor, None, "Only the person"),
            (SignRefusal::NoTimes, Some("started"), "Enter when"),
            (SignRefusal::EndsBeforeItStarts, Some("ended"), "The end"),
            (SignRefusal::NothingWritten, Some("s2"), "Write at least"),
            (SignRefusal::RegulationWithoutDosing, Some("regulation"), "This chart knows"),
            (SignRefusal::InTheFuture, Some("date"), "This visit is not over"),
            (SignRefusal::AlreadySigned, None, "This note was signed"),
            (SignRefusal::NobodyPresent, Some("present"), "Say who"),
            (SignRefusal::NotThisChart, None, "This note does not"),
            (SignRefusal::CarriedUnseen, Some("s2"), "Some text was carried"),
        ] {
            let (to, said) = words(refusal);
            assert!(to == field && said.starts_with(begins), "{refusal:?}");
        }
    }
}
