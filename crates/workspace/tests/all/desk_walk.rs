//! The front desk's working day, screen by screen, over HTTP without a socket.

use axum::http::StatusCode;
use terms::ids::SubjectId;
use testkit::cast::{ALEXIS, DANA, LEE, MAYA, OMAR, PARKS, ROOM_1, ROOM_2, ROWAN, THEO};

use crate::walker::{Answer, Form, Walker};

#[tokio::test]
async fn every_screen_of_the_desk_opens() {
    let priya = Walker::priya();
    let visit = visit_of(&priya, ROWAN).await;
    for path in [
        "/desk",
        "/desk/calendar",
        "/desk/calendar?day=2026-06-29",
        "/desk/calendar?day=never",
        "/desk/calendar?day=9999-12-31",
        &format!("/desk/calendar?room={ROOM_1}"),
        "/desk/calendar/week",
        &format!("/desk/calendar/week?day=2026-06-24&who={OMAR}"),
        "/desk/book",
        "/desk/book?q=keller&from=2026-06-23T09:00",
        &format!("/desk/book?client={PARKS}&from=2026-06-23T09:00&who={DANA}&room={ROOM_2}"),
        "/desk/clients",
        "/desk/clients?q=nobody",
        &format!("/desk/clients/{PARKS}"),
        &format!("/desk/clients/{ROWAN}/contact"),
        "/desk/phone",
        "/desk/phone/new",
        &format!("/desk/phone/new?client={LEE}"),
        "/desk/waitlist",
        "/desk/waitlist/new",
        &format!("/desk/waitlist/new?client={MAYA}"),
        &visit,
    ] {
        priya.sees(path).await;
    }
    for path in
        ["/desk/visits/xx", "/desk/visits/bbbbbbbbbb", "/desk/clients/bbbbbbbbbb", "/desk/calendar/week?who=bbbbbbbbbb"]
    {
        assert_eq!(priya.asks(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn nothing_clinical_stands_on_any_page_of_the_desk() {
    let priya = Walker::priya();
    let visit = visit_of(&priya, MAYA).await;
    for path in
        ["/desk", "/desk/calendar", &format!("/desk/clients/{MAYA}"), "/desk/clients?q=maya", "/desk/waitlist", &visit]
    {
        let page = priya.sees(path).await.body.to_lowercase();
        for word in ["ketamine", "dosing", "diagnos", "intention", "phq", "href=\"/t/c/"] {
            assert!(!page.contains(word), "{path} says {word}");
        }
    }
}

#[tokio::test]
async fn a_visit_goes_from_planned_to_done_and_each_step_is_taken_back_in_one() {
    let priya = Walker::priya();
    let visit = visit_of(&priya, ALEXIS).await;
    for (to, said) in
        [("arrived", "Marked as arrived."), ("in-session", "Marked as in session."), ("done", "Marked as done.")]
    {
        let done = priya.sends(&format!("{visit}/step"), &Form::of(&[("to", to)])).await;
        assert!(priya.sees(&done.to).await.body.contains(said), "{to}: {}", done.body);
    }
    let wrong = priya.sends(&format!("{visit}/step"), &Form::of(&[("to", "arrived")])).await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.body.contains("stands differently now"));
    for (turn, state) in [("2", "In session"), ("2", "In session"), ("1", "Arrived"), ("0", "Planned")] {
        let back = priya.sends(&format!("{visit}/undo"), &Form::of(&[("turn", turn)])).await;
        let page = priya.sees(&back.to).await.body;
        assert!(page.contains("Taken back.") && page.contains(&format!(">{state}</span>")), "{turn}: {page}");
    }
    let nothing = priya.sends(&format!("{visit}/undo"), &Form::of(&[("turn", "7")])).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", nothing.to);
}

#[tokio::test]
async fn a_step_marked_on_the_day_leads_back_to_the_day() {
    let priya = Walker::priya();
    let visit = visit_of(&priya, ALEXIS).await;
    let done = priya.sends(&format!("{visit}/step"), &Form::of(&[("to", "arrived"), ("back", "day")])).await;
    assert_eq!(done.to, "/desk?done=arrived");
    let day = priya.sees(&done.to).await.body;
    assert!(day.contains("1 here now") && day.contains("Undo"), "{day}");
}

#[tokio::test]
async fn nobody_stayed_away_before_the_visit_began() {
    let priya = Walker::priya();
    let visit = visit_of(&priya, ALEXIS).await;
    for (to, words) in [("did-not-come", "still ahead"), ("cancelled", "moving and canceling"), ("", "Choose one")] {
        let early = priya.sends(&format!("{visit}/step"), &Form::of(&[("to", to)])).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "{to}");
        assert!(early.body.contains(words), "{to}: {}", early.body);
    }
}

#[tokio::test]
async fn a_series_is_booked_whole_or_not_at_all_and_says_which_day_is_taken() {
    let priya = Walker::priya();
    let single = booked(&priya, &booking(&priya, THEO, ("2026-06-30", "12:00"), "1").await).await;
    assert!(priya.sees(&single).await.body.contains("Booked."));
    let series = booking(&priya, ALEXIS, ("2026-06-23", "12:00"), "3").await;
    let taken = priya.sends("/desk/book", &series).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.body.contains("taken at this time on June 30. Nothing is booked."), "{}", taken.body);
    assert!(taken.body.contains("value=\"12:00\"") && taken.body.contains("name=\"reason\""), "{}", taken.body);
    assert!(!priya.sees("/desk/calendar?day=2026-06-23").await.body.contains("Alexis"));
    let agreed = series.with("reason", "Both asked for it");
    let first = booked(&priya, &agreed).await;
    assert_eq!(booked(&priya, &agreed).await, first, "sent twice is booked once");
    for day in ["2026-06-23", "2026-06-30", "2026-07-07"] {
        assert!(priya.sees(&format!("/desk/calendar?day={day}")).await.body.contains("Alexis"), "{day}");
    }
    assert!(priya.sees(&first).await.body.contains("One of a weekly series."));
}

#[tokio::test]
async fn a_client_is_booked_with_whoever_treats_them_unless_the_calendar_says_otherwise() {
    let priya = Walker::priya();
    for (query, chosen) in [(String::new(), DANA), (format!("&who={OMAR}"), OMAR)] {
        let page = priya.sees(&format!("/desk/book?client={ROWAN}&from=2026-06-23T09:30{query}")).await.body;
        assert!(page.contains(&format!("<option value=\"{chosen}\" selected>")), "{chosen}: {page}");
        assert!(page.contains("value=\"2026-06-23\"") && page.contains("value=\"09:30\""), "{page}");
    }
}

#[tokio::test]
async fn a_booking_that_cannot_be_says_why_and_keeps_what_was_typed() {
    let priya = Walker::priya();
    let form = booking(&priya, ALEXIS, ("2026-06-23", "12:00"), "1").await;
    for (field, value, words) in [
        ("weeks", "27", "Enter from 1 to 26 weeks"),
        ("date", "2026-06-20", "This time is over"),
        ("place", "in-person", "Choose a room"),
        ("who", "bbbbbbbbbb", "Choose one of the people who treat here"),
        ("kind", "", "Choose what kind of visit it is"),
        ("wish", "bbbbbbbbbb", "This page is not here"),
    ] {
        let refused = priya.sends("/desk/book", &form.clone().but(field, value)).await;
        assert!(refused.status.is_client_error() && refused.body.contains(words), "{field}: {}", refused.body);
    }
    assert_eq!(priya.sends("/desk/book", &Form::of(&[])).await.to, "/desk/book");
}

#[tokio::test]
async fn a_visit_is_moved_and_moved_back() {
    let priya = Walker::priya();
    let visit = visit_of(&priya, ROWAN).await;
    let to = |date: &str, started: &str| {
        Form::of(&[("date", date), ("started", started), ("place", "in-person"), ("room", &ROOM_2.to_string())])
    };
    let taken = priya.sends(&format!("{visit}/move"), &to("2026-06-22", "10:15")).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.body.contains("taken at this time") && taken.body.contains("value=\"10:15\""), "{}", taken.body);
    let moved = priya.sends(&format!("{visit}/move"), &to("2026-06-23", "10:15")).await;
    assert_eq!(moved.to, format!("{visit}?done=moved"));
    let page = priya.sees(&moved.to).await.body;
    assert!(page.contains("Tuesday, June 23, 10:15 to 11:05 AM") && page.contains("Undo: Moved"), "{page}");
    let back = priya.sends(&format!("{visit}/undo"), &Form::of(&[("turn", "0")])).await;
    assert!(priya.sees(&back.to).await.body.contains("Monday, June 22, 11:00 to 11:50 AM"));
    for (date, started, words) in [("", "10:00", "Enter the day"), ("2026-06-20", "10:00", "This time is over")] {
        let refused = priya.sends(&format!("{visit}/move"), &to(date, started)).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains(words), "{words}");
    }
}

