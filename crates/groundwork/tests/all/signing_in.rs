//! Sign-in for real people: what lets in once, what never does, and what a stranger can learn of it.

use actions::change_staff::let_staff_go;
use actions::invite_staff::invite_staff;
use actions::see_letters::see_letters;
use axum::http::StatusCode;
use schedule::notice::NoticeKind;
use schedule::people::Letter;
use terms::actor::Role;
use testkit::cast::{DANA, MARION, PRIYA, ROWAN};
use testkit::ground::{acting, house, now};

use crate::sign_in_steps::{
    PASSWORD, asks, carries, email, joins, later, path_in, sent, shown_by, with_code, writes_to_rowan, written_to,
};
use crate::whole_site::WholeSite;

#[tokio::test]
async fn a_link_is_looked_at_by_scanners_and_lets_in_once() {
    let (house, site, letter) = written_to("Rowan@Example.org").await;
    let path = path_in(&letter);
    for _ in 0..3 {
        let looked = site.read(&path, None).await;
        assert!(looked.contains("Open my pages") && !looked.contains("Rowan"), "{looked}");
    }
    let entered = site.post(&path, None, &[]).await;
    assert_eq!(entered.location(), "/my/account/door?welcome=yes");
    let cookie = entered.cookie().unwrap();
    assert!(cookie.starts_with("__Host-groundwork="), "{cookie}");
    assert!(site.read("/my", Some(cookie)).await.contains("Rowan"));
    for answer in [site.post(&path, None, &[]).await, site.get(&path, None).await] {
        assert_eq!((answer.status, answer.cookie()), (StatusCode::NOT_FOUND, None));
    }
    // Away for half an hour: another may hold the phone.
    let away = WholeSite::practice(&house, later(31)).get("/my", Some(cookie)).await;
    assert_eq!(away.location(), "/sign-in");
    let out = site.post("/sign-out", Some(cookie), &[]).await;
    assert_eq!((out.location(), out.header("clear-site-data")), ("/", "\"cache\""));
    assert_eq!(site.get("/my", Some(cookie)).await.location(), "/sign-in");
}

#[tokio::test]
async fn quick_exit_ends_a_clients_sign_in_and_leads_away_without_a_script() {
    let (_, site, letter) = written_to("rowan@example.org").await;
    let entered = site.post(&path_in(&letter), None, &[]).await;
    let cookie = entered.cookie().unwrap();
    assert!(site.read("/my", Some(cookie)).await.contains("name=\"exit\""));
    let gone = site.post("/sign-out", Some(cookie), &[("exit", "yes")]).await;
    assert_eq!(gone.status, StatusCode::OK);
    assert_eq!(gone.header("refresh"), "0; url=https://weather.gov");
    assert_eq!(gone.header("clear-site-data"), "\"cache\"");
    assert_eq!(gone.header("strict-transport-security"), "max-age=31536000");
    assert!(!gone.text().contains("Rowan") && gone.text().contains("New tab"), "{}", gone.text());
    assert_eq!(site.get("/my", Some(cookie)).await.location(), "/sign-in");
}

#[tokio::test]
async fn a_link_is_over_after_a_quarter_of_an_hour_and_staff_never_see_it() {
    let (house, _, letter) = written_to("rowan@example.org").await;
    let seen = see_letters(&house, &acting(PRIYA, Role::Desk)).unwrap();
    let seen: Vec<Letter> = [seen.failed, seen.by_hand, seen.waiting, seen.settled].concat();
    let shown = seen.iter().find(|letter| letter.kind == Some(NoticeKind::SignInLink)).unwrap();
    assert!(!shown.body.as_str().contains("/enter/"), "{}", shown.body.as_str());
    let at_the_end = WholeSite::practice(&house, later(15));
    let answer = at_the_end.post(&path_in(&letter), None, &[]).await;
    assert_eq!((answer.status, answer.cookie()), (StatusCode::NOT_FOUND, None));
}

#[tokio::test]
async fn nobody_learns_from_the_page_who_is_known_here() {
    let house = house();
    house.mail_goes_out();
    writes_to_rowan(&house);
    let site = WholeSite::practice(&house, now());
    let (known, unknown) = (asks(&site, "rowan@example.org").await, asks(&site, "nobody@example.org").await);
    assert_eq!((known.status, known.text()), (unknown.status, unknown.text()));
    assert_eq!(known.headers.keys().collect::<Vec<_>>(), unknown.headers.keys().collect::<Vec<_>>());
    let first = sent(&house, NoticeKind::SignInLink, now()).await.unwrap();
    assert!(sent(&house, NoticeKind::SignInLink, now()).await.is_none());
    // Whoever asks on and on in another's name fills no mailbox.
    for _ in 0..8 {
        asks(&site, "rowan@example.org").await;
    }
    assert!(sent(&house, NoticeKind::SignInLink, now()).await.is_none(), "one link is enough for five minutes");
    // Whoever used it on the wrong device has another at once.
    site.post(&path_in(&first), None, &[]).await;
    asks(&site, "rowan@example.org").await;
    assert!(sent(&house, NoticeKind::SignInLink, now()).await.is_some());
}

