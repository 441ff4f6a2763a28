//! A day at the front desk: someone arrives, someone cancels, the time goes to who waited, and a call is logged.

use fantoccini::Locator;
use testkit::cast::{LEE, PRIYA};

use crate::journeys::browser::Browser;
use crate::journeys::program::Program;

#[tokio::test(flavor = "multi_thread")]
async fn the_front_desk_works_through_a_day() {
    let program = Program::demo();
    let priya = Browser::at(program.address()).await;
    a_day_at_the_desk(&priya).await;
    priya.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_front_desk_works_through_a_day_without_scripts() {
    let program = Program::demo();
    let priya = Browser::without_scripts(program.address()).await;
    a_day_at_the_desk(&priya).await;
    priya.leave().await;
}

async fn a_day_at_the_desk(priya: &Browser) {
    priya.sign_in(PRIYA).await;
    priya.open("/desk").await;
    priya.sees_in_order(&["Monday, June 22", "Alexis Moreno", "Text or call only. No voicemail."]).await;
    priya.seen("desk").await;
    someone_arrives(priya).await;
    a_time_goes_to_who_waited(priya).await;
    four_weeks_are_booked(priya).await;
    a_call_is_logged(priya).await;
}

async fn someone_arrives(priya: &Browser) {
    priya.click("Mark arrived: Alexis Moreno").await;
    priya.sees("Marked as arrived.").await;
    priya.sees("1 here now").await;
    priya.seen("desk-arrived").await;
    priya.click("Undo: Alexis Moreno").await;
    priya.sees("Taken back.").await;
    priya.sees("0 here now").await;
}

async fn a_time_goes_to_who_waited(priya: &Browser) {
    priya.click("Calendar").await;
    priya.seen("desk-calendar-today").await;
    priya.open("/desk/calendar?day=2026-06-29").await;
    priya.sees_in_order(&["Dana Reyes", "Marion Wells", "Omar Haddad", "Rowan Keller"]).await;
    priya.seen("desk-calendar").await;
    priya.click("Rowan Keller").await;
    priya.sees("If someone else answers, ask for Rowan Keller and give your first name.").await;
    priya.seen("desk-visit").await;
    priya.click("Cancel visit").await;
    priya.sees("Choose how the cancellation counts").await;
    priya.seen("desk-visit-another-look").await;
    priya.choose("Counts as", "Canceled").await;
    priya.fill("Reason", "A meeting").await;
    priya.click("Cancel visit").await;
    priya.sees("Canceled. The time is free.").await;
    priya.sees_in_order(&["Whose wishes this time fits", "Alexis Moreno"]).await;
    priya.seen("desk-visit-canceled").await;
    priya.click("Book this time").await;
    priya.sees_in_order(&["Alexis Moreno", "11:00 to 11:50 AM, with Dana Reyes, Room 2"]).await;
    priya.sees("Booked.").await;
    priya.open("/desk/waitlist").await;
    priya.sees_no("Alexis Moreno").await;
    priya.sees("Theo Brandt").await;
}

async fn four_weeks_are_booked(priya: &Browser) {
    priya.click("Clients").await;
    priya.fill("Whom are you looking for?", "3/14/1988").await;
    priya.click("Find").await;
    priya.sees("1 client found.").await;
    priya.click("Alexis Moreno").await;
    priya.seen("desk-client").await;
    priya.click("Book").await;
    priya.choose("Kind of visit", "Therapy").await;
    priya.fill("Date", "2026-07-20").await;
    priya.fill("Begins", "15:00").await;
    priya.fill("Weeks in a row", "4").await;
    priya.choose("Where", "Online").await;
    priya.seen("desk-book").await;
    priya.click("Book").await;
    priya.sees("One of a weekly series.").await;
    priya.open("/desk/calendar/week?day=2026-08-12").await;
    priya.sees_in_order(&["Dana Reyes, week of August 10, 2026", "Alexis Moreno"]).await;
    priya.seen("desk-week").await;
}

async fn a_call_is_logged(priya: &Browser) {
    priya.open(&format!("/desk/phone/new?client={LEE}")).await;
    priya.choose("Who called?", "We called").await;
    priya.fill("Who was on the phone?", "Lee").await;
    priya.click("Log call").await;
    priya.sees("They do not allow calls.").await;
    assert_eq!(priya.value("Who was on the phone?").await, "Lee", "what was typed is still there");
    priya.seen("desk-log-call-another-look").await;
    priya.choose("Who called?", "They called").await;
    priya.fill("Next step, if any", "Send the receipt").await;
    let owner = priya.client.find(Locator::XPath("//select[@id='owner']/option[.='Priya Shah']")).await;
    owner.expect("Priya can be chosen").click().await.expect("she is chosen");
    priya.click("Log call").await;
    priya.sees_in_order(&["To do", "Send the receipt", "Priya Shah"]).await;
    priya.seen("desk-phone").await;
}
