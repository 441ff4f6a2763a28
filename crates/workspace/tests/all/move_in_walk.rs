//! The owner moves a practice in, screen by screen: nothing happens before it is shown, and nothing is sent.

use axum::http::StatusCode;
use testkit::cast::DANA;

use crate::walker::{Answer, Form, Walker};

const LIST: &str = "Legal First Name,Legal Last Name,Date of Birth,Email,Phone,Primary Clinician,Client ID
Jamie,Rivera,03/14/1988,jamie@example.org,(303) 555-0142,\"Dana Reyes, LMFT\",SP-1
Kim,Vance,soon,kim@example,555,Dana Reyes,SP-2
Noor,Aziz,1990-05-01,noor@example.org,,,SP-3

Jamie,Rivera,1988-03-14,,,Dana Reyes,SP-4
Sam,Okafor,1979-12-30,,303-555-0143,Omar Haddad,SP-5
";

/// Brings the list, and is led to its page.
async fn brought(marion: &Walker) -> String {
    let form = Form::of(&[("once", "first"), ("from", "simplepractice")]);
    let sent = marion.brings("/practice/move-in/clients", &form, ("clients.csv", LIST.as_bytes())).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    sent.to
}

async fn taken_in(marion: &Walker) -> String {
    let page = brought(marion).await;
    let chosen = marion.sends(&page, &columns(&marion.sees(&page).await)).await;
    let shown = marion.sees(&chosen.to).await.value("shown");
    let done = marion.sends(&format!("{page}/take-in"), &Form::of(&[("shown", &shown)])).await;
    assert!(marion.sees(&done.to).await.body.contains("Nothing was sent to anybody."), "{}", done.body);
    page
}

/// The columns as they were guessed, with Dana for whoever has nobody.
fn columns(page: &Answer) -> Form {
    let mut form = Form::of(&[("for-all", &DANA.to_string())]);
    for (field, at) in [
        ("first-name", "0"),
        ("last-name", "1"),
        ("born", "2"),
        ("email", "3"),
        ("phone", "4"),
        ("clinician", "5"),
        ("number", "6"),
    ] {
        let select = page.body.split(&format!("<select class=\"w-m\" id=\"{field}\"")).nth(1).unwrap_or_default();
        let chosen = select.split("</select>").next().unwrap_or_default();
        assert!(chosen.contains(&format!("<option value=\"{at}\" selected>")), "{field}: {chosen}");
        form = form.with(field, at);
    }
    form
}

/// The page of a client whom the desk finds by name.
async fn client(priya: &Walker, name: &str) -> Option<String> {
    let found = priya.sees(&format!("/desk/clients?q={name}")).await.body;
    let link = found.split("<a href=\"/desk/clients/").find(|rest| rest.contains(&format!(">{name}")))?;
    link.split('"').next().map(|id| format!("/desk/clients/{id}"))
}

#[tokio::test]
async fn a_list_is_shown_with_each_mistake_before_anything_is_written() {
    let marion = Walker::marion();
    let page = brought(&marion).await;
    let looked = marion.sees(&page).await;
    for words in [
        "<b>2 clients</b> would be taken in",
        "<b>1 row</b> would be passed over",
        "<b>2 rows</b> would stay out",
        "Write the date as 1988-03-14",
        "Write one email address with an @",
        "Write one phone number of ten digits",
        "choose one for all below",
        "the same person as row",
    ] {
        assert!(looked.body.contains(words), "{words}: {}", looked.body);
    }
    let chosen = marion.sends(&page, &columns(&looked)).await;
    let again = marion.sees(&chosen.to).await.body;
    assert!(again.contains("Take in 3 clients") && again.contains("1 row</b>"), "{again}");
    assert!(client(&marion.desk(), "Jamie").await.is_none(), "a look writes nobody down");
    assert!(client(&marion.desk(), "Sam").await.is_none());
}

