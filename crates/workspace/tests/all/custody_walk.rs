//! Who opens a therapist's psychotherapy notes on the day on which they can't.

use actions::custody::tell_of_custody;
use axum::http::StatusCode;
use jiff::SignedDuration;
use testkit::cast::{DANA, MARION, OMAR, PRIYA, ROWAN};
use testkit::ground::now;

use crate::walker::{Form, Walker};

const WRITTEN: &str = "Whose anger is this?";
const WHY: &str = "She had a stroke and can’t speak";

fn passphrase(words: &str) -> Form {
    Form::of(&[("passphrase", words), ("again", words)])
}

/// Dana with one note about Rowan; and Omar, whom she named and who chose a passphrase.
async fn named() -> (Walker, Walker) {
    let dana = Walker::dana().signed_in();
    let notes = format!("/t/c/{ROWAN}/process");
    dana.sends(&notes, &passphrase("a walk by the lake")).await;
    let form = Form::of(&[("id", &dana.sees(&notes).await.value("id")), ("text", WRITTEN)]);
    dana.sends(&format!("{notes}/write"), &form).await;
    let omar = dana.colleague(OMAR).signed_in();
    let name = Form::of(&[("custodian", &OMAR.to_string())]);
    assert_eq!(dana.sends("/t/custody/name", &name).await.to, "/t/custody?done=named");
    assert!(dana.sees("/t/custody").await.body.contains("chosen no passphrase yet"));
    assert!(omar.sees("/t").await.body.contains("named you to open their psychotherapy notes"));
    let short = omar.sends("/t/custody/passphrase", &passphrase("boat")).await;
    assert!(short.status == StatusCode::UNPROCESSABLE_ENTITY && short.body.contains("at least 12 characters"));
    let chosen = omar.sends("/t/custody/passphrase", &passphrase("a boat on the bay")).await;
    assert_eq!(chosen.to, "/t/custody?done=chosen");
    (dana, omar)
}

#[tokio::test]
async fn behaviour_27_a_custodian_opens_notes_after_a_week_in_which_nobody_said_no() {
    let (dana, omar) = named().await;
    let ask = format!("/t/custody/{DANA}/ask");
    let unsealed = omar.sends(&ask, &Form::of(&[("why", WHY)])).await;
    assert!(unsealed.status == StatusCode::UNPROCESSABLE_ENTITY && unsealed.body.contains("it opens nothing"));
    dana.sends(&format!("/t/c/{ROWAN}/process"), &passphrase("a walk by the lake")).await;
    assert!(dana.sees("/t/custody").await.body.contains("sealed to them. They have not asked"));
    let empty = omar.sends(&ask, &Form::of(&[])).await;
    assert!(empty.status == StatusCode::UNPROCESSABLE_ENTITY && empty.body.contains("what happened to them"));
    for _ in 0..2 {
        assert_eq!(omar.sends(&ask, &Form::of(&[("why", WHY)])).await.to, "/t/custody?done=asked");
    }
    for (page, of) in [("/t", &dana), ("/t/custody", &dana), ("/practice/custody", &dana.owner())] {
        let body = of.sees(page).await.body;
        assert!(body.contains(WHY) && body.contains("Monday, June 29"), "{page}: {body}");
    }
    dana.mail_goes_out();
    let told = |walker: &Walker| tell_of_custody(walker.house(), now()).map_err(|_| "not told").unwrap();
    assert_eq!((told(&dana), told(&dana)), (1, 1), "told once, and remembered");
    let place = format!("/t/custody/{DANA}");
    let day = SignedDuration::from_hours(24);
    let early = omar.after(day * 7 - SignedDuration::from_secs(1)).signed_in();
    assert_eq!(early.sends(&place, &passphrase("a boat on the bay")).await.status, StatusCode::NOT_FOUND);
    let omar = omar.after(day * 7).signed_in();
    assert!(omar.sees("/t/custody").await.body.contains("nobody said no"));
    let wrong = omar.sends(&place, &passphrase("a boat on the lake")).await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.body.contains("not the passphrase"));
    assert_eq!(omar.sends(&place, &passphrase("a boat on the bay")).await.to, place);
    let list = omar.sees(&place).await.body;
    assert!(list.contains("Rowan Keller") && !list.contains(WRITTEN), "{list}");
    let notes = format!("{place}/c/{ROWAN}");
    let page = omar.sees(&notes).await.body;
    assert!(page.contains(WRITTEN) && !page.contains("Seal this note") && !page.contains("Destroy"), "{page}");
    assert!(omar.sends(&format!("{notes}/copy"), &Form::of(&[])).await.body.contains(WRITTEN));
    assert_eq!(omar.asks(&format!("/t/c/{ROWAN}")).await.status, StatusCode::FORBIDDEN, "the chart stays closed");
    let other = omar.signed_in().sees(&notes).await.body;
    assert!(!other.contains(WRITTEN) && other.contains("Your passphrase for notes that you keep"), "another sign-in");
    omar.sends(&format!("{place}/lock"), &Form::of(&[])).await;
    assert!(!omar.sees(&notes).await.body.contains(WRITTEN), "locked");
    omar.sends(&place, &passphrase("a boat on the bay")).await;
    let owner = dana.owner().after(day * 8);
    assert_eq!(
        owner.sends(&format!("/practice/custody/{DANA}/no"), &Form::of(&[])).await.to,
        "/practice/custody?done=no"
    );
    assert_eq!(omar.asks(&notes).await.status, StatusCode::NOT_FOUND, "the owner said no");
}

