//! A visitor who asks for a first conversation, the front desk that offers times, and the therapist who gets a client.

use testkit::cast::{DANA, PRIYA};

use crate::journeys::browser::Browser;
use crate::journeys::program::Program;

/// How the visitor is called.
pub const NAME: &str = "Ellis B.";

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_asks_is_offered_times_chooses_one_and_is_on_the_caseload() {
    let program = Program::demo();
    let visitor = Browser::at(program.address()).await;
    let staff = Browser::at(program.address()).await;
    from_a_request_to_the_caseload(&visitor, &staff).await;
    visitor.leave().await;
    staff.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_wants_nothing_sent_comes_back_with_a_word_and_a_number() {
    let program = Program::demo();
    let browser = Browser::at(program.address()).await;
    browser.open("/request").await;
    browser.fill("The name you would like us to use", "Sam").await;
    browser.choose("How may we reach you?", "Send me nothing").await;
    browser.choose("How may we reach you?", "Email").await;
    adult_in_colorado(&browser).await;
    browser.click("Check my answers").await;
    browser.sees("Choose “Send me nothing” alone, or choose the other ways without it").await;
    browser.choose("How may we reach you?", "Email").await;
    browser.click("Check my answers").await;
    browser.sees("Send me nothing, I will come back").await;
    browser.click("Send my request").await;
    browser.sees("We send you nothing.").await;
    browser.sees_no("See where it stands").await;
    browser.seen("receipt-of-a-word-and-a-number").await;
    let (word, number) = word_and_number(&browser).await;

    browser.click("this page").await;
    assert_eq!(browser.path().await, "/request/back");
    browser.seen("come-back").await;
    browser.fill("The word", "cellar").await;
    browser.fill("The number", &number).await;
    browser.click("See my request").await;
    browser.sees("No request has this word and this number. Look at both once more, or call us").await;
    assert_eq!(browser.value("The number").await, number);
    browser.seen("come-back-another-look").await;
    browser.fill("The word", &word).await;
    browser.click("See my request").await;
    browser.sees("A person reads it within two business days.").await;
    browser.click("Take my request back").await;
    browser.sees("Take your request back?").await;
    browser.seen("take-back").await;
    browser.click("Take it back").await;
    browser.sees("You took this request back. You can ask again whenever you like.").await;
    browser.seen("taken-back").await;
    browser.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_under_18_is_told_kindly_whom_to_ask() {
    let program = Program::demo();
    let browser = Browser::at(program.address()).await;
    browser.open("/request").await;
    browser.choose("Are you 18 or older?", "No").await;
    browser.click("Check my answers").await;
    for words in ["This practice sees adults", "988", "Others who may help", "Nothing you chose was kept."] {
        browser.sees(words).await;
    }
    browser.seen("under-18").await;
    browser.open("/request").await;
    browser.choose("Are you 18 or older?", "Yes").await;
    browser.choose("Will you be in Colorado when we meet?", "No").await;
    browser.click("Check my answers").await;
    browser.sees("We can only meet in Colorado").await;
    browser.seen("outside-colorado").await;
    browser.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_dosed_lately_is_told_who_helps_now_and_is_answered_first() {
    let program = Program::demo();
    let browser = Browser::at(program.address()).await;
    browser.open("/request").await;
    browser.choose("Have you had ketamine?", "Yes, in the last two weeks").await;
    browser.fill("The name you would like us to use", "Wren").await;
    browser.choose("How may we reach you?", "Email").await;
    browser.fill("Email", "wren@example.org").await;
    adult_in_colorado(&browser).await;
    browser.click("Check my answers").await;
    help_now(&browser).await;
    browser.click("Send my request").await;
    browser.sees("We have your request").await;
    help_now(&browser).await;
    browser.seen("receipt-dosed-lately").await;
    browser.click("See where it stands").await;
    help_now(&browser).await;
    browser.seen("own-request-dosed-lately").await;

    browser.sign_in(PRIYA).await;
    // Morgan was dosed lately too, and has waited longer; Jamie has waited longest of all.
    browser.sees_in_order(&["To reply", "Morgan T.", "Wren", "Ketamine in the last two weeks", "Jamie R."]).await;
    browser.leave().await;
}

/// The whole story; with or without scripts it is the same.
pub async fn from_a_request_to_the_caseload(visitor: &Browser, staff: &Browser) {
    fills_in_the_form(visitor).await;
    let link = sends_it(visitor).await;
    staff.sign_in(PRIYA).await;
    the_desk_offers_two_times(staff).await;
    staff.click("Today").await;
    staff.click("Letters").await;
    staff.sees_in_order(&["Text to (303) 555-0190", "A note from the office", NAME, &link]).await;
    for telling in ["ketamine", "Intima", "therapy"] {
        let text = staff.text().await;
        let letter = text.lines().find(|line| line.contains(&link)).unwrap_or_default();
        assert!(!letter.contains(telling), "\"{telling}\" stands in the letter: {letter}");
    }
    staff.seen("letters").await;
    chooses_a_time(visitor, &link).await;

    staff.click("Requests").await;
    staff.sees_in_order(&["Booked", NAME, "Jun 24"]).await;
    staff.click(NAME).await;
    staff.sees_in_order(&["Booked: Wednesday, June 24", "Dana Reyes"]).await;
    staff.sees("A time was chosen").await;
    staff.seen("request-booked").await;
    staff.sign_in(DANA).await;
    staff.click("Caseload").await;
    staff.sees_in_order(&[NAME, "Opening", "none yet", "Jun 24"]).await;
    staff.click(NAME).await;
    staff.sees("Text and call, no voicemail").await;
    staff.sees("First conversation").await;
    staff.seen("chart-of-a-new-client").await;
}

async fn fills_in_the_form(visitor: &Browser) {
    visitor.open("/preparation-and-integration").await;
    visitor.click("Request an appointment").await;
    assert_eq!(visitor.path().await, "/request");
    visitor.seen("request").await;
    let had = "I have had ketamine and want help making sense of it";
    visitor.choose("What would you like to talk about?", had).await;
    visitor.choose("Have you had ketamine?", "Yes, longer ago").await;
    visitor.choose("Where would you like to meet?", "Online").await;
    visitor.choose("Which times usually work?", "Weekday mornings").await;
    visitor.choose("How may we reach you?", "Text message").await;
    visitor.choose("How may we reach you?", "Phone call").await;
    visitor.fill("Phone, if you chose text or call", "303 555 0190").await;
    visitor.choose("When is it safe to reach you?", "Evenings").await;
    adult_in_colorado(visitor).await;
    visitor.click("Check my answers").await;
    visitor.sees("One answer needs another look").await;
    visitor.sees("Enter the name you would like us to use").await;
    assert_eq!(
        visitor.value("Phone, if you chose text or call").await,
        "303 555 0190",
        "what was typed is still there"
    );
    visitor.seen("request-another-look").await;
    visitor.fill("The name you would like us to use", NAME).await;
    visitor.click("Check my answers").await;
    visitor.sees("Nothing has been sent yet.").await;
    for told in [had, NAME, "Call (303) 555-0190: no voicemail, do not name the practice", "Evenings"] {
        visitor.sees(told).await;
    }
    visitor.seen("check-answers").await;
}

/// Hands back the path of the private link.
async fn sends_it(visitor: &Browser) -> String {
    visitor.click("Change an answer").await;
    assert_eq!(visitor.value("The name you would like us to use").await, NAME);
    visitor.click("Check my answers").await;
    visitor.click("Send my request").await;
    visitor.sees("We have your request").await;
    visitor.sees("You will hear from us in the way you chose, and in no other.").await;
    visitor.seen("receipt-of-a-request").await;
    visitor.click("See where it stands").await;
    visitor.sees("A person reads it within two business days. There is nothing you need to do.").await;
    visitor.seen("own-request-waiting").await;
    visitor.path().await
}

async fn the_desk_offers_two_times(desk: &Browser) {
    desk.sees_in_order(&[NAME, "Request button. Text or call only. No voicemail."]).await;
    desk.seen("requests").await;
    desk.click(NAME).await;
    desk.sees("Text or call only. No voicemail.").await;
    desk.sees("ask for Ellis B. and give your first name. Do not name the practice. Safe times: Evenings.").await;
    desk.sees("They get a text with a private link. It names neither the practice nor therapy.").await;
    desk.seen("request-waiting").await;
    desk.click("Offer times").await;
    desk.sees("Choose one to three times to offer").await;
    desk.seen("request-waiting-another-look").await;
    desk.choose("Times to offer", "Jun 23, 9:00 AM").await;
    desk.choose("Times to offer", "Wednesday, Dana Reyes").await;
    desk.click("Offer times").await;
    desk.sees("They choose by their private link.").await;
    desk.sees("Offered 2 times, Priya Shah").await;
    desk.seen("request-offered").await;
}

async fn chooses_a_time(visitor: &Browser, link: &str) {
    visitor.open(link).await;
    visitor.sees("These times are held for you until Wednesday, June 24").await;
    visitor.seen("own-request-offered").await;
    visitor.click("Choose this time").await;
    visitor.sees("Choose one of the times, or “None of these work”").await;
    visitor.seen("own-request-offered-another-look").await;
    visitor.choose("Which time suits you?", "Wednesday, June 24").await;
    visitor.click("Choose this time").await;
    visitor.sees("Your first conversation is booked.").await;
    visitor.sees_in_order(&["Wednesday, June 24", "20 minutes, online, with Dana Reyes. Mountain Time."]).await;
    visitor.seen("own-request-booked").await;
}

async fn adult_in_colorado(browser: &Browser) {
    browser.choose("Are you 18 or older?", "Yes").await;
    browser.choose("Will you be in Colorado when we meet?", "Yes").await;
}

async fn help_now(browser: &Browser) {
    browser.sees_in_order(&["If these days are hard", "911", "988", "Something to steady you, right now"]).await;
}

async fn word_and_number(browser: &Browser) -> (String, String) {
    let text = browser.text().await;
    let line = text.lines().skip_while(|line| *line != "Your word and number").nth(1).unwrap_or_default();
    let (word, number) = line.split_once(' ').unwrap_or_else(|| panic!("no word and number in:\n{text}"));
    (word.to_owned(), number.to_owned())
}
