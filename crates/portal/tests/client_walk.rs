//! A client's own pages, screen by screen, over HTTP without a socket.

mod after;
mod carrying;
mod check_ins;
mod consents;
mod coverage;
mod journal;
mod money;
mod rest;
mod visit_offer;
mod walker;

use axum::http::StatusCode;
use testkit::cast::{ALEXIS, CHRIS, LEE, MAYA, PARKS, ROWAN};

use crate::walker::{Walker, value, workbook};

#[tokio::test]
async fn every_page_that_a_link_leads_to_is_there() {
    let rowan = Walker::new(ROWAN);
    let pages = rowan.crawls().await;
    for path in [
        "/my/preparation/boundaries",
        "/my/grounding/kit",
        "/my/journal/write",
        "/my/carry-forward",
        "/my/check-ins/history",
        "/my/safety-plan",
        "/my/dosing",
    ] {
        assert!(pages.iter().any(|(known, _)| known == path), "no link leads to {path}");
    }
    let is_page =
        |path: &str| !path.ends_with("/calendar") && !path.split('?').next().is_some_and(|path| path.ends_with("/pdf"));
    for (path, body) in pages.iter().filter(|(path, _)| is_page(path)) {
        assert!(!body.contains("style=\"") && body.matches("<h1").count() == 1, "{path}: {body}");
    }
    for nowhere in [
        "/my/preparation/else",
        "/my/grounding/else",
        "/my/journal/bbbbbbbbbb",
        "/my/check-ins/bbbbbbbbbb",
        "/my/check-ins/bbbbbbbbbb/1",
        "/my/carry-forward/bbbbbbbbbb",
    ] {
        assert_eq!(rowan.asks(nowhere).await.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
}

#[tokio::test]
async fn behaviour_13_no_page_advises_on_medicine_and_each_that_names_it_points_to_who_may() {
    let maya = Walker::new(MAYA);
    let mut pages = maya.crawls().await;
    for path in ["/my/not-ok", "/my/not-ok/body", "/my/not-ok/done-to-me", "/my/help"] {
        pages.push((path.to_owned(), maya.sees(path).await));
    }
    let mut named = 0;
    for (path, body) in pages {
        let main = body.split("id=\"main\"").nth(1).unwrap_or_default().to_lowercase();
        for advice in ["stop taking", "take your medicine", "increase your", "lower your dose", " mg "] {
            assert!(!main.contains(advice), "{path}: {advice}");
        }
        if main.contains("medicine") {
            named += 1;
            assert!(main.contains("prescriber") || main.contains("doctor"), "{path}");
        }
    }
    assert!(named > 2, "{named}");
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
    assert!(
        page.contains("My sister asked twice.") && page.contains("Earlier") && page.contains("My sister asked.<"),
        "{page}"
    );
    let long = "x".repeat(20_001);
    let refused = maya.sends(part, &[("why-now", &long)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("One answer needs another look") && refused.body.contains(&long));
    for to in ["skipped", "skipped", "taken-up", "taken-up", "skipped"] {
        maya.leads("/my/preparation/relationship/skip", &[("to", to)]).await;
    }
    assert!(maya.sees("/my/preparation/relationship").await.contains("You skipped this part"));
    maya.leads("/my/preparation/intentions", &[("intention", "To be slower."), ("hope", "Sleep."), ("do", "stop")])
        .await;
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
    assert!(
        wider.body.contains("More than before can’t be agreed around a dosing day") && wider.body.contains("amber"),
        "{}",
        wider.body
    );
    let kit = alexis.sees("/my/grounding/kit").await;
    assert!(kit.contains("“yellow”") && kit.contains("“red”"), "{kit}");
}

#[tokio::test]
async fn behaviour_14_the_kit_shows_what_helps_first_with_distress_before_and_after() {
    let rowan = Walker::new(ROWAN);
    let page = rowan.sees("/my/grounding/sound").await;
    let once = value(&page, "once");
    for _ in 0..2 {
        let to = rowan
            .leads("/my/grounding/sound", &[("once", &once), ("helps", "yes"), ("before", "9"), ("after", "2")])
            .await;
        assert_eq!(to, "/my/grounding/sound?done=tried");
    }
    let trials =
        workbook(&rowan, ROWAN).tools().iter().find(|tool| tool.name.as_str() == "One sound").unwrap().trials.len();
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
async fn behaviour_23_three_small_things_are_carried_and_an_unsure_one_is_looked_at_again() {
    let maya = Walker::new(MAYA);
    let add = "/my/carry-forward";
    let unsure = [
        ("id", "aaaaaaaaaa"),
        ("insight", "I hold my breath"),
        ("cue", "the phone rings"),
        ("text", "let it ring once"),
        ("confidence", "6"),
    ];
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
    assert!(
        page.contains("I stop answering.") && page.contains("tel:+13035550142") && page.contains("sms:+13035550142")
    );
    assert!(maya.sees("/my/help").await.contains("Sam (303) 555-0142"));
}

#[tokio::test]
async fn behaviour_4_without_dosing_no_page_says_a_word_of_it() {
    let alexis = Walker::new(ALEXIS);
    // The practice's own texts to sign say what it does and doesn't do, and the list of who opened what names each kind
    // of folder; both are the same for everybody.
    let is_same_for_all = |path: &str| path.starts_with("/my/documents/") || path == "/my/accesses";
    for (path, body) in alexis.crawls().await.into_iter().filter(|(path, _)| !is_same_for_all(path)) {
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
    let words =
        ["Lee alone wrote", "Lee hopes", "Lee is hurt", "Lee carries", "Lee sees", "Lee’s blanket", "Lee’s page"];
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
