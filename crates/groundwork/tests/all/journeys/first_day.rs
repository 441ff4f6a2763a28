//! The first day of a practice, as `docs/install.md` tells it: from an empty folder to the first signed note of a client
//! who was moved in; then the backup is proven, restored elsewhere, and everything is there.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use totp_rs::{Builder, Secret};

use crate::journeys::accessibility::{DESK, PHONE, Scheme};
use crate::journeys::browser::Browser;
use crate::journeys::program::Program;

const PASSWORD: &str = "seven quiet herons wading";

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_sets_up_moves_in_signs_a_note_and_restores_it_elsewhere() {
    let place = tempfile::tempdir().unwrap();
    let (data, backups) = (place.path().join("practice"), place.path().join("backups"));
    let mut program = Program::practice_in(&data);
    let browser = Browser::at(program.address()).await;
    browser.look(DESK, Scheme::Light).await;

    browser.open("/").await;
    browser.sees("This site is being set up").await;
    let phone = the_first_person(&browser, program.set_up_path()).await;
    let sheet = sets_up(&browser).await;
    browser.open("/fees").await;
    browser.sees_in_order(&["Fees and coverage", "$165.00"]).await;
    browser.sees_no("up to 37 minutes").await;

    words_a_page(&browser).await;
    moves_in(&browser, place.path()).await;
    first_note(&browser).await;
    no_page_is_out_of_order(&browser).await;
    // The look at a page runs no script, and the browser says so.
    browser.complains_of(&["404", "503", "sandboxed"]).await;
    browser.leave().await;

    run(&["backup", "--into", &backups.display().to_string()], &data, "entries");
    run(&["backup", "prove", "--into", &backups.display().to_string()], &data, "whole.");
    program.kill();
    drop(program);

    let elsewhere = place.path().join("elsewhere");
    let key = place.path().join("elsewhere.key");
    fs::write(&key, sheet.to_lowercase()).unwrap();
    fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
    let backup = fs::read_dir(&backups).unwrap().next().unwrap().unwrap().path();
    run(&["restore", "--from", &backup.display().to_string()], &elsewhere, "Restored as of");
    let program = Program::practice_in(&elsewhere);
    let browser = Browser::at(program.address()).await;
    signs_in(&browser, &phone).await;
    browser.open("/t/caseload").await;
    browser.click("Jamie Rivera").await;
    browser.press("main a.all[href*='/n/']").await;
    browser.sees("Slept better, and says why.").await;
    browser.leave().await;
    for log in [data.with_extension("log"), elsewhere.with_extension("log")] {
        let said = fs::read_to_string(log).unwrap();
        for personal in ["Robin", "robin@", "Jamie", "Rivera", "jamie@", "Slept", PASSWORD, &phone, &sheet[..9]] {
            assert!(!said.contains(personal), "{personal}: {said}");
        }
    }
}

/// Name, password, phone, codes. Gives the secret that the phone keeps.
pub(super) async fn the_first_person(browser: &Browser, set_up: &str) -> String {
    browser.open(set_up).await;
    browser.click("Begin").await;
    browser.sees("Two answers need another look").await;
    browser.fill("Your name", "Robin Vale").await;
    browser.fill("Your email", "robin@example.org").await;
    browser.click("I also see clients").await;
    browser.click("Begin").await;
    browser.sees("Welcome, Robin Vale").await;
    browser.fill("A password of your own", "password12345").await;
    browser.fill("The same once more", "password12345").await;
    browser.click("Keep it").await;
    browser.sees("This would be guessed soon.").await;
    browser.fill("A password of your own", PASSWORD).await;
    browser.fill("The same once more", PASSWORD).await;
    browser.click("Keep it").await;
    browser.sees("Your phone as a second key").await;
    browser.axe().await;
    let text = browser.text().await;
    let letters = text.lines().find_map(|line| line.strip_prefix("Or type: ")).expect("the letters are there");
    let phone = letters.replace(' ', "");
    browser.fill("The six digits", "000000").await;
    browser.click("Finish").await;
    browser.sees("This is not the code").await;
    browser.fill("The six digits", &code(&phone, 0)).await;
    browser.click("Finish").await;
    browser.sees("Codes for a day without your phone").await;
    // The address that was printed is of no use any more.
    browser.click("I have them").await;
    browser.open(set_up).await;
    browser.sees_no("A new practice").await;
    phone
}

