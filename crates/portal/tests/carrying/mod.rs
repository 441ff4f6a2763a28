//! Carrying forward and what stands around it: small changes, what is hard, a pause, altered states, a support person.

use axum::http::StatusCode;
use testkit::cast::{ALEXIS, CHRIS, LEE, MAYA, PARKS, ROWAN};

use crate::walker::{Walker, value, workbook};

#[tokio::test]
async fn behaviour_23_a_practice_becomes_a_change_with_its_if_and_then_and_below_seven_it_is_looked_at_again() {
    let maya = Walker::new(MAYA);
    assert!(maya.sees("/my/practices").await.contains("/my/carry-forward?practice=page#add"));
    let form = maya.sees("/my/carry-forward?practice=page").await;
    assert!(form.contains("value=\"Write half a page\"") && form.contains("value=\"mind\" checked"), "{form}");
    let id = value(&form, "id");
    let fields = [
        ("id", id.as_str()),
        ("text", "Write three lines"),
        ("cue", "After breakfast"),
        ("value", "Honesty"),
        ("helper", "My sister"),
        ("domain", "mind"),
        ("confidence", "6"),
    ];
    let to = maya.leads("/my/carry-forward", &fields).await;
    assert_eq!(to, format!("/my/carry-forward/{id}?done=added"));
    assert!(maya.sees(&to).await.contains("Would something smaller"), "below seven it may be reworded");
    let list = maya.sees("/my/carry-forward").await;
    for words in ["For: “Honesty”", "With: “My sister”", "sure 6 of 10, mind"] {
        assert!(list.contains(words), "{words}: {list}");
    }
    assert_eq!(maya.leads("/my/carry-forward", &fields).await, to, "sent twice it is one");
    assert_eq!(workbook(&maya, MAYA).changes().iter().filter(|change| change.id.to_string() == id).count(), 1);
}

