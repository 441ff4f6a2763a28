//! A visitor who opens the site and reads the first pages.

use crate::journeys::accessibility::{DESK, PHONE, Scheme};
use crate::journeys::browser::Browser;
use crate::journeys::program::Program;

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_reads_the_public_pages_on_a_phone_and_at_a_desk() {
    let program = Program::demo();
    let browser = Browser::at(program.address()).await;
    let pages = ["/", "/preparation-and-integration", "/approach", "/fees", "/contact", "/grounding", "/crisis"];
    for page in pages.into_iter().chain(["/quick-exit", "/accessibility", "/nowhere"]) {
        browser.open(page).await;
        browser.sees("A made-up practice. Every person here is fictional.").await;
        for (width, scheme) in [(PHONE, Scheme::Light), (DESK, Scheme::Dark)] {
            let name = if page == "/" { "home" } else { page.trim_start_matches('/') };
            browser.screenshot(name, width, scheme).await;
            browser.axe().await;
        }
    }
    browser.open("/").await;
    browser.click("Fees & coverage").await;
    assert_eq!(browser.path().await, "/fees");
    assert!(program.folder().read_dir().unwrap().next().is_some(), "the demo lives in the folder it was given");
    browser.leave().await;
}
