//! What people do to sign in, step by step, and what comes to them by mail.

use std::time::Duration;

use actions::claim_letter::{Outbox, claim_letter};
use actions::house::House;
use actions::invite_staff::invite_staff;
use jiff::{SignedDuration, Timestamp};
use schedule::notice::NoticeKind;
use schedule::people::Letter;
use terms::actor::Role;
use terms::ids::StaffId;
use terms::reach::{Email, Reach};
use testkit::cast::{MARION, ROWAN};
use testkit::ground::{acting, house, now};
use totp_rs::{Builder, Secret};

use crate::reminders::with_reach;
use crate::whole_site::{Answer, WholeSite};

pub const PASSWORD: &str = "seven quiet herons wading";

pub fn later(minutes: i64) -> Timestamp {
    now() + SignedDuration::from_mins(minutes)
}

pub fn email(text: &str) -> Email {
    Email::parse(text).unwrap()
}

/// Rowan agrees to letters at this address.
pub fn writes_to_rowan(house: &House) {
    with_reach(house, ROWAN, |reach| Reach { email: Some(email("rowan@example.org")), ..reach });
}

/// The next letter of a kind that would go out, as the mail server gets it.
pub async fn sent(house: &House, kind: NoticeKind, at: Timestamp) -> Option<Letter> {
    let mut outbox = Outbox::default();
    for _ in 0..25 {
        while let Some(letter) = claim_letter(house, &mut outbox, at).unwrap() {
            if letter.kind == Some(kind) {
                return Some(letter);
            }
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    None
}

pub fn path_in(letter: &Letter) -> String {
    let (_, link) = letter.body.as_str().split_once("https://go.example.org").unwrap();
    link.split_whitespace().next().unwrap().to_owned()
}

pub async fn asks(site: &WholeSite, address: &str) -> Answer {
    site.post("/sign-in", None, &[("email", address)]).await
}

/// What the phone shows at that moment.
pub fn shown_by(phone: &str, at: Timestamp) -> String {
    let secret = Secret::try_from_base32(phone).unwrap();
    Builder::new().with_secret(secret).build_noncompliant().generate(u64::try_from(at.as_second()).unwrap()).to_string()
}

/// Someone accepts an invitation; gives their cookie, the letters of the phone, and the codes on paper.
pub async fn joins(house: &House, who: StaffId, address: &str) -> (String, String, Vec<String>) {
    let site = WholeSite::practice(house, now());
    let secret = invite_staff(house, &acting(MARION, Role::Owner), who, &email(address)).unwrap();
    let path = format!("/join/{secret}");
    let chosen = site.post(&path, None, &[("password", PASSWORD), ("again", PASSWORD)]).await;
    assert_eq!(chosen.location(), path);
    let page = site.read(&path, None).await;
    let (_, typed) = page.split_once("Or type: <code>").unwrap();
    let phone = typed.split('<').next().unwrap().replace(' ', "");
    let in_now = site.post(&path, None, &[("code", &shown_by(&phone, now()))]).await;
    let cookie = in_now.cookie().unwrap().to_owned();
    let text = in_now.text();
    let codes = text.split("<code>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect();
    (cookie, phone, codes)
}

/// Address and password; gives what the form for the code carries.
pub async fn carries(site: &WholeSite, address: &str, password: &str) -> Option<String> {
    let answer = site.post("/staff", None, &[("email", address), ("password", password)]).await.text();
    let (_, rest) = answer.split_once("name=\"carried\" value=\"")?;
    rest.split('"').next().map(str::to_owned)
}

pub async fn with_code(site: &WholeSite, address: &str, code: &str) -> Answer {
    let carried = carries(site, address, PASSWORD).await.unwrap();
    site.post("/staff/code", None, &[("carried", &carried), ("code", code)]).await
}

/// A practice whose letter with a link is on its way to Rowan, who asked for it as this address.
pub async fn written_to(address: &str) -> (House, WholeSite, Letter) {
    let house = house();
    house.mail_goes_out();
    writes_to_rowan(&house);
    let site = WholeSite::practice(&house, now());
    asks(&site, address).await;
    let letter = sent(&house, NoticeKind::SignInLink, now()).await.unwrap();
    (house, site, letter)
}