#[tokio::test]
async fn a_canceled_visit_comes_back_unless_somebody_has_its_time() {
    let priya = Walker::priya();
    let visit = visit_of(&priya, MAYA).await;
    let cancel = |counts: &str, why: &str| Form::of(&[("counts", counts), ("why", why)]);
    for (counts, why, words) in [("", "ill", "Choose how"), ("late", "", "Say in a few words")] {
        let refused = priya.sends(&format!("{visit}/cancel"), &cancel(counts, why)).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains(words), "{}", refused.body);
    }
    let canceled = priya.sends(&format!("{visit}/cancel"), &cancel("late", "ill")).await;
    assert_eq!(canceled.to, format!("{visit}?done=canceled"));
    assert_eq!(priya.sends(&format!("{visit}/cancel"), &cancel("late", "ill")).await.to, canceled.to);
    let page = priya.sees(&canceled.to).await.body;
    assert!(page.contains("Canceled late") && page.contains("Whose wishes this time fits"), "{page}");
    let undo = Form::of(&[("turn", "0")]);
    assert_eq!(priya.sends(&format!("{visit}/undo"), &undo).await.status, StatusCode::SEE_OTHER);
    priya.sends(&format!("{visit}/cancel"), &cancel("late", "ill")).await;
    booked(&priya, &booking(&priya, THEO, ("2026-06-22", "14:00"), "1").await).await;
    let gone = priya.sends(&format!("{visit}/undo"), &Form::of(&[("turn", "1")])).await;
    assert_eq!(gone.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(gone.body.contains("Somebody else has this time now"), "{}", gone.body);
}

