//! One visit at the front desk: contact limits first, then its next steps, undo, move and cancel.

use actions::cancel_visit::cancel_visit;
use actions::house::House;
use actions::move_visit::{MoveVisit, move_visit};
use actions::see_alerts::waits_for;
use actions::see_visit::{SeenVisit, see_visit};
use actions::step_visit::step_visit;
use actions::undo_step::{UndoStepRefusal, undo_step};
use axum::Router;
use axum::routing::{get, post};
use jiff::tz::TimeZone;
use schedule::appointment::{Appointment, AppointmentState};
use schedule::cancel_visit::{CancelRefusal, CountsAs};
use schedule::move_visit::MoveRefusal;
use schedule::step_visit::{StepRefusal, UndoRefusal};
use shell::fields::Problem;
use shell::form::Posted;
use shell::reply::{self, Reply};
use terms::ids::AppointmentId;
use terms::trouble::Trouble;

use crate::asked::{Asked, At};
use crate::desk_visit_page::page;
use crate::desk_words::{place_code, place_from_code, toast};
use crate::reach_words::first_name;
use shell::reading::Reading;
use shell::typed::Typed;

/// The visit, and what the desk does with it.
pub fn routes() -> Router<House> {
    Router::new()
        .route("/desk/visits/{id}", get(show))
        .route("/desk/visits/{id}/step", post(take_step))
        .route("/desk/visits/{id}/undo", post(take_back))
        .route("/desk/visits/{id}/move", post(move_it))
        .route("/desk/visits/{id}/cancel", post(cancel_it))
}

async fn show(asked: Asked, At(id): At<AppointmentId>) -> Reply {
    shown(&asked, id, &Posted::default(), &[]).await
}

async fn take_step(asked: Asked, At(id): At<AppointmentId>, posted: Posted) -> Reply {
    let Some(to) = AppointmentState::from_code(posted.one("to")) else {
        return shown(&asked, id, &posted, &[problem("steps", "Choose one of the steps")]).await;
    };
    let done = asked.act(move |house, by| step_visit(house, by, id, to)).await;
    after(&asked, (id, &posted, to.code()), done, |refusal| problem("steps", step_words(refusal))).await
}

async fn take_back(asked: Asked, At(id): At<AppointmentId>, posted: Posted) -> Reply {
    let Ok(turn) = posted.one("turn").parse() else {
        return shown(&asked, id, &posted, &[problem("steps", "There is nothing to take back")]).await;
    };
    let done = asked.act(move |house, by| undo_step(house, by, id, turn)).await;
    after(&asked, (id, &posted, "undone"), done, |refusal| problem("steps", undo_words(refusal))).await
}

async fn move_it(asked: Asked, At(id): At<AppointmentId>, posted: Posted) -> Reply {
    let to = match read_move(&posted, &asked.house.zone()) {
        Ok(to) => to,
        Err(problems) => return shown(&asked, id, &posted, &problems).await,
    };
    let done = asked.act(move |house, by| move_visit(house, by, id, &to)).await;
    after(&asked, (id, &posted, "moved"), done, |refusal| {
        let (field, words) = move_words(refusal);
        problem(field, words)
    })
    .await
}

async fn cancel_it(asked: Asked, At(id): At<AppointmentId>, posted: Posted) -> Reply {
    let mut form = Reading::of(&posted);
    let counts = form.wanted("counts", CountsAs::from_code(posted.one("counts")), "Choose how the cancellation counts");
    let why = form.line("why");
    let why = form.wanted("why", why, "Say in a few words why it is canceled, nothing clinical");
    let wanted = match form.done(counts.zip(why)) {
        Ok((counts, why)) => (counts, Some(why)),
        Err(problems) => return shown(&asked, id, &posted, &problems).await,
    };
    let done = asked.act(move |house, by| cancel_visit(house, by, id, wanted)).await;
    after(&asked, (id, &posted, "canceled"), done, |refusal| problem("counts", cancel_words(refusal))).await
}