#[tokio::test]
async fn a_printed_code_is_typed_once_in_whatever_way() {
    let house = house();
    let (priya, _, _) = joins(&house, PRIYA, "priya@example.org").await;
    let site = WholeSite::practice(&house, now());
    let page = site.post(&format!("/desk/clients/{ROWAN}/code"), Some(&priya), &[]).await.text();
    let (_, rest) = page.split_once("id=\"code\">").unwrap();
    let code = rest.split('<').next().unwrap().to_uppercase().replace('-', " ");
    let wrong = site.post("/sign-in/code", None, &[("code", "aaaa-bbbb-cccc")]).await;
    assert_eq!((wrong.status, wrong.cookie()), (StatusCode::UNPROCESSABLE_ENTITY, None));
    let entered = site.post("/sign-in/code", None, &[("code", &code)]).await;
    assert_eq!(entered.location(), "/my/account/door?welcome=yes");
    assert!(site.read("/my", entered.cookie()).await.contains("Rowan"));
    let again = site.post("/sign-in/code", None, &[("code", &code)]).await;
    assert_eq!((again.status, again.cookie()), (StatusCode::UNPROCESSABLE_ENTITY, None));
}

#[tokio::test]
async fn an_invitation_is_good_once_and_for_a_week() {
    let house = house();
    let owner = acting(MARION, Role::Owner);
    let first = invite_staff(&house, &owner, DANA, &email("dana@example.org")).unwrap();
    let second = invite_staff(&house, &owner, DANA, &email("dana@example.org")).unwrap();
    let site = WholeSite::practice(&house, now());
    assert_eq!(site.get(&format!("/join/{first}"), None).await.status, StatusCode::NOT_FOUND);
    let path = format!("/join/{second}");
    for (password, words) in
        [("short", "At least 12"), ("dana@example.org", "would be guessed"), (PASSWORD, "not the same")]
    {
        let refused = site.post(&path, None, &[("password", password), ("again", "another one entirely")]).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.text().contains(words), "{password}");
    }
    let too_late = WholeSite::practice(&house, later(7 * 24 * 60));
    assert_eq!(too_late.get(&path, None).await.status, StatusCode::NOT_FOUND);
    let (cookie, _, _) = joins(&house, DANA, "dana@example.org").await;
    assert_eq!(site.get(&path, None).await.status, StatusCode::NOT_FOUND);
    assert_eq!(site.get("/t", Some(&cookie)).await.status, StatusCode::OK);
    assert!(invite_staff(&house, &owner, PRIYA, &email("dana@example.org")).is_err());
}

#[tokio::test]
async fn a_code_of_the_phone_is_used_once_and_codes_on_paper_too() {
    let house = house();
    let (_, phone, codes) = joins(&house, DANA, "dana@example.org").await;
    assert_eq!(codes.len(), 8);
    let site = WholeSite::practice(&house, now());
    assert!(carries(&site, "dana@example.org", "seven quiet herons").await.is_none());
    assert!(carries(&site, "nobody@example.org", PASSWORD).await.is_none());
    // The invitation used up the code of this half-minute.
    let used = with_code(&site, "dana@example.org", &shown_by(&phone, now())).await;
    assert_eq!((used.status, used.cookie()), (StatusCode::UNPROCESSABLE_ENTITY, None));
    let next = later(1);
    let site = WholeSite::practice(&house, next);
    let in_now = with_code(&site, "dana@example.org", &shown_by(&phone, next)).await;
    assert_eq!((in_now.location(), in_now.cookie().is_some()), ("/t", true));
    let on_paper = with_code(&site, "dana@example.org", &codes[0].to_uppercase()).await;
    assert!(on_paper.cookie().is_some());
    assert!(with_code(&site, "dana@example.org", &codes[0]).await.cookie().is_none());
}

#[tokio::test]
async fn whoever_tries_too_often_waits_also_with_the_right_password() {
    let house = house();
    let (_, phone, _) = joins(&house, DANA, "dana@example.org").await;
    let site = WholeSite::practice(&house, later(1));
    for _ in 0..8 {
        assert!(carries(&site, "dana@example.org", "not it at all").await.is_none());
    }
    let refused = site.post("/staff", None, &[("email", "dana@example.org"), ("password", PASSWORD)]).await;
    assert!(refused.text().contains("Too many tries"));
    let after = later(17);
    let site = WholeSite::practice(&house, after);
    assert!(with_code(&site, "dana@example.org", &shown_by(&phone, after)).await.cookie().is_some());
}