#[tokio::test]
async fn only_a_colleague_is_named_and_only_whom_it_concerns_says_no() {
    let (dana, omar) = named().await;
    for (who, words) in [(DANA, "is not you"), (PRIYA, "is not you")] {
        let refused = dana.sends("/t/custody/name", &Form::of(&[("custodian", &who.to_string())])).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains(words), "{}", refused.body);
    }
    let nobody = dana.sends("/t/custody/name", &Form::of(&[])).await;
    assert!(nobody.status == StatusCode::UNPROCESSABLE_ENTITY && nobody.body.contains("Choose who keeps your notes"));
    dana.sends(&format!("/t/c/{ROWAN}/process"), &passphrase("a walk by the lake")).await;
    omar.sends(&format!("/t/custody/{DANA}/ask"), &Form::of(&[("why", WHY)])).await;
    let no = format!("/t/custody/{DANA}/no");
    let marion = dana.colleague(MARION).signed_in();
    assert_eq!(marion.sends(&no, &Form::of(&[])).await.status, StatusCode::NOT_FOUND, "a third therapist");
    assert!(dana.sees("/t").await.body.contains(WHY));
    assert_eq!(dana.sends(&no, &Form::of(&[])).await.to, "/t/custody?done=no");
    assert!(!dana.sees("/t").await.body.contains(WHY));
    let late = omar.after(SignedDuration::from_hours(8 * 24)).signed_in();
    let place = format!("/t/custody/{DANA}");
    assert_eq!(late.sends(&place, &passphrase("a boat on the bay")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(dana.sends("/t/custody/end", &Form::of(&[])).await.to, "/t/custody?done=ended");
    assert!(
        dana.sees("/t/custody").await.body.contains("Nobody keeps them.")
            && omar.sees("/t/custody").await.body.contains("No colleague has named you.")
    );
}

#[tokio::test]
async fn wrong_passphrases_are_counted() {
    let dana = Walker::dana().signed_in();
    let notes = format!("/t/c/{ROWAN}/process");
    dana.sends(&notes, &passphrase("a walk by the lake")).await;
    for _ in 0..8 {
        let wrong = dana.sends(&notes, &passphrase("a walk by the sea")).await;
        assert!(wrong.body.contains("not the passphrase"), "{}", wrong.body);
    }
    let right = dana.sends(&notes, &passphrase("a walk by the lake")).await;
    assert!(right.status == StatusCode::UNPROCESSABLE_ENTITY && right.body.contains("Wait a quarter of an hour"));
    let later = dana.after(SignedDuration::from_mins(15)).signed_in();
    assert_eq!(later.sends(&notes, &passphrase("a walk by the lake")).await.to, notes);
}
