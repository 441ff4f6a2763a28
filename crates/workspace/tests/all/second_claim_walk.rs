//! A claim to a second insurer, screen by screen, over HTTP without a socket.

use axum::http::StatusCode;
use terms::money::Cents;
use testkit::cast::ROWAN;
use testkit::edi::{Paid, payment};

use crate::claims_walk::{TODAY, posts, ready, sent};
use crate::walker::{Form, Walker};

const SECOND: [(&str, &str); 5] = [
    ("payer", "Second Example Plan"),
    ("payer-id", "PAYER02"),
    ("member", "SECOND77"),
    ("kind", "ppo"),
    ("used", "claims"),
];

#[tokio::test]
async fn what_the_first_insurer_leaves_is_asked_of_the_second_and_written_off_once() {
    let dana = Walker::dana();
    let bea = dana.biller();
    let form = ready(&dana, &bea).await.form;
    let (path, coverage) = (format!("/billing/{ROWAN}/claims"), format!("/billing/{ROWAN}/coverage"));
    assert_eq!(bea.sends(&path, &form).await.status, StatusCode::SEE_OTHER);
    let claim = sent(&bea, "file-one").await.1;
    let page = format!("{path}/{}", claim.to_lowercase());
    let second = form.clone().with("setting", "video-home").but("once", "second-one");
    let early = bea.sends(&format!("{page}/second"), &second).await;
    assert!(early.body.contains("No plan is known"), "{}", early.body);
    let payer = crate::payers_walk::payer("Second Example Plan", "PAYER02", "90");
    assert_eq!(bea.sends("/billing/payers/new", &payer).await.status, StatusCode::SEE_OTHER);
    let told = bea.sends(&format!("{coverage}/second-plan"), &Form::of(&SECOND)).await;
    assert_eq!(told.to, format!("{coverage}?done=plan"), "{}", told.body);
    // Another insurer writes too, so the client is asked anew who reads the mail.
    let refused = bea.sends(&format!("{page}/second"), &second).await;
    assert!(refused.body.contains("who reads the insurer"), "{}", refused.body);
    let mail = [("held", "me"), ("opened", "me"), ("choice", "go-on")];
    bea.sends(&format!("{coverage}/mail"), &Form::of(&mail)).await;
    let undecided = bea.sends(&format!("{page}/second"), &second).await;
    assert!(undecided.body.contains("has not decided"), "{}", undecided.body);
    let taken = [("CO", "45", Cents(4_500)), ("PR", "3", Cents(3_000))];
    let paid = [Paid { claim: &claim, status: "1", charge_cents: Cents(16_500), taken: &taken }];
    posts(&bea, &payment(("EFT1", TODAY), &paid, 0)).await;
    let shown = bea.sees(&page).await.body;
    assert!(shown.contains("Ask the second insurer, Second Example Plan, for the $30.00"), "{shown}");
    let option = shown.split(">Second Example Plan</option>").next().unwrap().rsplit("value=\"").next().unwrap();
    let payer = option.split('"').next().unwrap().to_owned();
    let second = second.but("payer", &payer);
    let prepared = bea.sends(&format!("{page}/second"), &second).await;
    assert_eq!(prepared.status, StatusCode::SEE_OTHER, "{}", prepared.body);
    let (text, after) = sent(&bea, "file-two").await;
    for segment in
        ["SBR*S*18", "*MI*SECOND77~", "SBR*P*18", "AMT*D*90~", "CAS*CO*45*45~", "CAS*PR*3*30~", "DTP*573*D8*20260622~"]
    {
        assert!(text.contains(segment), "{segment}: {text}");
    }
    let twice = bea.sends(&format!("{page}/second"), &second.but("once", "second-two")).await;
    assert!(twice.body.contains("stands on a claim already"), "{}", twice.body);
    // The second counts the first's discount once more; no more than the client's share is written off.
    let taken = [("OA", "23", Cents(9_000)), ("CO", "45", Cents(5_500))];
    let paid = [Paid { claim: &after, status: "2", charge_cents: Cents(16_500), taken: &taken }];
    posts(&bea, &payment(("EFT2", TODAY), &paid, 0)).await;
    let done = bea.sees(&format!("{path}/{}", after.to_lowercase())).await.body;
    assert!(done.contains("$20.00 paid by EFT2") && !done.contains("Ask the second insurer"), "{done}");
    let books = dana.house();
    let ledger = actions::see_client_claims::see_client_claims(
        books,
        &testkit::ground::acting(testkit::cast::BEA, terms::actor::Role::Biller),
        ROWAN,
    );
    let seen = ledger.unwrap();
    let charge = seen.therapy().claims().all()[0].prepared.lines()[0].charge();
    let charged = seen.therapy().charge(charge).unwrap();
    assert_eq!((charged.insurer_cents, charged.written_off_cents), (Cents(11_000), Cents(5_500)));
    assert_eq!(charged.open_cents(), Cents::ZERO);
    bea.sends(&format!("{coverage}/second-plan"), &Form::of(&[("none", "yes")])).await;
    assert!(bea.sees(&coverage).await.body.contains("Add a second plan"));
}