#[tokio::test]
async fn a_time_that_is_let_go_goes_to_who_wished_for_it() {
    let priya = Walker::priya();
    let visit = visit_of(&priya, ROWAN).await;
    priya.sends(&format!("{visit}/cancel"), &Form::of(&[("counts", "in-time"), ("why", "a meeting")])).await;
    let page = priya.sees(&visit).await;
    assert!(page.body.contains("Alexis Moreno") && page.body.contains("Book this time"), "{}", page.body);
    let form = button(&page, "Alexis Moreno");
    let first = booked(&priya, &form).await;
    assert_eq!(booked(&priya, &form).await, first);
    let list = priya.sees("/desk/waitlist").await;
    assert!(!list.body.contains("Alexis") && list.body.contains("Theo Brandt"), "{}", list.body);
    let late = priya.sends("/desk/book", &form.clone().but("once", "another")).await;
    assert!(late.body.contains("This wish was booked or taken back meanwhile"), "{}", late.body);
}

#[tokio::test]
async fn a_wish_is_added_met_from_the_list_and_taken_off() {
    let priya = Walker::priya();
    let once = priya.sees(&format!("/desk/waitlist/new?client={MAYA}")).await.value("once");
    let wish =
        Form::of(&[("client", &MAYA.to_string()), ("once", &once), ("times", "afternoons"), ("place", "online")]);
    let refused = priya.sends("/desk/waitlist/new", &wish).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("Choose what kind"));
    for _ in 0..2 {
        assert_eq!(
            priya.sends("/desk/waitlist/new", &wish.with("kind", "therapy")).await.to,
            "/desk/waitlist?done=wished"
        );
    }
    let list = priya.sees("/desk/waitlist").await;
    assert_eq!(list.body.matches("Maya Okafor</a>").count(), 1, "{}", list.body);
    booked(&priya, &button(&list, "Maya Okafor</a>")).await;
    let list = priya.sees("/desk/waitlist").await.body;
    assert!(!list.contains("Maya Okafor</a>"), "{list}");
    let close = between(&list, "action=\"/desk/waitlist/", "/close\"");
    for _ in 0..2 {
        let off = priya.sends(&format!("/desk/waitlist/{close}/close"), &Form::of(&[])).await;
        assert_eq!(off.to, "/desk/waitlist?done=closed");
    }
}

#[tokio::test]
async fn a_client_is_found_by_what_they_say_on_the_phone() {
    let priya = Walker::priya();
    for query in ["kell", "555-0117", "11/2/1991", "1991-11-02", "2017"] {
        let page = priya.sees(&format!("/desk/clients?q={query}")).await.body;
        assert!(page.contains("Rowan Keller") && page.contains("1 client found."), "{query}: {page}");
    }
    assert!(!priya.sees("/desk/clients").await.body.contains("Rowan"));
}

#[tokio::test]
async fn who_allows_no_calls_is_not_called() {
    let priya = Walker::priya();
    let page = priya.sees(&format!("/desk/phone/new?client={LEE}")).await;
    assert!(page.body.contains("Text only. No voicemail."), "{}", page.body);
    let call = Form::of(&[("once", &page.value("once")), ("who", "Lee"), ("said", "Fees")]);
    for form in [call.with("about", &LEE.to_string()), call.with("phone", "303 555 0189")] {
        let refused = priya.sends("/desk/phone/new", &form.with("direction", "out")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("They do not allow calls") && refused.body.contains("value=\"Fees\""));
    }
    let unowned = priya.sends("/desk/phone/new", &call.with("direction", "in").with("next", "Send the form")).await;
    assert!(unowned.body.contains("Choose who does the next step"), "{}", unowned.body);
    let whole = call.with("direction", "in").with("next", "Send the form").with("owner", &DANA.to_string());
    for _ in 0..2 {
        assert_eq!(priya.sends("/desk/phone/new", &whole).await.to, "/desk/phone?done=logged");
    }
    let log = priya.sees("/desk/phone").await.body;
    assert_eq!(log.matches("Send the form").count(), 1, "{log}");
    let (_, rest) = log.split_once("Send the form").unwrap();
    let open = between(rest, "action=\"/desk/phone/", "/done\"");
    for _ in 0..2 {
        let done = priya.sends(&format!("/desk/phone/{open}/done"), &Form::of(&[])).await;
        assert_eq!(done.to, "/desk/phone?done=finished");
    }
    assert!(priya.sees("/desk/phone").await.body.contains("Send the form: done Jun 22"));
}