async fn shown(asked: &Asked, id: AppointmentId, posted: &Posted, problems: &[Problem]) -> Reply {
    let seen = match asked.act(move |house, by| see_visit(house, by, id)).await {
        Ok(seen) => seen,
        Err(trouble) => return asked.instead(trouble),
    };
    let subject = seen.visit.subject;
    let waits = match asked.act(move |house, by| waits_for(house, by, subject)).await {
        Ok(waits) => waits,
        Err(trouble) => return asked.instead(trouble),
    };
    let filled = filled(posted, &seen, &asked.house.zone());
    let treating = seen.staff.iter().find(|person| person.id == seen.client.clinician);
    let through = treating.filter(|_| waits).map(first_name);
    let main = page(asked, (&seen, through), &Typed { posted: &filled, problems });
    asked.form_page(("Visit", "/desk/calendar"), toast(asked.query("done")), !problems.is_empty(), main)
}

/// Where it leads after a form: back to the day, or to the visit; or the page again with what a rule had to say.
async fn after<R>(
    asked: &Asked,
    (id, posted, code): (AppointmentId, &Posted, &str),
    done: Result<(), Trouble<R>>,
    words: impl Fn(R) -> Problem,
) -> Reply {
    match done.map_err(|trouble| asked.refusal(trouble)) {
        Ok(()) if posted.one("back") == "day" => reply::go(format!("/desk?done={code}")),
        Ok(()) => reply::go(format!("/desk/visits/{id}?done={code}")),
        Err(Ok(refusal)) => shown(asked, id, posted, &[words(refusal)]).await,
        Err(Err(page)) => *page,
    }
}

/// What was typed, and for what was not, how the visit stands.
fn filled(posted: &Posted, seen: &SeenVisit, zone: &TimeZone) -> Posted {
    let pairs = posted.pairs().iter().cloned();
    if posted.pairs().iter().any(|(name, _)| name == "started") {
        return Posted::from_pairs(pairs);
    }
    Posted::from_pairs(pairs.chain(as_it_is(&seen.visit, zone)))
}

fn as_it_is(visit: &Appointment, zone: &TimeZone) -> [(String, String); 4] {
    let civil = zone.to_datetime(visit.span.from);
    [
        ("date", civil.strftime("%Y-%m-%d").to_string()),
        ("started", civil.strftime("%H:%M").to_string()),
        ("place", place_code(visit.place).to_owned()),
        ("room", visit.room.map_or(String::new(), |room| room.to_string())),
    ]
    .map(|(name, value)| (name.to_owned(), value))
}

fn read_move(posted: &Posted, zone: &TimeZone) -> Result<MoveVisit, Vec<Problem>> {
    let mut form = Reading::of(posted);
    let (date, time) = (form.date("date"), form.time("started"));
    let date = form.wanted("date", date, "Enter the day");
    let time = form.wanted("started", time, "Enter when it begins");
    let place = form.wanted("place", place_from_code(posted.one("place")), "Choose where they meet");
    let room = match posted.one("room") {
        "" => None,
        id => form.wanted("room", id.parse().ok(), "Choose one of the rooms"),
    };
    let overriding = form.line("reason");
    let from = date.zip(time).and_then(|(date, time)| zone.to_timestamp(date.to_datetime(time)).ok());
    form.done(from.zip(place).map(|(from, place)| MoveVisit { from, place, room, overriding }))
}

fn problem(field: &'static str, words: &str) -> Problem {
    Problem { field, words: words.to_owned() }
}

fn step_words(refusal: StepRefusal) -> &'static str {
    match refusal {
        StepRefusal::NotFromHere => {
            "The visit stands differently now. Look at its state, and take the last step back first"
        }
        StepRefusal::TooEarly => "The visit is still ahead. Mark this on its day, when it has come to that",
        StepRefusal::NotAStep => "Choose one of the steps; moving and canceling are further down",
    }
}

