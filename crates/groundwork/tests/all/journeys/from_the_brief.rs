//! From the brief to a signed note: what there is to know, its evidence, the visit, the words, the name under them.

use testkit::cast::{DANA, ROWAN};

use crate::journeys::accessibility::{DESK, PHONE, Scheme};
use crate::journeys::browser::Browser;
use crate::journeys::program::Program;

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_goes_from_the_brief_to_a_signed_note() {
    for width in [DESK, PHONE] {
        let program = Program::demo();
        let dana = Browser::at(program.address()).await;
        dana.look(width, Scheme::Light).await;
        dana.sign_in(DANA).await;
        dana.click("all to know before Rowan Keller").await;
        dana.sees_in_order(&["Before you go in", "Integration, ", "Last time:", "Shared with you:", "1 page"]).await;
        dana.axe().await;
        looks_at_the_evidence(&dana).await;
        dana.click("Open the chart").await;
        dana.click("Start note").await;
        dana.sees("The note is begun. Only you can see it until you sign.").await;
        // What stood in the brief stands beside the note too.
        dana.sees("“I want to know what I feel before I manage it.”").await;
        dana.arrive("11:50", "Settled").await;
        dana.fill("Meaning and connections", "The house is where the bracing began.").await;
        dana.click("Sign note").await;
        dana.sees_in_order(&["Sign this note?", "The house is where the bracing began."]).await;
        dana.click("Sign note").await;
        dana.sees("Signed. The note stands in the chart and is locked.").await;
        dana.sees_in_order(&["Signed by Dana Reyes", "The house is where the bracing began."]).await;
        dana.axe().await;
        // The next brief begins with this visit, and nothing before it is new.
        dana.open(&format!("/t/c/{ROWAN}/brief")).await;
        dana.sees_in_order(&["Last time:", "Integration, June 22"]).await;
        dana.sees_no("Shared with you:").await;
        dana.complains_of(&[]).await;
        dana.leave().await;
    }
}

/// Two lines of the brief lead to what they speak of, and the browser's own button leads back.
async fn looks_at_the_evidence(dana: &Browser) {
    let brief = dana.path().await;
    dana.click("See it: Last time").await;
    dana.sees_in_order(&["Integration 3", "Signed by Dana Reyes"]).await;
    dana.back().await;
    assert_eq!(dana.path().await, brief);
    dana.click("See it: Shared with you").await;
    dana.sees("Nobody was checking the locks.").await;
    dana.back().await;
    dana.sees("Before you go in").await;
}
