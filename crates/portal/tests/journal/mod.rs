//! A journal page, from its first saved letter to its last key.

use actions::open_journal::open_journal;
use axum::http::StatusCode;
use terms::actor::Role;
use terms::trouble::Trouble;
use testkit::cast::{DANA, LEE, MAYA, ROWAN};
use testkit::ground::acting;

use crate::walker::{Walker, dana, value, workbook};

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
    let shared: Vec<_> =
        workbook(&maya, MAYA).shared_pages().iter().map(|page| page.text.as_str().to_owned()).collect();
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
    assert_eq!(
        maya.sends(&format!("{place}/save"), &[("version", "0"), ("text", "x")]).await.status,
        StatusCode::CONFLICT
    );
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
