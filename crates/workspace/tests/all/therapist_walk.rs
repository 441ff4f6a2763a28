//! A therapist's working day, screen by screen, over HTTP without a socket.

use axum::http::StatusCode;
use terms::ids::{RoomId, SubjectId};
use testkit::cast::{ALEXIS, BEA, MAYA, OMAR, PARKS, ROOM_1, ROWAN, THEO};

use crate::walker::{Form, Walker};

#[tokio::test]
async fn every_screen_of_the_day_opens() {
    let dana = Walker::dana();
    for path in ["/t", "/t/caseload", "/t/caseload?q=row", "/t/to-sign"] {
        dana.sees(path).await;
    }
    for subject in [ROWAN, ALEXIS, MAYA, PARKS, THEO] {
        dana.sees(&format!("/t/c/{subject}")).await;
    }
    for screen in ["words", "dosing", "book"] {
        dana.sees(&format!("/t/c/{MAYA}/{screen}")).await;
    }
}

#[tokio::test]
async fn a_path_with_no_dosing_shows_no_dosing_day() {
    let chart = Walker::dana().sees(&format!("/t/c/{ALEXIS}")).await.body;
    assert!(!chart.contains("shape dose") && !chart.contains("li class=\"dose"), "{chart}");
}

#[tokio::test]
async fn nobody_opens_what_is_not_theirs() {
    let dana = Walker::dana();
    for path in ["/t/c/xx".to_owned(), format!("/t/n/{ROWAN}"), format!("/t/c/{ROWAN}/n/{ROWAN}")] {
        assert_eq!(dana.asks(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for other in [OMAR, BEA] {
        let chart = dana.colleague(other).asks(&format!("/t/c/{ROWAN}")).await;
        assert_eq!(chart.status, StatusCode::FORBIDDEN, "{other}");
    }
    let draft = started(&dana, ROWAN, "integration").await;
    assert_eq!(dana.colleague(OMAR).asks(&draft).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_note_started_twice_is_one_draft() {
    let dana = Walker::dana();
    let draft = started(&dana, ROWAN, "integration").await;
    assert_eq!(started(&dana, ROWAN, "integration").await, draft);
    let page = dana.sees(&draft).await;
    assert!(page.body.contains("Integration 4") && page.body.contains("name=\"regulation\""), "{}", page.body);
}

#[tokio::test]
async fn every_kind_of_note_has_its_page() {
    let dana = Walker::dana();
    for kind in ["preparation", "therapy", "attended-dosing", "first-conversation", "integration"] {
        dana.sees(&started(&dana, MAYA, kind).await).await;
    }
}

#[tokio::test]
async fn a_visit_of_today_has_one_note() {
    let dana = Walker::dana();
    let today = dana.sees("/t").await;
    let at = today.body.find("/notes\"").expect("today offers to start a note");
    let path = format!("/t/c/{}/notes", &today.body[at - 10..at]);
    let (appointment, kind) = (today.value("appointment"), today.value("kind"));
    let form = Form::of(&[("kind", &kind), ("appointment", &appointment)]);
    let first = dana.sends(&path, &form).await;
    assert!(first.to.starts_with("/t/n/"), "{}", first.to);
    assert_eq!(dana.sends(&path, &form).await.to, first.to);
    assert!(dana.sees("/t").await.body.contains(">Draft<"));
}

#[tokio::test]
async fn a_save_over_a_newer_version_shows_both() {
    let dana = Walker::dana();
    let draft = started(&dana, ROWAN, "integration").await;
    let page = dana.sees(&draft).await;
    let (version, subject) = (page.value("version"), page.value("subject"));
    let saved = dana.sends(&format!("{draft}/save"), &note(&version, &subject, "07:35", "A house.")).await;
    assert_eq!((saved.status, saved.version.as_str()), (StatusCode::OK, "2"));
    let other = note(&version, &subject, "07:35", "Another house.");
    assert_eq!(dana.sends(&format!("{draft}/save"), &other).await.status, StatusCode::CONFLICT);
    let clash = dana.sends(&draft, &other).await;
    assert_eq!(clash.status, StatusCode::CONFLICT);
    assert!(clash.body.contains("Another house.") && clash.body.contains("A house."), "{}", clash.body);
    assert_eq!(clash.value("version"), "2");
}

#[tokio::test]
async fn a_note_that_is_not_complete_is_not_signed_and_keeps_its_words() {
    let dana = Walker::dana();
    let draft = started(&dana, ROWAN, "integration").await;
    let page = dana.sees(&draft).await;
    let empty = dana.sends(&format!("{draft}/sign"), &Form::of(&[])).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("Enter when the visit began"), "{}", empty.body);
    let (version, subject) = (page.value("version"), page.value("subject"));
    let wrong = dana.sends(&draft, &note(&version, &subject, "7:99", "Kept text.")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("Kept text.") && wrong.body.contains("Enter the time"), "{}", wrong.body);
}

#[tokio::test]
async fn a_note_is_signed_once_and_makes_its_charge() {
    let dana = Walker::dana();
    let draft = started(&dana, ROWAN, "integration").await;
    let page = dana.sees(&draft).await;
    let (version, subject) = (page.value("version"), page.value("subject"));
    let whole = note(&version, &subject, "07:35", "A house, quieter.");
    let saved = dana.sends(&draft, &whole.with("do", "sign")).await;
    assert_eq!(saved.to, format!("{draft}/sign"));
    let confirm = dana.sees(&saved.to).await.body;
    for words in ["90837", "$195.00", "55 min"] {
        assert!(confirm.contains(words), "{words}: {confirm}");
    }
    assert!(dana.sees("/t").await.body.contains("Sign: "));
    let signed = dana.sends(&saved.to, &Form::of(&[])).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.body);
    assert_eq!(dana.sends(&saved.to, &Form::of(&[])).await.to, signed.to);
    let late = dana.sends(&draft, &note("3", &subject, "07:35", "Too late.")).await;
    assert!(late.status == StatusCode::CONFLICT && late.body.contains("Too late."), "{}", late.body);
    let note = dana.sees(&signed.to).await.body;
    assert!(note.contains("A house, quieter.") && note.contains("Billing has the charge"), "{note}");
    an_addition_stands_beside_it_once(&dana, without_query(&signed.to)).await;
}

#[tokio::test]
async fn a_draft_is_thrown_away_by_saying_so_twice() {
    let dana = Walker::dana();
    let draft = started(&dana, ALEXIS, "integration").await;
    let page = dana.sees(&draft).await.body;
    assert!(!page.contains("name=\"regulation\"") && !page.contains("Days after"), "{page}");
    let asked = dana.sends(&format!("{draft}/throw-away"), &Form::of(&[])).await;
    assert!(asked.body.contains("Throw this draft away?"), "{}", asked.body);
    let thrown = dana.sends(&format!("{draft}/throw-away"), &Form::of(&[("sure", "yes")])).await;
    assert!(thrown.to.contains("done=thrown"), "{}", thrown.to);
    assert_eq!(dana.asks(&draft).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_clients_own_words_are_written_down() {
    let dana = Walker::dana();
    let words = format!("/t/c/{ALEXIS}/words");
    for (what, form) in [
        ("intention", Form::of(&[("intention", "To rest.")])),
        ("boundaries", Form::of(&[("touch", "ask-first"), ("slow", "yellow")])),
        ("grounding", Form::of(&[("tool", "Feet"), ("helps", "yes"), ("before", "7"), ("after", "4")])),
    ] {
        assert_eq!(dana.sends(&format!("{words}/{what}"), &form).await.status, StatusCode::SEE_OTHER, "{what}");
    }
    for (id, expected) in [
        ("aaaaaaaaaa", StatusCode::SEE_OTHER),
        ("aaaaaaaaaa", StatusCode::SEE_OTHER),
        ("bbbbbbbbbb", StatusCode::SEE_OTHER),
        ("cccccccccc", StatusCode::SEE_OTHER),
        ("dddddddddd", StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let change = Form::of(&[("id", id), ("text", "One window open")]);
        assert_eq!(dana.sends(&format!("{words}/changes"), &change).await.status, expected, "{id}");
    }
    let let_go = dana.sends(&format!("{words}/changes/aaaaaaaaaa"), &Form::of(&[("state", "let-go")])).await;
    assert_eq!(let_go.status, StatusCode::SEE_OTHER, "{}", let_go.body);
    dana.sees(&words).await;
}

#[tokio::test]
async fn touch_is_never_widened_on_a_dosing_day() {
    let dana = Walker::dana();
    let dosing = format!("/t/c/{ALEXIS}/dosing");
    let day = Form::of(&[("id", "eeeeeeeeee"), ("state", "planned"), ("date", "2026-06-22")]);
    let told = dana.sends(&dosing, &day).await;
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.body);
    let wider = dana.sends(&format!("/t/c/{ALEXIS}/words/boundaries"), &Form::of(&[("touch", "agreed")])).await;
    assert_eq!(wider.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wider.body.contains("They rest after a dosing day"), "{}", wider.body);
    for expected in [StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY] {
        let called_off = dana.sends(&format!("{dosing}/eeeeeeeeee/call-off"), &Form::of(&[])).await;
        assert_eq!(called_off.status, expected, "{}", called_off.body);
    }
}

#[tokio::test]
async fn a_path_can_be_changed() {
    let dana = Walker::dana();
    let changed = dana.sends(&format!("/t/c/{ALEXIS}/path"), &Form::of(&[("path", "integration")])).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.body);
}

#[tokio::test]
async fn a_taken_time_is_booked_only_with_a_reason() {
    let dana = Walker::dana();
    let (alexis, rowan) = (format!("/t/c/{ALEXIS}/book"), format!("/t/c/{ROWAN}/book"));
    let first = dana.sends(&alexis, &hour(Some(ROOM_1), "10:00")).await;
    assert_eq!(first.to, format!("/t/c/{ALEXIS}?done=booked"), "{}", first.body);
    assert_eq!(dana.sends(&alexis, &hour(Some(ROOM_1), "10:00")).await.status, StatusCode::SEE_OTHER);
    let taken = dana.sends(&rowan, &hour(Some(ROOM_1), "10:30")).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.body.contains("taken at this time") && taken.body.contains("name=\"reason\""), "{}", taken.body);
    let agreed = hour(Some(ROOM_1), "10:30").with("reason", "Both asked for it");
    assert_eq!(dana.sends(&rowan, &agreed).await.status, StatusCode::SEE_OTHER);
    let nowhere = dana.sends(&rowan, &hour(None, "14:00")).await;
    assert_eq!(nowhere.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", nowhere.body);
}

async fn an_addition_stands_beside_it_once(dana: &Walker, note: &str) {
    let refused = dana.sends(note, &Form::of(&[("reason", ""), ("text", "Sister.")])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Sister."), "{}", refused.body);
    for _ in 0..2 {
        let added = dana.sends(note, &Form::of(&[("reason", "Late"), ("text", "Sister was there.")])).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    }
    assert_eq!(dana.sees(note).await.body.matches("Sister was there.").count(), 1);
}

/// Starts a note, and says where its draft stands.
pub async fn started(walker: &Walker, subject: SubjectId, kind: &str) -> String {
    let begun = walker.begins(subject, kind).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.body);
    without_query(&begun.to).to_owned()
}

pub fn without_query(path: &str) -> &str {
    path.split('?').next().unwrap_or_default()
}

/// The note of a visit this morning.
pub fn note(version: &str, subject: &str, started: &str, meaning: &str) -> Form {
    let fields = [
        ("version", version),
        ("subject", subject),
        ("kind", "integration"),
        ("date", "2026-06-22"),
        ("started", started),
        ("ended", "08:30"),
        ("present", "client"),
        ("state", "settled"),
        ("risk", "no-current-concern"),
        ("meaning", meaning),
    ];
    Form::of(&fields)
}

/// An hour in a room, tomorrow.
fn hour(room: Option<RoomId>, started: &str) -> Form {
    let room = room.map(|room| room.to_string()).unwrap_or_default();
    let fields = [
        ("kind", "integration"),
        ("place", "in-person"),
        ("room", room.as_str()),
        ("date", "2026-06-23"),
        ("started", started),
        ("length", "50"),
    ];
    Form::of(&fields)
}
