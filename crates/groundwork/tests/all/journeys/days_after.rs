//! On a phone around a dosing day: three taps to a time, a lock that says when it opens, and a quiet page that is kept
//! only by choice.

use testkit::cast::MAYA;

use crate::journeys::accessibility::{PHONE, Scheme};
use crate::journeys::browser::Browser;
use crate::journeys::program::Program;

async fn phone(program: &Program) -> Browser {
    let browser = Browser::at(program.address()).await;
    browser.look(PHONE, Scheme::Dark).await;
    browser.sign_in_client(MAYA).await;
    browser
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_is_told_in_three_taps_with_a_time_held() {
    let program = Program::demo();
    let browser = phone(&program).await;
    browser.click("Tell a dosing day").await;
    browser.click("Yesterday").await;
    browser.sees_in_order(&["A time to meet", "A first time with Dana after that day", "Not now"]).await;
    browser.axe().await;
    browser.press("button[name=from]").await;
    browser.sees("It is booked. The office sees it too.").await;
    browser.open("/my").await;
    browser.sees("A second time with Dana").await;
    browser.complains_of(&[]).await;
    browser.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_the_day_nothing_is_signed_and_everything_else_is_there() {
    let program = Program::demo();
    let browser = phone(&program).await;
    browser.click("Tell a dosing day").await;
    browser.click("Today").await;
    browser.open("/my").await;
    browser.sees_in_order(&["Today is a rest from this", "People to call", "Everything else is still here"]).await;
    browser.open("/my/documents/telehealth-consent").await;
    browser.sees("Not today. It will be here tomorrow after noon.").await;
    browser.axe().await;
    browser.open("/my/after-care").await;
    browser.click("After a day").await;
    browser.click("Call me").await;
    browser.click("Save").await;
    browser.sees("Saved. You can change it on any day.").await;
    browser.open("/my/integration").await;
    browser.click("Not OK").await;
    browser.click("My body").await;
    browser
        .sees_in_order(&["When it is the body", "Call 911", "What needs whom", "Would you like Dana to see it?"])
        .await;
    browser.axe().await;
    browser.click("Yes, let Dana see it").await;
    browser.sees("Dana sees that you said this.").await;
    browser.complains_of(&[]).await;
    browser.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_quiet_page_is_kept_by_choice_and_forgotten_in_one_tap() {
    let mut program = Program::demo();
    let browser = phone(&program).await;
    browser.open("/my/quiet").await;
    browser.sees_in_order(&["One breath", "Feet", "People", "Keep it on this phone"]).await;
    browser.axe().await;
    browser.click("Keep it on this phone").await;
    browser.click("Hand on my own chest").await;
    browser.click("Keep it").await;
    browser.comes_to_see("Kept. It opens here without a connection").await;
    browser.open("/quiet").await;
    browser.comes_to_see("Forget this phone").await;
    browser.sees_in_order(&["Hand on my own chest", "One breath", "Forget this phone"]).await;
    browser.axe().await;
    // Without a connection it opens all the same, and says what it can't do.
    program.kill();
    browser.open("/quiet").await;
    browser.comes_to_see("Hand on my own chest").await;
    browser.tap("[data-sends]").await;
    browser.comes_to_see("Not sent: there is no connection. Call or text instead.").await;
    browser.click("Forget this phone").await;
    browser.comes_to_see("Forgotten. Nothing of it is on this phone any more.").await;
    browser.leave().await;
}
