//! Another password, and the owner who ends somebody's sign-ins.

use axum::http::StatusCode;
use schedule::notice::NoticeKind;
use testkit::cast::{DANA, MARION};
use testkit::ground::{house, now};

use crate::sign_in_steps::{PASSWORD, carries, joins, later, sent, shown_by, with_code};
use crate::whole_site::WholeSite;

const NEXT: &str = "a kite over the reservoir";

#[tokio::test]
async fn another_password_wants_the_old_one_ends_the_other_sign_ins_and_is_told_by_letter() {
    let house = house();
    house.mail_goes_out();
    let (first, phone, _) = joins(&house, DANA, "dana@example.org").await;
    let site = WholeSite::practice(&house, later(1));
    let second = with_code(&site, "dana@example.org", &shown_by(&phone, later(1))).await;
    let second = second.cookie().unwrap().to_owned();
    let change = async |old: &str, new: &str, again: &str| {
        let form = [("old", old), ("password", new), ("again", again)];
        site.post("/staff/account/password", Some(&second), &form).await
    };
    assert!(site.read("/staff/account", Some(&second)).await.contains("Your password of now"));
    for (old, new, again, words) in [
        ("not it at all", NEXT, NEXT, "not your password of now"),
        (PASSWORD, "short", "short", "At least 12"),
        (PASSWORD, "dana@example.org", "dana@example.org", "would be guessed"),
        (PASSWORD, "Dana Reyes 2026!", "Dana Reyes 2026!", "would be guessed"),
        (PASSWORD, PASSWORD, PASSWORD, "Choose another one"),
        (PASSWORD, NEXT, "a kite over the lake", "not the same"),
    ] {
        let refused = change(old, new, again).await;
        assert_eq!((refused.status, refused.cookie()), (StatusCode::UNPROCESSABLE_ENTITY, None), "{new}");
        assert!(refused.text().contains(words), "{words}: {}", refused.text());
        assert!(!refused.text().contains(old), "a password came back");
    }
    assert!(sent(&house, NoticeKind::SignInChanged, now()).await.is_none());
    let changed = change(PASSWORD, NEXT, NEXT).await;
    assert_eq!(changed.location(), "/staff/sign-ins?done=password");
    let third = changed.cookie().unwrap();
    assert_eq!(site.get("/t", Some(third)).await.status, StatusCode::OK);
    for ended in [&first, &second] {
        assert_eq!(site.get("/t", Some(ended)).await.location(), "/staff?to=/t");
    }
    assert!(carries(&site, "dana@example.org", PASSWORD).await.is_none());
    assert!(carries(&site, "dana@example.org", NEXT).await.is_some());
    let letter = sent(&house, NoticeKind::SignInChanged, later(1)).await.expect("a letter");
    assert!(letter.body.as_str().contains("Your password was changed"), "{}", letter.body.as_str());
}

#[tokio::test]
async fn wrong_old_passwords_are_counted_like_those_at_the_door() {
    let house = house();
    let (cookie, _, _) = joins(&house, DANA, "dana@example.org").await;
    let site = WholeSite::practice(&house, now());
    let change = async |old: &str| {
        let form = [("old", old), ("password", NEXT), ("again", NEXT)];
        site.post("/staff/account/password", Some(&cookie), &form).await.text()
    };
    for _ in 0..8 {
        assert!(change("not it at all").await.contains("not your password of now"));
    }
    assert!(change(PASSWORD).await.contains("Too many tries"));
    assert_eq!(site.post("/staff/account/password", None, &[("old", PASSWORD)]).await.location(), "/staff");
}

#[tokio::test]
async fn the_owner_ends_every_sign_in_of_somebody_and_their_password_stays() {
    let house = house();
    let (dana, phone, _) = joins(&house, DANA, "dana@example.org").await;
    let (marion, _, _) = joins(&house, MARION, "marion@example.org").await;
    let site = WholeSite::practice(&house, later(1));
    let path = format!("/practice/people/{DANA}/sign-out");
    assert_eq!(site.post(&path, Some(&dana), &[]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(site.get("/t", Some(&dana)).await.status, StatusCode::OK);
    let ended = site.post(&path, Some(&marion), &[]).await;
    assert_eq!(ended.location(), format!("/practice/people/{DANA}?done=out"));
    assert_eq!(site.get("/t", Some(&dana)).await.location(), "/staff?to=/t");
    let back = with_code(&site, "dana@example.org", &shown_by(&phone, later(1))).await;
    assert!(back.cookie().is_some());
}
