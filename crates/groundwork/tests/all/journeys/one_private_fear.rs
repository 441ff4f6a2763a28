//! A couple, and one of them is afraid: what is said alone warns whoever treats both, and no other page has a word of it.

use std::collections::{BTreeSet, VecDeque};

use terms::ids::SubjectId;
use testkit::cast::{CHRIS, DANA, LEE, PARKS, PRIYA};

use crate::crawl::shape;
use crate::journeys::accessibility::{DESK, Scheme};
use crate::journeys::browser::Browser;
use crate::journeys::program::Program;

/// What Lee says alone about fear.
const FEAR: &str = "Afraid when the door is slammed";

/// What Lee tells alone and does not want used.
const SECRET: &str = "Looked at a flat in Pueblo";

#[tokio::test(flavor = "multi_thread")]
async fn behaviour_30_a_couple_with_one_private_fear() {
    let program = Program::demo();
    let browser = Browser::at(program.address()).await;
    browser.look(DESK, Scheme::Light).await;
    browser.sign_in(DANA).await;
    warns(&browser).await;
    is_asked_alone(&browser, CHRIS, ("No concern", "At ease at home")).await;
    is_asked_alone(&browser, LEE, ("A concern", FEAR)).await;
    // One answer is a fear, so the joint pages go on to warn; they say neither whose it is nor what.
    warns(&browser).await;
    tells_alone(&browser).await;
    signs_a_joint_note_that_leaves_it_out(&browser).await;

    // The other partner, the desk, and Lee's own pages, which someone may look at over a shoulder.
    for client in [CHRIS, LEE] {
        browser.sign_in_client(client).await;
        no_page_has_a_word_of_it(&browser, &["/my", "/my/appointments", &format!("/my/together/{PARKS}")]).await;
    }
    browser.sign_in(PRIYA).await;
    let desk = [PARKS, CHRIS, LEE].map(|subject| format!("/desk/clients/{subject}"));
    no_page_has_a_word_of_it(&browser, &["/desk", &desk[0], &desk[1], &desk[2]]).await;
    browser.leave().await;
}

/// The chart, the booking and the note of both say to look first, and no more.
async fn warns(dana: &Browser) {
    for page in ["", "/book"] {
        dana.open(&format!("/t/c/{PARKS}{page}")).await;
        dana.sees("Look at each one’s own Safety page before you meet together. Something there is still open.").await;
        has_no_word_of_it(dana).await;
    }
    dana.axe().await;
}

/// Alone in the room, written into that person's own chart from their Safety page.
async fn is_asked_alone(dana: &Browser, subject: SubjectId, (said, note): (&str, &str)) {
    dana.open(&format!("/t/c/{subject}/safety")).await;
    dana.click("Asked alone").await;
    dana.fill("Day", "2026-06-20").await;
    dana.choose("How they were alone", "Alone in the room").await;
    dana.choose("What they said", said).await;
    dana.fill("What else to keep", note).await;
    dana.click("Write it in this chart").await;
    dana.sees_in_order(&["What was said", said, note, "Written, in this chart alone."]).await;
    dana.axe().await;
}

async fn tells_alone(dana: &Browser) {
    dana.open(&format!("/t/c/{LEE}/notes")).await;
    dana.click("Told alone").await;
    dana.fill("What was told", SECRET).await;
    dana.fill("Word or phrase", "Pueblo").await;
    dana.choose("What may become of it", "Must not be used").await;
    dana.click("Mark it").await;
    dana.sees_in_order(&["Marked so far", "Must not be used", "Pueblo", SECRET]).await;
}

/// The note that touches it is warned of by a count; written anew it is signed.
async fn signs_a_joint_note_that_leaves_it_out(dana: &Browser) {
    dana.open(&format!("/t/c/{PARKS}/notes")).await;
    dana.begin_note("Couple").await;
    dana.sees("Something there is still open.").await;
    has_no_word_of_it(dana).await;
    dana.fill("Started", "07:00").await;
    dana.arrive("07:50", "Settled").await;
    dana.fill("The work", "Spoke of Pueblo and of the summer.").await;
    dana.click("Sign note").await;
    dana.sees("This joint note touches what was told alone and must not be used.").await;
    dana.sees("1 thing in Lee Park’s own chart").await;
    dana.sees_no(SECRET).await;
    dana.axe().await;
    dana.click("Go on writing").await;
    dana.fill("The work", "Spoke of the summer.").await;
    dana.click("Sign note").await;
    dana.sees("Sign this note?").await;
    dana.sees_no("must not be used").await;
    dana.click("Sign note").await;
    dana.sees("Signed. The note stands in the chart and is locked.").await;
    dana.complains_of(&[]).await;
}

/// One page of each shape that links lead to from these.
async fn no_page_has_a_word_of_it(browser: &Browser, starts: &[&str]) {
    let mut ahead: VecDeque<String> = starts.iter().map(|start| (*start).to_owned()).collect();
    let mut seen = BTreeSet::new();
    let mut shapes = BTreeSet::new();
    while let Some(path) = ahead.pop_front() {
        let is_start = starts.contains(&path.as_str());
        if path.ends_with("/calendar") && path.starts_with("/my/") || !seen.insert(path.clone()) {
            continue;
        }
        if !shapes.insert(shape(&path)) && !is_start {
            continue;
        }
        browser.open(&path).await;
        has_no_word_of_it(browser).await;
        ahead.extend(browser.links().await);
    }
    assert!(shapes.len() > 5, "only {shapes:?} were opened");
}

/// Also in what is not shown: the page as it was sent.
async fn has_no_word_of_it(browser: &Browser) {
    let page = browser.source().await;
    for words in [FEAR, SECRET, "A concern", "Pueblo"] {
        assert!(!page.contains(words), "\"{words}\" stands on {}", browser.path().await);
    }
}
