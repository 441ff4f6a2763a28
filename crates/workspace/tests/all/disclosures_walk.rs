//! What is told outside because a law demands or allows it: written down, and known to the client, or not yet.

use actions::disclosures::see_told_outside;
use axum::http::StatusCode;
use terms::actor::{Actor, ClientIn, Context};
use terms::ids::SubjectId;
use testkit::cast::{CHRIS, LEE, PARKS, ROWAN};
use testkit::ground::now;

use crate::export_walk::texts;
use crate::walker::{Form, Walker};

fn known_to(walker: &Walker, subject: SubjectId) -> usize {
    let by = Context { actor: Actor::Client(ClientIn { subject, signed_in_at: now() }), now: now() };
    see_told_outside(walker.house(), &by).unwrap().len()
}

fn report(id: &str) -> Form {
    Form::of(&[
        ("id", id),
        ("kind", "mandated-report"),
        ("on", "2026-06-22"),
        ("to", "County department, 555-0142"),
        ("what", "What was said on June 21."),
        ("why", "A child may be in danger."),
    ])
}

#[tokio::test]
async fn behaviour_37_what_a_law_lets_out_is_written_down_once_and_the_client_reads_it() {
    let dana = Walker::dana();
    let place = format!("/t/c/{ROWAN}/disclosures");
    assert!(dana.sees(&format!("/t/c/{ROWAN}/access")).await.body.contains(&place));
    let order = report("aaaaaaaaaa").but("kind", "court-order");
    let refused = dana.sends(&place, &order).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("which court"));
    assert_eq!(known_to(&dana, ROWAN), 0, "a refused form changes nothing");
    for _ in 0..2 {
        assert_eq!(dana.sends(&place, &report("aaaaaaaaaa")).await.to, format!("{place}?done=written"));
    }
    let page = dana.sees(&place).await.body;
    assert!(page.matches("County department").count() == 1 && page.contains("19-3-304"), "{page}");
    assert_eq!(known_to(&dana, ROWAN), 1);
    for other in [dana.desk(), dana.biller(), dana.owner()] {
        assert_eq!(other.asks(&place).await.status, StatusCode::NOT_FOUND, "only who treats");
    }
}

#[tokio::test]
async fn what_an_agency_asks_to_wait_is_no_page_of_the_clients_until_that_ends() {
    let dana = Walker::dana();
    let place = format!("/t/c/{ROWAN}/disclosures");
    let waiting = report("aaaaaaaaaa").with("said-by", "Detective Example").with("how", "spoken");
    let longer = dana.sends(&place, &waiting.clone().with("wait-until", "2026-07-23")).await;
    assert!(longer.status == StatusCode::UNPROCESSABLE_ENTITY && longer.body.contains("30 days"));
    dana.sends(&place, &waiting.with("wait-until", "2026-07-22")).await;
    let page = dana.sees(&place).await.body;
    assert!(page.contains("is not told yet") && page.contains("Detective Example"), "{page}");
    let early = dana.sends(&format!("{place}/aaaaaaaaaa/tell"), &Form::of(&[])).await;
    assert_eq!((early.status, known_to(&dana, ROWAN)), (StatusCode::UNPROCESSABLE_ENTITY, 0));
    dana.sends(&place, &report("bbbbbbbbbb").but("to", "A court in Denver")).await;
    let copy = texts(&dana.sends(&format!("/t/c/{ROWAN}/export"), &Form::of(&[])).await.bytes);
    let holds = |words: &str| copy.values().any(|text| text.contains(words));
    assert!(holds("A court in Denver") && !holds("County department") && !holds("Detective Example"));
}

#[tokio::test]
async fn behaviour_29_what_stands_in_one_partners_record_is_not_told_to_the_other() {
    let dana = Walker::dana();
    dana.sends(&format!("/t/c/{CHRIS}/disclosures"), &report("aaaaaaaaaa")).await;
    assert_eq!((known_to(&dana, CHRIS), known_to(&dana, LEE)), (1, 0));
    dana.sends(&format!("/t/c/{PARKS}/disclosures"), &report("bbbbbbbbbb")).await;
    assert_eq!((known_to(&dana, CHRIS), known_to(&dana, LEE)), (2, 1));
}
