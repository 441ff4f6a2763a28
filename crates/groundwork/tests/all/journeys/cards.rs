//! Cards: a client pays on the card company's page after reading what a statement will show, and one leaves a card that
//! billing charges and sends money back to. The demo's stand-in is the card company.

use std::time::Duration;

use terms::ids::SubjectId;
use testkit::cast::{BEA, CHRIS, ROWAN};
use tokio::time::sleep;

use crate::journeys::browser::Browser;
use crate::journeys::program::Program;

/// The demo's words on a card statement for therapy.
const WORDS: &str = "STEADY OFC* VISIT A";

#[tokio::test(flavor = "multi_thread")]
async fn a_client_pays_by_card_and_has_the_receipt() {
    let program = Program::demo();
    let chris = Browser::at(program.address()).await;
    pays_by_card(&chris).await;
    chris.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_pays_by_card_and_has_the_receipt_without_scripts() {
    let program = Program::demo();
    let chris = Browser::without_scripts(program.address()).await;
    pays_by_card(&chris).await;
    chris.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_card_is_charged_and_money_goes_back_to_it() {
    let program = Program::demo();
    let (rowan, bea) = (Browser::at(program.address()).await, Browser::at(program.address()).await);
    leaves_a_card(&rowan).await;
    is_charged(&bea, ROWAN).await;
    gets_some_of_it_back(&bea, ROWAN).await;
    rowan.open("/my/money").await;
    rowan.sees_in_order(&["Nothing owed", "Receipt of June 22, 2026", "Given back on June 22, 2026", "$15.00"]).await;
    rowan.click("A card on file").await;
    rowan.click("Take the card back").await;
    rowan.sees("Taken back. The card can’t be charged any more.").await;
    rowan.leave().await;
    bea.open(&format!("/billing/{ROWAN}/cards")).await;
    bea.sees("No card is kept.").await;
    bea.leave().await;
}

/// Chris pays what is open for the couple.
async fn pays_by_card(chris: &Browser) {
    chris.sign_in_client(CHRIS).await;
    chris.open("/my/money").await;
    chris.press("a[href^='/my/money/pay/therapy']").await;
    chris.sees_in_order(&["Pay by card", "Therapy, for both of you", "Your card statement will show", WORDS]).await;
    chris.seen("pay-by-card").await;
    chris.click("Go on with $").await;
    chris.sees_in_order(&["Not paid yet", WORDS]).await;
    chris.seen("card-not-paid-yet").await;
    chris.click("Go to the card page").await;
    chris.sees_in_order(&["This is a stand-in for a card processor.", WORDS]).await;
    chris.click("Try a card that is declined").await;
    chris.sees("The card was declined. Try another one, or go back.").await;
    chris.click("Pay with a card that ends in 4242").await;
    // A browser looks for a picture of the site at the stand-in, which has none.
    chris.complains_of(&["favicon.ico"]).await;
    comes_to_be(chris, "Thank you. It stands under payments, with its receipt.").await;
    chris.seen("card-paid").await;
    chris.click("Back to payments").await;
    chris.click("Receipt of June 22, 2026").await;
    chris.sees_in_order(&["Receipt", "June 22, 2026, card"]).await;
    chris.seen("card-receipt").await;
}

/// Rowan agrees, word for word, and leaves a card at the stand-in.
async fn leaves_a_card(rowan: &Browser) {
    rowan.sign_in_client(ROWAN).await;
    rowan.open("/my/money/kept-card").await;
    rowan.sees_in_order(&["What you would agree to", WORDS, "for therapy", "at any time"]).await;
    rowan.seen("keep-a-card").await;
    rowan.click("I agree: go on to the card page").await;
    rowan.sees("No card is kept yet.").await;
    rowan.click("Go to the card page").await;
    rowan.click("Leave a card that ends in 4242").await;
    rowan.complains_of(&["favicon.ico"]).await;
    comes_to_be(rowan, "Visa that ends in 4242").await;
    rowan.seen("kept-card").await;
}

async fn is_charged(bea: &Browser, whose: SubjectId) {
    bea.sign_in(BEA).await;
    bea.open(&format!("/billing/{whose}/cards")).await;
    bea.sees_in_order(&["Kept: visa that ends in 4242", "Psychotherapy: $230.00", WORDS]).await;
    bea.seen("cards-kept").await;
    bea.click("Charge $230.00").await;
    bea.sees_in_order(&["Nothing is open.", "Paid, and in the ledger", "Charged. It stands in the ledger."]).await;
}

/// A waiver leaves $15.00 that are the client's to have back; more never goes.
async fn gets_some_of_it_back(bea: &Browser, whose: SubjectId) {
    bea.click("Send back").await;
    bea.sees("Nothing is theirs to have back.").await;
    bea.open(&format!("/billing/{whose}/ledger/therapy/waive")).await;
    bea.fill("How much", "15.00").await;
    bea.choose("Why", "Something of ours went wrong").await;
    bea.press("main form button").await;
    bea.open(&format!("/billing/{whose}/cards")).await;
    bea.click("Send back").await;
    bea.fill("How much", "15.01").await;
    bea.fill("Why", "Something of ours went wrong").await;
    bea.click("Send it back").await;
    bea.sees("One answer needs another look").await;
    bea.seen("back-to-the-card-another-look").await;
    bea.fill("How much", "15.00").await;
    bea.click("Send it back").await;
    bea.sees("Sent back to the card. It stands in the ledger.").await;
    bea.seen("cards-sent-back").await;
}

/// The card company tells it a moment later; the page is looked at until then.
async fn comes_to_be(browser: &Browser, words: &str) {
    let path = browser.path().await;
    for _ in 0..100 {
        if browser.text().await.contains(words) {
            return;
        }
        sleep(Duration::from_millis(100)).await;
        browser.open(&path).await;
    }
    browser.sees(words).await;
}
