//! A chart opened in an emergency: by whom, who is told, and what stays closed.

use axum::http::StatusCode;
use testkit::cast::{OMAR, ROWAN};

use crate::walker::{Form, Walker};

const WHY: &str = "Calls from a bridge, Dana is in the air";

#[tokio::test]
async fn a_colleagues_chart_opens_for_an_hour_and_everybody_knows_why() {
    let dana = Walker::dana();
    let omar = dana.colleague(OMAR);
    let chart = format!("/t/c/{ROWAN}");
    let closed = omar.asks(&chart).await;
    assert_eq!(closed.status, StatusCode::FORBIDDEN);
    assert!(closed.body.contains(&format!("{chart}/emergency")), "{}", closed.body);
    let form = omar.sees(&format!("{chart}/emergency")).await;
    let whole = Form::of(&[("once", &form.value("once")), ("reason", WHY), ("knows", "yes")]);
    for (name, words) in [("reason", "what the emergency is"), ("knows", "who is told")] {
        let refused = omar.sends(&format!("{chart}/emergency"), &whole.clone().but(name, "")).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains(words), "{}", refused.body);
    }
    assert_eq!(omar.asks(&chart).await.status, StatusCode::FORBIDDEN, "a refused form opens nothing");
    for _ in 0..2 {
        assert_eq!(omar.sends(&format!("{chart}/emergency"), &whole).await.to, format!("{chart}?done=emergency"));
    }
    omar.sees(&chart).await;
    for page in ["plan", "safety", "dosing"] {
        omar.sees(&format!("{chart}/{page}")).await;
    }
    let plan = omar.sends(&format!("{chart}/plan"), &Form::of(&[("problem", "Nights.")])).await;
    assert_eq!(plan.status, StatusCode::FORBIDDEN, "to read, not to write");
    let copy = omar.sends(&format!("{chart}/export"), &Form::of(&[("reason", "to look at it")])).await;
    assert_ne!(copy.status, StatusCode::OK, "to read, not to take along");
    assert_ne!(omar.asks(&format!("{chart}/money")).await.status, StatusCode::OK);
    let (notes, passphrase) = (format!("{chart}/process"), Form::of(&[("passphrase", "a walk by the lake")]));
    let closed = [omar.signed_in().asks(&notes).await, omar.signed_in().sends(&notes, &passphrase).await];
    assert_eq!(closed.map(|page| page.status), [StatusCode::NOT_FOUND; 2], "psychotherapy notes stay their author's");
    assert!(!omar.sees("/t/caseload").await.body.contains("Rowan Keller"), "it is in nobody's caseload");

    let today = dana.sees("/t").await.body;
    assert!(today.matches(WHY).count() == 1 && today.contains("Omar Haddad"), "{today}");
    assert!(dana.sees(&format!("{chart}/access")).await.body.contains(WHY));
    let owner = dana.owner().sees("/practice/emergencies").await.body;
    assert!(owner.contains(WHY) && owner.contains("Rowan Keller"), "{owner}");
    for other in [dana.desk(), dana.biller()] {
        let tried = other.sends(&format!("{chart}/emergency"), &whole.clone().but("once", "another")).await;
        assert_ne!(tried.status, StatusCode::SEE_OTHER, "only a therapist may");
    }
    assert!(!omar.sees("/t").await.body.contains(WHY), "whoever did it needs no telling");
}

#[tokio::test]
async fn the_owner_narrows_the_audit_by_person_chart_and_outcome() {
    let dana = Walker::dana();
    let omar = dana.colleague(OMAR);
    omar.asks(&format!("/t/c/{ROWAN}")).await;
    let owner = dana.owner();
    for (query, has, lacks) in [
        ("?chart=2017&refused=yes", "read, refused", "Dana Reyes"),
        (&*format!("?who={OMAR}"), "Chart 2017", "The client"),
        ("?from=2020-01-01&until=2020-01-02", "Nothing of that kind", "Chart 2017"),
    ] {
        let page = owner.sees(&format!("/practice/accesses{query}")).await.body;
        let rows = page.split("aria-label=\"Audit\"").nth(1).expect("the list");
        assert!(rows.contains(has) && !rows.contains(lacks), "{query}: {rows}");
    }
    assert_ne!(dana.asks("/practice/accesses").await.status, StatusCode::OK, "who treats reads no audit");
}
