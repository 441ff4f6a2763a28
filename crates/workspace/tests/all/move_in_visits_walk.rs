//! The owner moves appointments in, screen by screen: what is taken stays out, and nobody is told.

use axum::http::StatusCode;
use testkit::cast::{ALEXIS, DANA};

use crate::walker::{Form, Walker};

const LIST: &str = "Date,Start time,Duration,Client,Chart number,Clinician,Location
06/30/2026,12:00 PM,50,Alexis Moreno,,Dana Reyes,Telehealth
07/01/2026,12:00 PM,50,,2061,Omar Haddad,Telehealth
07/02/2026,12:00 PM,50,Jo Nobody,,Dana Reyes,Telehealth
06/01/2026,12:00 PM,50,Alexis Moreno,,Dana Reyes,Telehealth
06/30/2026,12:30 PM,50,Maya Kaufer,,Dana Reyes,Telehealth
07/03/2026,noon,50,Maya Kaufer,,Dana Reyes,Telehealth
";

async fn brought(marion: &Walker) -> String {
    let sent = marion.brings("/practice/move-in/appointments", &Form::of(&[]), ("visits.csv", LIST.as_bytes())).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    sent.to
}

#[tokio::test]
async fn appointments_are_booked_once_beside_what_is_booked_already() {
    let marion = Walker::marion();
    let priya = marion.desk();
    let name = priya.sees(&format!("/desk/clients/{ALEXIS}")).await.body;
    assert!(name.contains("Alexis"), "{name}");
    let letters = priya.sees("/desk/letters").await.body;
    let page = brought(&marion).await;
    let looked = marion.sees(&page).await;
    for words in
        ["<b>1 row</b> would stay out until they are corrected", "2:05 PM", "they are over already", "Jo Nobody"]
    {
        assert!(looked.body.contains(words), "{words}: {}", looked.body);
    }
    let wrong = marion.sends(&format!("{page}/match"), &Form::of(&[("row-2", "9")])).await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.body.contains("Nobody has chart 9"));
    let by_hand = marion.sends(&format!("{page}/match"), &Form::of(&[("row-2", "2017")])).await;
    let again = marion.sees(&by_hand.to).await;
    assert!(again.body.contains("Rowan Keller") && !again.body.contains("Jo Nobody"), "{}", again.body);
    let shown = again.value("shown");
    let done = marion.sends(&format!("{page}/take-in"), &Form::of(&[("shown", &shown)])).await;
    let over = marion.sees(&done.to).await.body;
    assert!(over.contains("Nobody was told.") && over.contains("in the calendar"), "{over}");
    assert!(priya.sees("/desk/calendar?day=2026-06-30").await.body.contains("Alexis"));
    assert!(priya.sees("/desk/calendar?day=2026-07-02").await.body.contains("Rowan"));
    assert_eq!(priya.sees("/desk/letters").await.body, letters, "nobody is told");

    let second = brought(&marion).await;
    assert!(marion.sees(&second).await.body.contains("they are booked here already"));

    let back = format!("/practice/move-in/{}/take-back", page.rsplit('/').next().unwrap());
    let taken = marion.sends(&back, &Form::of(&[])).await;
    assert!(marion.sees(&taken.to).await.body.contains("Taken back."), "{}", taken.body);
    let day = priya.sees(&format!("/desk/calendar?day=2026-06-30&who={DANA}")).await.body;
    assert!(!day.contains("Alexis"), "{day}");
}

#[tokio::test]
async fn a_calendar_file_is_a_list_too() {
    let marion = Walker::marion();
    let events = [
        "DTSTART:20260630T180000Z\r\nDTEND:20260630T185000Z\r\nSUMMARY:Rowan Keller\r\nLOCATION:Online",
        "DTSTART:20260701T180000Z\r\nDTEND:20260701T185000Z\r\nSUMMARY:Rowan Keller\r\nRRULE:FREQ=WEEKLY",
    ];
    let events: String = events.map(|event| format!("BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n")).concat();
    let file = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n");
    let sent = marion.brings("/practice/move-in/appointments", &Form::of(&[]), ("mine.ics", file.as_bytes())).await;
    let looked = marion.sees(&sent.to).await;
    assert!(looked.body.contains("choose one below") && looked.body.contains("It repeats."), "{}", looked.body);
    let select = |field: &str| {
        let rest = looked.body.split(&format!("id=\"{field}\" name")).nth(1).unwrap();
        let chosen = rest.split("</select>").next().unwrap().split("\" selected").next().unwrap();
        chosen.rsplit("value=\"").next().unwrap().to_owned()
    };
    let fields = ["date", "time", "length", "client", "place", "repeats"].map(|field| (field, select(field)));
    let form =
        fields.iter().fold(Form::of(&[("for-all", &DANA.to_string())]), |form, (field, at)| form.with(field, at));
    let chosen = marion.sends(&sent.to, &form).await;
    let again = marion.sees(&chosen.to).await.body;
    assert!(again.contains("Book 1 appointment<") && again.contains("Rowan Keller"), "{again}");
}

#[tokio::test]
async fn appointments_of_which_one_was_moved_are_not_taken_back() {
    let marion = Walker::marion();
    let page = brought(&marion).await;
    let shown = marion.sees(&page).await.value("shown");
    marion.sends(&format!("{page}/take-in"), &Form::of(&[("shown", &shown)])).await;
    let priya = marion.desk();
    let day = priya.sees("/desk/calendar?day=2026-06-30").await.body;
    let visit = day.split("/desk/visits/").find(|rest| rest.contains("Alexis")).unwrap();
    let visit = format!("/desk/visits/{}", visit.split(['"', '?']).next().unwrap());
    let canceled = priya.sends(&format!("{visit}/cancel"), &Form::of(&[("counts", "in-time"), ("why", "ill")])).await;
    assert_eq!(canceled.status, StatusCode::SEE_OTHER, "{}", canceled.body);
    let back = format!("/practice/move-in/{}/take-back", page.rsplit('/').next().unwrap());
    let refused = marion.sends(&back, &Form::of(&[])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("1 of them is in use"), "{}", refused.body);
}