#[tokio::test]
async fn contact_is_changed_and_what_was_typed_stays() {
    let priya = Walker::priya();
    let path = format!("/desk/clients/{ROWAN}/contact");
    let form = Form::of(&[("name", "Rowan K."), ("call", "yes"), ("safe", "after five")]);
    let refused = priya.sends(&path, &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Enter the number") && refused.body.contains("value=\"after five\""));
    let saved = priya.sends(&path, &form.with("phone", "(303) 555-0117")).await;
    let page = priya.sees(&saved.to).await.body;
    for words in ["Saved.", "Rowan K.", "Call only. No voicemail.", "Safe times: after five."] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

/// The path of today's visit of a client.
async fn visit_of(priya: &Walker, subject: SubjectId) -> String {
    let page = priya.sees(&format!("/desk/clients/{subject}")).await.body;
    format!("/desk/visits/{}", between(&page, "href=\"/desk/visits/", "\""))
}

/// An hour online with Dana, in a series of so many weeks.
async fn booking(priya: &Walker, subject: SubjectId, (date, started): (&str, &str), weeks: &str) -> Form {
    let once = priya.sees(&format!("/desk/book?client={subject}")).await.value("once");
    Form::of(&[
        ("client", &subject.to_string()),
        ("once", &once),
        ("kind", "therapy"),
        ("who", &DANA.to_string()),
        ("date", date),
        ("started", started),
        ("length", "50"),
        ("weeks", weeks),
        ("place", "online"),
    ])
}

/// Sends a booking that is taken, and says where its visit stands.
async fn booked(priya: &Walker, form: &Form) -> String {
    let booked = priya.sends("/desk/book", form).await;
    assert_eq!(booked.status, StatusCode::SEE_OTHER, "{}", booked.body);
    assert!(booked.to.ends_with("?done=booked"), "{}", booked.to);
    booked.to
}

/// The hidden fields of the first form that books, after these words.
fn button(page: &Answer, after: &str) -> Form {
    let (_, rest) = page.body.split_once(after).unwrap_or_else(|| panic!("no {after}: {}", page.body));
    let form = between(rest, "action=\"/desk/book\"", "</form>");
    let fields: Vec<(&str, &str)> = form
        .split("type=\"hidden\" name=\"")
        .skip(1)
        .filter_map(|field| Some((field.split('"').next()?, field.split("value=\"").nth(1)?.split('"').next()?)))
        .collect();
    Form::of(&fields)
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = text.split_once(start).unwrap_or_else(|| panic!("no {start}: {text}"));
    rest.split(end).next().unwrap_or_default()
}

#[tokio::test]
async fn two_people_get_a_record_together_beside_their_own() {
    let priya = Walker::priya();
    assert!(priya.sees(&format!("/desk/clients/{ROWAN}")).await.body.contains("Comes alone."));
    let path = format!("/desk/clients/{ROWAN}/together");
    let once = priya.sees(&path).await.value("once");
    let dana = DANA.to_string();
    let form = Form::of(&[("once", &once), ("others", "2044"), ("name", "Rowan and Alexis"), ("who", &dana)]);
    let opened = priya.sends(&path, &form).await;
    let unit = priya.sees(&opened.to).await.body;
    for said in ["The record together is open.", "Rowan Keller", "Alexis Moreno"] {
        assert!(unit.contains(said), "{said}: {unit}");
    }
    assert_eq!(priya.sends(&path, &form).await.to, opened.to, "sent twice is opened once");
    for partner in [ROWAN, ALEXIS] {
        let own = priya.sees(&format!("/desk/clients/{partner}")).await.body;
        assert!(own.contains("Rowan and Alexis"), "{own}");
    }
    let again = priya.sees(&path).await.value("once");
    let refused = priya.sends(&path, &form.but("once", &again)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("have a record together already"), "{}", refused.body);
    let chart = opened.to.replace("/desk/clients/", "/t/c/").replace("?done=together", "");
    let chart = priya.therapist().sees(&chart).await.body;
    assert!(chart.contains("Rowan and Alexis"), "{chart}");
}