#[tokio::test]
async fn a_list_is_moved_in_once_and_every_way_to_reach_them_is_off() {
    let marion = Walker::marion();
    let letters = marion.desk().sees("/desk/letters").await.body;
    let page = taken_in(&marion).await;
    let over = marion.sees(&page).await.body;
    assert!(
        over.contains("3 clients are here") && over.contains("Nothing was sent, and nothing is switched on"),
        "{over}"
    );
    let priya = marion.desk();
    let jamie = client(&priya, "Jamie").await.unwrap();
    let seen = priya.sees(&jamie).await.body;
    assert!(seen.contains("jamie@example.org") && seen.contains("Not written to until they agree"), "{seen}");
    assert!(seen.contains("SP-1") && seen.contains("(303) 555-0142"), "{seen}");
    let contact = priya.sees(&format!("{jamie}/contact")).await.body;
    assert!(!contact.contains(" checked") && !contact.contains("value=\"jamie@example.org\""), "{contact}");
    assert_eq!(priya.sees("/desk/letters").await.body, letters, "nothing is sent");
    let again = marion.sends(&format!("{page}/take-in"), &Form::of(&[("shown", "3")])).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains("begun with already"), "{}", again.body);
    let second = brought_again(&marion).await;
    assert!(marion.sees(&second).await.body.contains("Nobody can be taken in yet"), "the same list finds them here");
    let overview = marion.sees("/practice/move-in").await.body;
    assert!(overview.contains("3 clients") && overview.contains("clients.csv"), "{overview}");
}

async fn brought_again(marion: &Walker) -> String {
    let form = Form::of(&[("once", "second"), ("from", "simplepractice")]);
    marion.brings("/practice/move-in/clients", &form, ("clients.csv", LIST.as_bytes())).await.to
}

#[tokio::test]
async fn a_batch_is_taken_back_as_one_until_one_of_them_is_used() {
    let marion = Walker::marion();
    let page = taken_in(&marion).await;
    let batch = page.rsplit('/').next().unwrap().to_owned();
    let back = format!("/practice/move-in/{batch}/take-back");
    let priya = marion.desk();
    let sam = client(&priya, "Sam").await.unwrap();
    let id = sam.rsplit('/').next().unwrap();
    let wish = Form::of(&[("client", id), ("once", "w"), ("kind", "therapy")]);
    let wished = priya.sends("/desk/waitlist/new", &wish).await;
    assert_eq!(wished.status, StatusCode::SEE_OTHER);
    let refused = marion.sends(&back, &Form::of(&[])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("1 of them is in use"), "{}", refused.body);
    assert!(client(&priya, "Jamie").await.is_some(), "one in use keeps all");

    let marion = Walker::marion();
    let page = taken_in(&marion).await;
    let batch = page.rsplit('/').next().unwrap().to_owned();
    let back = format!("/practice/move-in/{batch}/take-back");
    let taken = marion.sends(&back, &Form::of(&[])).await;
    assert!(marion.sees(&taken.to).await.body.contains("Taken back."), "{}", taken.body);
    for name in ["Jamie", "Noor", "Sam"] {
        assert!(client(&marion.desk(), name).await.is_none(), "{name}");
    }
    let caseload = marion.therapist().sees("/t/caseload").await.body;
    assert!(!caseload.contains("Jamie Rivera"), "{caseload}");
    assert!(marion.sees(&page).await.body.contains("nothing leads to them"));
    let twice = marion.sends(&back, &Form::of(&[])).await;
    assert!(twice.body.contains("nothing to take back"), "{}", twice.body);
    let again = brought_again(&marion).await;
    assert!(marion.sees(&again).await.body.contains("would be taken in"), "they can be brought anew");
}

