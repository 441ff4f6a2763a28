//! Notes as a therapist keeps them: carried text, snippets, and what changed.

use axum::http::StatusCode;
use testkit::cast::{ALEXIS, DANA, INES, MAYA, OMAR, PARKS, ROWAN};

use crate::therapist_walk::{note, started, without_query};
use crate::walker::{Form, Walker};

#[tokio::test]
async fn behaviour_28_carried_text_is_marked_until_it_is_edited_or_looked_at() {
    let dana = Walker::dana();
    let draft = started(&dana, ROWAN, "integration").await;
    let page = dana.sees(&draft).await;
    let (version, subject) = (page.value("version"), page.value("subject"));
    assert!(page.body.contains("Start from my last note"), "{}", page.body);
    let mine = note(&version, &subject, "07:35", "Written today.").with("do", "carry");
    assert_eq!(dana.sends(&draft, &mine).await.to, format!("{draft}?done=carried"));
    let carrying = dana.sees(&draft).await;
    let marks: Vec<String> = carrying.values("carried");
    assert!(!marks.is_empty() && marks.iter().all(|mark| !mark.starts_with("meaning:")), "{marks:?}");
    let refused = dana.sends(&format!("{draft}/sign"), &Form::of(&[])).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("Some text was carried over"));
    // One is edited, the others are looked at.
    let mut form = note(&carrying.value("version"), &subject, "07:35", "Written today.");
    for (place, mark) in marks.iter().enumerate() {
        let part = mark.split(':').next().unwrap();
        let text = carrying.text_of(part);
        form = form.with("carried", mark);
        form = if place == 0 { form.with(part, "Edited by hand.") } else { form.with(part, &text).with("holds", part) };
    }
    assert_eq!(dana.sends(&draft, &form.with("do", "sign")).await.to, format!("{draft}/sign"));
    let signed = dana.sends(&format!("{draft}/sign"), &Form::of(&[])).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.body);
    let changes = dana.sees(&format!("{}/changes", without_query(&signed.to))).await.body;
    assert!(changes.contains("<ins>") && changes.contains("Edited"), "{changes}");
}

#[tokio::test]
async fn a_snippet_is_the_authors_alone_and_goes_into_a_part() {
    let dana = Walker::dana();
    let kept = Form::of(&[("name", "Grounding"), ("text", "Looked around the room together."), ("once", "one")]);
    assert_eq!(dana.sends("/t/snippets", &kept).await.to, "/t/snippets?done=kept");
    assert_eq!(dana.sends("/t/snippets", &Form::of(&[("name", "")])).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!dana.colleague(OMAR).sees("/t/snippets").await.body.contains("Looked around"));
    let draft = started(&dana, ALEXIS, "therapy").await;
    let page = dana.sees(&draft).await;
    let (version, subject) = (page.value("version"), page.value("subject"));
    let snippet = dana.sees(&draft).await.option("Grounding");
    let form = Form::of(&[("version", &version), ("subject", &subject), ("kind", "therapy"), ("date", "2026-06-22")]);
    let form = form.with("work", "Began late.").with("do", "insert").with("snippet", &snippet).with("into", "work");
    assert_eq!(dana.sends(&draft, &form).await.to, format!("{draft}?done=inserted"));
    assert_eq!(dana.sees(&draft).await.text_of("work"), "Began late.\n\nLooked around the room together.");
    assert_eq!(dana.sends(&format!("/t/snippets/{snippet}/drop"), &Form::of(&[])).await.to, "/t/snippets?done=dropped");
    assert!(!dana.sees("/t/snippets").await.body.contains("Looked around"));
}

