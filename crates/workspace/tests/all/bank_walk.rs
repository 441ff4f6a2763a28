//! The bank's files, screen by screen: each line is kept once, and booked or put aside.

use axum::http::StatusCode;
use testkit::cast::ROWAN;

use crate::walker::{Form, Walker};

const ROWANS: &str = "Rowan Keller, 2017, psychotherapy";

/// Two equal transfers, money that went out, one that nobody knows, and a line that nobody can read.
const FILE: &[u8] = b"Date,Description,Amount\n06/22/2026,ZELLE ROWAN KELLER,250.00\n06/22/2026,Rent,-900.00\n\
    06/22/2026,ZELLE ROWAN KELLER,250.00\n06/22/2026,Somebody,10.00\nsoon,Odd,1.00\n";

async fn brings(bea: &Walker, file: &[u8]) -> String {
    let kept = bea.brings("/billing/bank", &Form::of(&[]), ("bank.csv", file)).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    bea.sees(&kept.to).await.body
}

/// The lines that wait, in order.
fn waiting(page: &str) -> Vec<String> {
    let ids = page.split("name=\"who-").skip(1).map(|rest| rest.split('"').next().unwrap_or_default().to_owned());
    ids.collect()
}

async fn account(bea: &Walker) -> String {
    bea.sees(&format!("/billing/{ROWAN}")).await.body
}

#[tokio::test]
async fn a_file_that_holds_no_lines_is_refused_and_nothing_is_kept() {
    let bea = Walker::dana().biller();
    for (bytes, words) in [
        (&b""[..], "Choose the bank"),
        (b"Valuta,In\n2026-06-22,5.00\n", "No column looks like the day"),
        (b"Date,Amount", "nothing below"),
        (b"\xff\xfe", "UTF-8"),
    ] {
        let refused = bea.brings("/billing/bank", &Form::of(&[]), ("bank.csv", bytes)).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains(words), "{words}");
    }
    assert!(bea.sees("/billing/bank").await.body.contains("No line waits."));
}

#[tokio::test]
async fn two_equal_transfers_of_one_file_are_both_booked_and_the_same_file_again_books_nothing() {
    let bea = Walker::dana().biller();
    let page = brings(&bea, FILE).await;
    for words in ["came in: 3.", "No money that came in: 1.", "Nobody could read line 6", "3 lines wait", ROWANS] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(bea.sees("/billing").await.body.contains("Bank transfers to book"));
    let lines = waiting(&page);
    let names: Vec<String> = lines.iter().map(|id| format!("who-{id}")).collect();
    let place = "/billing/bank/record";
    let once = Form::of(&[("once", "the first form")]);
    for (who, words) in [("", "Say whose money"), ("Rowan", "choose an account of the list")] {
        let refused = bea.sends(place, &once.clone().with(&names[0], who)).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains(words), "{}", refused.body);
    }
    let both = once.with(&names[0], ROWANS).with(&names[1], ROWANS);
    for _ in 0..2 {
        let done = bea.sends(place, &both).await;
        assert!(done.status == StatusCode::SEE_OTHER, "{}", done.body);
    }
    // $230.00 were open, and $500.00 came.
    let held = "Held for them: <b>$270.00</b>";
    assert!(account(&bea).await.contains(held), "{}", account(&bea).await);
    let late = bea.sends(place, &both.but("once", "another form")).await;
    assert!(late.body.contains("A line: somebody booked it"), "{}", late.body);
    // The same file again, and a longer one that holds its lines too: only what is new waits.
    let page = brings(&bea, FILE).await;
    assert!(page.contains("came in: 0.") && page.contains("Brought before: 3."), "{page}");
    let longer = [FILE, b"06/22/2026,ZELLE ROWAN KELLER,250.00\n06/23/2026,Odd,5.00\n"].concat();
    let page = brings(&bea, &longer).await;
    assert!(page.contains("came in: 2.") && page.contains("3 lines wait"), "{page}");
    assert!(account(&bea).await.contains(held));
}

#[tokio::test]
async fn a_line_that_is_no_clients_is_put_aside_with_a_reason_and_can_wait_again() {
    let bea = Walker::dana().biller();
    let page = brings(&bea, b"Date,Description,Amount\n06/22/2026,Somebody,10.00\n").await;
    let line = format!("/billing/bank/{}", waiting(&page)[0]);
    assert!(bea.sees(&line).await.body.contains("Line 2 of the file that Bea"));
    let refused = bea.sends(&format!("{line}/aside"), &Form::of(&[("reason", "")])).await;
    assert!(refused.body.contains("Write in a few words why"), "{}", refused.body);
    let aside = bea.sends(&format!("{line}/aside"), &Form::of(&[("reason", "Rent that came back")])).await;
    assert_eq!(aside.status, StatusCode::SEE_OTHER, "{}", aside.body);
    let page = bea.sees(&aside.to).await.body;
    assert!(page.contains("No line waits.") && page.contains("Rent that came back"), "{page}");
    let name = format!("who-{}", &line["/billing/bank/".len()..]);
    let late = bea.sends("/billing/bank/record", &Form::of(&[("once", "1"), (name.as_str(), ROWANS)])).await;
    assert!(late.status == StatusCode::UNPROCESSABLE_ENTITY, "{}", late.body);
    let twice = bea.sends(&format!("{line}/aside"), &Form::of(&[("reason", "Again")])).await;
    assert!(twice.body.contains("Somebody changed this line meanwhile"), "{}", twice.body);
    assert_eq!(bea.sends(&format!("{line}/again"), &Form::of(&[])).await.status, StatusCode::SEE_OTHER);
    assert!(bea.sees("/billing/bank").await.body.contains("1 line waits"));
}

#[tokio::test]
async fn a_transfer_that_was_recorded_by_hand_is_not_booked_again() {
    let bea = Walker::dana().biller();
    let all = [("charge", "all"), ("amount", "100.00"), ("how", "transfer"), ("on", "2026-06-22"), ("once", "by hand")];
    let all = Form::of(&all);
    let paid = bea.sends(&format!("/billing/{ROWAN}/therapy"), &all).await;
    assert_eq!(paid.status, StatusCode::SEE_OTHER, "{}", paid.body);
    let page = brings(&bea, b"Date,Description,Amount\n06/22/2026,ZELLE ROWAN KELLER,100.00\n").await;
    let name = format!("who-{}", waiting(&page)[0]);
    let refused = bea.sends("/billing/bank/record", &Form::of(&[("once", "1"), (name.as_str(), ROWANS)])).await;
    assert!(refused.body.contains("$100.00 of June 22, 2026: a transfer of this day and amount"), "{}", refused.body);
}