fn undo_words(refusal: UndoStepRefusal) -> &'static str {
    match refusal {
        UndoStepRefusal::Undo(UndoRefusal::NothingToUndo) => "There is nothing to take back",
        UndoStepRefusal::Undo(UndoRefusal::NotTheLast) => {
            "Something else was done since. Load the page again and take that back first"
        }
        UndoStepRefusal::Undo(UndoRefusal::Signed) => "The note of this visit is signed, so it stays as it is",
        UndoStepRefusal::Taken => "Somebody else has this time now. Book the client another time",
        UndoStepRefusal::Parted => crate::book::PARTED,
    }
}

fn move_words(refusal: MoveRefusal) -> (&'static str, &'static str) {
    match refusal {
        MoveRefusal::Taken => (
            "started",
            "Someone or something is taken at this time. Choose another, or say below why it may stand beside the other",
        ),
        MoveRefusal::NotPlanned => ("date", "Only a planned visit is moved. Take the last step back first"),
        MoveRefusal::Past => ("date", "This time is over. Choose one that is not"),
        MoveRefusal::RoomMissing => ("room", "Choose a room, or move the visit online"),
    }
}

fn cancel_words(refusal: CancelRefusal) -> &'static str {
    match refusal {
        CancelRefusal::NotPlanned => "Only a planned visit is canceled. Take the last step back first",
        CancelRefusal::Past => "The visit is over. Choose “Canceled late”, or mark that they did not come",
        CancelRefusal::NotLate => "There is time enough, so it does not count as late. Choose “Canceled”",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_says_what_to_do() {
        let undo = UndoStepRefusal::Undo;
        for (words, begins) in [
            (step_words(StepRefusal::NotFromHere), "The visit stands differently"),
            (step_words(StepRefusal::TooEarly), "The visit is still ahead"),
            (step_words(StepRefusal::NotAStep), "Choose one of the steps"),
            (undo_words(undo(UndoRefusal::NothingToUndo)), "There is nothing"),
            (undo_words(undo(UndoRefusal::NotTheLast)), "Something else was done"),
            (undo_words(undo(UndoRefusal::Signed)), "The note of this visit is signed"),
            (undo_words(UndoStepRefusal::Taken), "Somebody else has this time"),
            (undo_words(UndoStepRefusal::Parted), "Nothing new is booked for these people together"),
            (move_words(MoveRefusal::Taken).1, "Someone or something"),
            (move_words(MoveRefusal::NotPlanned).1, "Only a planned visit is moved"),
            (move_words(MoveRefusal::Past).1, "This time is over"),
            (move_words(MoveRefusal::RoomMissing).1, "Choose a room"),
            (cancel_words(CancelRefusal::NotPlanned), "Only a planned visit is canceled"),
            (cancel_words(CancelRefusal::Past), "The visit is over"),
            (cancel_words(CancelRefusal::NotLate), "There is time enough"),
        ] {
            assert!(words.starts_with(begins), "{words}");
        }
    }

    #[test]
    fn a_form_is_a_move_or_says_which_field_is_not() {
        const FORM: [(&str, &str); 4] =
            [("date", "2026-06-29"), ("started", "11:00"), ("place", "in-person"), ("room", "rmmm2aaaaa")];
        let read_with = |name: &str, value: &'static str| {
            let pairs = FORM.map(|pair| if pair.0 == name { (pair.0, value) } else { pair });
            read_move(&Posted::from_pairs(pairs), &TimeZone::UTC)
        };
        assert_eq!(read_with("", "").unwrap().from.to_string(), "2026-06-29T11:00:00Z");
        for (name, value) in [("date", ""), ("started", "25:00"), ("place", "moon"), ("room", "x")] {
            let problems = read_with(name, value).unwrap_err();
            assert_eq!(problems.iter().map(|problem| problem.field).collect::<Vec<_>>(), [name], "{value}");
        }
    }
}
