//! The owner sets the practice up, screen by screen: what is wrong changes nothing, and what is saved shows elsewhere.

use axum::http::StatusCode;
use testkit::cast::{DANA, INES, MARION, OMAR, ROWAN};

use crate::walker::{Form, Walker};

/// The fields of a page's first form that hold a value, by name.
fn facts(page: &str) -> Form {
    let form = page.split("action=\"/practice/facts\"").nth(1).unwrap();
    let mut fields = Form::of(&[]);
    for input in form.split("<input").skip(1) {
        let tag = input.split('>').next().unwrap();
        let of = |name: &str| tag.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        let is_box = of("type") == Some("checkbox");
        if let (Some(name), Some(value)) = (of("name"), of("value"))
            && (!is_box || tag.contains(" checked"))
        {
            fields = fields.with(name, value);
        }
    }
    fields
}

#[tokio::test]
async fn facts_are_changed_whole_or_not_at_all() {
    let marion = Walker::marion();
    let form = facts(&marion.sees("/practice/facts").await.body);
    let wrong = form.clone().but("name", "Another Name").but("phone", "555");
    let refused = marion.sends("/practice/facts", &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Another Name") && refused.body.contains("with its area code"), "{}", refused.body);
    assert!(!marion.sees("/practice/facts").await.body.contains("Another Name"));
    let saved = marion.sends("/practice/facts", &form.but("cover", "Omar Haddad, by phone")).await;
    assert_eq!(saved.to, "/practice?done=facts", "{}", saved.body);
    assert!(marion.sees("/practice/facts").await.body.contains("Omar Haddad, by phone"));
}

#[tokio::test]
async fn a_package_is_put_on_the_list_sold_at_its_price_and_taken_off() {
    let marion = Walker::marion();
    let path = "/practice/packages";
    let form = Form::of(&[("side", "therapy"), ("name", "Six visits"), ("visits", "6"), ("price", "900.00")]);
    for (field, wrong, words) in [
        ("side", "both", "Choose what it is for"),
        ("name", "", "Give it a name"),
        ("name", "four visits", "Another package has this name"),
        ("visits", "1", "from 2 to 50"),
        ("visits", "51", "from 2 to 50"),
        ("price", "0.00", "above zero"),
        ("price", "900.01", "shares out evenly"),
        ("price", "a lot", "dollars and cents"),
    ] {
        let refused = marion.sends(path, &form.clone().but(field, wrong)).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains(words), "{field} {wrong}");
    }
    assert!(!marion.sees(path).await.body.contains("Six visits</b>"));
    assert_eq!(marion.sends(path, &form).await.to, "/practice/packages?done=on");
    let (bea, advance) = (marion.biller(), format!("/billing/{ROWAN}/ledger/therapy/advance"));
    let page = bea.sees(&advance).await.body;
    assert!(page.contains("Six visits: 6 visits, $900.00, which is $150.00 each"), "{page}");
    let off = Form::of(&[("side", "therapy"), ("offer", "Six visits")]);
    assert_eq!(marion.sends("/practice/packages/withdraw", &off).await.to, "/practice/packages?done=off");
    let sold = Form::of(&[("what", "6/90000/Six visits"), ("how", "check"), ("on", "2026-06-22"), ("once", "late")]);
    let late = bea.sends(&advance, &sold).await;
    assert!(late.body.contains("The price list has changed"), "{}", late.body);
    assert_ne!(bea.sends(path, &form).await.status, StatusCode::SEE_OTHER);
    assert!(!marion.sees(path).await.body.contains("Six visits</b>"));
}

#[tokio::test]
async fn a_room_is_added_once_however_often_the_form_is_sent() {
    let marion = Walker::marion();
    let page = marion.sees("/practice/rooms").await;
    let form = Form::of(&[("once", &page.value("once")), ("name", "The quiet room")]);
    for _ in 0..2 {
        assert_eq!(marion.sends("/practice/rooms", &form).await.to, "/practice/rooms?done=named");
    }
    let page = marion.sees("/practice/rooms").await.body;
    assert_eq!(page.matches("value=\"The quiet room\"").count(), 1, "{page}");
    let id = page.split("value=\"The quiet room\"").next().unwrap().rsplit("name-").next().unwrap();
    let id = id.split('"').next().unwrap();
    marion.sends("/practice/rooms", &Form::of(&[("room", id), ("name", "The loud room")])).await;
    let book = marion.desk().sees(&format!("/desk/calendar?day=2026-06-23&room={id}")).await.body;
    assert!(book.contains("The loud room") && !book.contains("The quiet room"), "{book}");
    assert_eq!(marion.sends("/practice/rooms", &Form::of(&[("name", " ")])).await.status.as_u16(), 422);
}

