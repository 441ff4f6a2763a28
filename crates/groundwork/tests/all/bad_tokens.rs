//! Tokens that are replayed, late, forged, cut, or somebody else's: each gets a plain page and changes nothing.

use actions::house::House;
use axum::http::StatusCode;
use record::lists::accounts::Account;
use schedule::notice::NoticeKind;
use terms::actor::Role;
use testkit::cast::{BEA, CHRIS, DANA, LEE, MARION, OMAR, PRIYA};
use testkit::ground::{acting, house, now};

use crate::behaviours::hidden;
use crate::plain_client::form_body;
use crate::role_taken::without_values;
use crate::sign_in_steps::{PASSWORD, asks, carries, joins, later, path_in, sent, shown_by, written_to};
use crate::whole_site::{Answer, WholeSite};

/// A plain page: no way in, no fault, nothing of what was sent, and a way on.
fn is_plain(answer: &Answer, sent: &str) {
    let text = answer.text();
    assert!(answer.cookie().is_none() && answer.status.is_client_error(), "{}: {text}", answer.status);
    assert!(text.contains("<h1") && !text.contains(sent) && !text.contains("panicked"), "{text}");
}

/// The same, or the way to the door.
fn is_turned_away(answer: &Answer, sent: &str) {
    match answer.location() {
        "/staff" | "/sign-in" => assert!(answer.cookie().is_none()),
        "" => is_plain(answer, sent),
        elsewhere => panic!("led to {elsewhere}"),
    }
}

/// A letter of the token changed, cut, and another of the same length.
fn spoiled(token: &str) -> [String; 4] {
    let other = if token.ends_with('a') { 'b' } else { 'a' };
    let cut = &token[..token.len() - 1];
    [format!("{cut}{other}"), cut.to_owned(), token.chars().rev().collect(), token[..token.len() / 2].to_owned()]
}

#[tokio::test]
async fn a_mailed_link_that_is_forged_cut_late_or_used_opens_nothing() {
    let (house, site, letter) = written_to("rowan@example.org").await;
    let path = path_in(&letter);
    let secret = path.strip_prefix("/enter/").unwrap();
    for bad in spoiled(secret) {
        for answer in
            [site.get(&format!("/enter/{bad}"), None).await, site.post(&format!("/enter/{bad}"), None, &[]).await]
        {
            if answer.header("content-encoding").is_empty() {
                is_plain(&answer, &bad);
            }
            assert_eq!((answer.status, answer.cookie()), (StatusCode::NOT_FOUND, None), "{bad}");
        }
    }
    // A clock that was set back: a link of the future is as good as it is, and no better at its own end.
    let before = WholeSite::practice(&house, later(-60));
    assert!(before.read(&path, None).await.contains("Open my pages"));
    for late in [15, 60, 60 * 24 * 365] {
        is_plain(&WholeSite::practice(&house, later(late)).post(&path, None, &[]).await, secret);
    }
    assert_eq!(
        site.post(&path, None, &[]).await.location(),
        "/my/account/door?welcome=yes",
        "all of that used nothing up"
    );
    is_plain(&site.post(&path, None, &[]).await, secret);
    asks(&site, "rowan@example.org").await;
    assert!(sent(&house, NoticeKind::SignInLink, now()).await.is_some(), "whoever lost it has another");
}

