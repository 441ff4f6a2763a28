//! What an author can do with psychotherapy notes of their own: take them along, and give one away.

use axum::http::StatusCode;
use testkit::cast::{OMAR, ROWAN};

use crate::walker::{Form, Walker};

const KEPT: &str = "Whose anger is this?";
const GIVEN: &str = "He waits to be asked.";

/// Dana with Rowan's notes open and two written, and where they are.
async fn two_notes() -> (Walker, String) {
    let dana = Walker::dana().signed_in();
    let path = format!("/t/c/{ROWAN}/process");
    dana.sends(&path, &Form::of(&[("passphrase", "a walk by the lake")])).await;
    for text in [GIVEN, KEPT] {
        let form = Form::of(&[("id", &dana.sees(&path).await.value("id")), ("text", text)]);
        dana.sends(&format!("{path}/write"), &form).await;
    }
    (dana, path)
}

#[tokio::test]
async fn an_author_takes_their_own_notes_along_and_nobody_else_does() {
    let (dana, path) = two_notes().await;
    let file = dana.sends(&format!("{path}/copy"), &Form::of(&[])).await;
    assert_eq!(file.kept_as, "attachment; filename=\"own-notes-2017.txt\"");
    let (given, kept) = (file.body.find(GIVEN), file.body.find(KEPT));
    assert!(given.is_some() && given < kept && file.body.contains("164.501"), "{}", file.body);
    let closed = dana.signed_in().sends(&format!("{path}/copy"), &Form::of(&[])).await;
    assert!(closed.status == StatusCode::UNPROCESSABLE_ENTITY && !closed.body.contains(KEPT), "another sign-in");
    let omar = dana.colleague(OMAR).signed_in();
    assert_eq!(omar.sends(&format!("{path}/copy"), &Form::of(&[])).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn one_note_goes_out_by_an_authorization_that_stands_alone_and_the_others_stay() {
    let (dana, path) = two_notes().await;
    let open = dana.sees(&path).await.body;
    let link = format!("{path}/n/");
    let notes: Vec<&str> = open.split(&link).skip(1).map(|rest| &rest[..10]).collect();
    let place = format!("{link}{}", notes[1]);
    let page = dana.sees(&place).await;
    assert!(page.body.contains(GIVEN) && !page.body.contains(KEPT), "{}", page.body);
    let whole = Form::of(&[
        ("id", &page.value("id")),
        ("to", "Dr. Example, Foothill Clinic"),
        ("purpose", "At my request"),
        ("signed-by", "Rowan Keller"),
        ("signed-on", "2026-06-20"),
        ("until", "2026-12-31"),
        ("alone", "yes"),
    ]);
    for (field, value, said) in [
        ("alone", "", "one that stands alone"),
        ("signed-on", "2026-06-23", "it lies ahead"),
        ("until", "2026-06-21", "It is over already"),
    ] {
        let refused = dana.sends(&place, &whole.clone().but(field, value)).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains(said), "{}", refused.body);
    }
    assert!(!dana.sees(&path).await.body.contains("Foothill"), "a refused form lets nothing out");
    let mut copies = Vec::new();
    for _ in 0..2 {
        copies.push(dana.sends(&place, &whole).await.to);
    }
    assert_eq!(copies[0], copies[1]);
    let copy = dana.sees(&copies[0]).await.body;
    for words in [GIVEN, "Foothill Clinic", "Rowan Keller", "164.508(c)(2)(iii)"] {
        assert!(copy.contains(words), "{words}: {copy}");
    }
    assert!(!copy.contains(KEPT), "that note and no other");
    assert_eq!(dana.signed_in().asks(&copies[0]).await.to, path, "another sign-in asks for the passphrase");
    let omar = dana.colleague(OMAR).signed_in();
    assert!(!omar.asks(&copies[0]).await.body.contains(GIVEN));
    dana.sends(&format!("{}/take-back", copies[0]), &Form::of(&[])).await;
    assert_eq!(dana.asks(&copies[0]).await.status, StatusCode::NOT_FOUND, "taken back");
}
