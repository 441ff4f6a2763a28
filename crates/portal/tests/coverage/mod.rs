//! Insurance and costs in the client's own pages: who reads the insurer's mail, the page on costs, and estimates.

use axum::http::StatusCode;
use testkit::cast::{ALEXIS, MAYA, ROWAN};

use crate::walker::Walker;

#[tokio::test]
async fn a_client_is_asked_who_reads_the_mail_before_any_claim_and_may_change_it() {
    let rowan = Walker::new(ROWAN);
    let page = rowan.sees("/my/money/coverage").await;
    for words in ["Example Health Plan", "Before any claim is made, we ask you", "From <b>", "/my/money/mail\""] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let question = rowan.sees("/my/money/mail").await;
    assert!(
        question.contains("holds the plan") && question.contains("It never holds what you talk about"),
        "{question}"
    );
    let others = ("held", "other");
    let refused = rowan.sends("/my/money/mail", &[others, ("opened", "not-sure")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Somebody else may read it"), "{}", refused.body);
    let elsewhere =
        [others, ("opened", "others"), ("choice", "elsewhere"), ("elsewhere", "PO Box 7, Golden, CO 80401")];
    assert_eq!(rowan.leads("/my/money/mail", &elsewhere).await, "/my/money/coverage?done=mail");
    assert!(rowan.sees("/my/money/mail/letter").await.contains("PO Box 7, Golden"));
    assert!(rowan.sees("/my/money/coverage").await.contains("No claim is sent before it says yes"));
    assert_eq!(rowan.leads("/my/money/coverage/confirmed", &[]).await, "/my/money/coverage?done=confirmed");
    assert!(rowan.sees("/my/money/coverage").await.contains("Claims may be sent"));
    let nothing = [others, ("opened", "others"), ("choice", "self-pay")];
    assert_eq!(rowan.leads("/my/money/mail", &nothing).await, "/my/money/coverage?done=mail");
    assert!(rowan.sees("/my/money/coverage").await.contains("the plan is told nothing"));
    let again = rowan.sends("/my/money/coverage/confirmed", &[]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing waits for the plan any more");
}

#[tokio::test]
async fn packages_of_therapy_and_the_fee_for_a_missed_visit_are_told_with_its_reasons() {
    let page = Walker::new(ROWAN).sees("/my/money/coverage").await;
    for words in ["Four visits", "4 visits, $600.00, which is $150.00 each", "may cost <b>$75.00</b>", "A crisis"] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[tokio::test]
async fn nobody_opens_more_to_an_insurer_while_they_rest_and_everybody_may_narrow() {
    let rowan = Walker::new(ROWAN);
    rowan.leads("/my/dosing", &[("id", "dayhereaaa"), ("state", "past"), ("date", "2026-06-22")]).await;
    let others = [("held", "other"), ("opened", "others")];
    let refused = rowan.sends("/my/money/mail", &[others[0], others[1], ("choice", "go-on")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Not today. It will be here tomorrow after noon."), "{}", refused.body);
    let narrowed = rowan.leads("/my/money/mail", &[others[0], others[1], ("choice", "self-pay")]).await;
    assert_eq!(narrowed, "/my/money/coverage?done=mail");
}

#[tokio::test]
async fn the_page_on_costs_is_read_and_an_estimate_is_asked_for_and_kept_from_others() {
    let rowan = Walker::new(ROWAN);
    let costs = rowan.sees("/my/money/costs").await;
    assert!(costs.contains("At best") && costs.contains("I have read this") && !costs.contains("osing"), "{costs}");
    assert_eq!(rowan.leads("/my/money/costs", &[]).await, "/my/money/coverage?done=read");
    assert!(!rowan.sees("/my/money/costs").await.contains("I have read this"));
    let maya = rowan.beside(MAYA);
    assert!(maya.sees("/my/money/costs").await.contains("It was not made for you yet"));
    assert_eq!(maya.leads("/my/money/costs", &[]).await, "/my/money/costs", "there is nothing to have read");
    assert_eq!(maya.leads("/my/money/coverage/ask", &[]).await, "/my/money/coverage?done=asked");
    let alexis = rowan.beside(ALEXIS);
    let page = alexis.sees("/my/money/coverage").await;
    let id = page.split("/my/money/estimates/").nth(1).map(|rest| rest[..10].to_owned()).expect("an estimate");
    let paper = alexis.sees(&format!("/my/money/estimates/{id}")).await;
    assert!(paper.contains("Good Faith Estimate") && paper.contains("not a contract"), "{paper}");
    assert_eq!(rowan.asks(&format!("/my/money/estimates/{id}")).await.status, StatusCode::NOT_FOUND);
    let pdf = format!("/my/money/estimates/{id}/pdf");
    assert!(paper.contains(&pdf) && alexis.asks(&pdf).await.status == StatusCode::OK);
    assert_eq!(rowan.asks(&pdf).await.status, StatusCode::NOT_FOUND);
}