#[tokio::test]
async fn behaviour_29_a_partner_reads_a_change_only_once_it_is_offered_and_not_after_it_is_taken_back() {
    let chris = Walker::new(CHRIS);
    let (lee, rowan) = (chris.beside(LEE), chris.beside(ROWAN));
    let (id, unit) = ("changecccc", PARKS.to_string());
    let fields = [("id", id), ("text", "Ask for ten minutes"), ("insight", "I go quiet"), ("confidence", "8")];
    chris.leads("/my/carry-forward", &fields).await;
    let together = format!("/my/together/{PARKS}");
    assert!(!lee.sees(&together).await.contains("Ask for ten minutes"));
    let place = format!("/my/carry-forward/{id}");
    assert!(chris.sees(&place).await.contains("Show it to my partner"));
    assert!(!rowan.sees("/my/carry-forward").await.contains("Show it"));
    let show = format!("{place}/show");
    for _ in 0..2 {
        assert_eq!(chris.leads(&show, &[("unit", &unit), ("to", "show")]).await, format!("{place}?done=shown"));
    }
    let read = lee.sees(&together).await;
    assert!(read.contains("Ask for ten minutes") && read.contains("From your partner, to read"), "{read}");
    assert!(!read.contains("I go quiet") && read.matches("Ask for ten minutes").count() == 1, "{read}");
    // Nobody else shows, hides or reads it.
    assert_eq!(lee.sends(&show, &[("unit", &unit)]).await.status, StatusCode::NOT_FOUND);
    lee.leads(&show, &[("unit", &unit), ("to", "hide")]).await;
    assert!(lee.sees(&together).await.contains("Ask for ten minutes"));
    assert_eq!(rowan.sends(&show, &[("unit", &unit), ("to", "hide")]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(chris.sends(&show, &[("unit", "x"), ("to", "show")]).await.status, StatusCode::NOT_FOUND);
    chris.leads(&show, &[("unit", &unit), ("to", "hide")]).await;
    assert!(!lee.sees(&together).await.contains("Ask for ten minutes"));
}

#[tokio::test]
async fn what_is_hard_is_told_with_what_is_known_and_let_go() {
    let maya = Walker::new(MAYA);
    let page = maya.sees("/my/difficulties").await;
    let id = value(&page, "id");
    let told = [("id", id.as_str()), ("kind", "unreal"), ("since", "2026-06-01"), ("strength", "6")];
    assert_eq!(maya.leads("/my/difficulties", &told).await, "/my/difficulties?done=told");
    let page = maya.sees("/my/difficulties").await;
    assert!(page.contains("Since June 1, 2026, 6 of 10") && page.contains("over two weeks"), "{page}");
    let refused = maya.sends("/my/difficulties", &[("id", &id), ("kind", "sleep"), ("since", "2027-01-01")]).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("This day is still to come"));
    let over = format!("/my/difficulties/{id}/over");
    maya.leads(&over, &[]).await;
    assert_eq!(maya.sends(&over, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(workbook(&maya, MAYA).difficulties_over().count(), 1);
}

#[tokio::test]
async fn a_pause_is_agreed_shown_and_ended() {
    let maya = Walker::new(MAYA);
    let refused = maya.sends("/my/pause", &[("until", "2026-06-01")]).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("This day is over"));
    maya.leads("/my/pause", &[("until", "2026-07-06"), ("about", "The house")]).await;
    assert!(maya.sees("/my/integration").await.contains("Until Monday, July 6, no large decisions"));
    assert_eq!(maya.leads("/my/pause/end", &[]).await, "/my/pause?done=ended");
    assert!(!maya.sees("/my/integration").await.contains("July 6, no large"));
}

#[tokio::test]
async fn behaviour_4_altered_states_are_told_with_unknown_as_an_answer_and_never_asked_where_no_dosing_is() {
    let maya = Walker::new(MAYA);
    let id = value(&maya.sees("/my/altered-states").await, "id");
    maya.leads("/my/altered-states", &[("id", &id), ("what", "A retreat"), ("when", "About 2015")]).await;
    let page = maya.sees("/my/preparation/past-experiences").await;
    assert!(page.contains("When: About 2015. Setting: not known. How it was: not known."), "{page}");
    maya.leads("/my/altered-states", &[("id", &id), ("what", "A retreat"), ("how", "hard")]).await;
    assert!(maya.sees("/my/altered-states").await.contains("How it was: hard."));
    maya.leads(&format!("/my/altered-states/{id}/take-off"), &[]).await;
    assert!(workbook(&maya, MAYA).altered_states().is_empty());
    let alexis = maya.beside(ALEXIS);
    assert_eq!(alexis.asks("/my/altered-states").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_support_person_is_named_by_the_client_alone_and_their_page_holds_what_was_given() {
    let chris = Walker::new(CHRIS);
    assert!(!chris.sees("/my/support-person").await.contains("Lee"), "nobody is set beforehand, a partner least");
    assert_eq!(chris.asks("/my/support-person/sheet").await.status, StatusCode::NOT_FOUND);
    let told = "Nothing to eat from eight.";
    let person = [("name", "Ada"), ("ride", "Her car"), ("helps", "Tea."), ("instructions", told)];
    chris.leads("/my/support-person", &person).await;
    let sheet = chris.sees("/my/support-person/sheet").await;
    for words in ["For Ada", "What may happen", "Her car", "Tea.", told, "911", "988"] {
        assert!(sheet.contains(words), "{words}: {sheet}");
    }
    assert_eq!(chris.sends("/my/support-person", &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    chris.leads("/my/support-person/nobody", &[]).await;
    assert_eq!(chris.asks("/my/support-person/sheet").await.status, StatusCode::NOT_FOUND);
    let alexis = chris.beside(ALEXIS);
    alexis.leads("/my/support-person", &[("name", "Ada"), ("instructions", told)]).await;
    let sheet = alexis.sees("/my/support-person/sheet").await.to_lowercase();
    let main = sheet.split("id=\"main\"").nth(1).unwrap_or_default();
    for word in ["dosing", "ketamine", "prescriber", "medicine", "eight"] {
        assert!(!main.contains(word), "{word}: {main}");
    }
}

#[tokio::test]
async fn a_page_of_the_journal_prints_as_a_letter_without_the_name_of_a_practice() {
    let maya = Walker::new(MAYA);
    let id = "pageaaaaqq";
    maya.leads(&format!("/my/journal/{id}"), &[("text", "Dear me,\n\nRest."), ("prompt", "letter"), ("version", "0")])
        .await;
    let letter = maya.sees(&format!("/my/journal/{id}/letter")).await;
    let main = letter.split("id=\"main\"").nth(1).unwrap_or_default();
    assert!(main.contains("<p>Dear me,</p><p>Rest.</p>") && !main.contains("Mariposa"), "{main}");
    assert_eq!(maya.beside(ROWAN).asks(&format!("/my/journal/{id}/letter")).await.status, StatusCode::NOT_FOUND);
}
