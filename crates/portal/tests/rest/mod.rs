//! Around a dosing day nothing is signed or widened; everything else is open.

use actions::end_rest::end_rest;
use actions::open_chart::open_chart;
use actions::undo_dosing_day::take_back_dosing_day;
use axum::http::StatusCode;
use terms::text::Line;
use testkit::cast::MAYA;

use crate::walker::{Walker, dana, value, workbook};

const DOCUMENT: &str = "/my/documents/telehealth-consent";
const BOUNDARIES: &str = "/my/preparation/boundaries";

/// Maya, who tells on her phone that today is the day.
async fn resting() -> Walker {
    let maya = Walker::new(MAYA);
    maya.leads(BOUNDARIES, &[("touch", "ask-first"), ("stop", "red"), ("do", "stop")]).await;
    let day = [("id", "dayhereaaa"), ("state", "past"), ("date", "2026-06-22")];
    maya.leads("/my/dosing", &day).await;
    maya
}

#[tokio::test]
async fn behaviour_9_nothing_is_signed_or_widened_on_a_dosing_day() {
    let maya = Walker::new(MAYA);
    let hash = value(&maya.sees(DOCUMENT).await, "hash");
    let maya = resting().await;
    let page = maya.sees(DOCUMENT).await;
    assert!(page.contains("Not today. It will be here tomorrow after noon.") && !page.contains("name=\"hash\""));
    let refused = maya.sends(DOCUMENT, &[("hash", &hash), ("name", "Maya Kaufman")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("It will be here tomorrow after noon"), "{}", refused.body);
    for wider in [[("touch", "agreed"), ("stop", "red")], [("touch", "ask-first"), ("stop", "")]] {
        let refused = maya.sends(BOUNDARIES, &wider).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wider:?}");
        assert!(refused.body.contains("less always can"), "{}", refused.body);
    }
    assert!(workbook(&maya, MAYA).signed_document(care::document::DocumentKind::TelehealthConsent).is_none());
}

#[tokio::test]
async fn what_stops_narrows_or_asks_for_help_is_never_locked() {
    let maya = resting().await;
    let home = maya.sees("/my").await;
    assert!(home.contains("Today is a rest from this") && home.contains("/my/help"), "{home}");
    assert!(maya.sees("/my?all=yes").await.contains("When you have time"));
    maya.leads(BOUNDARIES, &[("touch", "none"), ("stop", "red"), ("not-today", "No questions today."), ("do", "stop")])
        .await;
    maya.leads(&format!("{DOCUMENT}/decline"), &[]).await;
    maya.leads("/my/preparation/after-care", &[("rest", "Soup and my sister."), ("do", "stop")]).await;
    for path in ["/my/journal/write", "/my/safety-plan", "/my/help", "/my/appointments", "/my/grounding/kit"] {
        maya.sees(path).await;
    }
}

#[tokio::test]
async fn a_day_told_in_error_and_a_therapists_reason_end_the_lock_at_once() {
    let maya = resting().await;
    let reason = Line::parse("The session was put off; she drove here.").unwrap();
    end_rest(&maya.house, &dana(), MAYA, &reason).unwrap();
    assert!(maya.sees(DOCUMENT).await.contains("name=\"hash\""));
    assert!(!maya.sees("/my").await.contains("Today is a rest from this"));

    let maya = resting().await;
    let open = open_chart(&maya.house, &dana(), MAYA).map_err(|_| "no chart").unwrap();
    let day = open.chart.dosing_days().iter().find(|day| day.date.known() == Some("2026-06-22".parse().unwrap()));
    take_back_dosing_day(&maya.house, &dana(), (MAYA, day.unwrap().id)).unwrap();
    assert!(maya.sees(DOCUMENT).await.contains("name=\"hash\""));
}