#[tokio::test]
async fn what_would_be_moved_in_is_what_was_shown() {
    let marion = Walker::marion();
    let page = brought(&marion).await;
    let wrong = marion.sends(&format!("{page}/take-in"), &Form::of(&[("shown", "7")])).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("Something changed since this was shown"), "{}", wrong.body);
    assert!(client(&marion.desk(), "Jamie").await.is_none());
    let away = format!("/practice/move-in/{}/throw-away", page.rsplit('/').next().unwrap());
    let thrown = marion.sends(&away, &Form::of(&[])).await;
    assert!(marion.sees(&thrown.to).await.body.contains("Thrown away."), "{}", thrown.body);
    assert_eq!(marion.asks(&page).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_file_that_is_no_list_says_what_to_do() {
    let marion = Walker::marion();
    for (bytes, words) in [
        (&b""[..], "Choose the file to bring"),
        (b"\xff\xfe", "CSV UTF-8"),
        (b"PK\x03\x04", "could not read this file"),
        (b"Name\n", "nothing below the names"),
    ] {
        let sent = marion.brings("/practice/move-in/clients", &Form::of(&[]), ("a.csv", bytes)).await;
        assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(sent.body.contains(words), "{words}: {}", sent.body);
    }
}

#[tokio::test]
async fn a_long_list_goes_in_by_parts_that_can_go_on() {
    let marion = Walker::marion();
    let rows: String =
        (0..1_030).map(|n| format!("Kim Number{n},1980-01-01,Dana Reyes\n")).collect::<Vec<_>>().concat();
    let list = format!("Client,DOB,Clinician\n{rows}");
    let sent = marion.brings("/practice/move-in/clients", &Form::of(&[]), ("a.csv", list.as_bytes())).await;
    let take_in = format!("{}/take-in", sent.to);
    let part = marion.sends(&take_in, &Form::of(&[("shown", "1030")])).await;
    let half = marion.sees(&part.to).await;
    assert!(half.body.contains("1,000 of 1,030 are done") && half.body.contains("Go on"), "{}", half.body);
    let rest = marion.sends(&take_in, &Form::of(&[("shown", &half.value("shown"))])).await;
    assert!(marion.sees(&rest.to).await.body.contains("1,030 clients are here"));
}

#[tokio::test]
async fn whoever_agreed_to_email_is_invited_once_and_by_hand() {
    let marion = Walker::marion();
    let invite = "/practice/move-in/invite";
    assert!(marion.sees(invite).await.body.contains("Nobody who agreed to email"));
    taken_in(&marion).await;
    assert!(marion.sees(invite).await.body.contains("3 clients have not agreed"));
    let priya = marion.desk();
    let jamie = client(&priya, "Jamie").await.unwrap();
    let contact = Form::of(&[("name", "Jamie Rivera"), ("email", "jamie@example.org"), ("phone", "303 555 0142")]);
    let agreed = priya.sends(&format!("{jamie}/contact"), &contact).await;
    assert_eq!(agreed.status, StatusCode::SEE_OTHER, "{}", agreed.body);
    let page = marion.sees(invite).await.body;
    assert!(page.contains("Jamie Rivera") && page.contains("2 clients have not agreed"), "{page}");
    let id = jamie.rsplit('/').next().unwrap();
    let form = Form::of(&[("who", id)]);
    let noor = client(&priya, "Noor").await.unwrap();
    let both = form.with("who", noor.rsplit('/').next().unwrap());
    for (sent, words) in [(&Form::of(&[]), "Tick whom to invite"), (&form, "No mail goes out yet")] {
        let refused = marion.sends(invite, sent).await;
        assert!(refused.status.as_u16() == 422 && refused.body.contains(words), "{words}: {}", refused.body);
    }
    marion.mail_goes_out();
    let refused = marion.sends(invite, &both).await;
    assert!(refused.body.contains("Nobody was written to"), "{}", refused.body);
    let letters = priya.sees("/desk/letters").await.body;
    assert!(!letters.contains("your own pages"), "{letters}");
    assert!(marion.sends(invite, &form).await.to.ends_with("?done=invited"));
    assert!(marion.sends(invite, &form).await.body.contains("was invited meanwhile"));
    let letters = priya.sees("/desk/letters").await.body;
    assert_eq!(letters.matches("your own pages with the office are ready").count(), 1, "{letters}");
    assert!(letters.contains("Email to jamie@example.org") && letters.contains("https://go.example.org/sign-in"));
    assert!(marion.sees(invite).await.body.contains("June 22"));
}