#[tokio::test]
async fn what_a_form_carries_is_its_own_accounts_for_an_hour_and_only_whole() {
    let house = house();
    let (_, dana_phone, _) = joins(&house, DANA, "dana@example.org").await;
    let (_, priya_phone, _) = joins(&house, PRIYA, "priya@example.org").await;
    let next = later(1);
    let site = WholeSite::practice(&house, next);
    let carried = carries(&site, "dana@example.org", PASSWORD).await.unwrap();
    let right = shown_by(&dana_phone, next);
    let code = async |site: &WholeSite, carried: &str, code: &str| {
        site.post("/staff/code", None, &[("carried", carried), ("code", code)]).await
    };
    for bad in spoiled(&carried) {
        is_turned_away(&code(&site, &bad, &right).await, &bad);
    }
    // Priya's code under Dana's password: a wrong try of Dana's, and nobody is in.
    is_plain(&code(&site, &carried, &shown_by(&priya_phone, next)).await, &priya_phone);
    for minutes in [-5, 62, 60 * 24 * 365] {
        let then = later(minutes);
        let elsewhen = WholeSite::practice(&house, then);
        is_turned_away(&code(&elsewhen, &carried, &shown_by(&dana_phone, then)).await, &carried);
    }
    let entered = code(&site, &carried, &right).await;
    assert_eq!(entered.location(), "/t", "all of that used nothing up");
    is_plain(&code(&site, &carried, &right).await, &right);
    assert!(wrong_tries(&house) >= 1, "wrong tries are written down");
}

/// How many wrong tries stand at Dana's account.
fn wrong_tries(house: &House) -> usize {
    let people = actions::change_staff::see_people(house, &acting(MARION, Role::Owner)).unwrap();
    let dana = people.into_iter().find(|(person, _)| person.id == DANA);
    dana.and_then(|(_, account)| account).map_or(0, |account: Account| account.wrong.len())
}

#[tokio::test]
async fn a_cookie_that_is_forged_cut_or_of_long_ago_is_nobodys() {
    let house = house();
    let (cookie, _, _) = joins(&house, DANA, "dana@example.org").await;
    let site = WholeSite::practice(&house, now());
    let (name, token) = cookie.split_once('=').unwrap();
    let form = [("kind", "therapy")];
    for bad in spoiled(token) {
        let cookie = format!("{name}={bad}");
        assert_eq!(site.get("/t", Some(&cookie)).await.location(), "/staff?to=/t", "{bad}");
        assert_eq!(site.post("/t/c/rwankeer27/notes", Some(&cookie), &form).await.location(), "/staff");
    }
    // Without the prefix, as a page on plain HTTP or another port could plant it, it counts for nothing.
    assert_eq!(site.get("/t", Some(&format!("groundwork={token}"))).await.location(), "/staff?to=/t");
    // The clock jumps a day on: the sign-in is over. It jumps back: nobody is in who was not.
    let far = WholeSite::practice(&house, later(60 * 24));
    assert_eq!(far.get("/t", Some(&cookie)).await.location(), "/staff?to=/t");
    let back = WholeSite::practice(&house, later(-60 * 24));
    assert!([StatusCode::OK, StatusCode::SEE_OTHER].contains(&back.get("/t", Some(&cookie)).await.status));
    // And forward again: that was a day without a click, so the password is asked for.
    assert_eq!(site.get("/t", Some(&cookie)).await.location(), "/staff/again?to=/t");
}

/// Of what the owner reads, the rows that say no.
async fn refused_rows(site: &WholeSite) -> usize {
    let marion = site.sign_in(MARION).await;
    site.read("/practice/accesses?refused=yes", Some(&marion)).await.matches(", refused").count()
}

/// A form as a browser sends it, with the mark that the page put first.
fn marked(mark: &str, form: &[(&str, &str)]) -> Vec<u8> {
    format!("for-whom={mark}&{}", form_body(form)).into_bytes()
}

