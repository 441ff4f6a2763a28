//! A passkey in a real browser, with a device that the browser makes up: made once, then one touch lets in.

use serde_json::json;

use crate::journeys::accessibility::{PHONE, Scheme};
use crate::journeys::browser::Browser;
use crate::journeys::first_day::the_first_person;
use crate::journeys::program::Program;

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_makes_a_passkey_and_comes_back_with_one_touch() {
    let place = tempfile::tempdir().unwrap();
    let program = Program::practice_called_localhost(&place.path().join("practice"));
    let browser = Browser::at(program.address()).await;
    browser.look(PHONE, Scheme::Light).await;
    the_first_person(&browser, program.set_up_path()).await;
    // A phone with a finger on it.
    let phone = json!({
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": true,
        "hasUserVerification": true, "isUserVerified": true, "isUserConsenting": true,
    });
    browser.driver.ask(&browser.session, "webauthn/authenticator", &phone).await;

    browser.open("/staff/passkeys").await;
    browser.comes_to_see("Make a passkey").await;
    browser.fill("What do you call this device?", "My phone").await;
    browser.axe().await;
    browser.tap("form[data-passkey=make] button").await;
    browser.comes_to_see("Saved.").await;
    browser.sees_in_order(&["My phone", "not used yet"]).await;
    // The same phone is asked for no second one.
    browser.fill("What do you call this device?", "My phone again").await;
    browser.tap("form[data-passkey=make] button").await;
    browser.comes_to_see("This device has one already").await;

    browser.open("/practice").await;
    browser.press("form[action='/sign-out'] button").await;
    browser.open("/practice").await;
    browser.sees("Staff sign-in").await;
    browser.comes_to_see("Use a passkey").await;
    browser.axe().await;
    browser.tap("form[data-passkey=use] button").await;
    browser.comes_to_see("A few steps, in any order.").await;
    browser.open("/staff/passkeys").await;
    browser.sees("Last used").await;
    browser.press("button[name=remove]").await;
    browser.sees("You have none yet").await;
    browser.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_a_passkey_stays_away_and_the_password_is_there() {
    let place = tempfile::tempdir().unwrap();
    let program = Program::practice_called_localhost(&place.path().join("practice"));
    let browser = Browser::without_scripts(program.address()).await;
    browser.open("/staff").await;
    browser.sees_in_order(&["Email", "Password"]).await;
    browser.sees_no("Use a passkey").await;
    browser.leave().await;
}
