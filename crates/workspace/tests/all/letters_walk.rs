//! Letters and their words, over HTTP without a socket: the front desk settles them, the owner words them.

use axum::http::StatusCode;
use testkit::cast::{DANA, OMAR, ROOM_2, ROWAN};

use crate::ledger_walk::misses;
use crate::walker::{Form, Walker};

#[tokio::test]
async fn a_letter_that_waits_is_sent_another_way_and_one_that_went_away_is_not_tried_again() {
    let priya = Walker::priya();
    books(&priya).await;
    let page = priya.sees("/desk/letters").await.body;
    assert!(page.contains("Your time is Friday, July 24, 9:00 AM.") && page.contains("To send by hand"), "{page}");
    let path = action_of(&page, "/away");
    let wrong = priya.sends(&path, &Form::of(&[("why", "outdated")])).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.body);
    for _ in 0..2 {
        let away = priya.sends(&path, &Form::of(&[("why", "another-way")])).await;
        assert!(priya.sees(&away.to).await.body.contains("Put away: sent another way."), "{}", away.body);
    }
    let again = priya.sends(&path.replace("/away", "/again"), &Form::of(&[])).await;
    assert!(again.status == StatusCode::UNPROCESSABLE_ENTITY && again.body.contains("waits already, or was put away"));
    assert_eq!(
        priya.sends("/desk/letters/bbbbbbbbbb/away", &Form::of(&[("why", "not-wanted")])).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn the_owner_words_a_letter_and_the_next_one_says_it_so() {
    let marion = Walker::marion();
    let priya = marion.desk();
    let path = "/practice/notices/time-booked";
    for (subject, words, says) in [
        ("A note", "Your time is {then}", "Only these may stand in braces here"),
        ("A note", "Your time is set", "put {when} into the text"),
        ("On {when}", "Your time is {when}", "Leave braces out of the subject line"),
        ("Intima", "Your time is {when}", "Leave out the practice’s name"),
        ("A note", "Therapy is {when}", "Leave out the practice’s name"),
        ("", "", "Enter what the letter says"),
    ] {
        let refused = marion.sends(path, &Form::of(&[("subject", subject), ("words", words)])).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        assert!(refused.body.contains(says) && refused.body.contains(words), "{words}: {}", refused.body);
    }
    let saved =
        marion.sends(path, &Form::of(&[("subject", "From the office"), ("words", "See you {when}. {link}")])).await;
    assert!(marion.sees(&saved.to).await.body.contains("Your words"), "{}", saved.body);
    books(&priya).await;
    let letters = priya.sees("/desk/letters").await.body;
    assert!(letters.contains("From the office") && letters.contains("See you Friday, July 24, 9:00 AM."), "{letters}");
    marion.sends(&format!("{path}/back"), &Form::of(&[])).await;
    let page = marion.sees(path).await.body;
    for words in
        ["On a locked phone", "Your time is Wednesday, June 24, 9:00 AM", "See you {when}. {link}", "Came with it"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(marion.asks("/practice/notices/nothing").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_owner_settles_when_reminders_go_out() {
    let marion = Walker::marion();
    for (fields, says) in [
        (&[("first", "2"), ("second", "48")][..], "enter fewer hours than for the first"),
        (&[("second", "2")], "or leave out the second"),
        (&[("first", "0")], "Enter hours from 1 to 336"),
        (&[("first", "soon")], "Enter whole hours"),
    ] {
        let refused = marion.sends("/practice/reminders", &Form::of(fields)).await;
        assert!(
            refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains(says),
            "{says}: {}",
            refused.body
        );
    }
    let saved = marion.sends("/practice/reminders", &Form::of(&[("first", "24"), ("second", "2")])).await;
    let page = marion.sees(&saved.to).await.body;
    assert!(page.contains("Of a visit 24 hours and 2 hours before. None of documents."), "{page}");
}

#[tokio::test]
async fn quiet_hours_and_how_one_cancels_are_kept_with_the_contact() {
    let priya = Walker::priya();
    let path = format!("/desk/clients/{ROWAN}/contact");
    let form =
        Form::of(&[("name", "Rowan"), ("quiet-from", "22:00"), ("quiet-until", "09:00"), ("zone", "America/Chicago")]);
    let saved = priya.sends(&path, &form.with("no-cancel", "yes")).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let page = priya.sees(&path).await.body;
    for words in ["value=\"22:00\"", "value=\"09:00\"", "America/Chicago\" selected"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let half = priya.sends(&path, &form.but("quiet-until", "")).await;
    assert!(half.status == StatusCode::UNPROCESSABLE_ENTITY && half.body.contains("Say when the quiet hours end"));
}

#[tokio::test]
async fn whoever_did_not_come_after_a_dosing_day_is_called_and_gets_no_letter() {
    let priya = Walker::priya();
    let dana = priya.therapist();
    assert!(!dana.sees("/t").await.body.contains("did not come"));
    let visit = misses(&priya, (ROWAN, OMAR), "integration").await;
    let page = dana.sees("/t").await.body;
    assert!(page.contains("Call: Rowan") && page.contains("No fee, and no letter goes out."), "{page}");
    let desk = priya.sees("/desk/letters").await.body;
    assert!(!desk.contains(&format!("{visit}\"")), "{desk}");
    priya.sends(&format!("{visit}/undo"), &Form::of(&[("turn", "0")])).await;
    assert!(!dana.sees("/t").await.body.contains("did not come"));
}

/// Books a visit far ahead for Rowan, who may be texted.
async fn books(priya: &Walker) {
    let form = Form::of(&[
        ("client", &ROWAN.to_string()),
        ("once", "aaaaaaaaaaaaaaaaaaaa"),
        ("kind", "therapy"),
        ("who", &DANA.to_string()),
        ("date", "2026-07-24"),
        ("started", "09:00"),
        ("length", "50"),
        ("weeks", "1"),
        ("place", "in-person"),
        ("room", &ROOM_2.to_string()),
    ]);
    let booked = priya.sends("/desk/book", &form).await;
    assert_eq!(booked.status, StatusCode::SEE_OTHER, "{}", booked.body);
}

/// The path of the first form on the page that ends so.
fn action_of(page: &str, end: &str) -> String {
    let actions = page.split("action=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let found = actions.filter(|action| action.starts_with("/desk/letters/")).find(|action| action.ends_with(end));
    found.unwrap_or_else(|| panic!("no form {end}: {page}")).to_owned()
}