#[tokio::test]
async fn two_people_in_one_browser_write_nothing_into_each_others_pages() {
    let site = WholeSite::new();
    let (chris, lee) = (site.sign_in_client(CHRIS).await, site.sign_in_client(LEE).await);
    let mark = |page: &str| hidden(page, "for-whom");
    let of_chris = mark(&site.read("/my/journal/write", Some(&chris)).await);
    let of_lee = mark(&site.read("/my/journal/write", Some(&lee)).await);
    assert_ne!(of_chris, of_lee);
    let before = refused_rows(&site).await;
    let lee_has = async || {
        let [journal, intentions] =
            ["/my/journal", "/my/preparation/intentions"].map(|path| site.read(path, Some(&lee)));
        without_values(&(journal.await + &intentions.await))
    };
    let stood = lee_has().await;
    for (path, form) in [
        ("/my/journal/chrsunsent", [("version", "0"), ("text", "Quail-tab")]),
        ("/my/preparation/intentions", [("intention", "Quail-tab"), ("hope", "Quail-tab")]),
        ("/my/journal/chrsunsent/save", [("version", "0"), ("text", "Quail-tab")]),
    ] {
        // Chris's tab, still open, is sent once Lee has signed in on the same browser.
        let stale = marked(&of_chris, &form);
        let sent = site.post_bytes(path, Some(&lee), stale).await;
        assert!(sent.status == StatusCode::CONFLICT && sent.text().contains("Somebody else has signed in"), "{path}");
        assert!(!sent.text().contains("Quail-tab"), "{path}");
    }
    assert_eq!(lee_has().await, stood);
    assert_eq!(refused_rows(&site).await, before + 3, "each stands in what the owner reads");
    // One's own form goes on, also after signing in anew.
    let again = site.sign_in_client(CHRIS).await;
    let own = marked(&of_chris, &[("version", "0"), ("text", "Quail-own")]);
    assert_eq!(site.post_bytes("/my/journal/chrsunsent", Some(&again), own).await.status, StatusCode::SEE_OTHER);
    // The same among staff, and between a client and staff.
    let (dana, omar) = (site.sign_in(DANA).await, site.sign_in(OMAR).await);
    let page = mark(&site.read("/t/c/rwankeer27/plan", Some(&dana)).await);
    for cookie in [&omar, &chris] {
        let form = marked(&page, &[("goals", "Quail-goal")]);
        let sent = site.post_bytes("/t/c/rwankeer27/plan", Some(cookie), form).await;
        assert!(sent.status == StatusCode::CONFLICT || sent.location() == "/staff", "{}", sent.status);
    }
    assert!(!site.read("/t/c/rwankeer27/plan", Some(&dana)).await.contains("Quail-goal"));
}

#[tokio::test]
async fn whoever_is_turned_away_stands_in_what_the_owner_reads() {
    let site = WholeSite::new();
    let before = refused_rows(&site).await;
    let people =
        [(BEA, "/t"), (BEA, "/desk"), (BEA, "/practice"), (DANA, "/billing"), (MARION, "/billing"), (PRIYA, "/t")];
    for (staff, door) in people {
        let cookie = site.sign_in(staff).await;
        let answer = site.read(door, Some(&cookie)).await;
        assert!(answer.contains("Your visit was logged"), "{door}: {answer}");
    }
    assert_eq!(refused_rows(&site).await, before + people.len());
}

#[tokio::test]
async fn what_opens_nothing_stands_there_too_and_whoever_asks_too_often_once() {
    let house = house();
    let (site, practice) = (WholeSite::of(&house, now()), WholeSite::practice(&house, now()));
    let before = refused_rows(&site).await;
    let forged = format!("groundwork={}", "b".repeat(26));
    assert_eq!(site.get("/t", Some(&forged)).await.location(), "/staff?to=/t");
    for path in ["/enter/bbbbbbbbbbbbbbbbbbbbbbbbbb", "/join/bbbbbbbbbbbbbbbbbbbbbbbbbb"] {
        assert_eq!(practice.get(path, None).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(refused_rows(&site).await, before + 3);
    let mut waits = 0;
    for _ in 0..60 {
        let tried = practice.post_from("203.0.113.9", "/given/bbbbbbbbbb", &[("code", "bbbbbbbbbb")]).await;
        waits += usize::from(tried.status == StatusCode::TOO_MANY_REQUESTS);
    }
    assert_eq!((waits, refused_rows(&site).await), (20, before + 4));
}
