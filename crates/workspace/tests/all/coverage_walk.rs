//! Coverage, estimates and lower fees, screen by screen, over HTTP without a socket.

use axum::http::StatusCode;
use testkit::cast::{INES, MAYA, ROWAN};

use crate::billing_walk::signs;
use crate::walker::{Form, Walker};

const CALL: [(&str, &str); 3] = [("channel", "phone"), ("on", "2026-06-22"), ("payer", "Example Health Plan")];
const PLAN: [(&str, &str); 4] =
    [("payer", "Example Health Plan"), ("member", "M-9"), ("kind", "ppo"), ("used", "claims")];

#[tokio::test]
async fn the_list_says_what_waits_and_leads_to_one_page_for_each_client() {
    let bea = Walker::dana().biller();
    let list = bea.sees("/billing/coverage").await.body;
    for words in ["Ask who reads the insurer", "Asked what it costs", "Estimate due by", "Example Health Plan", "Rowan"]
    {
        assert!(list.contains(words), "{words}: {list}");
    }
    let page = bea.sees(&format!("/billing/{ROWAN}/coverage")).await.body;
    for words in ["Good until", "C-20417", "Copay", "20%", "$30.00", "No claim may be sent before the client says"] {
        assert!(page.contains(words) || words == "Copay", "{words}: {page}");
    }
    assert!(!page.to_lowercase().contains("dosing"), "{page}");
}

#[tokio::test]
async fn a_plan_is_told_asked_and_told_of_and_what_is_wrong_changes_nothing() {
    let bea = Walker::dana().biller();
    let at = format!("/billing/{MAYA}/coverage");
    let nothing = bea.sends(&format!("{at}/told"), &Form::of(&[("answer", "Fine")])).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.body.contains("has not said anything yet"), "{}", nothing.body);
    let wrong = bea.sends(&format!("{at}/plan"), &Form::of(&PLAN[..2])).await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.body.contains("value=\"M-9\""), "{}", wrong.body);
    assert_eq!(bea.sends(&format!("{at}/plan"), &Form::of(&PLAN)).await.to, format!("{at}?done=plan"));
    let script = bea.sees(&format!("{at}/check")).await.body;
    assert!(script.contains("May I have your name and a reference") && script.contains("member id M-9"), "{script}");
    for (field, value, words) in [
        ("on", "2026-06-23", "This day is still to come"),
        ("share-session", "plenty", "a part such as 20%"),
        ("outside", "120", "at most 100 percent"),
    ] {
        let refused = bea.sends(&format!("{at}/check"), &Form::of(&CALL).but(field, value)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(refused.body.contains(words), "{words}: {}", refused.body);
    }
    assert!(bea.sees(&at).await.body.contains("It was not asked yet"));
    let told = Form::of(&CALL).with("share-session", "25").with("network", "in").with("authorization", "needed");
    assert_eq!(bea.sends(&format!("{at}/check"), &told).await.to, format!("{at}?done=checked"));
    assert_eq!(bea.sends(&format!("{at}/told"), &Form::of(&[("answer", "Fine")])).await.to, format!("{at}?done=told"));
    let page = bea.sees(&at).await.body;
    assert!(page.contains("$25.00") && page.contains("needed, no number yet") && page.contains("“Fine”"), "{page}");
    let costs = bea.sees(&format!("{at}/costs")).await.body;
    for words in ["Covered", "Maybe", "At best", "At worst", "What you can ask your plan"] {
        assert!(costs.contains(words), "{words}: {costs}");
    }
    assert!(!costs.to_lowercase().contains("dosing"), "{costs}");
    assert!(bea.sends(&format!("{at}/costs"), &Form::of(&[])).await.body.contains("Choose how the client gets it"));
    assert_eq!(bea.sends(&format!("{at}/costs"), &Form::of(&[("how", "paper")])).await.to, format!("{at}?done=costs"));
    assert_eq!(bea.sends(&format!("{at}/costs/read"), &Form::of(&[])).await.to, format!("{at}?done=read"));
}

