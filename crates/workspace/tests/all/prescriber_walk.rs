//! The bridge to a prescriber, and what is asked before an attended dosing day or a couple's visit begins.

use axum::http::StatusCode;
use testkit::cast::{DANA, INES, MAYA, OMAR, PARKS, ROWAN};

use crate::walker::{Form, Walker};

#[tokio::test]
async fn behaviour_12_flags_are_looked_at_sent_by_a_release_and_answered_in_quotes() {
    let dana = Walker::dana();
    let bridge = format!("/t/c/{MAYA}/prescriber");
    let page = dana.sees(&bridge).await.body;
    assert!(page.contains("Dr. Rivera, Foothill Clinic") && page.contains("Nothing yet."), "{page}");
    let flags = Form::of(&[("flags", "blood-pressure"), ("flags", "medicines"), ("words", "A small pill.")]);
    assert_eq!(dana.sends(&format!("{bridge}/flags"), &flags).await.to, format!("{bridge}?done=flagged"));
    let page = dana.sees(&bridge).await.body;
    assert!(page.contains("Flagged for the prescriber"), "{page}");
    let at = page.find("/prescriber/send/").unwrap() + "/prescriber/send/".len();
    let send = format!("{bridge}/send/{}", &page[at..at + 10]);
    let asking = dana.sees(&send).await.body;
    assert!(asking.contains("Look at what would go") && !asking.contains("Give it on paper"), "{asking}");
    let looked = dana.sends(&send, &Form::of(&[("summary", "Two sessions.")])).await;
    assert!(looked.body.contains("High blood pressure.") && looked.body.contains("“A small pill.”"), "{}", looked.body);
    let (id, hash) = (looked.value("id"), looked.value("hash"));
    let sending = |summary: &str| Form::of(&[("id", &id), ("hash", &hash), ("summary", summary), ("how", "by-link")]);
    let changed = dana.sends(&send, &sending("Three sessions.")).await;
    assert!(changed.status == StatusCode::UNPROCESSABLE_ENTITY && changed.body.contains("Look at it once more"));
    let packet = format!("{bridge}/{id}");
    assert_eq!(dana.sends(&send, &sending("Two sessions.")).await.to, format!("{packet}?done=sent"));
    let page = dana.sees(&packet).await.body;
    assert!(page.contains("https://go.example.org/p/") && page.contains("Two sessions."), "{page}");
    let answer = |day: &str, quote: &str| Form::of(&[("quote", quote), ("said-by", "Dr. Rivera"), ("heard-on", day)]);
    let to = format!("{packet}/answer");
    let blank = dana.sends(&to, &answer("2026-06-22", "")).await;
    assert!(blank.body.contains("Write what they said, word for word"), "{}", blank.body);
    let early = dana.sends(&to, &answer("2026-06-01", "Seen.")).await;
    assert!(early.body.contains("Choose a day between the sending and today"), "{}", early.body);
    assert_eq!(dana.sends(&to, &answer("2026-06-22", "Seen.")).await.to, format!("{bridge}?done=answered"));
    let page = dana.sees(&bridge).await.body;
    assert!(page.contains("The prescriber answered") && page.contains("“Seen.”"), "{page}");
    for word in ["ligible", "leared", "pproved"] {
        assert!(!page.contains(word), "{word}");
    }
    assert_eq!(dana.colleague(OMAR).asks(&format!("/t/c/{INES}/prescriber")).await.status, StatusCode::FORBIDDEN);
    // Without a release there is nothing to send by.
    let none = dana.sees(&format!("/t/c/{ROWAN}/prescriber")).await.body;
    assert!(none.contains("no release to a prescriber is in force"), "{none}");
}