#[tokio::test]
async fn a_template_fills_several_parts_of_a_note_at_once() {
    let dana = Walker::dana();
    for (once, part, text) in
        [("one", "plan", "Same time."), ("two", "work", "Settled first."), ("three", "meaning", "-")]
    {
        let kept = Form::of(&[("name", "An hour"), ("text", text), ("part", part), ("once", once)]);
        assert_eq!(dana.sends("/t/snippets", &kept).await.to, "/t/snippets?done=kept");
    }
    let unknown = Form::of(&[("name", "An hour"), ("text", "Text"), ("part", "no-part"), ("once", "four")]);
    assert_eq!(dana.sends("/t/snippets", &unknown).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let draft = started(&dana, ALEXIS, "therapy").await;
    let page = dana.sees(&draft).await;
    let template = page.option("An hour, template of 3");
    let (version, subject) = (page.value("version"), page.value("subject"));
    let form = Form::of(&[("version", &version), ("subject", &subject), ("kind", "therapy"), ("date", "2026-06-22")]);
    let form =
        form.with("work", "Began late.").with("do", "insert").with("snippet", &template).with("into", "response");
    assert_eq!(dana.sends(&draft, &form).await.to, format!("{draft}?done=inserted"));
    let filled = dana.sees(&draft).await;
    let said = ["work", "response", "plan"].map(|part| filled.text_of(part));
    assert_eq!(said, ["Began late.\n\nSettled first.", "", "Same time."], "what this note does not have is left out");
}

#[tokio::test]
async fn behaviour_28_a_candidates_note_waits_for_the_supervisors_name() {
    let dana = Walker::dana();
    let person = format!("/practice/people/{OMAR}");
    let form = Form::of(&[("name", "Omar Haddad"), ("roles", "therapist"), ("letters", "LPCC")]);
    let form = form.with("license", "LPCC.0000000").with("states", "Colorado");
    let own = dana.owner().sends(&person, &form.with("supervisor", &OMAR.to_string())).await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
    let kept = dana.owner().sends(&person, &form.with("supervisor", &DANA.to_string())).await;
    assert_eq!(kept.to, format!("{person}?done=changed"), "{}", kept.body);
    let omar = dana.colleague(OMAR);
    let draft = started(&omar, MAYA, "integration").await;
    let page = omar.sees(&draft).await;
    let (version, subject) = (page.value("version"), page.value("subject"));
    let whole = note(&version, &subject, "07:35", "A house, quieter.");
    omar.sends(&draft, &whole.with("do", "sign")).await;
    let signed = omar.sends(&format!("{draft}/sign"), &Form::of(&[])).await;
    let place = without_query(&signed.to).to_owned();
    assert!(omar.sees(&place).await.body.contains("Waits for the co-signature of Dana Reyes, LMFT"));
    let refused = omar.sends(&format!("{place}/cosign"), &Form::of(&[])).await;
    assert_eq!(refused.to, format!("{place}?done=not-cosigned"));
    assert!(dana.sees("/t/to-sign").await.body.contains("To co-sign"));
    let done = dana.sends(&format!("{place}/cosign"), &Form::of(&[])).await;
    assert_eq!(done.to, format!("{place}?done=cosigned"), "{}", done.body);
    assert!(dana.sees(&place).await.body.contains("Co-signed by Dana Reyes, LMFT"));
    assert!(!dana.sees("/t/to-sign").await.body.contains("To co-sign"));
}

#[tokio::test]
async fn a_couples_intake_says_which_steps_were_held() {
    let chart = Walker::dana().sees(&format!("/t/c/{PARKS}")).await.body;
    assert!(chart.contains("The first visit together") && chart.contains("Together again: what was seen"), "{chart}");
}

#[tokio::test]
async fn a_closing_note_says_why_to_whom_and_until_when_the_record_is_kept() {
    let dana = Walker::dana();
    let draft = started(&dana, INES, "closing").await;
    let page = dana.sees(&draft).await;
    let (version, subject) = (page.value("version"), page.value("subject"));
    let form = note(&version, &subject, "07:35", "").but("kind", "closing").with("why", "referred");
    let form = form.with("course", "Six months.").with("referrals", "To a grief group, with her yes.");
    dana.sends(&draft, &form.with("do", "sign")).await;
    let signed = dana.sends(&format!("{draft}/sign"), &Form::of(&[])).await;
    let read = dana.sees(without_query(&signed.to)).await.body;
    for words in ["They go on elsewhere", "To a grief group", "kept until Wednesday, June 22, 2033"] {
        assert!(read.contains(words), "{words}: {read}");
    }
}

#[tokio::test]
async fn behaviour_10_from_the_brief_to_a_signed_note_every_line_has_its_evidence() {
    let dana = Walker::dana();
    let today = dana.sees("/t").await.body;
    assert!(today.contains(&format!("/t/c/{PARKS}/brief")), "Today leads to the brief of whoever comes");
    for subject in [ROWAN, MAYA, INES, ALEXIS, PARKS] {
        let brief = dana.sees(&format!("/t/c/{subject}/brief")).await.body;
        let lines: Vec<&str> = brief.split("class=\"small\" href=\"").skip(1).collect();
        assert!((1..=10).contains(&lines.len()), "{} lines: {brief}", lines.len());
        for line in lines {
            dana.sees(line.split('"').next().unwrap()).await;
        }
    }
    let ines = dana.sees(&format!("/t/c/{INES}/brief")).await.body;
    assert!(ines.contains("Alert:") && ines.contains("Last time:"), "{ines}");
    let draft = started(&dana, INES, "therapy").await;
    let page = dana.sees(&draft).await;
    assert!(page.body.contains("All to know before this visit"), "{}", page.body);
    let (version, subject) = (page.value("version"), page.value("subject"));
    let whole = note(&version, &subject, "07:35", "").but("kind", "therapy").with("work", "Stayed with the breath.");
    dana.sends(&draft, &whole.with("do", "sign")).await;
    let signed = dana.sends(&format!("{draft}/sign"), &Form::of(&[])).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.body);
    let after = dana.sees(&format!("/t/c/{INES}/brief")).await.body;
    assert!(after.contains("Therapy, June 22"), "{after}");
}

#[tokio::test]
async fn what_a_therapist_plans_for_their_sessions_stands_beside_the_note() {
    let dana = Walker::dana();
    let note = dana.sends(&format!("/t/c/{ROWAN}/notes"), &Form::of(&[("kind", "preparation")])).await.to;
    let own = "Arriving\nTea and time\n\nGoing on\nWhat stays";
    assert!(dana.sees(&note).await.body.contains("planned"), "the plan that comes with the system");
    dana.sends("/t/sessions", &Form::of(&[("preparation", own), ("integration", "")])).await;
    let beside = dana.sees(&note).await.body;
    assert!(beside.contains("What stays") || beside.contains("Tea and time"), "{beside}");
    let omar = dana.colleague(OMAR);
    assert!(!omar.sees("/t/sessions").await.body.contains("Tea and time"), "each has their own");
    dana.sends("/t/sessions", &Form::of(&[("preparation", ""), ("integration", "")])).await;
    assert!(dana.sees("/t/sessions").await.body.contains("Safety and story"), "emptied, it is as it came");
}
