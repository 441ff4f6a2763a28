//! One psychotherapy note behind a link: a code opens it, for as long as the authorization holds.

use axum::http::StatusCode;
use testkit::cast::{DANA, OMAR, ROWAN};
use testkit::ground::{house, now};

use crate::behaviours::hidden;
use crate::sign_in_steps::later;
use crate::whole_site::WholeSite;

const SAID: &str = "He waits to be asked.";

/// Dana makes a link for Rowan's only note; where its copy stands, the link's path, and the code.
async fn sent(site: &WholeSite, dana: &str) -> (String, String, String) {
    let notebook = format!("/t/c/{ROWAN}/process");
    site.post(&notebook, Some(dana), &[("passphrase", "a walk by the lake")]).await;
    let id = hidden(&site.read(&notebook, Some(dana)).await, "id");
    site.post(&format!("{notebook}/write"), Some(dana), &[("id", &id), ("text", SAID)]).await;
    let open = site.read(&notebook, Some(dana)).await;
    let place = open.split(&format!("{notebook}/n/")).nth(1).expect("a note")[..10].to_owned();
    let place = format!("{notebook}/n/{place}");
    let id = hidden(&site.read(&place, Some(dana)).await, "id");
    let release = [
        ("id", id.as_str()),
        ("to", "Dr. Example, Foothill Clinic"),
        ("purpose", "At my request"),
        ("signed-by", "Rowan Keller"),
        ("signed-on", "2026-06-20"),
        ("until", "2026-07-20"),
        ("alone", "yes"),
    ];
    let copy = site.post(&place, Some(dana), &release).await.location().to_owned();
    let (path, code) = linked(site, &copy, dana).await;
    (copy, path, code)
}

async fn linked(site: &WholeSite, copy: &str, dana: &str) -> (String, String) {
    let page = site.post(&format!("{copy}/link"), Some(dana), &[]).await.text();
    let mut told = page.split("<code>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned());
    let link = told.next().expect("a link");
    let path = format!("/given/{}", link.rsplit('/').next().unwrap());
    (path, told.next().expect("a code"))
}

#[tokio::test]
async fn a_note_that_is_sent_opens_for_its_reader_and_says_nothing_to_others() {
    let house = house();
    let site = WholeSite::of(&house, now());
    let dana = site.sign_in(DANA).await;
    let (copy, path, code) = sent(&site, &dana).await;
    assert!(!site.read(&path, None).await.contains(SAID), "a scanner that looks finds a form");
    let tries = async |site: &WholeSite, path: &str, code: &str| site.post(path, None, &[("code", code)]).await;
    let nowhere = tries(&site, "/given/bbbbbbbbbb", &code).await;
    for wrong in ["", "bbbbb bbbbb", &code[..4]] {
        let answer = tries(&site, &path, wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert_eq!(
            answer.text().replace(&path, ""),
            nowhere.text().replace("/given/bbbbbbbbbb", ""),
            "nothing is told"
        );
    }
    assert!(site.read(&copy, Some(&dana)).await.contains("nobody opened it yet"));
    let opened = tries(&site, &path, &code.to_uppercase()).await;
    assert!(opened.status == StatusCode::OK && opened.text().contains(SAID), "{}", opened.text());
    assert_eq!(opened.header("cache-control"), "no-store");
    assert!(site.read(&copy, Some(&dana)).await.contains("Opened "));
    let over = WholeSite::of(&house, later(60 * 24 * 30));
    assert_eq!(tries(&over, &path, &code).await.status, StatusCode::UNPROCESSABLE_ENTITY, "its last day is over");
    let (_, again) = linked(&site, &copy, &dana).await;
    assert_eq!(tries(&site, &path, &code).await.status, StatusCode::UNPROCESSABLE_ENTITY, "a new code ends the other");
    assert_eq!(tries(&site, &path, &again).await.status, StatusCode::OK);
    let omar = site.sign_in(OMAR).await;
    assert!(!site.post(&format!("{copy}/link"), Some(&omar), &[]).await.text().contains("<code>"));
    site.post(&format!("{copy}/take-back"), Some(&dana), &[]).await;
    assert_eq!(tries(&site, &path, &again).await.status, StatusCode::UNPROCESSABLE_ENTITY, "taken back");
}

#[tokio::test]
async fn wrong_codes_are_counted() {
    let house = house();
    let site = WholeSite::of(&house, now());
    let dana = site.sign_in(DANA).await;
    let (_, path, code) = sent(&site, &dana).await;
    for _ in 0..8 {
        site.post(&path, None, &[("code", "bbbbbbbbbb")]).await;
    }
    let right = site.post(&path, None, &[("code", &code)]).await;
    assert!(right.status == StatusCode::UNPROCESSABLE_ENTITY && right.text().contains("Wait a quarter of an hour"));
    let later = WholeSite::of(&house, later(15));
    assert_eq!(later.post(&path, None, &[("code", &code)]).await.status, StatusCode::OK);
}