#[tokio::test]
async fn days_off_close_the_calendar_until_they_are_taken_back() {
    let marion = Walker::marion();
    let (priya, day) = (marion.desk(), "/desk/calendar?day=2026-06-23");
    let can_book = |body: &str| body.contains(&format!("&amp;who={DANA}"));
    assert!(can_book(&priya.sees(day).await.body));
    let once = marion.sees("/practice/closures").await.value("once");
    let form = Form::of(&[("once", &once), ("from", "2026-06-23"), ("who", &DANA.to_string()), ("why", "Training")]);
    let backwards = marion.sends("/practice/closures", &form.with("until", "2026-06-20")).await;
    assert!(
        backwards.status.as_u16() == 422 && backwards.body.contains("comes before the first"),
        "{}",
        backwards.body
    );
    for _ in 0..2 {
        assert_eq!(marion.sends("/practice/closures", &form).await.to, "/practice/closures?done=closed");
    }
    let listed = marion.sees("/practice/closures").await.body;
    assert_eq!(listed.matches("Dana Reyes, Training").count(), 1, "{listed}");
    let closed = priya.sees(day).await.body;
    assert!(closed.contains("Away: Training") && !can_book(&closed), "{closed}");
    let week = priya.sees(&format!("/desk/calendar/week?day=2026-06-23&who={DANA}")).await.body;
    assert_eq!(week.matches("Away: Training").count(), 1, "{week}");
    let (_, action) = listed.split_once("action=\"/practice/closures/").unwrap();
    let take_back = format!("/practice/closures/{}", action.split('"').next().unwrap());
    assert_eq!(marion.sends(&take_back, &Form::of(&[])).await.to, "/practice/closures?done=open");
    assert!(can_book(&priya.sees(day).await.body));
}

