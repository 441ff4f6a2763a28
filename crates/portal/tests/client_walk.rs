//! A client's own pages, screen by screen, over HTTP without a socket.

mod walker;

use actions::ask_check_in::ask_check_in;
use actions::answer_check_in::{Heard, answer_check_in};
use actions::open_chart::open_chart;
use actions::open_journal::open_journal;
use actions::see_alerts::see_alerts;
use axum::http::StatusCode;
use care::check_in::{NewAnswer, NewCheckIn};
use care::measure::Measure;
use care::workbook::Workbook;
use terms::actor::{Context, Role};
use terms::ids::{CheckInId, SubjectId};
use terms::text::Line;
use terms::trouble::Trouble;
use testkit::cast::{ALEXIS, CHRIS, DANA, LEE, MAYA, PARKS, ROWAN};
use testkit::ground::acting;

use crate::walker::{Walker, value};

#[tokio::test]
async fn every_page_that_a_link_leads_to_is_there() {
    let rowan = Walker::new(ROWAN);
    let pages = rowan.crawls().await;
    for path in ["/my/preparation/boundaries", "/my/grounding/kit", "/my/journal/write", "/my/carry-forward", "/my/check-ins/history", "/my/safety-plan", "/my/dosing"] {
        assert!(pages.iter().any(|(known, _)| known == path), "no link leads to {path}");
    }
    for (path, body) in &pages {
        assert!(!body.contains("style=\"") && body.contains("<h1"), "{path}");
    }
    for nowhere in ["/my/preparation/else", "/my/grounding/else", "/my/journal/bbbbbbbbbb", "/my/check-ins/bbbbbbbbbb", "/my/check-ins/bbbbbbbbbb/1", "/my/carry-forward/bbbbbbbbbb"] {
        assert_eq!(rowan.asks(nowhere).await.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
}

#[tokio::test]
async fn a_part_of_the_workbook_is_written_gone_on_from_and_skipped() {
    let maya = Walker::new(MAYA);
    let part = "/my/preparation/what-brings-me";
    let to = maya.leads(part, &[("why-now", "My sister asked."), ("hard-day", ""), ("do", "on")]).await;
    assert_eq!(to, "/my/preparation/intentions?done=saved");
    assert!(maya.sees(&to).await.contains("Saved. You and Dana can read it."));
    maya.leads(part, &[("why-now", "My sister asked twice."), ("do", "stop")]).await;
    let page = maya.sees(part).await;
    assert!(page.contains("My sister asked twice.") && page.contains("Earlier") && page.contains("My sister asked.<"), "{page}");
    let long = "x".repeat(20_001);
    let refused = maya.sends(part, &[("why-now", &long)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("One answer needs another look") && refused.body.contains(&long));
    for to in ["skipped", "skipped", "taken-up", "taken-up", "skipped"] {
        maya.leads("/my/preparation/relationship/skip", &[("to", to)]).await;
    }
    assert!(maya.sees("/my/preparation/relationship").await.contains("You skipped this part"));
    maya.leads("/my/preparation/intentions", &[("intention", "To be slower."), ("hope", "Sleep."), ("do", "stop")]).await;
    let page = maya.sees("/my/preparation/intentions").await;
    assert!(page.contains("To be slower.") && page.contains("To stop bracing all the time"), "{page}");
}

#[tokio::test]
async fn behaviour_9_touch_is_none_by_default_and_never_more_on_a_dosing_day() {
    let alexis = Walker::new(MAYA);
    let boundaries = "/my/preparation/boundaries";
    assert!(alexis.sees(boundaries).await.contains("value=\"none\" checked"));
    let words = [("touch", "none"), ("slow", "yellow"), ("stop", "red"), ("not-today", "My father.")];
    assert_eq!(alexis.leads(boundaries, &words).await, "/my/preparation?done=saved");
    let day = [("id", "eeeeeeeeee"), ("state", "planned"), ("date", "2026-06-22")];
    alexis.leads("/my/dosing", &day).await;
    let wider = alexis.sends(boundaries, &[("touch", "agreed"), ("slow", "amber"), ("stop", "red")]).await;
    assert_eq!(wider.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wider.body.contains("On a dosing day touch can only become less") && wider.body.contains("amber"), "{}", wider.body);
    let kit = alexis.sees("/my/grounding/kit").await;
    assert!(kit.contains("“yellow”") && kit.contains("“red”"), "{kit}");
}

#[tokio::test]
async fn behaviour_14_the_kit_shows_what_helps_first_with_distress_before_and_after() {
    let rowan = Walker::new(ROWAN);
    let page = rowan.sees("/my/grounding/sound").await;
    let once = value(&page, "once");
    for _ in 0..2 {
        let to = rowan.leads("/my/grounding/sound", &[("once", &once), ("helps", "yes"), ("before", "9"), ("after", "2")]).await;
        assert_eq!(to, "/my/grounding/sound?done=tried");
    }
    let trials = workbook(&rowan, ROWAN).tools().iter().find(|tool| tool.name.as_str() == "One sound").unwrap().trials.len();
    assert_eq!(trials, 1, "a form that is sent twice is one try");
    let refused = rowan.sends("/my/grounding/sound", &[("once", "other")]).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("Choose one of the words"));
    rowan.leads("/my/grounding", &[("once", "mine"), ("tool", "The dog"), ("helps", "no")]).await;
    let kit = rowan.sees("/my/grounding/kit").await;
    let place = |words: &str| kit.find(words).unwrap_or_else(|| panic!("{words}: {kit}"));
    assert!(place("One sound") < place("Feet on the floor") && place("Feet on the floor") < place("Cold water"));
    assert!(place("More to try") < place("Not for me") && place("Not for me") < place("The dog"), "{kit}");
    assert!(rowan.sees("/my/grounding").await.contains("Distress 9 before, 2 after"));
}

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
    assert!(result.contains("Your answers add up to 3, on a scale from 0 to 27.") && result.contains("no diagnosis"), "{result}");
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
    assert!(result.contains("There is no total, because item 4 was left out.") && !result.contains("add up"), "{result}");
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
    let begun = workbook(&maya, MAYA).check_ins().iter().filter(|check_in| check_in.measure == Measure::Distress).count();
    assert_eq!(begun, 1);
}

#[tokio::test]
async fn not_ok_asks_one_tap_more_and_leads_to_help() {
    let maya = Walker::new(MAYA);
    let page = maya.sees("/my/integration").await;
    let (tell, id) = ("/my/integration/steadiness", value(&page, "id"));
    assert_eq!(maya.leads(tell, &[("id", &id), ("steadiness", "shaky")]).await, "/my/integration?done=shaky");
    assert_eq!(maya.leads(tell, &[("id", "bbbbbbbbbb"), ("steadiness", "not-ok")]).await, "/my/integration/not-ok");
    assert_eq!(waiting(&maya), 0);
    assert!(maya.sees("/my/integration/not-ok").await.contains("let Dana see it"));
    for _ in 0..2 {
        let to = maya.leads(tell, &[("id", "bbbbbbbbbb"), ("steadiness", "not-ok"), ("sure", "yes")]).await;
        assert!(to.starts_with("/my/help?after=not-ok"));
        assert!(maya.sees(&to).await.contains("You said you are not OK right now."));
    }
    assert_eq!(waiting(&maya), 1);
    assert_eq!(maya.leads(tell, &[]).await, "/my/integration?done=no-word");
}

#[tokio::test]
async fn behaviour_26_a_page_is_saved_for_its_writer_alone_while_it_is_written() {
    let maya = Walker::new(MAYA);
    let page = maya.sees("/my/integration").await;
    assert!(page.contains("data-save=\"/my/journal/") && page.contains("save.js"), "{page}");
    let saved = |version, text| [("version", version), ("at", ""), ("text", text)];
    let save = "/my/journal/aaaaaaaaaa/save";
    assert_eq!(maya.sends(save, &saved("0", "The house again.")).await.version, "1");
    assert_eq!(maya.sends(save, &saved("1", "The house again, open.")).await.version, "2");
    assert_eq!(maya.sends(save, &saved("1", "Another tab.")).await.status, StatusCode::CONFLICT);
    assert!(maya.sees("/my/integration").await.contains("The house again, open."));
    assert!(maya.sees("/my/journal").await.contains("Only me"));
    assert!(workbook(&maya, MAYA).shared_pages().is_empty());
    for other in [dana(), acting(DANA, Role::Owner), acting(DANA, Role::Desk)] {
        assert!(matches!(open_journal(&maya.house, &other), Err(Trouble::Denied(_))));
    }
    for lee in [LEE, ROWAN] {
        let other = maya.beside(lee);
        assert_eq!(other.asks("/my/journal/aaaaaaaaaa").await.status, StatusCode::NOT_FOUND);
        assert!(!other.sees("/my/journal").await.contains("The house again"));
    }
}

#[tokio::test]
async fn behaviour_26_sharing_makes_a_copy_and_taking_back_ends_it_in_truth() {
    let maya = Walker::new(MAYA);
    let place = "/my/journal/aaaaaaaaaa";
    let page = [("version", "0"), ("at", ""), ("prompt", "steady"), ("text", "Warm hands."), ("who", "only-me")];
    for _ in 0..2 {
        assert_eq!(maya.leads(place, &page).await, format!("{place}?done=saved"));
    }
    assert!(workbook(&maya, MAYA).shared_pages().is_empty());
    for _ in 0..2 {
        assert_eq!(maya.leads(&format!("{place}/share"), &[]).await, format!("{place}?done=shared"));
    }
    let shared: Vec<_> = workbook(&maya, MAYA).shared_pages().iter().map(|page| page.text.as_str().to_owned()).collect();
    assert_eq!(shared, ["Warm hands."]);
    assert!(maya.sees("/my/journal").await.contains("Shared with Dana"));
    for _ in 0..2 {
        assert_eq!(maya.leads(&format!("{place}/take-back"), &[]).await, format!("{place}?done=taken-back"));
    }
    assert!(workbook(&maya, MAYA).shared_pages().is_empty());
    let again = maya.sees(place).await;
    assert!(again.contains("When it was shared") && again.contains("Only you."), "{again}");
    let with_dana = [("version", "0"), ("at", ""), ("text", "For both of us."), ("who", "team")];
    assert_eq!(maya.leads("/my/journal/bbbbbbbbbb", &with_dana).await, "/my/journal/bbbbbbbbbb?done=shared");
    assert_eq!(workbook(&maya, MAYA).shared_pages().len(), 1);
    deleted(&maya, "/my/journal/bbbbbbbbbb").await;
    assert!(workbook(&maya, MAYA).shared_pages().is_empty());
}

async fn deleted(maya: &Walker, place: &str) {
    assert!(maya.sees(&format!("{place}/delete")).await.contains("Delete this page?"));
    for _ in 0..2 {
        assert_eq!(maya.leads(&format!("{place}/delete"), &[]).await, "/my/journal?done=deleted");
    }
    assert_eq!(maya.asks(place).await.status, StatusCode::NOT_FOUND);
    let late = maya.sends(place, &[("version", "0"), ("at", ""), ("text", "Too late.")]).await;
    assert!(late.status == StatusCode::CONFLICT && late.body.contains("Too late."), "{}", late.body);
    assert_eq!(maya.sends(&format!("{place}/save"), &[("version", "0"), ("text", "x")]).await.status, StatusCode::CONFLICT);
    let never = maya.sends("/my/journal/cccccccccc/share", &[]).await;
    assert!(never.status == StatusCode::UNPROCESSABLE_ENTITY && never.body.contains("never saved"), "{}", never.body);
}

#[tokio::test]
async fn a_page_over_a_newer_one_shows_both_and_goes_over_it_by_hand() {
    let maya = Walker::new(MAYA);
    let place = "/my/journal/aaaaaaaaaa";
    maya.leads(place, &[("version", "0"), ("at", ""), ("text", "First.")]).await;
    let clash = maya.sends(place, &[("version", "0"), ("at", ""), ("text", "Second.")]).await;
    assert_eq!(clash.status, StatusCode::CONFLICT);
    assert!(clash.body.contains("First.") && clash.body.contains("Second.") && !clash.body.contains("save.js"));
    let (version, at) = (value(&clash.body, "version"), value(&clash.body, "at"));
    maya.leads(place, &[("version", &version), ("at", &at), ("text", "Second.")]).await;
    assert!(maya.sees(place).await.contains("Second."));
    let empty = maya.sends(place, &[("version", "0"), ("at", ""), ("text", " ")]).await;
    assert!(empty.status == StatusCode::UNPROCESSABLE_ENTITY && empty.body.contains("Write a line first"));
}

#[tokio::test]
async fn behaviour_23_three_small_things_are_carried_and_an_unsure_one_is_looked_at_again() {
    let maya = Walker::new(MAYA);
    let add = "/my/carry-forward";
    let unsure = [("id", "aaaaaaaaaa"), ("insight", "I hold my breath"), ("cue", "the phone rings"), ("text", "let it ring once"), ("confidence", "6")];
    for _ in 0..2 {
        assert_eq!(maya.leads(add, &unsure).await, "/my/carry-forward/aaaaaaaaaa?done=added");
    }
    assert!(maya.sees("/my/carry-forward/aaaaaaaaaa").await.contains("You are not quite sure of this one"));
    let surer = [("cue", "the phone rings"), ("text", "breathe out once"), ("confidence", "7")];
    for _ in 0..2 {
        assert_eq!(maya.leads("/my/carry-forward/aaaaaaaaaa", &surer).await, "/my/carry-forward?done=reworded");
    }
    let page = maya.sees("/my/carry-forward/aaaaaaaaaa").await;
    assert!(!page.contains("not quite sure") && page.matches("let it ring once").count() == 1, "{page}");
    assert_eq!(maya.leads(add, &[("id", "bbbbbbbbbb"), ("text", "Walk home")]).await, "/my/carry-forward?done=added");
    let full = maya.sends(add, &[("id", "cccccccccc"), ("text", "Too much")]).await;
    assert_eq!(full.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(full.body.contains("Three are active") && full.body.contains("Too much"), "{}", full.body);
    let to = maya.leads("/my/carry-forward/bbbbbbbbbb/move", &[("state", "let-go"), ("from", "/my/integration")]).await;
    assert_eq!(to, "/my/integration?done=moved");
    assert_eq!(maya.leads(add, &[("id", "cccccccccc"), ("text", "Now it fits")]).await, "/my/carry-forward?done=added");
    let to = maya.leads("/my/carry-forward/aaaaaaaaaa/move", &[("state", "changed")]).await;
    assert_eq!(to, "/my/carry-forward/aaaaaaaaaa?done=changed");
}

#[tokio::test]
async fn a_plan_for_hard_moments_can_be_called_from() {
    let maya = Walker::new(MAYA);
    let empty = maya.sends("/my/safety-plan", &[]).await;
    assert!(empty.status == StatusCode::UNPROCESSABLE_ENTITY && empty.body.contains("Write one step at least"));
    let plan = [("signs", "I stop answering."), ("ask-for-help", "Sam (303) 555-0142")];
    maya.leads("/my/safety-plan", &plan).await;
    let page = maya.sees("/my/safety-plan").await;
    assert!(page.contains("I stop answering.") && page.contains("tel:+13035550142") && page.contains("sms:+13035550142"));
    assert!(maya.sees("/my/help").await.contains("Sam (303) 555-0142"));
}

#[tokio::test]
async fn behaviour_4_without_dosing_no_page_says_a_word_of_it() {
    let alexis = Walker::new(ALEXIS);
    // The practice's own texts to sign say what it does and doesn't do; they are the same for everybody.
    let pages = alexis.crawls().await.into_iter().filter(|(path, _)| !path.starts_with("/my/documents/"));
    for (path, body) in pages {
        let body = body.to_lowercase();
        for word in ["dosing", "etamine", "dose"] {
            assert!(!body.contains(word), "{path} says {word}: {body}");
        }
    }
}

#[tokio::test]
async fn after_a_dosing_day_two_weeks_are_a_plain_calendar() {
    let rowan = Walker::new(ROWAN).sees("/my/integration").await;
    assert!(rowan.contains("Three days since your dosing day.") && rowan.contains("class=\"days\""), "{rowan}");
    assert_eq!(rowan.split("class=\"days\"").nth(1).unwrap().split("</ol>").next().unwrap().matches("<li").count(), 14);
    let maya = Walker::new(MAYA).sees("/my/integration").await;
    assert!(!maya.contains("class=\"days\"") && maya.contains("/my/dosing"), "sixteen days are over");
}

#[tokio::test]
async fn behaviour_29_one_partners_pages_show_nothing_of_the_others_and_the_joint_page_does() {
    let lee = Walker::new(LEE);
    let chris = lee.beside(CHRIS);
    lee.leads("/my/preparation/intentions", &[("intention", "Lee alone wrote this."), ("hope", "Lee hopes so.")]).await;
    lee.leads("/my/preparation/relationship", &[("what-hurts", "Lee is hurt by this.")]).await;
    lee.leads("/my/carry-forward", &[("id", "aaaaaaaaaa"), ("text", "Lee carries this")]).await;
    lee.leads("/my/safety-plan", &[("signs", "Lee sees signs.")]).await;
    lee.leads("/my/grounding", &[("once", "lee"), ("tool", "Lee’s blanket"), ("helps", "yes")]).await;
    lee.leads("/my/journal/bbbbbbbbbb", &[("version", "0"), ("text", "Lee’s page."), ("who", "team")]).await;
    lee.leads(&format!("/my/together/{PARKS}/intention"), &[("intention", "Both of us wrote this.")]).await;
    let words = ["Lee alone wrote", "Lee hopes", "Lee is hurt", "Lee carries", "Lee sees", "Lee’s blanket", "Lee’s page"];
    let pages = chris.crawls().await;
    for (path, body) in &pages {
        for word in words {
            assert!(!body.contains(word), "{path} shows {word}");
        }
    }
    let joint = format!("/my/together/{PARKS}");
    assert!(pages.iter().any(|(path, body)| *path == joint && body.contains("Both of us wrote this.")));
    for closed in ["/my/journal/bbbbbbbbbb", "/my/carry-forward/aaaaaaaaaa"] {
        assert_eq!(chris.asks(closed).await.status, StatusCode::NOT_FOUND, "{closed}");
    }
    assert_eq!(chris.asks(&format!("/my/together/{LEE}")).await.status, StatusCode::NOT_FOUND);
}

fn dana() -> Context {
    acting(DANA, Role::Therapist)
}

/// How many alerts of this client wait for Dana.
fn waiting(walker: &Walker) -> usize {
    match see_alerts(&walker.house, &dana()) {
        Ok(alerts) => alerts.iter().filter(|waiting| waiting.client.subject == walker.subject).count(),
        Err(trouble) => panic!("{trouble:?}"),
    }
}

/// What Dana finds when she opens the chart.
fn workbook(walker: &Walker, subject: SubjectId) -> Workbook {
    match open_chart(&walker.house, &dana(), subject) {
        Ok(open) => open.workbook,
        Err(trouble) => panic!("{trouble:?}"),
    }
}

/// Dana asks for a check-in, with a reason in case the last one is near.
fn asked(walker: &Walker, subject: SubjectId, measure: Measure) -> CheckInId {
    let id: CheckInId = "kkkkkkkkkk".parse().unwrap();
    let made = ask_check_in(&walker.house, &dana(), subject, &NewCheckIn { id, measure, reason: Line::parse("Before the next session").ok() });
    assert!(made.is_ok(), "{made:?}");
    id
}
