//! Dana's notes of a morning: a preparation without any dosing, an integration after it, and a colleague at the door.

use testkit::cast::{ALEXIS, DANA, OMAR, ROWAN};

use crate::journeys::browser::Browser;
use crate::journeys::program::Program;

/// The five areas that preparation explores, then mindset and setting.
const PREPARATION: [(&str, &str); 6] = [
    ("Intentions and hopes", "To rest without a list in her head."),
    ("Current symptoms", "Sleeps five hours; the evenings race."),
    ("Past experiences with therapy or altered states", "Therapy in her twenties, which helped."),
    ("Nervous system responses and grounding tools", "A tight jaw first. Naming colors brings her back."),
    ("Boundaries and pacing", "No touch. Wants to be told before a silence."),
    ("Mindset, place, people, the way home", "Her own chair by the window, walks home."),
];

/// The five focuses of integration.
const INTEGRATION: [(&str, &str); 5] = [
    ("Meaning and connections", "The house is where the bracing began."),
    ("Memories and insights, as the client tells them", "A hallway light left on, as they tell it."),
    ("Emotional regulation after dosing", "Slept well on the second night."),
    ("Daily life and relationships", "Asked a friend to wait for an answer."),
    ("Gentle changes", "The phone stays in the hall."),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_therapist_writes_signs_and_adds_to_a_preparation_note_where_there_is_no_dosing() {
    let program = Program::demo();
    let dana = Browser::at(program.address()).await;
    dana.sign_in(DANA).await;
    dana.sees_in_order(&["Monday, June 22", "5 sessions.", "Alexis Moreno", "Rowan Keller", "Needs you"]).await;
    dana.sees("Sign: Chris and Lee Park, June 8").await;
    dana.seen("today").await;
    dana.click("Alexis Moreno").await;
    without_a_word_of_dosing(&dana).await;
    dana.seen("chart-without-dosing").await;
    writes_preparation(&dana).await;
    signs_preparation(&dana).await;
    adds_to_it(&dana).await;
    dana.open(&format!("/t/c/{ALEXIS}")).await;
    dana.sees_in_order(&["Notes", "Preparation 2", "amended", "Signed"]).await;
    without_a_word_of_dosing(&dana).await;
    dana.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_therapist_signs_an_integration_note_and_a_colleague_outside_the_team_reads_nothing() {
    let program = Program::demo();
    let browser = Browser::at(program.address()).await;
    browser.sign_in(DANA).await;
    browser.click("Rowan Keller").await;
    browser.sees("Integration, day 3").await;
    browser.sees("Dosing days").await;
    browser.seen("chart").await;
    browser.start_note(ROWAN).await;
    browser.sees("3 after dosing").await;
    browser.sees_in_order(&["In Rowan’s words", "“I want to know what I feel before I manage it.”", "No touch."]).await;
    browser.sees("Says “yellow” to slow, “red” to stop.").await;
    browser.sees("Last plan, June 11").await;
    browser.seen("integration-note").await;
    browser.arrive("11:50", "Settled").await;
    for (field, words) in INTEGRATION {
        browser.fill(field, words).await;
    }
    browser.click("Sign note").await;
    browser.sees("Sign this note?").await;
    for (field, words) in INTEGRATION {
        browser.sees_in_order(&[field, words]).await;
    }
    browser.click("Sign note").await;
    browser.sees("Signed. The note stands in the chart and is locked. Billing has the charge.").await;
    browser.sees("Integration 4, day 3").await;
    browser.seen("signed-integration-note").await;

    browser.sign_in(OMAR).await;
    browser.complains_of(&[]).await;
    browser.open(&format!("/t/c/{ROWAN}")).await;
    browser.sees("You are not on this chart’s team").await;
    browser.sees_no("Rowan").await;
    browser.looked_at("not-on-the-team", &crate::journeys::steps::IN_A_STORY).await;
    browser.complains_of(&["a status of 403"]).await;
    browser.leave().await;
}

/// Neither a diamond nor a dosing day nor a count of days.
async fn without_a_word_of_dosing(dana: &Browser) {
    for words in ["Dosing day,", "after dosing", "days after", ", day ", "No dosing day was told"] {
        dana.sees_no(words).await;
    }
    dana.has_none(".dose").await;
}

async fn writes_preparation(dana: &Browser) {
    dana.start_note(ALEXIS).await;
    dana.sees("Preparation 2").await;
    assert_eq!(dana.value("Started").await, "09:00", "the visit's own start stands there");
    without_a_word_of_dosing(dana).await;
    for (field, words) in PREPARATION {
        dana.fill(field, words).await;
    }
    dana.click("Save draft").await;
    dana.sees("Draft saved. Only you can see it.").await;
    dana.sees_in_order(&["Needed to sign", "Start and end", "Who was present"]).await;
    dana.seen("preparation-note").await;
    for (field, words) in PREPARATION {
        assert_eq!(dana.value(field).await, words, "{field}");
    }
}

async fn signs_preparation(dana: &Browser) {
    // Without an end it is not signed, and the page says where to enter it.
    dana.click("Sign note").await;
    dana.sees("Needed before you can sign:").await;
    dana.click("Sign note").await;
    dana.sees("This note is not signed yet").await;
    dana.seen("sign-note-not-yet").await;
    dana.click("Go on writing").await;
    dana.arrive("09:50", "Activated").await;
    dana.click("Sign note").await;
    dana.sees_in_order(&["What is locked", "What billing will see", "50 min", "90834", "$165.00", "What stays"]).await;
    dana.sees("Nothing of what the note says.").await;
    dana.seen("sign-note").await;
    dana.click("Sign note").await;
    dana.sees("Signed. The note stands in the chart and is locked. Billing has the charge.").await;
    dana.sees("Signed by Dana Reyes").await;
    dana.seen("signed-note").await;
}

async fn adds_to_it(dana: &Browser) {
    dana.fill("What to add", "Her sister called after the visit.").await;
    dana.click("Add to the note").await;
    dana.sees("Say in a few words why you add this").await;
    assert_eq!(dana.value("What to add").await, "Her sister called after the visit.");
    dana.seen("signed-note-another-look").await;
    dana.fill("Why", "Learned later in the day").await;
    dana.click("Add to the note").await;
    dana.sees("Added. The signed text stays as it was.").await;
    dana.sees_in_order(&["Added since", "Why: Learned later in the day", "Her sister called after the visit."]).await;
    dana.seen("signed-note-added-to").await;
}
