//! Four clients from the first page to life after, at a desk and on a phone: without dosing, dosed elsewhere before, two
//! planned dosing days, and a couple.

use terms::ids::SubjectId;
use testkit::cast::{ALEXIS, CHRIS, DANA, LEE, MAYA, PARKS, ROWAN, THEO};

use crate::journeys::accessibility::{DESK, PHONE, Scheme};
use crate::journeys::browser::Browser;
use crate::journeys::program::Program;

/// Runs a story with a browser of this width, on a practice of its own.
async fn at_both_widths(story: impl AsyncFn(&Browser)) {
    for width in [DESK, PHONE] {
        let program = Program::demo();
        let browser = Browser::at(program.address()).await;
        browser.look(width, Scheme::Light).await;
        story(&browser).await;
        browser.complains_of(&[]).await;
        browser.leave().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn behaviour_4_a_client_without_dosing_goes_from_preparation_to_closing_and_reads_no_word_of_it() {
    at_both_widths(async |browser| {
        browser.sign_in_client(ALEXIS).await;
        browser.sees_in_order(&["Good afternoon, Alexis", "When you have time", "Where you are"]).await;
        for page in ["/my", "/my/preparation", "/my/preparation/past-experiences", "/my/integration", "/my/grounding"] {
            browser.open(page).await;
            silent_about_dosing(browser).await;
        }
        browser.open("/my/preparation/what-brings-me").await;
        browser.fill("What I would like to be different", "To sleep through.").await;
        browser.click("Save and stop here").await;
        browser.sees("Preparation").await;
        browser.open("/my/preparation/after-care").await;
        browser.click("Skip this part").await;
        browser.sees("Skipped").await;
        browser.open("/my/integration").await;
        browser.click("Steady").await;
        browser.sees("Written down: steady.").await;

        browser.sign_in(DANA).await;
        browser.open(&format!("/t/c/{ALEXIS}/workbook")).await;
        browser.sees("To sleep through.").await;
        for (kind, started, ended, field) in [
            ("Preparation", "07:00", "07:50", "Intentions and hopes"),
            ("Integration", "08:00", "08:50", "Meaning and connections"),
            ("Closing", "09:00", "09:50", "Where they stand now"),
        ] {
            signs(browser, ALEXIS, (kind, started, ended), field).await;
        }
        browser.open(&format!("/t/c/{ALEXIS}")).await;
        browser.sees_in_order(&["Pathway", "Preparation 1", "Integration 1", "Closing"]).await;
        browser.has_none(".dose").await;
        browser.sees_no("Dosing day").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn behaviour_5_a_client_dosed_elsewhere_before_starts_directly_at_integration() {
    at_both_widths(async |browser| {
        browser.sign_in_client(THEO).await;
        browser.open("/my/dosing").await;
        browser.click("It has been").await;
        browser.fill("Which day", "2026-05-30").await;
        browser.click("Tell it").await;
        browser.sees("Told. Your therapist sees it in your chart.").await;
        browser.sign_in(DANA).await;
        for document in ["disclosure", "psychotherapy-consent"] {
            browser.open(&format!("/t/c/{THEO}/consents/{document}")).await;
            browser.fill("The client’s name", "Theo Brandt").await;
            browser.click("Sign, read together").await;
        }
        signs(browser, THEO, ("Integration", "08:00", "08:50"), "Meaning and connections").await;
        browser.open(&format!("/t/c/{THEO}")).await;
        browser.sees_in_order(&["Integration", "Dosing day 1", "Integration 1"]).await;

        a_page_is_shared_and_taken_back(browser).await;
    })
    .await;
}

/// Rowan's journal: a page of their own, a while in Dana's hands, and gone from there.
async fn a_page_is_shared_and_taken_back(browser: &Browser) {
    let shared = format!("/t/c/{ROWAN}/workbook");
    browser.sign_in_client(ROWAN).await;
    browser.open("/my/journal/write").await;
    browser.fill("Your page", "The windows were open, all of them.").await;
    browser.click("Save this page").await;
    browser.sees("Only you can read").await;
    let page = browser.path().await.split('?').next().unwrap_or_default().to_owned();
    browser.sign_in(DANA).await;
    browser.open(&shared).await;
    browser.sees_no("The windows were open").await;
    browser.sign_in_client(ROWAN).await;
    browser.open(&page).await;
    browser.click("Share").await;
    browser.sees("can read the copy until you take it back").await;
    browser.sign_in(DANA).await;
    browser.open(&shared).await;
    browser.sees("The windows were open, all of them.").await;
    browser.sign_in_client(ROWAN).await;
    browser.open(&page).await;
    browser.click("Take it back").await;
    browser.sees("Taken back.").await;
    browser.sign_in(DANA).await;
    browser.open(&shared).await;
    browser.sees_no("The windows were open").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_planned_dosing_days_are_prepared_for_and_followed() {
    at_both_widths(async |browser| {
        browser.sign_in_client(MAYA).await;
        browser
            .sees_in_order(&[
                "Good afternoon, Maya",
                "Monday, June 22",
                "Where you are",
                "June 30, with your prescriber",
            ])
            .await;
        browser.open("/my/dosing").await;
        browser.click("It is to come").await;
        browser.fill("Which day", "2026-07-14").await;
        browser.click("Tell it").await;
        browser.sees("Told. Your therapist sees it in your chart.").await;
        browser.open("/my/dosing").await;
        browser.sees_in_order(&["Told so far", "June 30, 2026", "July 14, 2026"]).await;
        browser.open("/my/preparation/boundaries").await;
        browser.click("Ask first, each time").await;
        browser.click("Save and stop here").await;
        an_answer_shows_help_first(browser).await;

        browser.sign_in(DANA).await;
        browser.sees("Maya Okafor gave an answer that asks for you").await;
        browser.open(&format!("/t/c/{MAYA}/book")).await;
        browser.sees_in_order(&["Proposed", "After the dosing day of Jul 14", "integration, Jul 15 to Jul 17"]).await;
        browser.open(&format!("/t/c/{MAYA}")).await;
        browser.sees_in_order(&["Pathway", "Dosing day 2", "Dosing day 3"]).await;
        browser.open(&format!("/t/c/{MAYA}/readiness")).await;
        for word in ["eligible", "cleared", "approved"] {
            browser.sees_no(word).await;
        }
    })
    .await;
}

/// The GAD-7 waits; the PHQ-9 is asked by Dana, and its ninth item brings help before anything else.
async fn an_answer_shows_help_first(browser: &Browser) {
    browser.sign_in(DANA).await;
    browser.open(&format!("/t/c/{MAYA}/check-ins")).await;
    browser.click("PHQ-9").await;
    browser.click("Ask").await;
    browser.sees("Asked.").await;
    browser.sign_in_client(MAYA).await;
    browser.open("/my/check-ins").await;
    browser.click("Mood, over two weeks").await;
    let place = browser.path().await;
    browser.open(&format!("{}/9", place.trim_end_matches('/'))).await;
    browser.sees("Thoughts that you would be better off dead or of hurting yourself in some way").await;
    browser.click("Several days").await;
    browser.click("Save and go on").await;
    browser.sees_in_order(&["Thank you for answering that honestly.", "Call 988", "Text 988"]).await;
    browser.sees("I am safe for now, go on").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn behaviour_29_a_couple_shares_what_is_joint_and_nothing_else() {
    at_both_widths(async |browser| {
        browser.sign_in_client(LEE).await;
        browser.open("/my/preparation/relationship").await;
        // What can stir things stays closed until it is opened.
        browser.click("What hurts between us").await;
        browser.fill("What hurts between us", "That he goes quiet.").await;
        browser.click("Save and stop here").await;
        browser.open(&format!("/my/together/{PARKS}")).await;
        browser.sees("Both of you can read and write everything on this page").await;
        browser.fill("We will", "Turns on Thursday evening").await;
        browser.click("Take it up").await;
        browser.sees("Taken up. Both of you can read it.").await;

        browser.sign_in_client(CHRIS).await;
        browser.sees_in_order(&["Together", "Chris and Lee Park", "Both of you can read this"]).await;
        browser.open("/my/appointments").await;
        browser.sees("For both of you: Chris and Lee Park.").await;
        browser.open(&format!("/my/together/{PARKS}")).await;
        browser.sees("Turns on Thursday evening").await;
        for page in ["/my", "/my/preparation/relationship", "/my/appointments", "/my/accesses", "/my/account"] {
            browser.open(page).await;
            browser.sees_no("That he goes quiet.").await;
            browser.sees_no("Lee Park, ").await;
        }

        browser.sign_in(DANA).await;
        browser.open(&format!("/t/c/{PARKS}")).await;
        browser.click("Private side, Lee Park").await;
        browser.sees("The note is begun. Only you can see it until you sign.").await;
        browser.sees("Lee Park").await;
        browser.open(&format!("/t/c/{LEE}/workbook")).await;
        browser.sees("That he goes quiet.").await;
        browser.open(&format!("/t/c/{CHRIS}/workbook")).await;
        browser.sees_no("That he goes quiet.").await;
    })
    .await;
}

/// Neither the substance nor the day, in any word of the page.
async fn silent_about_dosing(browser: &Browser) {
    let text = browser.text().await.to_lowercase();
    for word in ["dosing", "ketamine", "prescriber"] {
        assert!(!text.contains(word), "\"{word}\" stands on {}:\n{text}", browser.path().await);
    }
}

/// Begins a note of this kind with no appointment, writes one part, and signs it.
async fn signs(browser: &Browser, subject: SubjectId, (kind, started, ended): (&str, &str, &str), field: &str) {
    browser.open(&format!("/t/c/{subject}/notes")).await;
    browser.begin_note(kind).await;
    browser.fill("Started", started).await;
    browser.arrive(ended, "Settled").await;
    browser.fill(field, "As they said it.").await;
    browser.click("Sign note").await;
    browser.sees("Sign this note?").await;
    browser.click("Sign note").await;
    browser.sees("Signed. The note stands in the chart and is locked.").await;
}