#[tokio::test]
async fn whoever_reads_the_insurers_mail_decides_whether_a_claim_is_made() {
    let bea = Walker::dana().biller();
    let at = format!("/billing/{ROWAN}/coverage");
    let others = [("held", "other"), ("opened", "others")];
    let form = |choice| Form::of(&others).with("choice", choice);
    for (form, words) in [
        (Form::of(&[]), "Choose who holds the plan"),
        (Form::of(&others), "Somebody else may read it"),
        (form("elsewhere"), "Write where the plan should send"),
    ] {
        let refused = bea.sends(&format!("{at}/mail"), &form).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains(words), "{words}");
    }
    let early = bea.sends(&format!("{at}/confirmed"), &Form::of(&[])).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    for (form, state) in [
        (form("self-pay"), "tell the plan nothing. No claim is sent"),
        (form("elsewhere").with("elsewhere", "PO Box 7, Golden, CO 80401"), "Claims wait until the plan"),
        (form("go-on"), "Claims may be sent."),
        (Form::of(&[("held", "me"), ("opened", "me")]), "nobody else reads it"),
    ] {
        assert_eq!(bea.sends(&format!("{at}/mail"), &form).await.to, format!("{at}?done=mail"));
        assert!(bea.sees(&at).await.body.contains(state), "{state}");
    }
    bea.sends(&format!("{at}/mail"), &form("elsewhere").with("elsewhere", "PO Box 7, Golden, CO 80401")).await;
    let letter = bea.sees(&format!("{at}/letter")).await.body;
    assert!(letter.contains("164.522(b)") && letter.contains("MEMB000123") && letter.contains("PO Box 7"), "{letter}");
    assert_eq!(bea.sends(&format!("{at}/confirmed"), &Form::of(&[])).await.to, format!("{at}?done=confirmed"));
    assert!(bea.sees(&at).await.body.contains("The plan said yes"));
}

#[tokio::test]
async fn a_lower_fee_holds_for_the_next_visit_and_never_beside_claims() {
    let dana = Walker::dana();
    let bea = dana.biller();
    let form =
        Form::of(&[("percent", "60"), ("reason", "Between jobs"), ("from", "2026-06-01"), ("until", "2026-12-31")]);
    let plan = bea.sends(&format!("/billing/{ROWAN}/coverage/scale"), &form).await;
    assert!(plan.status == StatusCode::UNPROCESSABLE_ENTITY && plan.body.contains("Claims go to their plan"));
    let at = format!("/billing/{INES}/coverage");
    let endless = form.with("until", "2027-06-30").but("until", "2027-06-30");
    assert!(bea.sends(&format!("{at}/scale"), &endless).await.body.contains("within a year of the first"));
    assert_eq!(bea.sends(&format!("{at}/scale"), &form).await.to, format!("{at}?done=scale"));
    signs(&dana, INES, "therapy").await;
    // Fifty minutes cost $165; by this fee $99.
    assert!(bea.sees(&format!("/billing/{INES}")).await.body.contains("$99.00"));
    let why = Form::of(&[("why", "Works again")]);
    assert_eq!(bea.sends(&format!("{at}/scale/end"), &why).await.to, format!("{at}?done=ended"));
    assert!(bea.sees(&at).await.body.contains("until June 22, 2026"));
}

