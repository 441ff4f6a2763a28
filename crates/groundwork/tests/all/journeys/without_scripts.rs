//! The same stories for people whose browser runs no scripts: nothing here needs one.

use testkit::cast::{DANA, ROWAN};

use crate::journeys::a_request::from_a_request_to_the_caseload;
use crate::journeys::browser::Browser;
use crate::journeys::program::Program;

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_a_visitor_becomes_a_client_and_a_note_is_signed() {
    let program = Program::demo();
    let visitor = Browser::without_scripts(program.address()).await;
    let staff = Browser::without_scripts(program.address()).await;
    from_a_request_to_the_caseload(&visitor, &staff).await;
    visitor.leave().await;

    staff.sign_in(DANA).await;
    staff.start_note(ROWAN).await;
    staff.arrive("11:50", "Settled").await;
    staff.fill("Gentle changes", "One lamp is left off.").await;
    staff.click("Save draft").await;
    staff.sees("Draft saved. Only you can see it.").await;
    assert_eq!(staff.value("Gentle changes").await, "One lamp is left off.");
    staff.click("Sign note").await;
    staff.sees("Sign this note?").await;
    staff.click("Sign note").await;
    staff.sees("Signed. The note stands in the chart and is locked. Billing has the charge.").await;
    staff.complains_of(&[]).await;
    staff.leave().await;
}
