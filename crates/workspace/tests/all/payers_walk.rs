//! Payers and the practice's own numbers, screen by screen, over HTTP without a socket.

use axum::http::StatusCode;

use crate::walker::{Form, Walker};

const RULES: [(&str, &str); 10] = [
    ("in-person-place", "11"),
    ("in-person-modifier", "none"),
    ("video-home-place", "02"),
    ("video-home-modifier", "GT"),
    ("video-elsewhere-place", "02"),
    ("video-elsewhere-modifier", "95"),
    ("audio-home-place", "10"),
    ("audio-home-modifier", "93"),
    ("audio-elsewhere-place", "02"),
    ("audio-elsewhere-modifier", "93"),
];

pub fn payer(name: &str, number: &str, days: &str) -> Form {
    let given = [("name", name), ("number", number), ("plan", "CI"), ("days", days)];
    Form::of(&[&given[..], &RULES].concat())
}

#[tokio::test]
async fn a_payer_is_kept_once_with_its_own_rules_and_changed_where_it_stands() {
    let bea = Walker::dana().biller();
    let new = "/billing/payers/new";
    let refused = bea.sends(new, &payer("Mesa Health Plan", "MESA1", "0")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Enter from 1 to 1095 days"), "{}", refused.body);
    let form = payer("Mesa Health Plan", "MESA1", "90");
    assert_eq!(bea.sends(new, &form).await.status, StatusCode::SEE_OTHER);
    let list = bea.sees("/billing/payers").await.body;
    assert!(list.contains("Mesa Health Plan") && list.contains("90 days to file"), "{list}");
    let twice = bea.sends(new, &payer("Mesa Health Plan of Colorado", "MESA1", "90")).await;
    assert!(twice.body.contains("Another payer here has this number"), "{}", twice.body);
    let place = list.split("href=\"/billing/payers/").filter(|rest| rest.contains("Mesa")).last().expect("a link");
    let path = format!("/billing/payers/{}", place.split('"').next().expect("an id"));
    let page = bea.sees(&path).await.body;
    assert!(page.contains("value=\"GT\" selected") && page.contains("value=\"02\" selected"), "{page}");
    assert_eq!(bea.sends(&path, &payer("Mesa Health Plan", "MESA1", "180")).await.status, StatusCode::SEE_OTHER);
    assert!(bea.sees("/billing/payers").await.body.contains("180 days to file"));
}