/// Facts, oneself, a room, fees, the recovery sheet. Gives the sheet.
async fn sets_up(browser: &Browser) -> String {
    browser.open("/practice").await;
    browser.sees("A few steps, in any order.").await;
    browser.click("The practice").await;
    for (field, told) in [
        ("Whole name", "Sample Couples Therapy"),
        ("Name at the top of pages", "Sample"),
        ("Town", "Lakewood, Colorado"),
        ("Phone", "(303) 555-0142"),
        ("A request is answered within", "two business days"),
    ] {
        browser.fill(field, told).await;
    }
    browser.click("Save").await;
    browser.sees("Saved. The pages say so now.").await;
    browser.click("Rooms").await;
    browser.fill("Name", "Room 1").await;
    browser.click("Add the room").await;
    browser.open("/practice/services").await;
    browser.fill("38 to 52 minutes", "165").await;
    browser.click("Save").await;
    browser.open("/practice/people").await;
    browser.press("main a.all").await;
    browser.choose("What they do here", "Front desk").await;
    browser.fill("Letters behind the name", "LMFT").await;
    browser.fill("License", "LMFT.0000000").await;
    browser.fill("Good in which states", "Colorado").await;
    browser.fill("Monday from", "09:00").await;
    browser.fill("Monday until", "17:00").await;
    browser.click("Save").await;
    browser.sees("Saved.").await;
    browser.open("/practice/recovery").await;
    let text = browser.text().await;
    let groups: Vec<&str> = text.lines().filter(|line| line.len() == 4 && is_group(line)).collect();
    assert_eq!(groups.len(), 14, "{text}");
    let sheet = groups.join(" ");
    let wrong = sheet.replacen(groups[2], "0000", 1);
    browser.fill("Now read it back", &wrong).await;
    browser.click("It is safe").await;
    browser.sees("Group 3 is not what the sheet says.").await;
    browser.fill("Now read it back", &sheet.to_lowercase()).await;
    browser.click("It is safe").await;
    browser.sees_in_order(&["Everything is set up.", "Read back."]).await;
    sheet
}

/// A sentence more on a public page: looked at in both widths, then shown; the page before it can be put back.
async fn words_a_page(browser: &Browser) {
    browser.open("/practice/site/fees").await;
    let before = browser.value("The page").await;
    browser.fill("The page", &format!("{before}\n\n{{no_such_word}}")).await;
    browser.click("Look at it first").await;
    browser.sees("Nothing is called {no_such_word}").await;
    browser.fill("The page", &format!("{before}\n\nAsk us about the herons.")).await;
    browser.click("Look at it first").await;
    browser.sees_in_order(&["Not shown yet.", "The same on a phone", "Ask us about the herons."]).await;
    browser.axe().await;
    browser.click("Back to the text").await;
    browser.click("Show it to everyone").await;
    browser.sees("It is shown now.").await;
    browser.open("/practice/closures").await;
    browser.open("/fees").await;
    browser.sees("Ask us about the herons.").await;
}

/// One client comes from another system's list; another row has a mistake that is named.
async fn moves_in(browser: &Browser, place: &Path) {
    let list = place.join("clients.csv");
    fs::write(
        &list,
        "First Name,Last Name,DOB,Email,Mobile Phone\nJamie,Rivera,1988-03-14,jamie@example.org,(303) 555-0117\nKim,,soon,,\n",
    )
    .unwrap();
    browser.open("/practice/move-in/clients").await;
    browser.fill("The list", &list.display().to_string()).await;
    browser.click("Look at it").await;
    browser.sees_in_order(&["What would happen", "Nobody can be taken in yet."]).await;
    browser.fill("Who treats everyone whose row names nobody?", "Robin Vale").await;
    browser.click("Read it again with these columns").await;
    browser.sees_in_order(&["1 client would be taken in", "Jamie Rivera", "Rows that need another look", "3"]).await;
    browser.click("Take in 1 client").await;
    browser.open("/desk/clients?q=rivera").await;
    browser.click("Jamie Rivera").await;
    browser.sees_in_order(&["Jamie Rivera", "Not delivered yet."]).await;
    browser.click("Delivered before they were moved in here").await;
    browser.sees("Written down. They can be booked now.").await;
    browser.open("/desk/letters").await;
    browser.sees_no("jamie@example.org").await;
}

