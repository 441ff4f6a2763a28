//! Passkeys and the shared phone: what opens a person's pages, and what never does.

use actions::change_staff::let_staff_go;
use actions::claim_letter::{Outbox, claim_letter};
use actions::enter_by_key::print_code;
use actions::house::House;
use actions::invite_staff::invite_staff;
use axum::http::StatusCode;
use jiff::Timestamp;
use schedule::notice::NoticeKind;
use terms::actor::Role;
use terms::reach::{Email, Reach};
use testkit::cast::{BEA, DANA, MARION, MAYA, ROWAN};
use testkit::ground::{acting, house, now};

use crate::reminders::with_reach;
use crate::sign_in_steps::{asks, joins, later, path_in, sent, written_to};
use crate::soft_key::{Asked, SoftKey};
use crate::whole_site::{Answer, WholeSite};

const STAFF: &str = "/staff/passkeys";
const CLIENT: &str = "/my/account/passkeys";
const DOOR: &str = "/my/account/door";

/// Somebody who just signed in makes a passkey.
async fn makes(site: &WholeSite, page: &str, cookie: &str) -> SoftKey {
    let asked = Asked::on(&site.read(page, Some(cookie)).await);
    let (key, answer) = SoftKey::made(&asked);
    let made = posts(site, (page, Some(cookie)), (&asked.carried, &answer)).await;
    assert_eq!(made.location(), format!("{page}?done=saved"), "{}", made.text());
    key
}

async fn posts(site: &WholeSite, (page, cookie): (&str, Option<&str>), (carried, answer): (&str, &str)) -> Answer {
    site.post(page, cookie, &[("name", "My phone"), ("carried", carried), ("answer", answer)]).await
}

/// What the page of sign-in asks.
async fn asked(site: &WholeSite, page: &str) -> Asked {
    Asked::on(&site.read(page, None).await)
}

async fn enters(site: &WholeSite, asked: &Asked, answer: &str) -> Answer {
    posts(site, ("/passkey", None), (&asked.carried, answer)).await
}

/// A demo's cookie is good in the practice too: it is the same house.
async fn demo_cookie(house: &House, enter: impl AsyncFn(&WholeSite) -> String) -> String {
    enter(&WholeSite::of(house, now())).await.replace("groundwork=", "__Host-groundwork=")
}

async fn dana(house: &House) -> String {
    demo_cookie(house, async |site| site.sign_in(DANA).await).await
}

async fn client(house: &House, who: terms::ids::SubjectId) -> String {
    demo_cookie(house, async |site| site.sign_in_client(who).await).await
}

fn is_refused(answer: &Answer) {
    assert_eq!((answer.status, answer.cookie()), (StatusCode::UNPROCESSABLE_ENTITY, None), "{}", answer.text());
    assert!(answer.text().contains("Nobody was signed in"));
}