#[tokio::test]
async fn whoever_treats_has_a_license_and_a_practice_keeps_an_owner() {
    let marion = Walker::marion();
    let once = marion.sees("/practice/people/new").await.value("once");
    let form = Form::of(&[("once", &once), ("name", "Robin Vale"), ("roles", "therapist")]);
    let refused = marion.sends("/practice/people/new", &form).await;
    assert!(refused.status.as_u16() == 422 && refused.body.contains("the states it is good for"), "{}", refused.body);
    let form = form.with("letters", "LPC").with("license", "LPC.0000000").with("states", "Colorado");
    let form = form.with("tue-from", "10:00").with("tue-until", "14:00");
    let added = marion.sends("/practice/people/new", &form).await;
    assert!(added.to.ends_with("?done=added"), "{}", added.body);
    let page = added.to.split('?').next().unwrap().to_owned();
    let calendar = "/desk/calendar?day=2026-06-23";
    assert!(marion.desk().sees(calendar).await.body.contains("Robin Vale"));
    // An invitation is shown this once.
    let invite = |email: &'static str| Form::of(&[("email", email)]);
    let wrong = marion.sends(&format!("{page}/invite"), &invite("robin")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let invited = marion.sends(&format!("{page}/invite"), &invite("robin@example.org")).await;
    assert!(invited.body.contains("https://go.example.org/join/"), "{}", invited.body);
    assert!(!marion.sees(&page).await.body.contains("/join/"));
    assert!(marion.sees("/practice/people").await.body.contains("robin@example.org"));
    // They leave, and come back.
    assert!(marion.sends(&format!("{page}/leave"), &Form::of(&[])).await.to.ends_with("?done=left"));
    assert!(!marion.desk().sees(calendar).await.body.contains("Robin Vale"));
    let again = marion.sends(&format!("{page}/invite"), &invite("robin@example.org")).await;
    assert!(again.body.contains("They have left."), "{}", again.body);
    assert!(marion.sends(&format!("{page}/back"), &Form::of(&[])).await.to.ends_with("?done=back"));
    assert!(marion.desk().sees(calendar).await.body.contains("Robin Vale"));
    let own = format!("/practice/people/{MARION}");
    let stays = marion.sends(&format!("{own}/leave"), &Form::of(&[])).await;
    assert!(stays.status.as_u16() == 422 && stays.body.contains("They are the only owner."), "{}", stays.body);
    let demoted = marion.sends(&own, &Form::of(&[("name", "Marion"), ("roles", "biller")])).await;
    assert!(demoted.status.as_u16() == 422 && demoted.body.contains("They are the only owner."), "{}", demoted.body);
}

#[tokio::test]
async fn the_recovery_sheet_is_read_back_once_and_then_shown_no_more() {
    let marion = Walker::marion();
    marion.sends("/practice/facts", &facts(&marion.sees("/practice/facts").await.body)).await;
    let page = marion.sees("/practice/recovery").await.body;
    let groups: Vec<&str> =
        page.split("<b class=\"big\">").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
    assert_eq!(groups.len(), 14, "{page}");
    assert!(marion.sees("/practice").await.body.contains("to do"));
    let typed = |text: &str| Form::of(&[("sheet", text)]);
    let wrong = [&groups[..4], &["0000"], &groups[5..]].concat().join(" ");
    for (text, words) in [(wrong.as_str(), "Group 5 is not"), ("", "Group 1 is not")] {
        let refused = marion.sends("/practice/recovery", &typed(text)).await;
        assert!(refused.status.as_u16() == 422 && refused.body.contains(words), "{}", refused.body);
    }
    let done = marion.sends("/practice/recovery", &typed(&groups.join("-").to_lowercase())).await;
    assert_eq!(done.to, "/practice?done=sheet", "{}", done.body);
    let page = marion.sees("/practice/recovery").await.body;
    assert!(page.contains("is not shown again") && !page.contains(groups[7]), "{page}");
}

#[tokio::test]
async fn an_incident_is_written_by_a_clinician_and_looked_at_by_the_owner() {
    let marion = Walker::marion();
    let dana = marion.therapist();
    let form = Form::of(&[("on", "2026-06-20"), ("what", "A letter went to an old address."), ("whom", "Chart 2017")]);
    let form = form.with("done", "Called, and asked for it back.").with("again", "2026-06-29").with("once", "one");
    assert_eq!(dana.sends("/t/incidents", &form).await.to, "/t/incidents?done=written");
    assert_eq!(dana.sends("/t/incidents", &form).await.to, "/t/incidents?done=written");
    let page = marion.sees("/practice/incidents").await.body;
    assert!(
        page.matches("A letter went to an old address.").count() == 1 && page.contains("Look again June 29"),
        "{page}"
    );
    let (_, rest) = page.split_once("action=\"/practice/incidents/").expect("a form to look again");
    let place = format!("/practice/incidents/{}", &rest[..10]);
    let looked = marion.sends(&place, &Form::of(&[("seen", "Addresses are read back now.")])).await;
    assert_eq!(looked.to, "/practice/incidents?done=looked");
    let page = marion.sees("/practice/incidents").await.body;
    assert!(!page.contains("Look again") && page.contains("planned for June 29"), "{page}");
    let over = form.but("again", "2026-06-21").but("once", "two");
    assert_eq!(dana.sends("/t/incidents", &over).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn whoever_stands_in_reads_the_charts_on_those_days_and_no_longer() {
    let marion = Walker::marion();
    let omar = marion.therapist().colleague(OMAR);
    let chart = format!("/t/c/{INES}");
    assert_eq!(omar.asks(&chart).await.status, StatusCode::FORBIDDEN);
    let form = Form::of(&[("away", &DANA.to_string()), ("covers", &OMAR.to_string()), ("once", "one")]);
    let over = form.clone().with("from", "2026-06-01").with("until", "2026-06-21");
    assert_eq!(marion.sends("/practice/cover", &over).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let now = form.with("from", "2026-06-22").with("until", "2026-06-26");
    assert_eq!(marion.sends("/practice/cover", &now).await.to, "/practice/cover?done=named");
    let roster = marion.sees("/practice/cover").await.body;
    assert!(roster.contains("Omar Haddad, LPC for Dana Reyes, LMFT") && roster.contains(">Now<"), "{roster}");
    omar.sees(&chart).await;
    // Whoever becomes a client meanwhile is covered as well; here two who come together from now on.
    let priya = marion.desk();
    let path = format!("/desk/clients/{ROWAN}/together");
    let (asked, who) = (priya.sees(&path).await.value("once"), DANA.to_string());
    let pair = Form::of(&[("once", &asked), ("others", "2044"), ("name", "Rowan and Alexis"), ("who", &who)]);
    let opened = priya.sends(&path, &pair).await.to;
    let new = opened.replace("/desk/clients/", "/t/c/").replace("?done=together", "");
    omar.sees(&new).await;
    // An alert of Ines waits since this morning; on these days Omar is told of it too.
    assert!(omar.sees("/t").await.body.contains("gave an answer that asks for you"));
    let (_, rest) = roster.split_once("action=\"/practice/cover/").expect("a way to end it");
    let ended = marion.sends(&format!("/practice/cover/{}/end", &rest[..10]), &Form::of(&[])).await;
    assert_eq!(ended.to, "/practice/cover?done=ended");
    for left in [chart, new] {
        assert_eq!(omar.asks(&left).await.status, StatusCode::FORBIDDEN, "{left}");
    }
}
