//! A dosing day told in one tap leads to times that are free; one more tap books, and "not now" is an answer.

use axum::http::StatusCode;
use testkit::cast::{CHRIS, MAYA};

use crate::walker::Walker;

const OFFER: &str = "/my/visit-offer";

/// Tells the day before; then the times are on the page.
async fn told(walker: &Walker, id: &str) -> String {
    let to = walker.leads("/my/dosing", &[("id", id), ("state", "past"), ("date", "2026-06-21")]).await;
    assert_eq!(to, "/my/visit-offer?done=told");
    walker.sees(&to).await
}

fn times(page: &str) -> Vec<&str> {
    page.split("name=\"from\" value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[tokio::test]
async fn behaviour_22_a_told_day_leads_to_free_times_and_one_tap_books() {
    let maya = Walker::new(MAYA);
    assert!(maya.sees("/my").await.contains("Tell a dosing day"));
    let page = told(&maya, "dayhereaaa").await;
    assert!(page.contains("A first time with Dana after that day") && page.contains("Not now"), "{page}");
    assert!(page.contains("Between Monday, June 22 and Wednesday, June 24"), "{page}");
    for never in ["late", "overdue", "days left", "window", "hurry"] {
        assert!(!page.to_lowercase().contains(&format!(" {never} ")), "{never}");
    }
    let first = times(&page)[0].to_owned();
    for _ in 0..2 {
        assert_eq!(maya.leads(OFFER, &[("from", &first)]).await, "/my/appointments?done=booked");
    }
    assert!(maya.sees("/my/appointments?done=booked").await.contains("It is booked."));
    assert!(maya.sees(OFFER).await.contains("A second time with Dana"));
}

#[tokio::test]
async fn a_time_is_taken_by_one_of_two() {
    let maya = Walker::new(MAYA);
    let chris = maya.beside(CHRIS);
    let mine = told(&maya, "dayhereaaa").await;
    told(&chris, "dayherebbb").await;
    let both = times(&mine)[0];
    maya.leads(OFFER, &[("from", both)]).await;
    let refused = chris.sends(OFFER, &[("from", both)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("That time was taken a moment ago") && !times(&refused.body).contains(&both));
    for nonsense in ["", "x", "99999999999999999999", "0"] {
        assert_eq!(chris.sends(OFFER, &[("from", nonsense)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn not_now_is_an_answer() {
    let maya = Walker::new(MAYA);
    told(&maya, "dayhereaaa").await;
    assert!(maya.sees("/my").await.contains("See times"));
    assert_eq!(maya.leads("/my/visit-offer/not-now", &[]).await, "/my?done=not-now");
    maya.leads("/my/visit-offer/not-now", &[]).await;
    assert!(!maya.sees("/my").await.contains("See times"));
    assert!(maya.sees(OFFER).await.contains("Nothing is proposed right now"));
}
