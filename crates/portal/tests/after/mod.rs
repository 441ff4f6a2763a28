//! The days after, by a moved clock: asked as agreed, silence followed once, and the right person told within the minute.

use actions::ask_how_they_are::ask_how_they_are;
use actions::house::House;
use actions::pass_on_alerts::{pass_on_alerts, tell_of_alerts};
use actions::see_alerts::{see_alerts, waits_for};
use actions::see_letters::see_letters;
use jiff::Timestamp;
use schedule::notice::NoticeKind;
use terms::actor::Role;
use testkit::cast::{MAYA, PRIYA};
use testkit::ground::acting;

use crate::walker::{Walker, dana, workbook};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// How many letters of this kind were written.
fn letters(house: &House, kind: NoticeKind) -> usize {
    let letters = see_letters(house, &acting(PRIYA, Role::Desk)).map_err(|_| "no letters").unwrap();
    let all = letters.failed.iter().chain(&letters.by_hand).chain(&letters.waiting).chain(&letters.settled);
    all.filter(|letter| letter.kind == Some(kind)).count()
}

fn waiting(walker: &Walker) -> usize {
    let alerts = see_alerts(&walker.house, &dana()).map_err(|_| "no alerts").unwrap();
    alerts.iter().filter(|waiting| waiting.client.subject == walker.subject).count()
}

/// Maya, dosed today, who wishes to be asked after a day, and to be called when she is silent.
async fn maya() -> Walker {
    let maya = Walker::new(MAYA);
    let wishes = [("times", "1"), ("silence", "call-my-person"), ("person", "Sam, 555-0117")];
    assert_eq!(maya.leads("/my/after-care", &wishes).await, "/my/after-care?done=agreed");
    maya.leads("/my/dosing", &[("id", "dayhereaaa"), ("state", "past"), ("date", "2026-06-22")]).await;
    maya
}

#[tokio::test]
async fn behaviour_24_the_clock_asks_once_and_follows_silence_once_also_when_it_stood_still() {
    let maya = maya().await;
    let run = |now: &str| ask_how_they_are(&maya.house, at(now)).map_err(|_| "the clock broke").unwrap();
    // June 23, 10 in the morning in Denver.
    assert_eq!(run("2026-06-23T15:59:00Z"), 0);
    assert!(!maya.sees("/my?all=yes").await.contains("How steady do you feel"));
    assert_eq!((run("2026-06-23T16:00:00Z"), run("2026-06-23T16:01:00Z")), (1, 0));
    assert!(maya.sees("/my?all=yes").await.contains("How steady do you feel"));
    assert_eq!((letters(&maya.house, NoticeKind::HowAreYou) <= 1, waiting(&maya)), (true, 0));
    // A working day later; the server was down over the exact minute.
    assert_eq!(run("2026-06-24T15:59:00Z"), 0);
    assert_eq!((run("2026-06-24T19:30:00Z"), run("2026-06-24T19:31:00Z")), (1, 0));
    assert_eq!(waiting(&maya), 1);
    let cause = workbook(&maya, MAYA).alerts().last().map(|alert| format!("{:?}", alert.cause));
    assert_eq!(cause.as_deref(), Some("Silence(CallMyPerson)"));
}

#[tokio::test]
async fn an_answer_ends_the_waiting() {
    let maya = maya().await;
    assert_eq!(ask_how_they_are(&maya.house, at("2026-06-22T14:40:00Z")).map_err(|_| ()), Ok(0));
    let run = |now: &str| ask_how_they_are(&maya.house, at(now)).map_err(|_| "the clock broke").unwrap();
    assert_eq!(run("2026-06-23T16:00:00Z"), 1);
    // The walker acts on June 22; a word of later than the question is told by the team.
    let by = terms::actor::Context { now: at("2026-06-23T18:00:00Z"), ..dana() };
    let word = ("wrdaaaaaaa".parse().unwrap(), care::steadiness::Steadiness::Steady, None);
    actions::tell_steadiness::tell_steadiness(&maya.house, &by, MAYA, word).map_err(|_| "refused").unwrap();
    assert_eq!(run("2026-06-25T19:30:00Z"), 0);
    assert_eq!(waiting(&maya), 0);
}

#[tokio::test]
async fn behaviour_18_the_therapist_is_told_within_the_minute_once_and_then_cover() {
    let maya = Walker::new(MAYA);
    maya.leads("/my/not-ok/harm", &[("id", "bbbbbbbbbb")]).await;
    let told = |now: &str| tell_of_alerts(&maya.house, at(now)).map_err(|_| "nobody was told").unwrap();
    let before = told("2026-06-22T14:41:00Z");
    assert!(before >= 1, "Maya's, and what waited before");
    assert_eq!(told("2026-06-22T14:42:00Z"), 0);
    let passed = |now: &str| pass_on_alerts(&maya.house, at(now)).map_err(|_| "nothing was passed on").unwrap();
    assert!(passed("2026-06-22T18:41:00Z") >= 1);
    assert_eq!(passed("2026-06-22T18:42:00Z"), 0);
}

#[tokio::test]
async fn what_was_done_to_someone_passes_no_front_desk() {
    let desk = acting(PRIYA, Role::Desk);
    for (about, at_desk) in [("done-to-me", false), ("talk", true)] {
        let maya = Walker::new(MAYA);
        maya.leads(&format!("/my/not-ok/{about}"), &[("id", "bbbbbbbbbb")]).await;
        assert_eq!(waiting(&maya), 1, "{about}");
        assert_eq!(waits_for(&maya.house, &desk, MAYA).map_err(|_| ()), Ok(at_desk), "{about}");
    }
}