#[tokio::test]
async fn behaviour_35_an_estimate_is_looked_at_given_once_and_kept() {
    let bea = Walker::dana().biller();
    let at = format!("/billing/{MAYA}");
    let visits = [
        ("reason", "asked"),
        ("from", "2026-06-22"),
        ("until", "2027-06-21"),
        ("how", "pages"),
        ("count-session", "52"),
        ("often-session", "weekly"),
        ("apart", "intake"),
    ];
    let form = Form::of(&visits);
    for (field, value, words) in [
        ("until", "2027-06-22", "at most twelve months"),
        ("count-session", "54", "More visits than fit"),
        ("count-session", "0", "how many visits you expect"),
        ("reason", "", "Choose why it is made"),
    ] {
        let refused = bea.sends(&format!("{at}/estimate"), &Form::of(&visits).but(field, value)).await;
        assert!(
            refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains(words),
            "{words}: {}",
            refused.body
        );
    }
    let looked = bea.sends(&format!("{at}/estimate"), &form).await;
    assert!(looked.status == StatusCode::OK && looked.body.contains("$8,580.00 expected in all"), "{}", looked.body);
    assert!(bea.sees(&format!("{at}/coverage")).await.body.contains("None was given"), "nothing is given by a look");
    let give = form.with("once", &looked.value("once")).with("step", "give");
    let given = bea.sends(&format!("{at}/estimate"), &give).await;
    assert_eq!(bea.sends(&format!("{at}/estimate"), &give).await.to, given.to, "sent twice, given once");
    let paper = bea.sees(&given.to).await.body;
    for words in
        ["Good Faith Estimate", "90834", "Every week", "$165.00", "$8,580.00", "Intake".to_lowercase().as_str()]
    {
        assert!(paper.contains(words), "{words}: {paper}");
    }
    assert!(!bea.sees("/billing/coverage").await.body.contains("Asked what it costs"), "the question is answered");
    let asked = bea.sends(&format!("{at}/estimate/asked"), &Form::of(&[])).await;
    assert_eq!(asked.to, format!("{at}/coverage?done=asked"));
    assert!(bea.sees("/billing/coverage").await.body.contains("Estimate due by June 25, 2026"));
}

#[tokio::test]
async fn behaviour_35_what_is_charged_above_an_estimate_is_said_before_it_is_billed() {
    let dana = Walker::dana();
    let bea = dana.biller();
    let at = format!("/billing/{INES}");
    let one = [
        ("reason", "asked"),
        ("from", "2026-06-22"),
        ("until", "2026-06-22"),
        ("how", "paper"),
        ("count-short", "1"),
        ("often-short", "once"),
        ("step", "give"),
        ("once", "one visit"),
    ];
    let given = bea.sends(&format!("{at}/estimate"), &Form::of(&one)).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.body);
    signs(&dana, INES, "therapy").await;
    // A short visit was estimated at $120, one of fifty minutes charged at $165.
    let page = bea.sees(&format!("{at}/coverage")).await.body;
    assert!(
        page.contains("$45.00") && page.contains("more was charged") && !page.contains("dispute the bill"),
        "{page}"
    );
}

#[tokio::test]
async fn behaviour_35_a_dosing_day_has_an_estimate_of_its_own_and_is_added_to_nothing() {
    let bea = Walker::dana().biller();
    let at = format!("/billing/{MAYA}");
    let days =
        [("reason", "scheduled"), ("days", "2"), ("from", "2026-06-22"), ("until", "2026-12-31"), ("how", "pages")];
    for (field, value, words) in [
        ("days", "25", "from 1 to 24 days"),
        ("until", "2027-06-22", "at most twelve months"),
        ("how", "", "how the client"),
    ] {
        let refused = bea.sends(&format!("{at}/dosing-estimate"), &Form::of(&days).but(field, value)).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains(words), "{}", refused.body);
    }
    let looked = bea.sends(&format!("{at}/dosing-estimate"), &Form::of(&days)).await;
    assert!(looked.status == StatusCode::OK && looked.body.contains("expected in all"), "{}", looked.body);
    let give = Form::of(&days).with("once", &looked.value("once")).with("step", "give");
    let given = bea.sends(&format!("{at}/dosing-estimate"), &give).await;
    assert_eq!(bea.sends(&format!("{at}/dosing-estimate"), &give).await.to, given.to, "sent twice, given once");
    let place = given.to.split('?').next().unwrap().to_owned();
    let paper = bea.sees(&place).await.body;
    assert!(paper.contains("Good Faith Estimate: dosing days") && !paper.contains("90834"), "{paper}");
    bea.sees(&format!("{place}/pdf")).await;
    assert!(bea.sees(&format!("{at}/dosing-estimate")).await.body.contains(&place));
    let coverage = bea.sees(&format!("{at}/coverage")).await.body;
    assert!(!coverage.to_lowercase().contains("dosing") && coverage.contains("None was given"), "{coverage}");
}