#[tokio::test]
async fn a_therapist_comes_in_by_a_passkey_once_for_each_question() {
    let house = house();
    let site = WholeSite::practice(&house, now());
    let (cookie, _, _) = joins(&house, DANA, "dana@example.org").await;
    let key = makes(&site, STAFF, &cookie).await;
    let question = asked(&site, "/staff").await;
    let answer = key.shows(&question);
    let entered = enters(&site, &question, &answer).await;
    assert_eq!((entered.status, entered.location()), (StatusCode::SEE_OTHER, "/t"));
    let inside = entered.cookie().unwrap().to_owned();
    assert!(inside.starts_with("__Host-groundwork=") && inside != cookie);
    assert!(site.read("/t", Some(&inside)).await.contains("Dana"));
    assert!(site.read(STAFF, Some(&inside)).await.contains("Last used"));
    // The same answer again opens nothing, whoever heard it.
    is_refused(&enters(&site, &question, &answer).await);
    // After a pause one touch is enough, and the earlier sign-in ends.
    let away = WholeSite::practice(&house, later(20));
    assert_eq!(away.get("/t", Some(&inside)).await.location(), "/staff/again?to=/t");
    let again = Asked::on(&away.read("/staff/again?to=/t/to-sign", Some(&inside)).await);
    let form = [("carried", again.carried.as_str()), ("answer", &key.shows(&again)), ("to", "/t/to-sign")];
    let back = away.post("/passkey", Some(&inside), &form).await;
    assert_eq!(back.location(), "/t/to-sign");
    assert_eq!(away.get("/t", Some(&inside)).await.location(), "/staff?to=/t");
    assert_eq!(away.get("/t", back.cookie()).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_forged_stale_or_of_another_site_opens_nothing() {
    let house = house();
    let site = WholeSite::practice(&house, now());
    let cookie = dana(&house).await;
    let mut key = makes(&site, STAFF, &cookie).await;
    let question = asked(&site, "/staff").await;
    key.origin = "https://go.example.com".to_owned();
    is_refused(&enters(&site, &question, &key.shows(&question)).await);
    key.origin = "https://go.example.org".to_owned();
    key.site = "go.example.com".to_owned();
    is_refused(&enters(&site, &question, &key.shows(&question)).await);
    key.site = "go.example.org".to_owned();
    key.verified = false;
    is_refused(&enters(&site, &question, &key.shows(&question)).await);
    key.verified = true;
    let good = key.shows(&question);
    for (carried, answer) in [
        (&question.carried[1..], good.as_str()),
        (&question.carried[..question.carried.len() - 2], &good),
        ("", &good),
        (&question.carried, &good[..good.len() / 2]),
        (&question.carried, "{}"),
        (&asked(&site, "/staff").await.carried, &good),
    ] {
        is_refused(&posts(&site, ("/passkey", None), (carried, answer)).await);
    }
    // An hour later the question is over; and a key that nobody made is nobody's.
    is_refused(&enters(&WholeSite::practice(&house, later(61)), &question, &good).await);
    let (stray, _) = SoftKey::made(&Asked::on(&site.read(STAFF, Some(&cookie)).await));
    is_refused(&enters(&site, &question, &stray.shows(&question)).await);
    assert_eq!(enters(&site, &question, &good).await.location(), "/t", "none of it used the question up");
}

#[tokio::test]
async fn a_passkey_is_made_soon_after_sign_in_and_by_whoever_was_asked() {
    let house = house();
    let site = WholeSite::practice(&house, now());
    let (dana, bea) = (dana(&house).await, demo_cookie(&house, async |site| site.sign_in(BEA).await).await);
    let asked = Asked::on(&site.read(STAFF, Some(&dana)).await);
    let (key, answer) = SoftKey::made(&asked);
    let anothers = posts(&site, (STAFF, Some(&bea)), (&asked.carried, &answer)).await;
    assert!(anothers.status == StatusCode::UNPROCESSABLE_ENTITY && anothers.text().contains("did not fit"));
    let nameless = site.post(STAFF, Some(&dana), &[("carried", &asked.carried), ("answer", &answer)]).await;
    assert!(nameless.text().contains("Enter what you call this device"));
    // Awake, but signed in a while ago.
    for minute in [10, 16] {
        WholeSite::practice(&house, later(minute)).get("/t", Some(&dana)).await;
    }
    let late = posts(&WholeSite::practice(&house, later(17)), (STAFF, Some(&dana)), (&asked.carried, &answer)).await;
    assert_eq!(late.location(), "/staff/again?to=/staff/passkeys");
    let question = crate::passkeys::asked(&site, "/staff").await;
    is_refused(&enters(&site, &question, &key.shows(&question)).await);
    assert_eq!(posts(&site, ("/staff/passkeys", None), (&asked.carried, &answer)).await.location(), "/staff");
}

#[tokio::test]
async fn a_passkey_that_is_removed_or_whose_owner_is_invited_anew_or_left_opens_nothing() {
    let house = house();
    let site = WholeSite::practice(&house, now());
    let cookie = dana(&house).await;
    let key = makes(&site, STAFF, &cookie).await;
    let page = site.read(STAFF, Some(&cookie)).await;
    let (_, rest) = page.split_once("name=\"remove\" value=\"").unwrap();
    let id = &rest[..10];
    let bea = demo_cookie(&house, async |site| site.sign_in(BEA).await).await;
    let strangers = site.post(STAFF, Some(&bea), &[("remove", id)]).await;
    assert!(strangers.status == StatusCode::UNPROCESSABLE_ENTITY && strangers.text().contains("not here any more"));
    assert_eq!(site.post(STAFF, Some(&cookie), &[("remove", id)]).await.location(), "/staff/passkeys?done=saved");
    let question = asked(&site, "/staff").await;
    is_refused(&enters(&site, &question, &key.shows(&question)).await);

    let second = makes(&site, STAFF, &cookie).await;
    let owner = acting(MARION, Role::Owner);
    invite_staff(&house, &owner, DANA, &Email::parse("dana@example.org").unwrap()).unwrap();
    is_refused(&enters(&site, &question, &second.shows(&question)).await);

    let third = makes(&site, STAFF, &bea).await;
    let_staff_go(&house, &owner, BEA).unwrap();
    is_refused(&enters(&site, &question, &third.shows(&question)).await);
}

/// A link that Rowan asks for later; those before it may still wait to be sent, and are used or over.
async fn another_link(house: &House, site: &WholeSite, at: Timestamp) -> String {
    asks(site, "rowan@example.org").await;
    loop {
        let link = path_in(&sent(house, NoticeKind::SignInLink, at).await.unwrap());
        if site.get(&link, None).await.status == StatusCode::OK {
            return link;
        }
    }
}

async fn says(site: &WholeSite, cookie: &str, answers: &[(&str, &str)]) -> Answer {
    site.post(DOOR, Some(cookie), answers).await
}

const SHARED: [(&str, &str); 4] =
    [("shares", "not-sure"), ("pin", "814207"), ("pin-again", "814207"), ("tell", "nowhere")];

#[tokio::test]
async fn at_a_shared_mailbox_a_link_opens_nothing_without_the_pin() {
    let (house, site, first) = written_to("rowan@example.org").await;
    let entered = site.post(&path_in(&first), None, &[]).await;
    assert_eq!(entered.location(), "/my/account/door?welcome=yes");
    let rowan = entered.cookie().unwrap().to_owned();
    assert!(site.read(entered.location(), Some(&rowan)).await.contains("Does anyone else read this mailbox"));
    for (answers, words) in [
        (vec![("tell", "nowhere")], "Choose one"),
        (vec![("shares", "somebody"), ("tell", "nowhere")], "the link alone would open your pages"),
        (
            vec![("shares", "somebody"), ("tell", "nowhere"), ("pin", "81420"), ("pin-again", "81420")],
            "six digits or more",
        ),
        (
            vec![("shares", "somebody"), ("tell", "nowhere"), ("pin", "123456"), ("pin-again", "123456")],
            "first that someone tries",
        ),
        (
            vec![("shares", "somebody"), ("tell", "nowhere"), ("pin", "814207"), ("pin-again", "814208")],
            "not the same PIN",
        ),
    ] {
        let refused = says(&site, &rowan, &answers).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.text().contains(words), "{words}");
    }
    assert_eq!(says(&site, &rowan, &SHARED).await.location(), "/my/account/door?done=saved");
    assert!(!site.read(DOOR, Some(&rowan)).await.contains("814207"));
    // No device is remembered there, not even when asked.
    let asked = site.post("/my/account/devices", Some(&rowan), &[("what", "remember")]).await;
    assert_eq!((asked.location(), asked.cookie()), (DOOR, None));

    let at = later(6);
    let site = WholeSite::practice(&house, at);
    let link = another_link(&house, &site, at).await;
    let page = site.read(&link, None).await;
    assert!(page.contains("Your PIN") && !page.contains("Rowan"), "{page}");
    for pin in ["", "814208", "000000", "1", "81420"] {
        let refused = site.post(&link, None, &[("pin", pin)]).await;
        assert_eq!((refused.status, refused.cookie()), (StatusCode::UNPROCESSABLE_ENTITY, None), "{pin}");
    }
    let closed = site.post(&link, None, &[("pin", "814207")]).await;
    assert!(closed.text().contains("Too many PINs were tried") && closed.cookie().is_none());
    // A quarter of an hour later, by another link, it opens; and the front desk's code never asked for a PIN.
    let at = later(23);
    let site = WholeSite::practice(&house, at);
    let link = another_link(&house, &site, at).await;
    let entered = site.post(&link, None, &[("pin", "814207")]).await;
    assert_eq!(entered.location(), "/my");
    let (_, code) = print_code(&house, &acting(testkit::cast::PRIYA, Role::Desk), ROWAN).unwrap();
    assert_eq!(site.post("/sign-in/code", None, &[("code", &code)]).await.location(), "/my");
}

#[tokio::test]
async fn with_a_passkey_and_no_pin_the_link_opens_nothing_and_the_passkey_does() {
    let (house, site, first) = written_to("rowan@example.org").await;
    let entered = site.post(&path_in(&first), None, &[]).await;
    let rowan = entered.cookie().unwrap().to_owned();
    let key = makes(&site, CLIENT, &rowan).await;
    says(&site, &rowan, &[("shares", "somebody"), ("tell", "nowhere")]).await;
    let at = later(6);
    let site = WholeSite::practice(&house, at);
    let link = another_link(&house, &site, at).await;
    let page = site.read(&link, None).await;
    assert!(page.contains("use it, on a device that has it") && !page.contains("Open my pages"));
    assert!(site.post(&link, None, &[]).await.cookie().is_none());
    let question = Asked::on(&page);
    let inside = enters(&site, &question, &key.shows(&question)).await;
    assert_eq!(inside.location(), "/my");
    assert!(site.read("/my", inside.cookie()).await.contains("Rowan"));
    // A client's key opens no page of the practice, whatever the form asks for.
    let question = asked(&site, "/staff").await;
    let form = [("carried", question.carried.as_str()), ("answer", &key.shows(&question)), ("to", "/t")];
    assert_eq!(site.post("/passkey", None, &form).await.location(), "/my");
}

#[tokio::test]
async fn of_two_at_one_phone_each_passkey_opens_its_own_pages() {
    let house = house();
    let site = WholeSite::practice(&house, now());
    let (rowan, maya) = (client(&house, ROWAN).await, client(&house, MAYA).await);
    let keys = [(makes(&site, CLIENT, &rowan).await, "Rowan"), (makes(&site, CLIENT, &maya).await, "Maya")];
    for (key, name) in &keys {
        let question = asked(&site, "/sign-in").await;
        // Maya's pages are open in this browser: whoever shows a key ends them.
        let form = [("carried", question.carried.as_str()), ("answer", &key.shows(&question))];
        let inside = site.post("/passkey", Some(&maya), &form).await;
        assert!(site.read("/my", inside.cookie()).await.contains(name));
    }
    assert_eq!(site.get("/my", Some(&maya)).await.location(), "/sign-in");
}

#[tokio::test]
async fn a_new_device_is_told_where_it_is_safe_and_a_remembered_one_is_not() {
    let house = house();
    house.mail_goes_out();
    with_reach(&house, ROWAN, |reach| Reach { email: Some(Email::parse("rowan@example.org").unwrap()), ..reach });
    let site = WholeSite::practice(&house, now());
    let rowan = client(&house, ROWAN).await;
    let key = makes(&site, CLIENT, &rowan).await;
    let mut outbox = Outbox::default();
    let mut told = || {
        let letters = std::iter::from_fn(|| claim_letter(&house, &mut outbox, later(1)).unwrap());
        letters
            .filter(|letter| letter.kind == Some(NoticeKind::NewDevice))
            .map(|letter| letter.body.as_str().to_owned())
            .collect::<Vec<_>>()
    };
    let enter = async |with: Option<&str>| {
        let question = asked(&site, "/sign-in").await;
        let form = [("carried", question.carried.as_str()), ("answer", &key.shows(&question))];
        assert_eq!(site.post("/passkey", with, &form).await.location(), "/my");
    };
    enter(None).await;
    assert!(told().is_empty(), "until a way was named, none is safe");
    says(&site, &rowan, &[("shares", "nobody"), ("tell", "email")]).await;
    enter(None).await;
    let letters = told();
    assert!(letters.len() == 1 && letters[0].contains("/my/account/sign-ins"), "{letters:?}");
    let kept = site.post("/my/account/devices", Some(&rowan), &[("what", "remember")]).await;
    let known = kept.cookie().unwrap().to_owned();
    assert!(known.starts_with("__Host-known="), "{known}");
    enter(Some(&known)).await;
    assert!(told().is_empty(), "this device is known");
    enter(Some("__Host-known=bbbbbbbbbb")).await;
    assert_eq!(told().len(), 1, "a secret that we never gave");
    site.post("/my/account/devices", Some(&rowan), &[("what", "forget")]).await;
    enter(Some(&known)).await;
    assert_eq!(told().len(), 1, "forgotten");
    says(&site, &rowan, &[("shares", "nobody"), ("tell", "nowhere")]).await;
    enter(None).await;
    assert!(told().is_empty());
}

#[tokio::test]
async fn whoever_picks_up_an_open_phone_sends_no_link_to_themselves() {
    let (house, site, first) = written_to("rowan@example.org").await;
    let rowan = site.post(&path_in(&first), None, &[]).await.cookie().unwrap().to_owned();
    let form = [("name", "Rowan"), ("email", "somebody-else@example.org")];
    let late = WholeSite::practice(&house, later(16));
    let refused = late.post("/my/account", Some(&rowan), &form).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.text().contains("Sign out and in again"));
    assert!(late.read("/my/account", Some(&rowan)).await.contains("rowan@example.org"));
    assert_eq!(
        late.post("/my/account", Some(&rowan), &[("name", "Rowan K."), ("email", "rowan@example.org")])
            .await
            .location(),
        "/my/account?done=saved"
    );
    let soon = WholeSite::practice(&house, now());
    assert_eq!(soon.post("/my/account", Some(&rowan), &form).await.location(), "/my/account?done=saved");
}