#[tokio::test]
async fn behaviour_11_an_attended_dosing_day_asks_three_things_and_goes_on_with_a_reason() {
    let dana = Walker::dana();
    let notes = format!("/t/c/{ROWAN}/notes");
    let before = format!("{notes}/before");
    let asked = dana.sends(&notes, &Form::of(&[("kind", "attended-dosing")])).await;
    assert_eq!(asked.to, format!("{before}?kind=attended-dosing"));
    let page = dana.sees(&asked.to).await.body;
    for words in ["The prescriber’s answer is on file", "A ride home is named", "for the hours after"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let blank = dana.sends(&before, &Form::of(&[("kind", "attended-dosing")])).await;
    assert!(blank.status == StatusCode::UNPROCESSABLE_ENTITY && blank.body.contains("why it is right to begin"));
    let talked = Form::of(&[("ride-and-care", "yes"), ("ride-and-care-note", "Her brother drives")]);
    dana.sends(&format!("/t/c/{ROWAN}/readiness"), &talked).await;
    let page = dana.sees(&asked.to).await.body;
    assert!(page.contains("The prescriber’s answer is on file") && !page.contains("A ride home is named"), "{page}");
    let reason = Form::of(&[("kind", "attended-dosing"), ("reason", "The answer came by phone this morning")]);
    let begun = dana.sends(&before, &reason).await;
    assert!(begun.to.starts_with("/t/n/"), "{}", begun.to);
    let again = dana.sends(&notes, &Form::of(&[("kind", "attended-dosing")])).await;
    assert_eq!(again.to, begun.to, "what was begun is not asked again");
    for kind in ["preparation", "integration", "therapy"] {
        let other = dana.sends(&notes, &Form::of(&[("kind", kind)])).await;
        assert!(other.to.starts_with("/t/n/"), "nothing else is ever held up: {kind} {}", other.to);
    }
}

#[tokio::test]
async fn behaviour_29_a_couples_visit_asks_for_their_agreement_and_goes_on_with_a_reason() {
    let priya = Walker::priya();
    let dana = priya.therapist();
    let joint = Form::of(&[("kind", "couple")]);
    let begun = dana.sends(&format!("/t/c/{PARKS}/notes"), &joint).await;
    assert!(begun.to.starts_with("/t/n/"), "both signed the same: {}", begun.to);
    // Two others, who come together and have signed nothing yet.
    let path = format!("/desk/clients/{ROWAN}/together");
    let (once, who) = (priya.sees(&path).await.value("once"), DANA.to_string());
    let form = Form::of(&[("once", &once), ("others", "2044"), ("name", "Rowan and Alexis"), ("who", &who)]);
    let opened = priya.sends(&path, &form).await.to;
    let unit = opened.trim_start_matches("/desk/clients/").trim_end_matches("?done=together");
    let notes = format!("/t/c/{unit}/notes");
    let asked = dana.sends(&notes, &joint).await;
    assert_eq!(asked.to, format!("{notes}/before?kind=couple"));
    let page = dana.sees(&asked.to).await.body;
    assert!(page.contains("signed the agreement for couples"), "{page}");
    let reason = Form::of(&[("kind", "couple"), ("reason", "A last visit together")]);
    assert!(dana.sends(&format!("{notes}/before"), &reason).await.to.starts_with("/t/n/"));
}

#[tokio::test]
async fn behaviour_29_once_one_withdraws_the_agreement_nothing_joint_is_begun_but_an_ending() {
    let dana = Walker::dana();
    let left = Form::of(&[("partner", &testkit::cast::LEE.to_string())]);
    let withdrawn = dana.sends(&format!("/t/c/{PARKS}/consents/couples-agreement/withdraw"), &left).await;
    assert_eq!(withdrawn.to, format!("/t/c/{PARKS}/consents?done=withdrawn"));
    let begins = async |kind| dana.sends(&format!("/t/c/{PARKS}/notes"), &Form::of(&[("kind", kind)])).await.to;
    assert_eq!(begins("couple").await, format!("/t/c/{PARKS}?done=parted-before"));
    assert!(begins("closing").await.starts_with("/t/n/"));
}
