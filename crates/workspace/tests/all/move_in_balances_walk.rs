//! The owner moves balances in: each ledger gets its own, billing sees and takes payments for them, nothing is added up.

use axum::http::StatusCode;
use testkit::cast::THEO;

use crate::walker::{Form, Walker};

const LIST: &str = "Client,Owed,Credit,Dosing owed,Dosing credit
Theo Brandt,120.00,,,40.00
Jo Nobody,5,,,
Rowan Keller,,,,
Maya Kaufer,much,,,
";

async fn moved_in(marion: &Walker, list: &str) -> String {
    let sent = marion.brings("/practice/move-in/balances", &Form::of(&[]), ("owed.csv", list.as_bytes())).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let shown = marion.sees(&sent.to).await.value("shown");
    let done = marion.sends(&format!("{}/take-in", sent.to), &Form::of(&[("shown", &shown)])).await;
    assert!(marion.sees(&done.to).await.body.contains("Written into the ledgers."), "{}", done.body);
    sent.to
}

#[tokio::test]
async fn a_balance_is_shown_first_and_then_stands_in_its_own_ledger() {
    let marion = Walker::marion();
    let sent = marion.brings("/practice/move-in/balances", &Form::of(&[]), ("owed.csv", LIST.as_bytes())).await;
    let looked = marion.sees(&sent.to).await.body;
    for words in ["$120.00 owed", "$40.00 left over", "Jo Nobody", "165.00", "nothing is owed or left over"] {
        assert!(looked.contains(words), "{words}: {looked}");
    }
    let account = format!("/billing/{THEO}");
    assert!(!marion.biller().sees(&account).await.body.contains("Opening balance"), "a look writes nothing");

    let page = moved_in(&marion, LIST).await;
    let bea = marion.biller();
    let seen = bea.sees(&account).await;
    for words in ["$120.00 owed, $120.00 now.", "$40.00 left over, $40.00 of it now.", "Owed before June 22, 2026"] {
        assert!(seen.body.contains(words), "{words}: {}", seen.body);
    }
    assert!(!seen.body.contains("$80.00") && !seen.body.contains("$160.00"), "two ledgers, and no total over both");

    let owed = seen.body.split("name=\"charge\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let form =
        Form::of(&[("charge", &owed), ("amount", "50.00"), ("how", "check"), ("on", "2026-06-22"), ("once", "b")]);
    let paid = bea.sends(&format!("{account}/therapy"), &form).await;
    assert_eq!(paid.status, StatusCode::SEE_OTHER, "{}", paid.body);
    let receipt = bea.sees(&paid.to).await.body;
    assert!(receipt.contains("what was owed before June 22, 2026") && receipt.contains("$70.00"), "{receipt}");

    let back = format!("/practice/move-in/{}/take-back", page.rsplit('/').next().unwrap());
    let refused = marion.sends(&back, &Form::of(&[])).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("sets them right"));

    moved_in(&marion, "Client,Owed\nTheo Brandt,90\n").await;
    let right = bea.sees(&account).await.body;
    assert!(right.contains("$90.00 owed, $40.00 now."), "what was paid stays paid: {right}");
}
