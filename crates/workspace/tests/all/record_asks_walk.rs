//! A record that a payer asks for, screen by screen: nothing leaves before the therapist decided, and billing reads no note.

use axum::http::StatusCode;
use testkit::cast::{OMAR, ROWAN};

use crate::walker::{Form, Walker};

#[tokio::test]
async fn a_payer_asks_the_therapist_decides_and_only_then_it_is_sent() {
    let dana = Walker::dana();
    let bea = dana.biller();
    assert!(bea.sees("/billing/asked").await.body.contains("No payer asks for a record."));
    let page = written(&bea).await;
    assert!(!dana.sees("/t").await.body.contains("Nothing waits for you"));
    assert!(dana.sees("/t").await.body.contains(&format!("/t/c/{ROWAN}/asked")));
    let waits = bea.sees(&page).await.body;
    assert!(waits.contains("has not decided") && !waits.contains("It was sent"), "{waits}");
    let early = bea.sends(&format!("{page}/sent"), &Form::of(&[("on", "2026-06-22")])).await;
    assert!(early.status == StatusCode::UNPROCESSABLE_ENTITY && early.body.contains("Wait for their decision"));

    let chart = format!("/t/c/{ROWAN}/asked");
    let id = page.rsplit('/').next().unwrap();
    let offered = dana.sees(&chart).await;
    let note = offered.body.split("name=\"notes\" value=\"").nth(1).expect("a signed note")[..10].to_owned();
    for (form, says) in [
        (vec![], "Choose what may go"),
        (vec![("may", "give")], "Tick what may go"),
        (vec![("may", "refuse")], "Write what billing tells the payer"),
    ] {
        let refused = dana.sends(&format!("{chart}/{id}"), &Form::of(&form)).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains(says), "{}", refused.body);
    }
    // A note that is none of this chart's cannot be chosen.
    let other = Form::of(&[("may", "give"), ("notes", "bbbbbbbbbb")]);
    assert_eq!(dana.sends(&format!("{chart}/{id}"), &other).await.status, StatusCode::NOT_FOUND);
    let asks_first = dana.sends(&format!("{chart}/{id}"), &Form::of(&[("may", "client")])).await;
    assert_eq!(asks_first.status, StatusCode::SEE_OTHER, "{}", asks_first.body);
    assert!(bea.sees(&page).await.body.contains("the client is asked first"));
    let give = Form::of(&[("may", "give"), ("parts", "dates"), ("notes", &note)]);
    assert_eq!(dana.sends(&format!("{chart}/{id}"), &give).await.status, StatusCode::SEE_OTHER);

    let may = bea.sees(&page).await.body;
    for words in ["Send exactly this", "Dates of service and their codes", "The signed note of", "not opened here"] {
        assert!(may.contains(words), "{words}: {may}");
    }
    assert!(!may.contains("A summary of the treatment plan"), "{may}");
    let future = bea.sends(&format!("{page}/sent"), &Form::of(&[("on", "2026-06-23")])).await;
    assert!(future.body.contains("still to come"), "{}", future.body);
    let sent = bea.sends(&format!("{page}/sent"), &Form::of(&[("on", "2026-06-22")])).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert!(bea.sees(&page).await.body.contains("Sent on"));
    let late = dana.sends(&format!("{chart}/{id}"), &give).await;
    assert!(late.body.contains("It was sent already"), "{}", late.body);
}

#[tokio::test]
async fn a_summary_of_the_plan_is_looked_at_made_and_kept_as_it_goes() {
    let dana = Walker::dana();
    let bea = dana.biller();
    let page = written(&bea).await;
    let decide = format!("/t/c/{ROWAN}/asked/{}", page.rsplit('/').next().unwrap());
    let summary = format!("{decide}/summary");
    let early = dana.sends(&summary, &Form::of(&[])).await;
    assert!(early.body.contains("Decide first that a summary"), "{}", early.body);
    let plan = |goals| Form::of(&[("diagnosis", "F33.1"), ("goals", goals), ("problem", "Long nights with old fear")]);
    let planned = dana.sends(&format!("/t/c/{ROWAN}/plan"), &plan("To sleep through the night.")).await;
    assert_eq!(planned.status, StatusCode::SEE_OTHER, "{}", planned.body);
    let give = Form::of(&[("may", "give"), ("parts", "dates"), ("parts", "plan")]);
    assert_eq!(dana.sends(&decide, &give).await.status, StatusCode::SEE_OTHER);
    let sent = Form::of(&[("on", "2026-06-22")]);
    assert!(bea.sends(&format!("{page}/sent"), &sent).await.body.contains("has not made the summary"));
    let shown = dana.sees(&summary).await.body;
    for words in ["what would go", "To sleep through the night.", "F33.1", "Example Health Plan", "90834"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(!shown.contains("Long nights"), "{shown}");
    assert_eq!(dana.asks(&format!("{summary}/pdf")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(dana.sends(&summary, &Form::of(&[])).await.status, StatusCode::SEE_OTHER);
    assert!(dana.sees(&format!("{summary}/pdf")).await.bytes.starts_with(b"%PDF"));
    // The plan goes on; what was made stays.
    dana.sends(&format!("/t/c/{ROWAN}/plan"), &plan("To rest.")).await;
    let kept = dana.sees(&summary).await.body;
    assert!(kept.contains("To sleep through the night.") && !kept.contains("To rest."), "{kept}");
    let billing = bea.sees(&page).await.body;
    assert!(billing.contains("The summary of the plan is made.") && !billing.contains("To sleep"), "{billing}");
    for other in [dana.colleague(OMAR), dana.desk(), dana.biller(), dana.owner()] {
        assert_ne!(other.asks(&summary).await.status, StatusCode::OK);
    }
    assert_eq!(bea.sends(&format!("{page}/sent"), &sent).await.status, StatusCode::SEE_OTHER);
    assert!(dana.sends(&summary, &Form::of(&[])).await.body.contains("while nothing was sent"));
}

#[tokio::test]
async fn only_the_team_decides_and_only_billing_writes_it_down() {
    let dana = Walker::dana();
    let bea = dana.biller();
    let page = written(&bea).await;
    let id = page.rsplit('/').next().unwrap().to_owned();
    let decide = format!("/t/c/{ROWAN}/asked/{id}");
    let form = Form::of(&[("may", "give"), ("parts", "dates")]);
    for other in [dana.colleague(OMAR), dana.desk(), dana.biller(), dana.owner()] {
        assert_ne!(other.sends(&decide, &form).await.status, StatusCode::SEE_OTHER);
    }
    for other in [dana.desk(), dana.owner()] {
        assert_ne!(other.asks("/billing/asked").await.status, StatusCode::OK);
    }
    let refused = bea.sends(&format!("/billing/{ROWAN}/asked"), &Form::of(&[("payer", "Example Health Plan")])).await;
    for words in ["Write what they ask for", "Enter the day by which", "Say how they want the answer"] {
        assert!(refused.body.contains(words), "{words}: {}", refused.body);
    }
}

/// Bea writes a question down; the page that it stands on.
async fn written(bea: &Walker) -> String {
    let form = Form::of(&[
        ("once", "asks-once"),
        ("payer", "Example Health Plan"),
        ("claim", ""),
        ("wants", "Records that support medical necessity"),
        ("due", "2026-07-06"),
        ("how", "PO Box 1, Example City, CO 80000"),
    ]);
    let written = bea.sends(&format!("/billing/{ROWAN}/asked"), &form).await;
    assert_eq!(written.status, StatusCode::SEE_OTHER, "{}", written.body);
    written.to.split('?').next().unwrap().to_owned()
}
