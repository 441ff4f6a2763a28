//! Check-ins and steadiness, with what they ask of a therapist.

use actions::answer_check_in::{Heard, answer_check_in};
use actions::ask_check_in::ask_check_in;
use actions::see_alerts::see_alerts;
use axum::http::StatusCode;
use care::check_in::{NewAnswer, NewCheckIn};
use care::measure::Measure;
use terms::ids::{CheckInId, SubjectId};
use terms::text::Line;
use testkit::cast::MAYA;

use crate::walker::{Walker, dana, value, workbook};

#[tokio::test]
async fn behaviour_18_an_answer_that_worries_shows_help_first_and_an_alert_waits() {
    let maya = Walker::new(MAYA);
    let id = asked(&maya, MAYA, Measure::Phq9);
    let place = format!("/my/check-ins/{id}");
    assert!(maya.sees(&place).await.contains("Dana is told to look at it"));
    for item in 1..=8 {
        assert_eq!(maya.leads(&format!("{place}/{item}"), &[("answer", "0")]).await, format!("{place}/{}", item + 1));
    }
    assert_eq!(waiting(&maya), 0);
    let ninth = format!("{place}/9");
    let empty = maya.sends(&ninth, &[]).await;
    assert!(empty.status == StatusCode::UNPROCESSABLE_ENTITY && empty.body.contains("Choose an answer, or skip"));
    let to = maya.leads(&ninth, &[("answer", "1")]).await;
    assert_eq!(to, format!("/my/help?after=answer&next={place}/10"));
    let help = maya.sees(&to).await;
    assert!(help.contains("Thank you for answering that honestly.") && help.contains("tel:988"), "{help}");
    assert!(help.contains(&format!("href=\"{place}/10\">I am safe for now, go on with the check-in")), "{help}");
    // Changed, said again, and made worse: one alert waits, and none is taken back.
    for answer in ["0", "1", "3"] {
        maya.leads(&ninth, &[("answer", answer)]).await;
    }
    assert_eq!(waiting(&maya), 1);
    for _ in 0..2 {
        assert_eq!(maya.leads(&format!("{place}/finish"), &[]).await, format!("{place}?done=finished"));
    }
    let result = maya.sees(&place).await;
    assert!(
        result.contains("Your answers add up to 3, on a scale from 0 to 27.") && result.contains("no diagnosis"),
        "{result}"
    );
    assert_eq!(maya.leads(&ninth, &[("answer", "0")]).await, place, "what is finished stays");
    assert!(maya.sees("/my/check-ins/history").await.contains("Your answers add up to 3"));
}

#[tokio::test]
async fn behaviour_17_a_skipped_question_gives_no_total_and_is_named() {
    let maya = Walker::new(MAYA);
    let id = asked(&maya, MAYA, Measure::Gad7);
    let place = format!("/my/check-ins/{id}");
    for item in [1, 2, 3, 5, 6, 7] {
        maya.leads(&format!("{place}/{item}"), &[("answer", "2")]).await;
    }
    assert!(maya.sees(&place).await.contains("You answered 6 of 7"));
    maya.leads(&format!("{place}/finish"), &[]).await;
    let result = maya.sees(&place).await;
    assert!(
        result.contains("There is no total, because item 4 was left out.") && !result.contains("add up"),
        "{result}"
    );
}

#[tokio::test]
async fn an_answer_from_paper_raises_the_same_alert() {
    let maya = Walker::new(MAYA);
    let id = asked(&maya, MAYA, Measure::Phq9);
    let heard = answer_check_in(&maya.house, &dana(), MAYA, NewAnswer { id, item: 9, answer: 1 });
    assert!(matches!(heard, Ok(Heard::Worrying)), "{heard:?}");
    assert_eq!(waiting(&maya), 1);
}

#[tokio::test]
async fn a_client_begins_one_on_distress_and_can_put_it_away() {
    let maya = Walker::new(MAYA);
    let id = value(&maya.sees("/my/check-ins").await, "id");
    for _ in 0..2 {
        assert_eq!(maya.leads("/my/check-ins", &[("id", &id)]).await, format!("/my/check-ins/{id}/1"));
    }
    assert_eq!(maya.leads(&format!("/my/check-ins/{id}/1"), &[("answer", "10")]).await, format!("/my/check-ins/{id}"));
    for _ in 0..2 {
        assert_eq!(maya.leads(&format!("/my/check-ins/{id}/put-away"), &[]).await, "/my/check-ins?done=left");
    }
    assert!(maya.sees("/my/check-ins").await.contains("Put away"));
    let begun =
        workbook(&maya, MAYA).check_ins().iter().filter(|check_in| check_in.measure == Measure::Distress).count();
    assert_eq!(begun, 1);
}

#[tokio::test]
async fn not_ok_asks_one_tap_more_and_leads_to_help() {
    let maya = Walker::new(MAYA);
    let page = maya.sees("/my/integration").await;
    let (tell, id) = ("/my/integration/steadiness", value(&page, "id"));
    assert_eq!(maya.leads(tell, &[("id", &id), ("steadiness", "shaky")]).await, "/my/integration?done=shaky");
    assert_eq!(maya.leads(tell, &[("id", "bbbbbbbbbb"), ("steadiness", "not-ok")]).await, "/my/not-ok");
    assert_eq!(waiting(&maya), 0);
    for about in ["harm", "frightened", "body", "done-to-me", "talk"] {
        assert!(maya.sees("/my/not-ok").await.contains(&format!("/my/not-ok/{about}\"")));
        assert!(maya.sees(&format!("/my/not-ok/{about}")).await.contains("let Dana see it"));
    }
    for _ in 0..2 {
        let to = maya.leads("/my/not-ok/talk", &[("id", "bbbbbbbbbb")]).await;
        assert_eq!(to, "/my/not-ok/talk?told=yes");
        assert!(maya.sees(&to).await.contains("Dana sees that you said this."));
    }
    assert_eq!(waiting(&maya), 1);
    assert_eq!(maya.leads(tell, &[]).await, "/my/integration?done=no-word");
}

/// How many alerts of this client wait for Dana.
fn waiting(walker: &Walker) -> usize {
    match see_alerts(&walker.house, &dana()) {
        Ok(alerts) => alerts.iter().filter(|waiting| waiting.client.subject == walker.subject).count(),
        Err(trouble) => panic!("{trouble:?}"),
    }
}

/// Dana asks for a check-in, with a reason in case the last one is near.
fn asked(walker: &Walker, subject: SubjectId, measure: Measure) -> CheckInId {
    let id: CheckInId = "kkkkkkkkkk".parse().unwrap();
    let made = ask_check_in(
        &walker.house,
        &dana(),
        subject,
        &NewCheckIn { id, measure, reason: Line::parse("Before the next session").ok() },
    );
    assert!(made.is_ok(), "{made:?}");
    id
}
