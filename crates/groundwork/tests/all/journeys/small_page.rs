//! What the stories need of a browser, tried on a small page behind the real shell.

use groundwork::server::limits::Limits;

use crate::journeys::accessibility::{DESK, PHONE, Scheme};
use crate::journeys::browser::Browser;
use crate::running::start;

#[tokio::test(flavor = "multi_thread")]
async fn a_person_finds_fields_by_their_labels_and_buttons_by_their_words() {
    let browser = Browser::at(&format!("http://{}", start(Limits::default()))).await;
    browser.open("/form").await;
    browser.click("Send").await;
    browser.sees("Enter a name").await;
    browser.fill("Name", "Zoë \"Z\" R.").await;
    browser.fill("Day", "2026-06-22").await;
    browser.choose("Which times?", "Evenings").await;
    assert_eq!((browser.value("Name").await, browser.value("Day").await), ("Zoë \"Z\" R.".into(), "2026-06-22".into()));
    browser.click("Send").await;
    browser.sees("Thank you, Zoë \"Z\" R. Evenings, 2026-06-22.").await;
    browser.sees_no("Enter a name").await;
    assert_eq!(browser.complaints().await, [] as [&str; 0], "the browser complains of the headers or the page");
    browser.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_of_accessibility_are_held_against_the_page_shown() {
    let browser = Browser::at(&format!("http://{}", start(Limits::default()))).await;
    browser.open("/form").await;
    for width in [PHONE, DESK] {
        for scheme in [Scheme::Light, Scheme::Dark] {
            browser.screenshot("small-page", width, scheme).await;
            browser.axe().await;
        }
    }
    browser.open("/unlabelled").await;
    let breaches = browser.breaches().await.join("\n");
    assert!(breaches.contains("label (critical)") && breaches.contains("html-has-lang"), "{breaches}");
    browser.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_the_page_still_works() {
    let address = format!("http://{}", start(Limits::default()));
    let browser = Browser::without_scripts(&address).await;
    browser.open("/script").await;
    browser.sees("No script ran.").await;
    browser.open("/form").await;
    browser.fill("Name", "Jamie").await;
    browser.click("Send").await;
    browser.sees("Thank you, Jamie").await;
    browser.leave().await;
    let browser = Browser::at(&address).await;
    browser.open("/script").await;
    browser.sees("A script ran.").await;
    browser.leave().await;
}