#[tokio::test]
async fn an_address_that_tries_on_and_on_reads_how_long_to_wait_and_whom_to_call() {
    let house = house();
    let site = WholeSite::practice(&house, now());
    let form = [("code", "aaaa-bbbb-cccc")];
    let tries = async |address: &str| site.post_from(address, "/sign-in/code", &form).await;
    for _ in 0..40 {
        assert_ne!(tries("203.0.113.7").await.status, StatusCode::TOO_MANY_REQUESTS);
    }
    let told = tries("203.0.113.7").await;
    assert_eq!((told.status, told.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "900"));
    assert!(told.text().contains("Try again in 15 minutes") && told.text().contains("(303) 555-0142"));
    assert_ne!(tries("203.0.113.8").await.status, StatusCode::TOO_MANY_REQUESTS);
    // What the asker says of themselves moves nothing.
    assert_eq!(tries("198.51.100.9, 203.0.113.7").await.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(site.post_from("203.0.113.7", "/sign-out", &[]).await.location(), "/staff");
}

#[tokio::test]
async fn after_a_pause_the_password_is_asked_for_and_the_way_back_is_kept() {
    let house = house();
    let (cookie, _, _) = joins(&house, DANA, "dana@example.org").await;
    let at_work = WholeSite::practice(&house, later(14));
    assert_eq!(at_work.get("/t/caseload", Some(&cookie)).await.status, StatusCode::OK);
    let away = WholeSite::practice(&house, later(30));
    let led = away.get("/t/caseload", Some(&cookie)).await;
    assert_eq!(led.location(), "/staff/again?to=/t/caseload");
    let page = away.read(led.location(), Some(&cookie)).await;
    assert!(page.contains("Still you?") && page.contains("value=\"dana@example.org\""), "{page}");
    let answer = |password: &'static str| {
        let (away, cookie) = (away.clone(), cookie.clone());
        async move { away.post("/staff/again", Some(&cookie), &[("password", password), ("to", "/t/caseload")]).await }
    };
    assert_eq!(answer("not it at all").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let back = answer(PASSWORD).await;
    assert_eq!(back.location(), "/t/caseload");
    assert_eq!(away.get("/t/caseload", back.cookie()).await.status, StatusCode::OK);
    assert_eq!(away.get("/t/caseload", Some(&cookie)).await.location(), "/staff?to=/t/caseload");
    // Nobody is led away from here.
    for to in ["https://example.org", "//example.org", "/\\example.org"] {
        let led = away.post("/staff/again", back.cookie(), &[("password", PASSWORD), ("to", to)]).await;
        assert!(!led.location().contains("example.org"), "{to}: {}", led.location());
    }
}

#[tokio::test]
async fn sign_ins_are_listed_and_ended_and_whoever_leaves_is_out_at_once() {
    let house = house();
    let (first, phone, _) = joins(&house, DANA, "dana@example.org").await;
    let site = WholeSite::practice(&house, later(1));
    let second = with_code(&site, "dana@example.org", &shown_by(&phone, later(1))).await;
    let second = second.cookie().unwrap().to_owned();
    let page = site.read("/staff/sign-ins", Some(&second)).await;
    let ids: Vec<&str> =
        page.split("name=\"which\" value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(ids.len(), 3, "two sign-ins and all of them: {ids:?}");
    // The latest stands first; the other one is ended.
    site.post("/staff/sign-ins", Some(&second), &[("which", ids[1])]).await;
    assert_eq!(site.get("/t", Some(&first)).await.location(), "/staff?to=/t");
    assert_eq!(site.get("/t", Some(&second)).await.status, StatusCode::OK);
    let_staff_go(&house, &acting(MARION, Role::Owner), DANA).unwrap();
    assert_eq!(site.get("/t", Some(&second)).await.location(), "/staff?to=/t");
    assert!(carries(&site, "dana@example.org", PASSWORD).await.is_none());
}

#[tokio::test]
async fn in_a_practice_nobody_comes_in_by_one_click() {
    let house = house();
    let site = WholeSite::practice(&house, now());
    for path in [format!("/staff/{DANA}"), format!("/sign-in/{ROWAN}")] {
        let answer = site.post(&path, None, &[]).await;
        assert!(answer.status.is_client_error() && answer.cookie().is_none(), "{path}: {}", answer.status);
    }
    // The address of the set-up is of no use once somebody works here, even to whoever knows it.
    assert_ne!(site.get("/set-up/printed", None).await.status, StatusCode::OK);
    let without_mail = site.read("/sign-in", None).await;
    assert!(!without_mail.contains("Write me a link"), "{without_mail}");
}
