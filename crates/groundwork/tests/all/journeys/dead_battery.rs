//! Half a sentence survives a dead battery: what is being written is kept by the house, not by the device.

use testkit::cast::{DANA, ROWAN};

use crate::journeys::browser::Browser;
use crate::journeys::program::Program;

#[tokio::test(flavor = "multi_thread")]
async fn half_a_sentence_of_a_note_survives_a_dead_battery() {
    let program = Program::demo();
    let dana = Browser::at(program.address()).await;
    dana.sign_in(DANA).await;
    dana.start_note(ROWAN).await;
    let note = dana.path().await.split('?').next().unwrap_or_default().to_owned();
    dana.fill("Meaning and connections", "The door stays").await;
    dana.comes_to_see("Draft saved ").await;
    dana.dies().await;

    // Another device: nothing of the first one is left.
    let dana = Browser::at(program.address()).await;
    dana.sign_in(DANA).await;
    dana.click("Sign: Rowan Keller").await;
    assert_eq!(dana.path().await, note);
    assert_eq!(dana.value("Meaning and connections").await, "The door stays");
    dana.fill("Meaning and connections", "The door stays open.").await;
    dana.click("Save draft").await;
    dana.sees("Draft saved. Only you can see it.").await;
    dana.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn half_a_sentence_of_a_clients_page_survives_a_dead_battery() {
    let program = Program::demo();
    let rowan = Browser::at(program.address()).await;
    rowan.sign_in_client(ROWAN).await;
    rowan.open("/my/journal/write").await;
    rowan.fill("Your page", "The windows were").await;
    rowan.comes_to_see("Draft saved ").await;
    rowan.dies().await;

    let rowan = Browser::at(program.address()).await;
    rowan.sign_in_client(ROWAN).await;
    rowan.open("/my/journal").await;
    rowan.sees_in_order(&["Begun", "The windows were", "Only me"]).await;
    rowan.click("The windows were").await;
    assert_eq!(rowan.value("Your page").await, "The windows were");
    rowan.complains_of(&[]).await;
    rowan.leave().await;
}
