//! Starts a note from the chart or from Today. What was begun already is opened again.

use actions::house::House;
use actions::open_chart::OpenChart;
use actions::start_note::{StartNote, StartRefusal, start_note};
use axum::Router;
use axum::routing::post;
use care::note::NoteKind;
use maud::{Markup, html};
use schedule::appointment::Appointment;
use shell::fields::hidden;
use shell::form::Posted;
use shell::reply::{self, Reply};
use terms::ids::{AppointmentId, NoteId, SubjectId};
use terms::trouble::Trouble;

use crate::asked::{Asked, At};

/// Where the buttons go.
pub fn routes() -> Router<House> {
    Router::new().route("/t/c/{subject}/notes", post(start))
}

/// How a button to start a note looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// The one filled button of the page, on the key N.
    Main,
    /// A link among others.
    Plain,
}

/// A button that starts the note of an appointment.
pub fn start_button(subject: SubjectId, kind: NoteKind, appointment: AppointmentId, weight: Weight) -> Markup {
    html! {
        form method="post" action={ "/t/c/" (subject) "/notes" } {
            (hidden("kind", kind.code())) (hidden("appointment", &appointment.to_string()))
            @match weight {
                Weight::Main => button.btn.sm data-key="n" { "Start note " kbd { "N" } },
                Weight::Plain => button.btn.plain.sm { "Start" },
            }
        }
    }
}

/// A new note of each kind that the practice offers, for a visit that stands in no calendar.
pub fn new_note(house: &House, open: &OpenChart) -> Markup {
    html! {
        form.row method="post" action={ "/t/c/" (open.client.subject) "/notes" } {
            span.small.dim { "New note" }
            @for kind in kinds(house, open) { button.btn.line.sm name="kind" value=(kind.code()) { (kind.word()) } }
        }
    }
}

/// The kinds of visit that this client or couple may have. A joint session belongs to a couple's chart, and to no one's
/// own; a dosing day is attended only where the practice offers it, and is always one person's.
pub fn kinds(house: &House, open: &OpenChart) -> Vec<NoteKind> {
    let (attends, is_couple) = (house.practice().attends_dosing, !open.client.members.is_empty());
    let offers = |kind: NoteKind| match kind {
        NoteKind::AttendedDosing => attends && !is_couple,
        NoteKind::Couple => is_couple,
        NoteKind::FirstConversation
        | NoteKind::Intake
        | NoteKind::Therapy
        | NoteKind::Preparation
        | NoteKind::Integration
        | NoteKind::Closing => true,
    };
    NoteKind::ALL.into_iter().filter(|kind| offers(*kind)).collect()
}

/// The private sides of a couple's visit: a note for each partner who comes, in that partner's own chart.
pub fn private_sides(open: &OpenChart, visit: &Appointment) -> Markup {
    html! {
        @if !open.members.is_empty() {
            div.row.small {
                span.dim { "What one of them says alone:" }
                @for member in open.members.iter().filter(|member| visit.people.contains(&member.subject)) {
                    form method="post" action={ "/t/c/" (member.subject) "/notes" } {
                        (hidden("kind", NoteKind::Therapy.code())) (hidden("appointment", &visit.id.to_string()))
                        button.btn.line.sm { "Private side, " (member.name.as_str()) }
                    }
                }
            }
        }
    }
}

async fn start(asked: Asked, At(subject): At<SubjectId>, posted: Posted) -> Reply {
    let Some(start) = wanted(subject, &posted) else { return reply::go(format!("/t/c/{subject}")) };
    answered(&asked, start, asked.act(move |house, by| start_note(house, by, start, None)).await)
}

/// The note that a form asks for.
pub fn wanted(subject: SubjectId, posted: &Posted) -> Option<StartNote> {
    let kind = NoteKind::from_code(posted.one("kind"))?;
    let appointment = match posted.one("appointment") {
        "" => None,
        id => Some(id.parse().ok()?),
    };
    Some(StartNote { subject, appointment, kind })
}

/// Where it goes on from here.
pub fn answered(asked: &Asked, start: StartNote, made: Result<NoteId, Trouble<StartRefusal>>) -> Reply {
    let chart = format!("/t/c/{}", start.subject);
    match made {
        Ok(note) => reply::go(format!("/t/n/{note}?done=started")),
        Err(trouble) => match asked.refusal(trouble) {
            Ok(StartRefusal::AlreadySigned(note)) => reply::go(format!("{chart}/n/{note}?done=signed-before")),
            Ok(StartRefusal::NoSuchAppointment) => reply::go(format!("{chart}?done=no-visit")),
            Ok(StartRefusal::Unsigned) => reply::go(format!("{chart}/consents?done=unsigned")),
            Ok(StartRefusal::Parted) => reply::go(format!("{chart}?done=parted-before")),
            Ok(StartRefusal::AsksFirst) => {
                let visit = start.appointment.map(|id| format!("&appointment={id}")).unwrap_or_default();
                reply::go(format!("{chart}/notes/before?kind={}{visit}", start.kind.code()))
            }
            Ok(StartRefusal::NotOffered) => reply::go(format!("{chart}?done=not-offered")),
            Err(page) => *page,
        },
    }
}