/// Two documents are read together, then the note is signed.
async fn first_note(browser: &Browser) {
    browser.open("/t/caseload").await;
    browser.click("Jamie Rivera").await;
    let chart = browser.path().await;
    begins(browser, &chart).await;
    browser.sees("are signed. Open each below to read it together.").await;
    for kind in ["disclosure", "psychotherapy-consent"] {
        browser.open(&format!("{chart}/consents/{kind}")).await;
        browser.fill("The client’s name", "Jamie Rivera").await;
        browser.click("Sign, read together").await;
    }
    begins(browser, &chart).await;
    browser.sees("The note is begun. Only you can see it until you sign.").await;
    browser.fill("Started", "00:01").await;
    browser.arrive("00:46", "Settled").await;
    browser.fill("The work", "Slept better, and says why.").await;
    browser.click("Sign note").await;
    browser.sees("Sign this note?").await;
    browser.click("Sign note").await;
    browser.sees("Signed. The note stands in the chart and is locked.").await;
}

async fn begins(browser: &Browser, chart: &str) {
    browser.open(&format!("{chart}/notes")).await;
    browser.press("form[action$='/notes'] button[value='therapy']").await;
}

async fn signs_in(browser: &Browser, phone: &str) {
    browser.open("/staff").await;
    browser.fill("Email", "robin@example.org").await;
    browser.fill("Password", "seven quiet herons").await;
    browser.click("Continue").await;
    browser.sees("This did not fit.").await;
    browser.fill("Password", PASSWORD).await;
    browser.click("Continue").await;
    // The code of this half-minute may be used up; a phone whose clock runs ahead shows the next.
    browser.fill("Six digits", &code(phone, 30)).await;
    browser.click("Sign in").await;
    browser.sees("Today").await;
}

/// Each screen of the practice's own, on a phone as at a desk.
async fn no_page_is_out_of_order(browser: &Browser) {
    for path in [
        "/practice",
        "/practice/facts",
        "/practice/people",
        "/practice/people/new",
        "/practice/rooms",
        "/practice/services",
        "/practice/closures",
        "/practice/recovery",
        "/practice/site",
        "/practice/site/fees",
        "/staff/sign-ins",
        "/sign-in",
        "/rights",
        "/privacy",
    ] {
        browser.look(PHONE, Scheme::Light).await;
        browser.open(path).await;
        browser.axe().await;
        browser.look(320, Scheme::Dark).await;
        let wide = browser.wider_than_its_window().await;
        assert!(wide.is_empty(), "{path} is wider than 320 pixels: {wide:?}");
    }
    browser.look(DESK, Scheme::Light).await;
}

fn run(words: &[&str], data: &Path, says: &str) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_groundwork"));
    let done = program.args(words).arg("--data").arg(data).output().unwrap();
    let said = String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success() && said.contains(says), "{words:?}: {said}");
}

/// What a phone shows whose clock runs `ahead` seconds; a little later, if the half-minute is about to end.
fn code(phone: &str, ahead: u64) -> String {
    let secret = Secret::try_from_base32(phone).unwrap();
    let seconds = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    while seconds() % 30 > 25 {
        std::thread::sleep(std::time::Duration::from_millis(200));
    }
    Builder::new().with_secret(secret).build_noncompliant().generate(seconds() + ahead).to_string()
}

fn is_group(text: &str) -> bool {
    text.bytes().all(|letter| letter.is_ascii_digit() || letter.is_ascii_uppercase())
}
