//! Every page: rules of accessibility in the looks that the stories leave out, and none wider than a small phone.

use testkit::cast::{ALEXIS, BEA, DANA, MARION, PARKS, PRIYA, ROWAN};
use testkit::requests::{JAMIE, KIT, NOOR};

use crate::journeys::accessibility::{DESK, PHONE, Scheme};
use crate::journeys::browser::Browser;
use crate::journeys::program::Program;

/// The looks that the stories leave out.
const LOOKS: [(u32, Scheme); 2] = [(PHONE, Scheme::Dark), (DESK, Scheme::Light)];

/// The narrowest screen on which nothing may scroll sideways (WCAG 2.2, 1.4.10), in CSS pixels.
const NARROW: u32 = 320;

#[tokio::test(flavor = "multi_thread")]
async fn every_public_page_keeps_the_rules_and_fits_a_small_phone() {
    let program = Program::demo();
    let browser = Browser::at(program.address()).await;
    let pages = ["/", "/preparation-and-integration", "/approach", "/fees", "/contact", "/grounding", "/crisis"];
    for page in pages.into_iter().chain(["/quick-exit", "/accessibility", "/request", "/request/back", "/staff"]) {
        browser.open(page).await;
        let name = match page {
            "/" => "home",
            "/request/back" => "come-back",
            page => page.trim_start_matches('/'),
        };
        in_order(&browser, name).await;
    }
    browser.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_a_therapist_keeps_the_rules_and_fits_a_small_phone() {
    let program = Program::demo();
    let dana = Browser::at(program.address()).await;
    dana.sign_in(DANA).await;
    let chart = format!("/t/c/{ROWAN}");
    for (page, name) in [
        ("/t", "today"),
        ("/t/caseload", "caseload"),
        ("/t/caseload?q=nobody", "caseload-nobody"),
        ("/t/to-sign", "to-sign"),
        (&chart, "chart"),
        (&format!("/t/c/{ALEXIS}"), "chart-without-dosing"),
        (&format!("/t/c/{PARKS}"), "chart-of-a-couple"),
        (&format!("{chart}/words"), "words"),
        (&format!("{chart}/dosing"), "dosing"),
        (&format!("{chart}/book"), "book"),
        (&format!("{chart}/brief"), "brief"),
        (&format!("{chart}/safety/alone"), "asked-alone"),
        (&format!("{chart}/safety/records?form=warning"), "safety-records"),
        (&format!("{chart}/told-alone"), "told-alone"),
        ("/t/snippets", "snippets"),
        ("/t/incidents", "incidents"),
    ] {
        dana.open(page).await;
        in_order(&dana, name).await;
    }
    dana.start_note(ROWAN).await;
    in_order(&dana, "integration-note").await;
    dana.arrive("11:50", "Settled").await;
    dana.fill("Meaning and connections", "The door stays open.").await;
    dana.click("Sign note").await;
    in_order(&dana, "sign-note").await;
    dana.click("Sign note").await;
    in_order(&dana, "signed-note").await;
    dana.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_the_front_desk_keeps_the_rules_and_fits_a_small_phone() {
    let program = Program::demo();
    let priya = Browser::at(program.address()).await;
    priya.sign_in(PRIYA).await;
    let request = |id| format!("/desk/requests/{id}");
    for (page, name) in [
        ("/desk/requests", "requests"),
        (&request(JAMIE), "request-waiting"),
        (&request(KIT), "request-offered"),
        (&request(NOOR), "request-send-nothing"),
        ("/desk/requests/add", "add-request"),
        ("/desk/letters", "letters"),
        ("/desk", "desk"),
        ("/desk/calendar", "desk-calendar"),
        ("/desk/calendar/week", "desk-week"),
        ("/desk/book", "desk-book-whom"),
        (&format!("/desk/book?client={ROWAN}"), "desk-book"),
        ("/desk/clients?q=ke", "desk-clients"),
        (&format!("/desk/clients/{PARKS}"), "desk-client"),
        (&format!("/desk/clients/{ROWAN}/contact"), "desk-contact"),
        ("/desk/phone", "desk-phone"),
        (&format!("/desk/phone/new?client={ROWAN}"), "desk-log-call"),
        ("/desk/waitlist", "desk-waitlist"),
        (&format!("/desk/waitlist/new?client={ROWAN}"), "desk-add-wish"),
    ] {
        priya.open(page).await;
        in_order(&priya, name).await;
    }
    priya.open(&format!("/desk/clients/{ROWAN}")).await;
    priya.click("11:00 AM").await;
    in_order(&priya, "desk-visit").await;
    priya.open("/desk/requests/add").await;
    priya.click("Add request").await;
    in_order(&priya, "add-request-another-look").await;
    priya.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_letters_and_their_words_keeps_the_rules_and_fits_a_small_phone() {
    let program = Program::demo();
    let marion = Browser::at(program.address()).await;
    marion.sign_in(MARION).await;
    for (page, name) in [
        ("/practice/notices", "notices"),
        ("/practice/notices/visit-reminder", "notice"),
        ("/practice/reminders", "reminders"),
        ("/practice/cover", "cover"),
        ("/practice/incidents", "incidents-of-the-owner"),
        ("/practice/months", "closed-months"),
        ("/practice/packages", "packages"),
    ] {
        marion.open(page).await;
        in_order(&marion, name).await;
    }
    // A letter about a move is among those to send by hand; its link opens the page that anyone would get.
    marion.open(&format!("/desk/clients/{ROWAN}")).await;
    marion.click("11:00 AM").await;
    marion.click("Cancel visit").await;
    marion.open("/desk/letters").await;
    in_order(&marion, "letters-by-hand").await;
    marion.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_billing_keeps_the_rules_and_fits_a_small_phone() {
    let program = Program::demo();
    let bea = Browser::at(program.address()).await;
    bea.sign_in(BEA).await;
    in_order(&bea, "billing").await;
    let ledger = |path| format!("/billing/{ROWAN}/ledger/therapy/{path}");
    for (page, name) in [
        ("/billing/today", "collect-today"),
        ("/billing/ageing", "ageing"),
        ("/billing/income", "income"),
        ("/billing/months", "closing-a-month"),
        ("/billing/asked", "records-asked-for"),
        ("/billing/missed", "missed-visits"),
        ("/billing/bank", "bank"),
        (&ledger("advance"), "advance"),
        (&ledger("waive"), "waive"),
        (&ledger("plan"), "pay-in-parts"),
        (&ledger("refund"), "refund"),
        (&format!("/billing/{ROWAN}/cards"), "cards"),
        ("/billing/accounts", "charges"),
    ] {
        bea.open(page).await;
        in_order(&bea, name).await;
    }
    bea.click("Rowan Keller").await;
    bea.click("Record a payment").await;
    in_order(&bea, "account").await;
    bea.click("Receipt of").await;
    in_order(&bea, "receipt").await;
    bea.leave().await;
}

async fn in_order(browser: &Browser, name: &str) {
    browser.looked_at(name, &LOOKS).await;
    browser.look(NARROW, Scheme::Light).await;
    let wide = browser.wider_than_its_window().await;
    assert!(wide.is_empty(), "{name} scrolls sideways at {NARROW} pixels: {wide:?}");
    for width in [NARROW, DESK] {
        browser.look(width, Scheme::Light).await;
        let hidden = browser.hidden().await;
        assert!(hidden.is_empty(), "{name} hides at {width} pixels what is focused or was just said: {hidden:?}");
    }
    browser.complains_of(&[]).await;
}
