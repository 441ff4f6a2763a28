//! A signed note becomes a charge, and billing takes a payment without learning what the note says.

use testkit::cast::{BEA, DANA, ROWAN};

use crate::journeys::browser::Browser;
use crate::journeys::program::Program;

#[tokio::test(flavor = "multi_thread")]
async fn billing_sees_the_charge_of_a_signed_note_and_records_its_payment() {
    let program = Program::demo();
    let browser = Browser::at(program.address()).await;
    browser.sign_in(BEA).await;
    browser.sees("What holds money up").await;
    browser.click("All accounts").await;
    browser.sees_in_order(&["Rowan Keller", "$230.00"]).await;
    browser.sign_in(DANA).await;
    browser.start_note(ROWAN).await;
    browser.arrive("11:50", "Tearful").await;
    browser.fill("Meaning and connections", "A field of rye, told slowly.").await;
    browser.click("Sign note").await;
    browser.click("Sign note").await;
    browser.sees("Billing has the charge.").await;

    browser.sign_in(BEA).await;
    browser.click("All accounts").await;
    browser.sees_in_order(&["Rowan Keller", "$395.00", "none"]).await;
    browser.seen("charges").await;
    browser.click("Rowan Keller").await;
    sees_the_account(&browser).await;
    browser.seen("account").await;
    pays_too_much(&browser).await;
    browser.fill("Amount", "165.00").await;
    browser.click("Record payment").await;
    sees_the_receipt(&browser).await;
    browser.click("Back to the account").await;
    browser.sees_in_order(&["Open: $230.00.", "June 22, 2026", "50", "$165.00", "$165.00", "nothing owed"]).await;
    browser.sees("Receipt of June 22, 2026").await;
    browser.seen("account-paid").await;
    browser.leave().await;
}

async fn sees_the_account(bea: &Browser) {
    bea.sees_in_order(&["Rowan Keller", "Psychotherapy", "Open: $395.00.", "June 22, 2026", "50", "$165.00"]).await;
    // Nobody in this practice attends dosing days, so there is no second ledger.
    bea.sees_no("Attended dosing days").await;
    bea.has_none("#dosing").await;
    for clinical in ["rye", "Tearful", "Integration", "Meaning"] {
        bea.sees_no(clinical).await;
    }
}

async fn pays_too_much(bea: &Browser) {
    bea.click("Record a payment").await;
    bea.choose("What was paid?", "Visit of June 22, 2026, $165.00 open").await;
    bea.fill("Amount", "500").await;
    bea.choose("How was it paid?", "Card").await;
    assert_eq!(bea.value("Paid on").await, "2026-06-22", "today stands there");
    bea.click("Record payment").await;
    bea.sees("One answer needs another look").await;
    bea.sees("Enter at most what is open. What is paid before a visit is an advance").await;
    assert_eq!(bea.value("Amount").await, "500");
    bea.seen("account-another-look").await;
}

async fn sees_the_receipt(bea: &Browser) {
    bea.sees_in_order(&["Receipt", "Received from", "Rowan Keller", "$165.00 on June 22, 2026, card"]).await;
    bea.sees("Psychotherapy, visit of June 22, 2026, 50 minutes, service 90834").await;
    bea.sees_in_order(&["Still open", "nothing owed"]).await;
    bea.seen("receipt").await;
}
